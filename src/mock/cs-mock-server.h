/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-mock-directory.h"
#include "cs-mock-faults.h"
#include "cs-mock-keys.h"
#include "cs-mock-limits.h"

G_BEGIN_DECLS

/**
 * CsMockServer:
 *
 * The service at work: a thread with a port, the HTTP library behind it, and the
 * answers. All functions are for the thread that started it.
 */
typedef struct _CsMockServer CsMockServer;

CsMockServer *cs_mock_server_start             (guint16              port,
                                                const CsMockLimits  *limits,
                                                CsClock             *clock,
                                                CsMockKeys          *keys,
                                                CsMockFaults        *faults,
                                                guint                n_members,
                                                GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void          cs_mock_server_stop              (CsMockServer        *self);
const char   *cs_mock_server_get_origin        (CsMockServer        *self);
guint64       cs_mock_server_get_n_requests    (CsMockServer        *self);
guint64       cs_mock_server_get_n_connections (CsMockServer        *self);
guint         cs_mock_server_count_open        (CsMockServer        *self);
void          cs_mock_server_faults_changed    (CsMockServer        *self);

G_END_DECLS
