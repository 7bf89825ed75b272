/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cs-clock.h"
#include "cs-credentials.h"
#include "cs-mock-fault.h"
#include "cs-mock-limits.h"

G_BEGIN_DECLS

#define CS_TYPE_MOCK_SERVICE (cs_mock_service_get_type ())

G_DECLARE_FINAL_TYPE (CsMockService, cs_mock_service, CS, MOCK_SERVICE, GObject)

CsMockService *cs_mock_service_new               (CsClock             *clock) G_GNUC_WARN_UNUSED_RESULT;
void           cs_mock_service_set_n_members     (CsMockService       *self,
                                                  guint                n_members);
void           cs_mock_service_set_limits        (CsMockService       *self,
                                                  const CsMockLimits  *limits);
void           cs_mock_service_set_seed          (CsMockService       *self,
                                                  guint64              seed);
gboolean       cs_mock_service_set_latency       (CsMockService       *self,
                                                  const char          *text,
                                                  GError             **error);
void           cs_mock_service_add_fault         (CsMockService       *self,
                                                  CsMockFault         *fault);
void           cs_mock_service_clear_faults      (CsMockService       *self);
char         **cs_mock_service_list_faults       (CsMockService       *self) G_GNUC_WARN_UNUSED_RESULT;

gboolean       cs_mock_service_start             (CsMockService       *self,
                                                  guint16              port,
                                                  GError             **error);
void           cs_mock_service_stop              (CsMockService       *self);
const char    *cs_mock_service_get_base_url      (CsMockService       *self);
CsCredentials *cs_mock_service_get_credentials   (CsMockService       *self);
gboolean       cs_mock_service_export_profile    (CsMockService       *self,
                                                  const char          *directory,
                                                  GError             **error);
guint64        cs_mock_service_get_n_requests    (CsMockService       *self);
guint64        cs_mock_service_get_n_connections (CsMockService       *self);
guint          cs_mock_service_count_open        (CsMockService       *self);

G_END_DECLS
