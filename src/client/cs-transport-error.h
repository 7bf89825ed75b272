/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GError  *cs_transport_error_new          (const GError         *cause,
                                          const char           *host,
                                          GTlsCertificateFlags  flags,
                                          gboolean              has_begun) G_GNUC_WARN_UNUSED_RESULT;
GError  *cs_transport_error_new_proxy    (guint                 status,
                                          const char           *host) G_GNUC_WARN_UNUSED_RESULT;
GError  *cs_transport_error_new_no_proxy (const char           *host) G_GNUC_WARN_UNUSED_RESULT;
gboolean cs_transport_error_is_transient (const GError         *cause);

G_END_DECLS
