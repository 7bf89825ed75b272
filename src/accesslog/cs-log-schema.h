/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sqlite3.h>

#include "cs-log-seal.h"

G_BEGIN_DECLS

/* Bounds of the texts, in characters. The schema checks the same ones. */
#define CS_LOG_OPERATOR_MAX       64
#define CS_LOG_HOST_MAX           255
#define CS_LOG_ENVIRONMENT_MAX    16
#define CS_LOG_ACTION_MAX         16
#define CS_LOG_PAR_MAX            32
#define CS_LOG_OUTCOME_MAX        64
#define CS_LOG_SUBJECT_MAX        200
#define CS_LOG_CASE_REFERENCE_MAX 64
#define CS_LOG_REASON_MAX         200
#define CS_LOG_CORRELATION_ID_MAX 64

gboolean cs_log_schema_create_file     (const char       *path,
                                        CsLogPlace        place,
                                        CsLogChain       *chain,
                                        GError          **error);
gboolean cs_log_schema_verify_marks    (sqlite3          *sqlite,
                                        const char       *path,
                                        GError          **error);
gboolean cs_log_schema_verify_content  (sqlite3          *sqlite,
                                        const char       *path,
                                        GError          **error);
gboolean cs_log_schema_get_place       (sqlite3          *sqlite,
                                        const char       *path,
                                        CsLogPlace       *out_place,
                                        GError          **error);
int      cs_log_schema_load_checkpoint (sqlite3          *sqlite,
                                        CsLogCheckpoint  *out_checkpoint,
                                        CsLogMac         *out_seal);
int      cs_log_schema_store_checkpoint (sqlite3               *sqlite,
                                         const CsLogCheckpoint *checkpoint,
                                         const CsLogMac        *seal);

G_END_DECLS
