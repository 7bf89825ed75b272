/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-image-header.h"

#include <string.h>

#include "cs-wire-error.h"

#define PNG(w, h) "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0" w "\0\0" h "\x08\x06\0\0\0crc!"
#define JFIF      "\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"
#define SOF(n, h, w) "\xff" n "\0\x11\x08" h w "\3\1\x22\0\2\x11\1\3\x11\1"

#define BYTES(text) text, sizeof (text) - 1

typedef struct
{
  const char   *what;
  const char   *data;
  gsize         length;
  CsImageFormat format;
  guint         width;
  guint         height;
} Accepted;

static const Accepted accepted[] = {
  { "png", BYTES (PNG ("\1\x40", "\0\xca")), CS_IMAGE_PNG, 320, 202 },
  { "png, one pixel", BYTES (PNG ("\0\1", "\0\1")), CS_IMAGE_PNG, 1, 1 },
  { "png, widest", BYTES (PNG ("\x10\0", "\x0f\x42")), CS_IMAGE_PNG, 4096, 3906 },
  { "png, highest", BYTES (PNG ("\x0f\x42", "\x10\0")), CS_IMAGE_PNG, 3906, 4096 },
  { "baseline", BYTES ("\xff\xd8" JFIF SOF ("\xc0", "\0\xca", "\1\x40")),
    CS_IMAGE_JPEG, 320, 202 },
  { "extended", BYTES ("\xff\xd8" SOF ("\xc1", "\0\1", "\0\2")), CS_IMAGE_JPEG, 2, 1 },
  { "progressive", BYTES ("\xff\xd8\xff\xdb\0\3!" SOF ("\xc2", "\0\1", "\0\2")),
    CS_IMAGE_JPEG, 2, 1 },
  { "fill bytes", BYTES ("\xff\xd8\xff\xff\xff\xfe\0\4hi\xff\xff" SOF ("\xc0", "\0\7", "\0\x0b")),
    CS_IMAGE_JPEG, 11, 7 },
  { "grey", BYTES ("\xff\xd8\xff\xc0\0\x0b\x08\0\3\0\4\1\1\x11\0"), CS_IMAGE_JPEG, 4, 3 },
};

typedef struct
{
  const char *what;
  const char *data;
  gsize       length;
  CsWireError code;
} Refused;

static const Refused refused[] = {
  { "nothing", BYTES (""), CS_WIRE_ERROR_MALFORMED },
  { "html", BYTES ("<!DOCTYPE html><html><body>Sign in</body></html>"),
    CS_WIRE_ERROR_MALFORMED },
  { "svg", BYTES ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"/>"),
    CS_WIRE_ERROR_MALFORMED },
  { "gif", BYTES ("GIF89a\1\0\1\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"),
    CS_WIRE_ERROR_MALFORMED },
  { "tiff, little", BYTES ("II*\0\x08\0\0\0\0\0\0\0\0\0\0\0"), CS_WIRE_ERROR_MALFORMED },
  { "tiff, big", BYTES ("MM\0*\0\0\0\x08\0\0\0\0\0\0\0\0"), CS_WIRE_ERROR_MALFORMED },
  { "xpm", BYTES ("/* XPM */\nstatic char *x[] = {\"1 1 1 1\",\"a c #fff\",\"a\"};"),
    CS_WIRE_ERROR_MALFORMED },
  { "ani", BYTES ("RIFF\x20\0\0\0ACONanih\x24\0\0\0\x24\0\0\0"), CS_WIRE_ERROR_MALFORMED },
  { "webp", BYTES ("RIFF\x20\0\0\0WEBPVP8 \x14\0\0\0"), CS_WIRE_ERROR_MALFORMED },
  { "bmp", BYTES ("BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\1\0\0\0\1\0\0\0\1\0\x18\0"),
    CS_WIRE_ERROR_MALFORMED },
  { "png, wrong signature", BYTES ("\x89PNG\n\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0crc!"),
    CS_WIRE_ERROR_MALFORMED },
  { "png, another chunk first",
    BYTES ("\x89PNG\r\n\x1a\n\0\0\0\rtEXt\0\0\0\1\0\0\0\1\x08\6\0\0\0crc!"),
    CS_WIRE_ERROR_MALFORMED },
  { "png, header of another length",
    BYTES ("\x89PNG\r\n\x1a\n\0\0\0\x0eIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\0crc!"),
    CS_WIRE_ERROR_MALFORMED },
  { "png, no width", BYTES (PNG ("\0\0", "\0\1")), CS_WIRE_ERROR_MALFORMED },
  { "png, no height", BYTES (PNG ("\0\1", "\0\0")), CS_WIRE_ERROR_MALFORMED },
  { "png, 4097 wide", BYTES (PNG ("\x10\1", "\0\1")), CS_WIRE_ERROR_TOO_LARGE },
  { "png, 4097 high", BYTES (PNG ("\0\1", "\x10\1")), CS_WIRE_ERROR_TOO_LARGE },
  { "png, over 16 megapixels", BYTES (PNG ("\x10\0", "\x0f\x43")), CS_WIRE_ERROR_TOO_LARGE },
  { "png, 65536 × 65536: a product of 0 in 32 bits",
    BYTES ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\0\0\0\1\0\0\x08\6\0\0\0crc!"),
    CS_WIRE_ERROR_TOO_LARGE },
  { "png, largest", BYTES ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff"
                           "\x08\6\0\0\0crc!"),
    CS_WIRE_ERROR_TOO_LARGE },
  { "jpeg, too large", BYTES ("\xff\xd8" SOF ("\xc0", "\xff\xff", "\xff\xff")),
    CS_WIRE_ERROR_TOO_LARGE },
  { "jpeg, height comes later", BYTES ("\xff\xd8" SOF ("\xc0", "\0\0", "\0\1")),
    CS_WIRE_ERROR_MALFORMED },
  { "jpeg, lossless", BYTES ("\xff\xd8" SOF ("\xc3", "\0\1", "\0\1")), CS_WIRE_ERROR_MALFORMED },
  { "jpeg, arithmetic", BYTES ("\xff\xd8" SOF ("\xc9", "\0\1", "\0\1")), CS_WIRE_ERROR_MALFORMED },
  { "jpeg, 12 bits", BYTES ("\xff\xd8\xff\xc1\0\x0b\x0c\0\3\0\4\1\1\x11\0"),
    CS_WIRE_ERROR_MALFORMED },
  { "jpeg, frame of another length", BYTES ("\xff\xd8\xff\xc0\0\x0c\x08\0\3\0\4\1\1\x11\0\0"),
    CS_WIRE_ERROR_MALFORMED },
  { "jpeg, no component", BYTES ("\xff\xd8\xff\xc0\0\x08\x08\0\3\0\4\0"),
    CS_WIRE_ERROR_MALFORMED },
  { "jpeg, frame too short", BYTES ("\xff\xd8\xff\xc0\0\x04\x08\0\3\0\4\0"),
    CS_WIRE_ERROR_MALFORMED },
  { "jpeg, scan before frame", BYTES ("\xff\xd8\xff\xda\0\3\1" SOF ("\xc0", "\0\1", "\0\1")),
    CS_WIRE_ERROR_MALFORMED },
  { "jpeg, end before frame", BYTES ("\xff\xd8\xff\xd9\xff\xd9\0\3\1"), CS_WIRE_ERROR_MALFORMED },
  { "jpeg, segment of length 1", BYTES ("\xff\xd8\xff\xe0\0\1" SOF ("\xc0", "\0\1", "\0\1")),
    CS_WIRE_ERROR_MALFORMED },
  { "jpeg, segment beyond the end",
    BYTES ("\xff\xd8\xff\xe0\xff\xff" SOF ("\xc0", "\0\1", "\0\1")),
    CS_WIRE_ERROR_MALFORMED },
  { "jpeg, no marker where one is due",
    BYTES ("\xff\xd8\xff\xe0\0\2xx" SOF ("\xc0", "\0\1", "\0\1")),
    CS_WIRE_ERROR_MALFORMED },
  { "jpeg, fill bytes only", BYTES ("\xff\xd8\xff\xff\xff\xff\xff\xff"), CS_WIRE_ERROR_MALFORMED },
};

