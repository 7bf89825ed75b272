/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <sqlite3.h>

#include "cs-log-seal.h"

G_BEGIN_DECLS

/**
 * CsLogKind:
 * @CS_LOG_LIVE: key and anchor in the keyring where one answers; mirrored to the journal
 * @CS_LOG_DEMO: key and anchor in files; not mirrored
 *
 * What a log is for.
 */
typedef enum
{
  CS_LOG_LIVE,
  CS_LOG_DEMO,
} CsLogKind;

gboolean   cs_log_file_prepare   (const char    *path,
                                  CsLogKind      kind,
                                  GError       **error);
sqlite3   *cs_log_file_connect   (const char    *path,
                                  GError       **error) G_GNUC_WARN_UNUSED_RESULT;
CsLogSeal *cs_log_file_find_seal (sqlite3       *sqlite,
                                  const char    *path,
                                  CsLogKind      kind,
                                  CsSecret     **out_key,
                                  GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
