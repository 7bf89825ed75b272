/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "cs-lookup.h"

G_BEGIN_DECLS

#define CS_TYPE_IMAGE_STORE (cs_image_store_get_type ())

G_DECLARE_FINAL_TYPE (CsImageStore, cs_image_store, CS, IMAGE_STORE, GObject)

CsImageStore *cs_image_store_new             (CsLookup            *lookup) G_GNUC_WARN_UNUSED_RESULT;
GdkTexture   *cs_image_store_peek            (CsImageStore        *self,
                                              const char          *url);
void          cs_image_store_forget_failures (CsImageStore        *self);
void          cs_image_store_load_async      (CsImageStore        *self,
                                              const char          *url,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
GdkTexture   *cs_image_store_load_finish     (CsImageStore        *self,
                                              GAsyncResult        *result,
                                              GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