static void
test_accepted (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (accepted); i++)
    {
      g_autoptr (GError) error = NULL;
      CsImageHeader header = { CS_IMAGE_PNG, 0, 0 };

      g_test_message ("%s", accepted[i].what);
      g_assert_true (cs_image_header_read ((const guint8 *) accepted[i].data, accepted[i].length,
                                           &header, &error));
      g_assert_no_error (error);
      g_assert_cmpint (header.format, ==, accepted[i].format);
      g_assert_cmpuint (header.width, ==, accepted[i].width);
      g_assert_cmpuint (header.height, ==, accepted[i].height);
    }
}

static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      CsImageHeader header = { CS_IMAGE_JPEG, 7, 7 };

      g_test_message ("%s", refused[i].what);
      g_assert_false (cs_image_header_read ((const guint8 *) refused[i].data, refused[i].length,
                                            &header, &error));
      g_assert_error (error, CS_WIRE_ERROR, (int) refused[i].code);
      g_assert_cmpuint (header.width, ==, 7);
    }
}

/* In memory of exactly that length, so that a sanitizer sees any step beyond. */
static void
test_cut (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (accepted); i++)
    for (gsize n = 0; n < accepted[i].length; n++)
      {
        g_autoptr (GError) error = NULL;
        g_autofree guint8 *data = g_memdup2 (accepted[i].data, n);
        CsImageHeader header;

        g_assert_false (cs_image_header_read (data, n, &header, &error));
        g_assert_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_MALFORMED);
      }
}

static void
test_many_segments (void)
{
  for (guint n = 255; n <= 256; n++)
    {
      g_autoptr (GByteArray) image = g_byte_array_new ();
      g_autoptr (GError) error = NULL;
      CsImageHeader header;

      g_byte_array_append (image, (const guint8 *) "\xff\xd8", 2);

      for (guint i = 0; i < n; i++)
        g_byte_array_append (image, (const guint8 *) "\xff\xe1\0\2", 4);

      g_byte_array_append (image, (const guint8 *) BYTES (SOF ("\xc0", "\0\1", "\0\1")));
      g_assert_cmpint (cs_image_header_read (image->data, image->len, &header, &error),
                       ==, n < 256);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/image-header/accepted", test_accepted);
  g_test_add_func ("/image-header/refused", test_refused);
  g_test_add_func ("/image-header/cut", test_cut);
  g_test_add_func ("/image-header/many-segments", test_many_segments);

  return g_test_run ();
}
