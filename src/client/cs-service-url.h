/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CS_URL_MAX 2048

GUri    *cs_service_url_parse       (const char  *text,
                                     GError     **error) G_GNUC_WARN_UNUSED_RESULT;
GUri    *cs_service_url_append      (GUri        *base,
                                     const char  *path) G_GNUC_WARN_UNUSED_RESULT;
gboolean cs_service_url_is_loopback (GUri        *uri);

GUri    *cs_image_url_parse         (const char  *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean cs_image_url_is_public     (GUri        *uri);

G_END_DECLS
