/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CS_HELP_COLUMNS 80

/**
 * CsUsage:
 * @parameters: (nullable): what follows the options, as in the usage line
 * @summary: what the command does
 * @description: what else there is to know; a line a paragraph, or indented
 *
 * What `--help` says beside the options.
 */
typedef struct
{
  const char *parameters;
  const char *summary;
  const char *description;
} CsUsage;

gboolean cs_options_parse (const CsUsage       *usage,
                           const GOptionEntry  *entries,
                           int                 *argc,
                           char              ***argv,
                           int                 *out_exit_code);

G_END_DECLS
