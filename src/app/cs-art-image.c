/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-art-image.h"

/* What is left of the colours of a card that is blocked or finished. */
#define STOPPED_SATURATION 0.15f

#define BYTES_PER_PIXEL 4

/* In the format that is drawn without being converted. */
static GdkTexture *
create_texture (GdkPixbuf *pixbuf)
{
  g_autoptr (GdkTexture) texture = gdk_texture_new_for_pixbuf (pixbuf);
  int width = gdk_texture_get_width (texture);
  int height = gdk_texture_get_height (texture);
  gsize stride = (gsize) width * BYTES_PER_PIXEL;
  guchar *pixels = g_malloc_n ((gsize) height, stride);
  g_autoptr (GBytes) bytes = g_bytes_new_take (pixels, (gsize) height * stride);

  gdk_texture_download (texture, pixels, stride);

  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static GdkPixbuf *
scale_pixbuf (GdkTexture *texture,
              int         width)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_get_from_texture (texture);
  int height = gdk_pixbuf_get_height (pixbuf);

  if (gdk_pixbuf_get_width (pixbuf) <= width)
    return g_steal_pointer (&pixbuf);

  return gdk_pixbuf_scale_simple (pixbuf, width,
                                  MAX (1, height * width / gdk_pixbuf_get_width (pixbuf)),
                                  GDK_INTERP_BILINEAR);
}

/**
 * cs_art_image_scale:
 * @texture: an image
 * @width: pixels
 *
 * Makes an image smaller, never larger.
 *
 * Returns: (transfer full): the image in at most that width
 */
GdkTexture *
cs_art_image_scale (GdkTexture *texture,
                    int         width)
{
  g_autoptr (GdkPixbuf) pixbuf = scale_pixbuf (texture, width);

  return create_texture (pixbuf);
}

/**
 * cs_art_image_get:
 * @texture: an image of a product
 * @width: pixels, from 1
 * @is_stopped: whether it stands for a card that is blocked or finished
 *
 * Borrows an image as it is drawn. To scale it down and to take its colours away each time that
 * it is painted took a third of painting a member; so it is done once, and kept with the image.
 *
 * Returns: (transfer none): the image in at most that width
 */
GdkTexture *
cs_art_image_get (GdkTexture *texture,
                  int         width,
                  gboolean    is_stopped)
{
  g_autofree char *key = g_strdup_printf ("cs-art-%d-%d", width, is_stopped);
  GdkTexture *drawn = g_object_get_data (G_OBJECT (texture), key);
  g_autoptr (GdkPixbuf) scaled = NULL;

  if (drawn != NULL)
    return drawn;

  if (!is_stopped && gdk_texture_get_width (texture) <= width)
    return texture;

  scaled = scale_pixbuf (texture, width);

  if (is_stopped)
    gdk_pixbuf_saturate_and_pixelate (scaled, scaled, STOPPED_SATURATION, FALSE);

  drawn = create_texture (scaled);
  g_object_set_data_full (G_OBJECT (texture), key, drawn, g_object_unref);

  return drawn;
}
