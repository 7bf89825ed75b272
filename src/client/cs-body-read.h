/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cs-buffer.h"

G_BEGIN_DECLS

void      cs_body_read_async  (GInputStream         *stream,
                               gsize                 maximum,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data);
CsBuffer *cs_body_read_finish (GInputStream         *stream,
                               GAsyncResult         *result,
                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
