/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A service that asks for more than a week does not mean it. */
#define CS_RETRY_AFTER_SECONDS_MAX (7 * 24 * 60 * 60)

guint    cs_retry_parse_after  (const char           *value,
                                gint64                now_us);
guint    cs_retry_get_pause_ms (guint                 n_retries,
                                guint                 base_ms,
                                guint                 retry_after_s);

void     cs_retry_pause_async  (guint                 milliseconds,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data);
gboolean cs_retry_pause_finish (GAsyncResult         *result,
                                GError              **error);

G_END_DECLS
