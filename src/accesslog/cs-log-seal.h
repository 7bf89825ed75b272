/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-log-chain.h"

G_BEGIN_DECLS

/**
 * CsLogPlace:
 * @CS_LOG_PLACE_KEYRING: in the user's keyring
 * @CS_LOG_PLACE_FILES: in two files beside the log
 *
 * Where a log's key and its anchor are. The log remembers it.
 */
typedef enum
{
  CS_LOG_PLACE_KEYRING,
  CS_LOG_PLACE_FILES,
} CsLogPlace;

/**
 * CsLogAnchor:
 * @sequence: of the last record; 0 while there is none
 * @mac: its MAC, or the checkpoint's
 *
 * How far a log has come, kept outside of it.
 */
typedef struct
{
  gint64   sequence;
  CsLogMac mac;
} CsLogAnchor;

/**
 * CsLogSeal:
 *
 * What is kept outside of a log: its key and its anchor. Everything may block, and
 * belongs to one thread at a time.
 */
typedef struct _CsLogSeal CsLogSeal;

CsLogSeal  *cs_log_seal_new          (const char         *log_path,
                                      CsLogPlace          place) G_GNUC_WARN_UNUSED_RESULT;
void        cs_log_seal_free         (CsLogSeal          *self);
CsLogPlace  cs_log_seal_get_place    (CsLogSeal          *self);

gboolean    cs_log_seal_load_key     (CsLogSeal          *self,
                                      CsSecret          **out_key,
                                      GError            **error);
gboolean    cs_log_seal_make_key     (CsLogSeal          *self,
                                      CsSecret          **out_key,
                                      GError            **error);
gboolean    cs_log_seal_load_anchor  (CsLogSeal          *self,
                                      CsLogAnchor        *out_anchor,
                                      gboolean           *out_exists,
                                      GError            **error);
gboolean    cs_log_seal_store_anchor (CsLogSeal          *self,
                                      const CsLogAnchor  *anchor,
                                      GError            **error);

const char *cs_log_place_to_string   (CsLogPlace          place);
gboolean    cs_log_place_from_string (const char         *text,
                                      CsLogPlace         *out_place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsLogSeal, cs_log_seal_free)

G_END_DECLS
