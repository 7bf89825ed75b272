/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-base64url.h"

#include <string.h>

typedef struct
{
  const char *text;
  const char *data;
} Pair;

/* RFC 4648, section 10, without its padding. */
static const Pair pairs[] = {
  { "", "" },           { "Zg", "f" },          { "Zm8", "fo" },         { "Zm9v", "foo" },
  { "Zm9vYg", "foob" }, { "Zm9vYmE", "fooba" }, { "Zm9vYmFy", "foobar" },
};

static void
test_pairs (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      char text[16] = "";
      guint8 data[16];
      gsize n_data = strlen (pairs[i].data);
      gsize n_text = strlen (pairs[i].text);

      g_assert_cmpuint (cs_base64url_encoded_length (n_data), ==, n_text);
      g_assert_cmpuint (cs_base64url_decoded_length (n_text), ==, n_data);
      cs_base64url_encode ((const guint8 *) pairs[i].data, n_data, text);
      g_assert_cmpstr (text, ==, pairs[i].text);
      g_assert_true (cs_base64url_decode (text, n_text, data));
      g_assert_cmpmem (data, n_data, pairs[i].data, n_data);
    }
}

static void
test_alphabet (void)
{
  const char *whole = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  guint8 data[48];
  char text[64];

  g_assert_true (cs_base64url_decode (whole, 64, data));
  cs_base64url_encode (data, 48, text);
  g_assert_cmpmem (text, 64, whole, 64);
}

/* GLib's decoder is the other side here, not the one under test. */
static void
test_random (void)
{
  for (guint n = 0; n < 200; n++)
    {
      g_autofree guint8 *data = g_malloc (n + 1);
      g_autofree guint8 *back = g_malloc (n + 1);
      g_autofree char *text = g_malloc (cs_base64url_encoded_length (n) + 1);
      g_autofree char *padded = NULL;

      for (guint i = 0; i < n; i++)
        data[i] = (guint8) g_test_rand_int ();

      cs_base64url_encode (data, n, text);
      text[cs_base64url_encoded_length (n)] = '\0';
      padded = g_base64_encode (data, n);
      g_strdelimit (padded, "+", '-');
      g_strdelimit (padded, "/", '_');
      padded[strcspn (padded, "=")] = '\0';
      g_assert_cmpstr (text, ==, padded);
      g_assert_true (cs_base64url_decode (text, strlen (text), back));
      g_assert_cmpmem (back, n, data, n);
    }
}

static void
test_refused (void)
{
  static const char *const refused[] = {
    "Z",    "Zm9vY", "Zg==", "Zm8=", "Zg=",      "=",      "Zm9v=",    "Zm9v\n",
    " Zg",  "Z g",   "Zm+v", "Zm/v", "Zm9v====", "Zm9vYg=", "Zm.v",    "\303\251g",
    /* Stray bits: these would be "f" and "fo" once more. */
    "Zh",   "Zo",    "Zv",   "Zm9",  "Zm_",      "Zm-",    "Zm9vYh",  "Zm9vYmF",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      guint8 data[16];

      if (cs_base64url_decode (refused[i], strlen (refused[i]), data))
        g_error ("\"%s\" was accepted", refused[i]);
    }
}

/* Of the 256 bytes that can stand in any place, exactly 64 are digits, and in
 * the last place of a short group exactly those without stray bits.
 */
static void
test_every_byte (void)
{
  const guint expected[] = { 64, 64, 64, 64, 64, 4, 64, 64, 16 };
  const gsize lengths[] = { 4, 4, 4, 4, 2, 2, 3, 3, 3 };
  const gsize places[] = { 0, 1, 2, 3, 0, 1, 0, 1, 2 };

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      guint n_accepted = 0;

      for (guint c = 0; c < 256; c++)
        {
          char text[] = "AAAA";
          guint8 data[3];

          text[places[i]] = (char) c;
          n_accepted += cs_base64url_decode (text, lengths[i], data) ? 1 : 0;
        }

      g_assert_cmpuint (n_accepted, ==, expected[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base64url/pairs", test_pairs);
  g_test_add_func ("/base64url/alphabet", test_alphabet);
  g_test_add_func ("/base64url/random", test_random);
  g_test_add_func ("/base64url/refused", test_refused);
  g_test_add_func ("/base64url/every-byte", test_every_byte);

  return g_test_run ();
}
