/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void     cs_tls_pin_http1        (GTlsConnection        *connection);
gboolean cs_tls_check_handshake  (GTlsConnection        *connection,
                                  GError               **error);
char    *cs_tls_describe_refusal (GTlsCertificateFlags   flags,
                                  const char            *host) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
