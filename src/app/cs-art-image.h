/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GdkTexture *cs_art_image_scale (GdkTexture *texture,
                                int         width) G_GNUC_WARN_UNUSED_RESULT;
GdkTexture *cs_art_image_get   (GdkTexture *texture,
                                int         width,
                                gboolean    is_stopped);

G_END_DECLS
