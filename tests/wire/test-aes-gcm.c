/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-aes-gcm.h"

#include <string.h>

#define LENGTH 48

static const guint8 key[32] = "0123456789abcdef0123456789abcdef";
static const guint8 iv[16] = "iviviviviviviviv";

typedef struct
{
  CsAesGcm gcm;
  guint8   data[LENGTH];
  guint8   tag[17];
} Fixture;

static void
setup (Fixture       *fixture,
       gconstpointer  unused)
{
  guint8 plaintext[LENGTH];

  memset (plaintext, 'p', LENGTH);
  memset (fixture->tag, 0, sizeof fixture->tag);
  fixture->gcm = (CsAesGcm) { key, 16, iv, 12, (const guint8 *) "aad", 3 };
  g_assert_true (cs_aes_gcm_seal (&fixture->gcm, plaintext, LENGTH, fixture->data, fixture->tag));
}

static void
teardown (Fixture       *fixture,
          gconstpointer  unused)
{
}

static gboolean
is_all (const Fixture *fixture,
        guint8         byte)
{
  for (gsize i = 0; i < LENGTH; i++)
    if (fixture->data[i] != byte)
      return FALSE;

  return TRUE;
}

static void
test_opens (Fixture       *fixture,
            gconstpointer  unused)
{
  g_assert_false (is_all (fixture, 'p'));
  g_assert_true (cs_aes_gcm_open (&fixture->gcm, fixture->data, LENGTH, fixture->tag, 16));
  g_assert_true (is_all (fixture, 'p'));
}

/* By the time the tag is found wrong OpenSSL has written the plaintext: it must be
 * gone when the call returns.
 */
static void
assert_wiped (Fixture *fixture,
              gsize    tag_length)
{
  g_assert_false (cs_aes_gcm_open (&fixture->gcm, fixture->data, LENGTH, fixture->tag, tag_length));
  g_assert_true (is_all (fixture, 0));
}

static void
test_wrong_tag (Fixture       *fixture,
                gconstpointer  bit)
{
  fixture->tag[GPOINTER_TO_UINT (bit) / 8] ^= (guint8) (1 << GPOINTER_TO_UINT (bit) % 8);
  assert_wiped (fixture, 16);
}

static void
test_wrong_data (Fixture       *fixture,
                 gconstpointer  unused)
{
  fixture->data[LENGTH - 1] ^= 1;
  assert_wiped (fixture, 16);
}

static void
test_wrong_aad (Fixture       *fixture,
                gconstpointer  unused)
{
  fixture->gcm.aad_length = 2;
  assert_wiped (fixture, 16);
}

static void
test_tag_length (Fixture       *fixture,
                 gconstpointer  length)
{
  assert_wiped (fixture, GPOINTER_TO_UINT (length));
}

static void
test_iv_length (Fixture       *fixture,
                gconstpointer  length)
{
  guint8 out[LENGTH], tag[16];

  fixture->gcm.iv_length = GPOINTER_TO_UINT (length);
  g_assert_false (cs_aes_gcm_seal (&fixture->gcm, key, 32, out, tag));
  assert_wiped (fixture, 16);
}

static void
test_key_length (Fixture       *fixture,
                 gconstpointer  length)
{
  guint8 out[LENGTH], tag[16];

  fixture->gcm.key_length = GPOINTER_TO_UINT (length);
  g_assert_false (cs_aes_gcm_seal (&fixture->gcm, key, 32, out, tag));
  assert_wiped (fixture, 16);
}

static void
add (const char *name,
     guint       number,
     void      (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strdup_printf ("/aes-gcm/%s/%u", name, number);

  g_test_add (path, Fixture, GUINT_TO_POINTER (number), setup, test, teardown);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("opens", 0, test_opens);
  add ("wrong-data", 0, test_wrong_data);
  add ("wrong-aad", 0, test_wrong_aad);

  for (guint bit = 0; bit < 128; bit += 9)
    add ("wrong-tag", bit, test_wrong_tag);

  for (guint length = 0; length <= 17; length++)
    if (length != 16)
      add ("tag-length", length, test_tag_length);

  for (guint length = 0; length <= 16; length++)
    if (length != 12)
      add ("iv-length", length, test_iv_length);

  for (guint length = 0; length <= 31; length++)
    if (length != 16)
      add ("key-length", length, test_key_length);

  return g_test_run ();
}
