/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "cs-client.h"

G_BEGIN_DECLS

/* For tests, which have neither ten seconds nor a proxy of the system's. */
void         cs_client_set_timing         (CsClient       *self,
                                           guint           connect_ms,
                                           guint           attempt_ms,
                                           guint           backoff_ms);
void         cs_client_set_proxy_resolver (CsClient       *self,
                                           GProxyResolver *resolver);
SoupSession *cs_client_get_session        (CsClient       *self);

G_END_DECLS
