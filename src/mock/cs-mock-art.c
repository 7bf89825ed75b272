/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-art.h"

#include <cs-mock-art-resource.h>
#include <string.h>

#define RESOURCE_PATH "/io/github/cardsync/CardSync/art/"

/* The beginning of a PNG of 20,000 by 20,000 pixels of one bit: a few bytes that
 * would unpack to over a gigabyte.
 */
static const guint8 vast_png[] = {
  0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R',
  0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20, 1, 0, 0, 0, 0, 0xcb, 0x0b, 0x7b, 0x94,
};

static const char login_page[] = "<!doctype html><title>Sign in</title><p>Please sign in.</p>";

#define CUT_AT 2000

static gpointer
register_art (gpointer unused)
{
  cs_mock_art_register_resource ();

  return NULL;
}

static GBytes *
load (const char *name)
{
  static GOnce once = G_ONCE_INIT;
  g_autofree char *path = g_strconcat (RESOURCE_PATH, name, NULL);

  (void) g_once (&once, register_art, NULL);

  return g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

/* Pictures that are wrong on purpose. */
static GBytes *
make_odd (const char *name)
{
  if (g_str_equal (name, "page.png"))
    return g_bytes_new_static (login_page, strlen (login_page));

  if (g_str_equal (name, "vast.png"))
    return g_bytes_new_static (vast_png, sizeof vast_png);

  if (g_str_equal (name, "cut.png"))
    {
      g_autoptr (GBytes) whole = load ("garam-city.png");

      return g_bytes_new_from_bytes (whole, 0, CUT_AT);
    }

  return NULL;
}

/**
 * cs_mock_art_find:
 * @name: a file name, as it came
 * @out_content_type: (out): its media type
 *
 * Finds a picture. Nothing but the names of the pictures finds anything; no file
 * system is asked.
 *
 * Returns: (transfer full) (nullable): the picture
 */
GBytes *
cs_mock_art_find (const char  *name,
                  const char **out_content_type)
{
  GBytes *picture = make_odd (name);

  *out_content_type = "image/png";

  if (picture == NULL && strchr (name, '/') == NULL)
    picture = load (name);

  return picture;
}
