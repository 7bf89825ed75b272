/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-log-row.h"
#include "cs-secret.h"

G_BEGIN_DECLS

#define CS_LOG_MAC_SIZE 32

/**
 * CsLogMac:
 * @bytes: HMAC-SHA256
 *
 * What ties a record to all before it.
 */
typedef struct
{
  guint8 bytes[CS_LOG_MAC_SIZE];
} CsLogMac;

/**
 * CsLogCheckpoint:
 * @sequence: the last record that was purged; 0 if none was
 * @mac: its MAC; zeros if none was
 * @created_us: when the log was made, microseconds UTC
 *
 * Where the chain of a log begins.
 */
typedef struct
{
  gint64   sequence;
  CsLogMac mac;
  gint64   created_us;
} CsLogCheckpoint;

/**
 * CsLogChain:
 *
 * Computes the MACs of a log. Belongs to one thread at a time.
 */
typedef struct _CsLogChain CsLogChain;

CsLogChain *cs_log_chain_new   (CsSecret              *key) G_GNUC_WARN_UNUSED_RESULT;
void        cs_log_chain_free  (CsLogChain            *self);
void        cs_log_chain_next  (CsLogChain            *self,
                                const CsLogMac        *previous,
                                const CsLogRow        *row,
                                CsLogMac              *out_mac);
void        cs_log_chain_seal  (CsLogChain            *self,
                                const CsLogCheckpoint *checkpoint,
                                CsLogMac              *out_mac);
gboolean    cs_log_mac_equal   (const CsLogMac        *a,
                                const CsLogMac        *b);
gboolean    cs_log_mac_read    (sqlite3_stmt          *statement,
                                int                    column,
                                CsLogMac              *out_mac);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsLogChain, cs_log_chain_free)

G_END_DECLS
