/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-envelope.h"

#include <string.h>

#include "cs-json.h"
#include "cs-wire-error.h"
#include "sealed-token.h"

#define FIRST   "00000000000000000000000000000001"
#define SECOND  "00000000000000000000000000000002"
#define UNKNOWN "00000000000000000000000000000003"

#define BODY "{\"response\":{\"code\":\"000_000\"}}"

typedef struct
{
  CsCredentials *credentials;
  CsBuffer      *first;
  CsBuffer      *second;
  CsBuffer      *foreign;
} Fixture;

static CsRsaKey *keys[3];

static CsBuffer *
seal (CsRsaKey *recipient)
{
  g_autoptr (CsBuffer) body = cs_buffer_new (4096);
  g_autoptr (GError) error = NULL;

  g_assert_true (cs_envelope_seal (recipient, CS_JWE_A256GCM, (const guint8 *) BODY, strlen (BODY),
                                   body, &error));
  g_assert_no_error (error);

  return g_steal_pointer (&body);
}

static CsCredentials *
make_credentials (void)
{
  g_autoptr (CsSecret) secret = cs_secret_new ("secret", 6);

  return cs_credentials_new ("000170000000000", "0a1b2c3-0123456789abcdef0123456789abcdef",
                             secret, "KST");
}

static void
setup (Fixture       *fixture,
       gconstpointer  unused)
{
  fixture->credentials = make_credentials ();
  g_assert_true (cs_credentials_add_key (fixture->credentials, FIRST, NULL, keys[0], NULL));
  g_assert_true (cs_credentials_add_key (fixture->credentials, SECOND, NULL, keys[1], NULL));
  fixture->first = seal (keys[0]);
  fixture->second = seal (keys[1]);
  fixture->foreign = seal (keys[2]);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  unused)
{
  cs_credentials_unref (fixture->credentials);
  cs_buffer_unref (fixture->first);
  cs_buffer_unref (fixture->second);
  cs_buffer_unref (fixture->foreign);
}

static CsBuffer *
open_text (const CsCredentials  *credentials,
           const char           *body,
           gsize                 length,
           const char           *key_id,
           GError              **error)
{
  return cs_envelope_open ((const guint8 *) body, length, CS_JSON_NETWORK_MAX, credentials, key_id,
                           error);
}

static void
assert_opens (Fixture    *fixture,
              CsBuffer   *body,
              const char *key_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsBuffer) plaintext =
    cs_envelope_open (cs_buffer_get_data (body, NULL), cs_buffer_get_length (body),
                      CS_JSON_NETWORK_MAX, fixture->credentials, key_id, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (cs_buffer_get_data (plaintext, NULL), cs_buffer_get_length (plaintext), BODY,
                   strlen (BODY));
}

static void
assert_fails (const CsCredentials *credentials,
              const char          *body,
              gsize                length,
              const char          *key_id,
              CsWireError          code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (open_text (credentials, body, length, key_id, &error));
  g_assert_error (error, CS_WIRE_ERROR, (int) code);

  if (code == CS_WIRE_ERROR_UNVERIFIED)
    g_assert_cmpstr (error->message, ==, "The encrypted message cannot be verified");
}

static void
assert_unverified (Fixture    *fixture,
                   CsBuffer   *body,
                   const char *key_id)
{
  assert_fails (fixture->credentials, (const char *) cs_buffer_get_data (body, NULL),
                cs_buffer_get_length (body), key_id, CS_WIRE_ERROR_UNVERIFIED);
}

static void
test_form (Fixture       *fixture,
           gconstpointer  unused)
{
  gsize length;
  const char *body = (const char *) cs_buffer_get_data (fixture->first, &length);
  g_autofree char *start = g_strndup (body, 12);

  g_assert_cmpstr (start, ==, "{\"encData\":\"");
  g_assert_cmpmem (body + length - 2, 2, "\"}", 2);
}

static void
test_keys (Fixture       *fixture,
           gconstpointer  unused)
{
  assert_opens (fixture, fixture->first, NULL);
  assert_opens (fixture, fixture->second, NULL);
  assert_opens (fixture, fixture->first, FIRST);
  assert_opens (fixture, fixture->second, SECOND);
  assert_unverified (fixture, fixture->foreign, NULL);
  assert_unverified (fixture, fixture->foreign, FIRST);
  assert_unverified (fixture, fixture->first, SECOND);
  assert_unverified (fixture, fixture->second, FIRST);
  assert_unverified (fixture, fixture->first, UNKNOWN);
  assert_unverified (fixture, fixture->first, "");
  assert_unverified (fixture, fixture->first, "first");
}

static void
test_no_private_key (Fixture       *fixture,
                     gconstpointer  unused)
{
  g_autoptr (CsCredentials) none = make_credentials ();
  gsize length;
  const char *body = (const char *) cs_buffer_get_data (fixture->first, &length);

  assert_fails (none, body, length, NULL, CS_WIRE_ERROR_KEY);
  assert_fails (none, body, length, FIRST, CS_WIRE_ERROR_UNVERIFIED);
  g_assert_true (cs_credentials_add_key (none, FIRST, keys[0], NULL, NULL));
  assert_fails (none, body, length, NULL, CS_WIRE_ERROR_KEY);
  assert_fails (none, body, length, FIRST, CS_WIRE_ERROR_KEY);
  g_assert_true (cs_credentials_add_key (none, SECOND, NULL, keys[1], NULL));
  assert_fails (none, body, length, NULL, CS_WIRE_ERROR_UNVERIFIED);
}

