/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"

#include <string.h>

#include "cs-image-header.h"
#include "cs-wire-error.h"

/* What is accepted is within the bounds and begins as its format does, and what
 * follows the header has no say.
 */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         length)
{
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *longer = g_malloc0 (length + 16);
  CsImageHeader header, again;

  if (!cs_image_header_read (data, length, &header, &error))
    {
      g_assert_true (g_error_matches (error, CS_WIRE_ERROR, CS_WIRE_ERROR_MALFORMED) ||
                     g_error_matches (error, CS_WIRE_ERROR, CS_WIRE_ERROR_TOO_LARGE));
      return 0;
    }

  g_assert_no_error (error);
  g_assert_cmpuint (header.width, >=, 1);
  g_assert_cmpuint (header.width, <=, CS_IMAGE_SIDE_MAX);
  g_assert_cmpuint (header.height, >=, 1);
  g_assert_cmpuint (header.height, <=, CS_IMAGE_SIDE_MAX);
  g_assert_cmpuint (header.width * header.height, <=, CS_IMAGE_PIXELS_MAX);
  g_assert_cmpmem (data, 2, header.format == CS_IMAGE_PNG ? "\x89P" : "\xff\xd8", 2);

  memcpy (longer, data, length);
  g_assert_true (cs_image_header_read (longer, length + 16, &again, NULL));
  g_assert_cmpuint (again.width, ==, header.width);
  g_assert_cmpuint (again.height, ==, header.height);

  return 0;
}
