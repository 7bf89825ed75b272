/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "wycheproof.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/param_build.h>
#include <string.h>

#include "cs-base64url.h"
#include "cs-rsa-key-private.h"

static void
run_group (JsonObject     *group,
           WycheproofFunc  run,
           gpointer        user_data)
{
  JsonArray *tests = json_object_get_array_member (group, "tests");

  for (guint i = 0; i < json_array_get_length (tests); i++)
    {
      JsonObject *test = json_array_get_object_element (tests, i);

      g_test_message ("%" G_GINT64_FORMAT " %s", json_object_get_int_member (test, "tcId"),
                      json_object_get_string_member (test, "comment"));
      run (group, test, user_data);
    }
}

/* Runs every test of a file. They are read where they lie and are not part of the
 * project: without them the test is skipped.
 */
gboolean
wycheproof_run (const char     *file,
                WycheproofFunc  run,
                gpointer        user_data)
{
  const char *shared = g_getenv ("CARDSYNC_SHARED");
  g_autofree char *path = g_build_filename (shared != NULL ? shared : "/nonexistent", "vectors",
                                            "wycheproof", file, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *groups;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the published vectors are not here");
      return FALSE;
    }

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  groups = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                         "testGroups");

  for (guint i = 0; i < json_array_get_length (groups); i++)
    run_group (json_array_get_object_element (groups, i), run, user_data);

  return TRUE;
}

guint8 *
wycheproof_dup_hex (JsonObject *object,
                    const char *name,
                    gsize      *out_length)
{
  const char *text = json_object_get_string_member (object, name);
  gsize length = strlen (text) / 2;
  guint8 *data = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    data[i] = (guint8) (g_ascii_xdigit_value (text[i * 2]) << 4 |
                        g_ascii_xdigit_value (text[i * 2 + 1]));

  *out_length = length;

  return data;
}

static BIGNUM *
read_number (JsonObject *jwk,
             const char *name)
{
  const char *text = json_object_get_string_member (jwk, name);
  gsize length = cs_base64url_decoded_length (strlen (text));
  g_autofree guint8 *data = g_malloc (length);

  g_assert_true (cs_base64url_decode (text, strlen (text), data));

  return BN_bin2bn (data, (int) length, NULL);
}

/* Makes a private key of an RSA JWK (RFC 7518, section 6.3). */
CsRsaKey *
wycheproof_make_key (JsonObject *jwk)
{
  static const char *const names[][2] = {
    { "n", OSSL_PKEY_PARAM_RSA_N },          { "e", OSSL_PKEY_PARAM_RSA_E },
    { "d", OSSL_PKEY_PARAM_RSA_D },          { "p", OSSL_PKEY_PARAM_RSA_FACTOR1 },
    { "q", OSSL_PKEY_PARAM_RSA_FACTOR2 },    { "dp", OSSL_PKEY_PARAM_RSA_EXPONENT1 },
    { "dq", OSSL_PKEY_PARAM_RSA_EXPONENT2 }, { "qi", OSSL_PKEY_PARAM_RSA_COEFFICIENT1 },
  };
  BIGNUM *numbers[G_N_ELEMENTS (names)];
  OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new ();
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name (NULL, "RSA", NULL);
  OSSL_PARAM *params;
  EVP_PKEY *pkey = NULL;
  g_autoptr (GError) error = NULL;
  CsRsaKey *key;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      numbers[i] = read_number (jwk, names[i][0]);
      g_assert_cmpint (OSSL_PARAM_BLD_push_BN (builder, names[i][1], numbers[i]), ==, 1);
    }

  params = OSSL_PARAM_BLD_to_param (builder);
  g_assert_cmpint (EVP_PKEY_fromdata_init (context), ==, 1);
  g_assert_cmpint (EVP_PKEY_fromdata (context, &pkey, EVP_PKEY_KEYPAIR, params), ==, 1);
  key = cs_rsa_key_new_take (pkey, TRUE, &error);
  g_assert_no_error (error);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    BN_clear_free (numbers[i]);

  OSSL_PARAM_free (params);
  EVP_PKEY_CTX_free (context);
  OSSL_PARAM_BLD_free (builder);

  return key;
}
