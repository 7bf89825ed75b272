/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CS_STYLE_BOLD,
  CS_STYLE_DIM,
  CS_STYLE_FINE,
  CS_STYLE_CARE,
  CS_STYLE_PAUSED,
  CS_STYLE_UNKNOWN,
} CsStyle;

/**
 * CsTerminal:
 * @is_terminal: whether standard output is one
 * @has_colour: whether it may be coloured
 * @columns: how wide it is
 *
 * What standard output leads to.
 */
typedef struct
{
  gboolean is_terminal;
  gboolean has_colour;
  guint    columns;
} CsTerminal;

void cs_terminal_init          (CsTerminal       *self);
void cs_terminal_append_styled (const CsTerminal *self,
                                GString          *text,
                                CsStyle           style,
                                const char       *words);

G_END_DECLS
