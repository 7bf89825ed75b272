/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cs-secret.h"

G_BEGIN_DECLS

/* The texts are short: 32 bytes in hexadecimal, and a number. */
#define CS_LOG_SEAL_TEXT_MAX 256

/**
 * CsLogSealPlace:
 * @load: reads a text; `TRUE` with `NULL` if there is none
 * @store: writes a text, in place of one that is there
 *
 * A place for the two texts of a seal, `key` and `anchor`.
 */
typedef struct
{
  gboolean (*load)  (const char  *log_path,
                     const char  *name,
                     CsSecret   **out_text,
                     GError     **error);
  gboolean (*store) (const char  *log_path,
                     const char  *name,
                     CsSecret    *text,
                     GError     **error);
} CsLogSealPlace;

extern const CsLogSealPlace cs_log_seal_files;
extern const CsLogSealPlace cs_log_seal_keyring;

G_END_DECLS
