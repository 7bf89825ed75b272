/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cs-mock-limits.h"

G_BEGIN_DECLS

#define CS_TYPE_MOCK_CONNECTION (cs_mock_connection_get_type ())

G_DECLARE_FINAL_TYPE (CsMockConnection, cs_mock_connection, CS, MOCK_CONNECTION, GObject)

/**
 * CsMockReady:
 * @connection: where it came in
 * @stream: the request to read, and the socket to answer it on; closing it ends the
 *   answer
 * @user_data: whatever was set
 *
 * Takes a request that is whole and in order.
 */
typedef void (*CsMockReady) (CsMockConnection *connection,
                             GIOStream        *stream,
                             gpointer          user_data);

CsMockConnection *cs_mock_connection_new           (GSocket            *socket,
                                                    const CsMockLimits *limits,
                                                    CsMockReady         ready,
                                                    gpointer            user_data) G_GNUC_WARN_UNUSED_RESULT;
void              cs_mock_connection_watch         (CsMockConnection   *self);
GSocket          *cs_mock_connection_get_socket    (CsMockConnection   *self);
gboolean          cs_mock_connection_is_closed     (CsMockConnection   *self);
gboolean          cs_mock_connection_is_late       (CsMockConnection   *self,
                                                    gint64              now_us);
void              cs_mock_connection_set_answered  (CsMockConnection   *self);
void              cs_mock_connection_stream_closed (CsMockConnection   *self);
void              cs_mock_connection_abort         (CsMockConnection   *self);
void              cs_mock_connection_reset         (CsMockConnection   *self);

G_END_DECLS
