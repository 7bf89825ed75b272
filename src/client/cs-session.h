/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* At the same time, to one host. */
#define CS_CONNECTIONS_MAX 8

SoupSession *cs_session_new         (GTlsDatabase   *database,
                                     GProxyResolver *resolver) G_GNUC_WARN_UNUSED_RESULT;
SoupMessage *cs_session_new_message (const char     *method,
                                     GUri           *uri,
                                     const char     *accept) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