static void
test_plain (Fixture       *fixture,
            gconstpointer  unused)
{
  static const char *const plain[] = {
    "{}", "[]", "null", "\"encData\"", BODY, "[{\"encData\":\"a.b.c.d.e\"}]",
    "{\"encData\":null}", "{\"encData\":{}}", "{\"encData\":[\"a.b.c.d.e\"]}",
    "{\"encData\":1}", "{\"encdata\":\"a.b.c.d.e\"}", "{\"data\":{\"encData\":\"a.b.c.d.e\"}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean is_sealed = TRUE;

      assert_fails (fixture->credentials, plain[i], strlen (plain[i]), NULL,
                    CS_WIRE_ERROR_NOT_ENCRYPTED);
      g_assert_true (cs_envelope_is_sealed ((const guint8 *) plain[i], strlen (plain[i]), 1024,
                                            &is_sealed, &error));
      g_assert_false (is_sealed);
    }
}

static void
test_sealed (Fixture       *fixture,
             gconstpointer  unused)
{
  static const char *const sealed[] = {
    "{\"encData\":\"\"}", "{\"encData\":\"a.b.c.d.e\"}", " { \"x\" : 1 , \"encData\" : \"\" } ",
    "{\"\\u0065ncData\":\"a\"}", "{\"encData\":\"a\",\"response\":{\"code\":\"000_000\"}}",
    "{\"encData\":\"a.b.c.d\\u002ee\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sealed); i++)
    {
      gboolean is_sealed = FALSE;

      g_assert_true (cs_envelope_is_sealed ((const guint8 *) sealed[i], strlen (sealed[i]), 1024,
                                            &is_sealed, NULL));
      g_assert_true (is_sealed);
      assert_fails (fixture->credentials, sealed[i], strlen (sealed[i]), NULL,
                    CS_WIRE_ERROR_UNVERIFIED);
    }
}

/* Members beside it are ignored, wherever they stand. */
static void
test_company (Fixture       *fixture,
              gconstpointer  unused)
{
  gsize length;
  const char *body = (const char *) cs_buffer_get_data (fixture->second, &length);
  g_autofree char *text = g_strdup_printf ("\n{\"a\":[1,{\"encData\":null}],%.*s,\"b\":null } ",
                                           (int) length - 2, body + 1);
  g_autoptr (CsBuffer) plaintext =
    open_text (fixture->credentials, text, strlen (text), NULL, NULL);

  g_assert_nonnull (plaintext);
}

static void
test_not_json (Fixture       *fixture,
               gconstpointer  unused)
{
  static const char *const bodies[] = {
    "", "<html></html>", "{\"encData\":\"a\"", "{\"encData\":\"a\",\"encData\":\"b\"}",
    "a.b.c.d.e",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean is_sealed;

      assert_fails (fixture->credentials, bodies[i], strlen (bodies[i]), NULL,
                    CS_WIRE_ERROR_MALFORMED);
      g_assert_false (cs_envelope_is_sealed ((const guint8 *) bodies[i], strlen (bodies[i]), 1024,
                                             &is_sealed, &error));
      g_assert_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_MALFORMED);
    }
}

static void
test_too_large (Fixture       *fixture,
                gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  const guint8 *body = cs_buffer_get_data (fixture->first, &length);
  g_autoptr (CsBuffer) fits =
    cs_envelope_open (body, length, length, fixture->credentials, NULL, NULL);

  g_assert_nonnull (fits);
  g_assert_null (cs_envelope_open (body, length, length - 1, fixture->credentials, NULL, &error));
  g_assert_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_TOO_LARGE);
}

static void
test_small_buffer (Fixture       *fixture,
                   gconstpointer  unused)
{
  gsize length = cs_buffer_get_length (fixture->first);

  for (gsize maximum = 0; maximum <= length; maximum++)
    {
      g_autoptr (CsBuffer) body = cs_buffer_new (maximum);
      g_autoptr (GError) error = NULL;
      gboolean is_sealed = cs_envelope_seal (keys[0], CS_JWE_A256GCM, (const guint8 *) BODY,
                                             strlen (BODY), body, &error);

      g_assert_cmpint (is_sealed, ==, maximum == length);

      if (!is_sealed)
        {
          g_assert_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_TOO_LARGE);
          g_assert_cmpuint (cs_buffer_get_length (body), ==, 0);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    keys[i] = cs_rsa_key_generate (2048, NULL);

  g_test_add ("/envelope/form", Fixture, NULL, setup, test_form, teardown);
  g_test_add ("/envelope/keys", Fixture, NULL, setup, test_keys, teardown);
  g_test_add ("/envelope/no-private-key", Fixture, NULL, setup, test_no_private_key, teardown);
  g_test_add ("/envelope/plain", Fixture, NULL, setup, test_plain, teardown);
  g_test_add ("/envelope/sealed", Fixture, NULL, setup, test_sealed, teardown);
  g_test_add ("/envelope/company", Fixture, NULL, setup, test_company, teardown);
  g_test_add ("/envelope/not-json", Fixture, NULL, setup, test_not_json, teardown);
  g_test_add ("/envelope/too-large", Fixture, NULL, setup, test_too_large, teardown);
  g_test_add ("/envelope/small-buffer", Fixture, NULL, setup, test_small_buffer, teardown);
  result = g_test_run ();

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    cs_rsa_key_unref (keys[i]);

  return result;
}
