/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-image-header.h"

#include <string.h>

#include "cs-wire-error.h"

/* PNG (ISO/IEC 15948), sections 5.2 and 11.2.2. */
#define PNG_SIGNATURE        "\x89PNG\r\n\x1a\n"
#define PNG_SIGNATURE_LENGTH 8
#define PNG_IHDR             "\0\0\0\rIHDR"
#define PNG_IHDR_LENGTH      8
#define PNG_HEADER_LENGTH    33

/* JPEG (ITU-T T.81), section B.1. */
#define JPEG_MAGIC        "\xff\xd8\xff"
#define JPEG_MAGIC_LENGTH 3
#define JPEG_SOF0         0xc0
#define JPEG_SOF2         0xc2
#define JPEG_DHT          0xc4
#define JPEG_DQT          0xdb
#define JPEG_DRI          0xdd
#define JPEG_APP0         0xe0
#define JPEG_APP15        0xef
#define JPEG_COM          0xfe
#define JPEG_SOF_LENGTH   8

/* No camera or program writes as many before the frame. */
#define JPEG_SEGMENTS_MAX 256

static guint
read_uint16 (const guint8 *data)
{
  return (guint) data[0] << 8 | data[1];
}

static guint32
read_uint32 (const guint8 *data)
{
  return (guint32) data[0] << 24 | (guint32) data[1] << 16 | (guint32) data[2] << 8 | data[3];
}

static gboolean
read_png (const guint8  *data,
          gsize          length,
          CsImageHeader *out_header)
{
  if (length < PNG_HEADER_LENGTH ||
      memcmp (data + PNG_SIGNATURE_LENGTH, PNG_IHDR, PNG_IHDR_LENGTH) != 0)
    return FALSE;

  out_header->format = CS_IMAGE_PNG;
  out_header->width = read_uint32 (data + 16);
  out_header->height = read_uint32 (data + 20);

  return TRUE;
}

/* Only the frames that everyone's decoder reads: baseline, extended, progressive. */
static gboolean
read_jpeg_frame (const guint8  *segment,
                 gsize          length,
                 CsImageHeader *out_header)
{
  guint n_components;

  if (length < JPEG_SOF_LENGTH)
    return FALSE;

  n_components = segment[7];

  if (segment[2] != 8 || n_components < 1 || n_components > 4 ||
      length != JPEG_SOF_LENGTH + 3 * (gsize) n_components)
    return FALSE;

  out_header->format = CS_IMAGE_JPEG;
  out_header->height = read_uint16 (segment + 3);
  out_header->width = read_uint16 (segment + 5);

  return TRUE;
}

static gboolean
may_precede_jpeg_frame (guint8 marker)
{
  return marker == JPEG_DHT || marker == JPEG_DQT || marker == JPEG_DRI || marker == JPEG_COM ||
         (marker >= JPEG_APP0 && marker <= JPEG_APP15);
}

static gboolean
read_jpeg (const guint8  *data,
           gsize          length,
           CsImageHeader *out_header)
{
  gsize at = 2;

  for (guint i = 0; i < JPEG_SEGMENTS_MAX; i++)
    {
      gsize segment_length;
      guint8 marker;

      if (at >= length || data[at] != 0xff)
        return FALSE;

      /* Any number of fill bytes may stand before a marker. */
      while (at < length && data[at] == 0xff)
        at++;

      if (length - at < 3)
        return FALSE;

      marker = data[at++];
      segment_length = read_uint16 (data + at);

      if (segment_length < 2 || segment_length > length - at)
        return FALSE;

      if (marker >= JPEG_SOF0 && marker <= JPEG_SOF2)
        return read_jpeg_frame (data + at, segment_length, out_header);

      if (!may_precede_jpeg_frame (marker))
        return FALSE;

      at += segment_length;
    }

  return FALSE;
}

/**
 * cs_image_header_read:
 * @data: an image as it came
 * @length: how many bytes
 * @out_header: (out caller-allocates): what it says of itself
 * @error: return location for an error
 *
 * Tells the format and size of an image before anything decodes it.
 *
 * A list of two formats by their first bytes, because decoders go by content:
 * whatever else the machine could decode (ANI, XPM, TIFF, SVG …) is refused here,
 * and so is a small file that would become gigabytes of pixels.
 *
 * Fails with `CS_WIRE_ERROR_MALFORMED` if it is not a PNG or JPEG image, or cut
 * short within its header, and with `CS_WIRE_ERROR_TOO_LARGE` above
 * `CS_IMAGE_SIDE_MAX` or `CS_IMAGE_PIXELS_MAX`.
 *
 * Returns: `TRUE` if the image may be decoded
 */
gboolean
cs_image_header_read (const guint8   *data,
                      gsize           length,
                      CsImageHeader  *out_header,
                      GError        **error)
{
  CsImageHeader header = { CS_IMAGE_PNG, 0, 0 };
  gboolean is_read = FALSE;

  if (length >= PNG_SIGNATURE_LENGTH && memcmp (data, PNG_SIGNATURE, PNG_SIGNATURE_LENGTH) == 0)
    is_read = read_png (data, length, &header);
  else if (length >= JPEG_MAGIC_LENGTH && memcmp (data, JPEG_MAGIC, JPEG_MAGIC_LENGTH) == 0)
    is_read = read_jpeg (data, length, &header);

  if (!is_read || header.width == 0 || header.height == 0)
    {
      g_set_error_literal (error, CS_WIRE_ERROR, CS_WIRE_ERROR_MALFORMED,
                           "Not a PNG or JPEG image");
      return FALSE;
    }

  if (header.width > CS_IMAGE_SIDE_MAX || header.height > CS_IMAGE_SIDE_MAX ||
      header.width * header.height > CS_IMAGE_PIXELS_MAX)
    {
      g_set_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_TOO_LARGE,
                   "An image of %u × %u pixels", header.width, header.height);
      return FALSE;
    }

  *out_header = header;

  return TRUE;
}
