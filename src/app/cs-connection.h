/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cs-clock.h"
#include "cs-lookup.h"
#include "cs-mock-service.h"
#include "cs-profile.h"

G_BEGIN_DECLS

#define CS_TYPE_CONNECTION (cs_connection_get_type ())

G_DECLARE_FINAL_TYPE (CsConnection, cs_connection, CS, CONNECTION, GObject)

void           cs_connection_open_async   (const char           *profile,
                                          CsClock              *clock,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
CsConnection  *cs_connection_open_finish (GAsyncResult         *result,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;

CsLookup      *cs_connection_get_lookup  (CsConnection         *self);
CsProfile     *cs_connection_get_profile (CsConnection         *self);
CsAccessLog   *cs_connection_get_access_log (CsConnection      *self);
CsMockService *cs_connection_get_mock    (CsConnection         *self);
CsClock       *cs_connection_get_clock   (CsConnection         *self);
gboolean       cs_connection_is_demo     (CsConnection         *self);
gboolean       cs_connection_is_first_start (CsConnection      *self);

G_END_DECLS
