/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-mock-connection.h"

G_BEGIN_DECLS

/**
 * CsMockPort:
 *
 * A port of the loopback interface and the connections that came by it.
 *
 * It is opened by the thread that starts the service and belongs to the service's
 * own from then on.
 */
typedef struct _CsMockPort CsMockPort;

/* Asks whether a connection is to be turned away. */
typedef gboolean (*CsMockRefuse) (gpointer user_data);

CsMockPort *cs_mock_port_open          (guint16              port,
                                        const CsMockLimits  *limits,
                                        GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void        cs_mock_port_free          (CsMockPort          *self);
guint16     cs_mock_port_get_number    (CsMockPort          *self);
void        cs_mock_port_attach        (CsMockPort          *self,
                                        GMainContext        *context,
                                        CsMockReady          ready,
                                        CsMockRefuse         refuse,
                                        gpointer             user_data);
gboolean    cs_mock_port_set_listening (CsMockPort          *self,
                                        gboolean             listening,
                                        GError             **error);
void        cs_mock_port_drop_all      (CsMockPort          *self);
guint       cs_mock_port_count         (CsMockPort          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsMockPort, cs_mock_port_free)

G_END_DECLS
