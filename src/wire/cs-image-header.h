/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CS_IMAGE_SIDE_MAX   4096
#define CS_IMAGE_PIXELS_MAX (16 * 1000 * 1000)

typedef enum
{
  CS_IMAGE_PNG,
  CS_IMAGE_JPEG,
} CsImageFormat;

/**
 * CsImageHeader:
 * @format: by the magic bytes, whatever the content type says
 * @width: pixels
 * @height: pixels
 *
 * What an image says of itself before anything is decoded.
 */
typedef struct
{
  CsImageFormat format;
  guint         width;
  guint         height;
} CsImageHeader;

gboolean cs_image_header_read (const guint8   *data,
                               gsize           length,
                               CsImageHeader  *out_header,
                               GError        **error);

G_END_DECLS
