/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* At the same time, to one host, where nobody asks for more. */
#define CS_CONNECTIONS_MAX 8

SoupSession *cs_session_new         (GTlsDatabase   *database,
                                     GProxyResolver *resolver,
                                     guint           n_connections) G_GNUC_WARN_UNUSED_RESULT;
SoupMessage *cs_session_new_message (const char     *method,
                                     GUri           *uri,
                                     const char     *accept) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
