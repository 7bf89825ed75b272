/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* Bounds of the texts, in characters. The schema checks the same ones. */
#define CS_LOG_OPERATOR_MAX       64
#define CS_LOG_HOST_MAX           255
#define CS_LOG_ENVIRONMENT_MAX    16
#define CS_LOG_ACTION_MAX         16
#define CS_LOG_PAR_MAX            32
#define CS_LOG_OUTCOME_MAX        64
#define CS_LOG_CASE_REFERENCE_MAX 64
#define CS_LOG_REASON_MAX         200
#define CS_LOG_CORRELATION_ID_MAX 64

gboolean cs_log_schema_create_file (const char  *path,
                                    GError     **error);
gboolean cs_log_schema_verify      (sqlite3     *sqlite,
                                    const char  *path,
                                    GError     **error);

G_END_DECLS
