/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-jwe.h"

#include <string.h>

#include "cs-base64url.h"
#include "cs-json.h"
#include "cs-wire-error.h"
#include "sealed-token.h"

static CsRsaKey *key;
static CsRsaKey *other_key;

static char *
encrypt (CsRsaKey   *recipient,
         CsJweEnc    enc,
         const char *plaintext)
{
  g_autoptr (CsBuffer) token = cs_buffer_new (1024 * 1024);
  g_autoptr (GError) error = NULL;

  g_assert_true (cs_jwe_encrypt (recipient, enc, (const guint8 *) plaintext, strlen (plaintext),
                                 token, &error));
  g_assert_no_error (error);

  return g_strndup ((const char *) cs_buffer_get_data (token, NULL), cs_buffer_get_length (token));
}

static void
test_round_trip (void)
{
  const gsize lengths[] = { 1, 2, 3, 15, 16, 17, 4095, 4096, 100000 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *plaintext = g_strnfill (lengths[i], 'x');
      g_autofree char *token_128 = encrypt (key, CS_JWE_A128GCM, plaintext);
      g_autofree char *token_256 = encrypt (key, CS_JWE_A256GCM, plaintext);

      assert_decrypted (key, token_128, plaintext);
      assert_decrypted (key, token_256, plaintext);
      assert_refused (other_key, token_128);
      assert_refused (other_key, token_256);
    }
}

static void
test_longer_keys (void)
{
  const guint bits[] = { 2056, 3072 };

  for (gsize i = 0; i < G_N_ELEMENTS (bits); i++)
    {
      g_autoptr (CsRsaKey) longer = cs_rsa_key_generate (bits[i], NULL);
      g_autoptr (CsRsaKey) public = cs_rsa_key_dup_public (longer);
      g_autofree char *token = encrypt (public, CS_JWE_A256GCM, "plaintext");

      assert_decrypted (longer, token, "plaintext");
      assert_refused (key, token);
    }
}

/* The header has the two members and nothing else; all the rest is made anew. */
static void
test_form (void)
{
  const char *headers[] = { "{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A128GCM\"}",
                            "{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\"}" };

  for (guint enc = CS_JWE_A128GCM; enc <= CS_JWE_A256GCM; enc++)
    {
      g_autofree char *token = encrypt (key, enc, "plaintext");
      g_autofree char *again = encrypt (key, enc, "plaintext");
      g_autofree char *header = sealed_token_encode (headers[enc], strlen (headers[enc]));
      const gsize lengths[] = { strlen (header), 342, 16, 12, 22 };

      for (guint part = 0; part < 5; part++)
        {
          g_autofree char *text = sealed_token_dup_part (token, part);
          g_autofree char *other_text = sealed_token_dup_part (again, part);

          g_assert_cmpuint (strlen (text), ==, lengths[part]);
          g_assert_cmpint (g_str_equal (text, other_text), ==, part == CS_JWE_PART_HEADER);
          g_assert_cmpint (g_str_equal (text, header), ==, part == CS_JWE_PART_HEADER);
        }
    }
}

static void
test_small_buffer (void)
{
  g_autofree char *whole = encrypt (key, CS_JWE_A128GCM, "plaintext");

  for (gsize maximum = 0; maximum < strlen (whole) + 5; maximum++)
    {
      g_autoptr (CsBuffer) token = cs_buffer_new (maximum);
      g_autoptr (GError) error = NULL;
      gsize n_before = MIN (maximum, 5);

      g_assert_true (cs_buffer_append (token, "12345", n_before));
      g_assert_false (cs_jwe_encrypt (key, CS_JWE_A128GCM, (const guint8 *) "plaintext", 9, token,
                                      &error));
      g_assert_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_TOO_LARGE);
      g_assert_cmpmem (cs_buffer_get_data (token, NULL), cs_buffer_get_length (token), "12345",
                       n_before);
    }
}

#define ALG "\"alg\":\"RSA-OAEP-256\""
#define ENC "\"enc\":\"A128GCM\""

#define WITH_NUL "{" ALG "," ENC ",\"x\":\"\0\"}"

static void
test_headers_accepted (void)
{
  static const char *const headers[] = {
    GOOD_HEADER,
    "{" ENC "," ALG "}",
    " {\t" ALG " ,\n" ENC "\r}\n",
    "{\"kid\":\"0123\"," ALG "," ENC "}",
    "{\"kid\":1,\"typ\":\"JOSE\",\"cty\":{\"a\":[null]}," ALG "," ENC "}",
    /* Nothing in a header is a key to us. */
    "{\"jwk\":{\"kty\":\"oct\"},\"jku\":\"file:///etc/passwd\",\"x5u\":\"http://127.0.0.1/\","
    "\"x5c\":[]," ALG "," ENC "}",
    "{\"p2c\":2147483647,\"p2s\":\"AA\"," ALG "," ENC "}",
    /* The same text, spelt another way. */
    "{\"\\u0061lg\":\"RSA\\u002dOAEP-256\"," ENC "}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      SealedToken sealed = GOOD_TOKEN;
      g_autofree char *token = NULL;

      g_test_message ("%s", headers[i]);
      sealed.header = headers[i];
      sealed.header_length = strlen (headers[i]);
      token = sealed_token_make (key, &sealed);
      assert_decrypted (key, token, "plaintext");
    }
}

static void
assert_header_refused (const char *header,
                       gsize       length)
{
  SealedToken sealed = GOOD_TOKEN;
  g_autofree char *token = NULL;

  sealed.header = header;
  sealed.header_length = length;
  token = sealed_token_make (key, &sealed);
  assert_refused (key, token);
}

static void
test_headers_refused (void)
{
  static const char *const headers[] = {
    "", "{}", "[]", "null", "\"\"", "1", "{" ALG "}", "{" ENC "}", "[" GOOD_HEADER "]",
    /* Other algorithms, and ours in other words. */
    "{\"alg\":\"RSA1_5\"," ENC "}",
    "{\"alg\":\"RSA-OAEP\"," ENC "}",
    "{\"alg\":\"RSA-OAEP-384\"," ENC "}",
    "{\"alg\":\"RSA-OAEP-512\"," ENC "}",
    "{\"alg\":\"rsa-oaep-256\"," ENC "}",
    "{\"alg\":\"RSA-OAEP-256 \"," ENC "}",
    "{\"alg\":\"RSA-OAEP-25\"," ENC "}",
    "{\"alg\":\"dir\"," ENC "}",
    "{\"alg\":\"none\"," ENC "}",
    "{\"alg\":\"A128KW\"," ENC "}",
    "{\"alg\":\"PBES2-HS256+A128KW\"," ENC "}",
    "{\"alg\":\"ECDH-ES\"," ENC "}",
    "{\"alg\":\"\"," ENC "}",
    "{\"alg\":null," ENC "}",
    "{\"alg\":256," ENC "}",
    "{\"alg\":[\"RSA-OAEP-256\"]," ENC "}",
    "{\"ALG\":\"RSA-OAEP-256\"," ENC "}",
    "{" ALG ",\"enc\":\"A192GCM\"}",
    "{" ALG ",\"enc\":\"A128CBC-HS256\"}",
    "{" ALG ",\"enc\":\"A256CBC-HS512\"}",
    "{" ALG ",\"enc\":\"a128gcm\"}",
    "{" ALG ",\"enc\":\"A128GCM\\n\"}",
    "{" ALG ",\"enc\":\"\"}",
    "{" ALG ",\"enc\":true}",
    "{" ALG ",\"enc\":{\"enc\":\"A128GCM\"}}",
    /* What changes the meaning of the rest. */
    "{" ALG "," ENC ",\"zip\":\"DEF\"}",
    "{" ALG "," ENC ",\"zip\":\"\"}",
    "{" ALG "," ENC ",\"zip\":null}",
    "{" ALG "," ENC ",\"z\\u0069p\":\"DEF\"}",
    "{" ALG "," ENC ",\"crit\":[]}",
    "{" ALG "," ENC ",\"crit\":[\"exp\"],\"exp\":1}",
    "{" ALG "," ENC ",\"crit\":null}",
    /* Not strict JSON. */
    "{" ALG "," ENC "," ENC "}",
    "{\"alg\":\"none\"," ALG "," ENC "}",
    "{" ALG "," ENC "} x",
    "{" ALG "," ENC "}{}",
    "{" ALG "," ENC ",}",
    "{" ALG "," ENC,
    "{'alg':'RSA-OAEP-256','enc':'A128GCM'}",
    "{" ALG "," ENC ",\"x\":\"\xff\"}",
    "\xef\xbb\xbf" GOOD_HEADER,
    "/**/" GOOD_HEADER,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *shown = g_strescape (headers[i], NULL);

      g_test_message ("%s", shown);
      assert_header_refused (headers[i], strlen (headers[i]));
    }

  assert_header_refused (GOOD_HEADER "\0", sizeof GOOD_HEADER);
  assert_header_refused (WITH_NUL, sizeof WITH_NUL - 1);
}

static void
test_header_length (void)
{
  for (guint length = 1023; length <= 1026; length++)
    {
      g_autofree char *padding = g_strnfill (length - strlen (GOOD_HEADER), ' ');
      g_autofree char *header = g_strconcat (GOOD_HEADER, padding, NULL);
      SealedToken sealed = GOOD_TOKEN;
      g_autofree char *token = NULL;

      sealed.header = header;
      sealed.header_length = length;
      token = sealed_token_make (key, &sealed);

      if (length <= 1024)
        assert_decrypted (key, token, "plaintext");
      else
        assert_refused (key, token);
    }
}

/* The key that was wrapped must be as long as `enc` says, although its first half
 * would have decrypted the content.
 */
static void
test_key_length (void)
{
  static const char a256gcm[] = "{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\"}";
  const gsize lengths[] = { 0, 1, 15, 16, 17, 24, 31, 32, 33, 64, 190 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      SealedToken sealed_128 = { GOOD_HEADER, strlen (GOOD_HEADER), lengths[i], 16, "foo" };
      SealedToken sealed_256 = { a256gcm, strlen (a256gcm), lengths[i], 32, "foo" };
      g_autofree char *token_128 = sealed_token_make (key, &sealed_128);
      g_autofree char *token_256 = sealed_token_make (key, &sealed_256);

      if (lengths[i] == 16)
        assert_decrypted (key, token_128, "foo");
      else
        assert_refused (key, token_128);

      if (lengths[i] == 32)
        assert_decrypted (key, token_256, "foo");
      else
        assert_refused (key, token_256);
    }
}

/* Every bit of the short parts, and one of each byte of the wrapped key. */
static void
test_bit_flips (void)
{
  g_autofree char *token = encrypt (key, CS_JWE_A128GCM, "a plaintext of some length");

  for (guint part = 0; part < 5; part++)
    {
      g_autofree char *text = sealed_token_dup_part (token, part);
      gsize length = cs_base64url_decoded_length (strlen (text));
      g_autofree guint8 *data = g_malloc (length);
      guint step = part == CS_JWE_PART_WRAPPED_KEY ? 7 : 1;

      g_assert_true (cs_base64url_decode (text, strlen (text), data));

      for (gsize bit = 0; bit < length * 8; bit += step)
        {
          g_autofree char *flipped = NULL;
          g_autofree char *bad = NULL;

          data[bit / 8] ^= (guint8) (1 << bit % 8);
          flipped = sealed_token_encode (data, length);
          bad = sealed_token_replace (token, part, flipped);
          assert_refused (key, bad);
          data[bit / 8] ^= (guint8) (1 << bit % 8);
        }
    }

  assert_decrypted (key, token, "a plaintext of some length");
}

static void
test_cut (void)
{
  g_autofree char *token = encrypt (key, CS_JWE_A256GCM, "plaintext");

  for (gsize length = 0; length < strlen (token); length++)
    {
      /* A copy of its own, so that a sanitizer sees any step beyond. */
      g_autofree char *cut = g_memdup2 (token, length);
      g_autoptr (GError) error = NULL;

      g_assert_null (cs_jwe_decrypt (key, cut, length, &error));
      g_assert_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_UNVERIFIED);
    }
}

/* Parts longer or shorter than they may be: OpenSSL itself would be content with a
 * tag from one byte on, and with an IV of any length.
 */
static void
test_part_lengths (void)
{
  g_autofree char *token = encrypt (key, CS_JWE_A128GCM, "plaintext");
  const gsize right[] = { 0, 256, 12, 9, 16 };

  for (guint part = CS_JWE_PART_WRAPPED_KEY; part <= CS_JWE_PART_TAG; part++)
    for (gsize length = 0; length <= right[part] + 2; length++)
      {
        g_autofree char *text = sealed_token_dup_part (token, part);
        g_autofree guint8 *data = g_malloc0 (right[part] + 2);
        g_autofree char *changed = NULL;
        g_autofree char *bad = NULL;

        g_assert_true (cs_base64url_decode (text, strlen (text), data));
        changed = sealed_token_encode (data, length);
        bad = sealed_token_replace (token, part, changed);

        if (length == right[part])
          assert_decrypted (key, bad, "plaintext");
        else
          assert_refused (key, bad);
      }
}

static void
test_structure (void)
{
  g_autofree char *token = encrypt (key, CS_JWE_A128GCM, "plaintext");
  const char *formats[] = { "%s.", ".%s", "%s.AAAA", "AAAA.%s", " %s", "%s ", "%s\n", "%s=",
                            "%s==", "\"%s\"", "{\"encData\":\"%s\"}" };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_auto (GStrv) around = g_strsplit (formats[i], "%s", 2);
      g_autofree char *bad = g_strconcat (around[0], token, around[1], NULL);

      assert_refused (key, bad);
    }

  assert_refused (key, "");
  assert_refused (key, ".");
  assert_refused (key, "....");
  assert_refused (key, ".....");
  assert_refused (key, "a.b.c.d.e");
}

/* The JSON serialization of the same message. */
static void
test_json_serialization (void)
{
  g_autofree char *token = encrypt (key, CS_JWE_A128GCM, "plaintext");
  g_auto (GStrv) parts = g_strsplit (token, ".", 5);
  g_autofree char *flattened =
    g_strdup_printf ("{\"protected\":\"%s\",\"encrypted_key\":\"%s\",\"iv\":\"%s\","
                     "\"ciphertext\":\"%s\",\"tag\":\"%s\"}",
                     parts[0], parts[1], parts[2], parts[3], parts[4]);

  assert_refused (key, flattened);
}

/* Each character is what it is, in no other spelling. */
static void
test_spellings (void)
{
  g_autofree char *token = encrypt (key, CS_JWE_A128GCM, "plaintext!");

  for (guint part = 0; part < 5; part++)
    {
      g_autofree char *text = sealed_token_dup_part (token, part);
      g_autofree char *padded = g_strconcat (text, strlen (text) % 4 == 2 ? "==" : "=", NULL);
      g_autofree char *split = g_strdup_printf ("%.5s\n%s", text, text + 5);
      g_autofree char *with_padding = sealed_token_replace (token, part, padded);
      g_autofree char *with_newline = sealed_token_replace (token, part, split);

      assert_refused (key, with_padding);
      assert_refused (key, with_newline);

      if (strlen (text) % 4 != 0)
        {
          g_autofree char *with_stray_bits = NULL;

          /* The next character of the alphabet differs in a bit that is not used. */
          text[strlen (text) - 1]++;
          with_stray_bits = sealed_token_replace (token, part, text);
          assert_refused (key, with_stray_bits);
        }
    }
}

static void
test_too_long (void)
{
  gsize length = CS_JSON_FILE_MAX + 1;
  g_autofree char *token = g_strnfill (length, 'A');
  g_autoptr (GError) error = NULL;

  g_assert_null (cs_jwe_decrypt (key, token, length, &error));
  g_assert_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_UNVERIFIED);
}

static gpointer
decrypt_in_thread (gpointer token)
{
  for (guint i = 0; i < 25; i++)
    {
      assert_decrypted (key, token, "plaintext");
      assert_refused (other_key, token);
    }

  return NULL;
}

static void
test_threads (void)
{
  g_autofree char *token = encrypt (key, CS_JWE_A256GCM, "plaintext");
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("decrypt", decrypt_in_thread, token);

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);

  key = cs_rsa_key_generate (2048, NULL);
  other_key = cs_rsa_key_generate (2048, NULL);
  g_test_add_func ("/jwe/round-trip", test_round_trip);
  g_test_add_func ("/jwe/longer-keys", test_longer_keys);
  g_test_add_func ("/jwe/form", test_form);
  g_test_add_func ("/jwe/small-buffer", test_small_buffer);
  g_test_add_func ("/jwe/headers-accepted", test_headers_accepted);
  g_test_add_func ("/jwe/headers-refused", test_headers_refused);
  g_test_add_func ("/jwe/header-length", test_header_length);
  g_test_add_func ("/jwe/key-length", test_key_length);
  g_test_add_func ("/jwe/bit-flips", test_bit_flips);
  g_test_add_func ("/jwe/cut", test_cut);
  g_test_add_func ("/jwe/part-lengths", test_part_lengths);
  g_test_add_func ("/jwe/structure", test_structure);
  g_test_add_func ("/jwe/json-serialization", test_json_serialization);
  g_test_add_func ("/jwe/spellings", test_spellings);
  g_test_add_func ("/jwe/too-long", test_too_long);
  g_test_add_func ("/jwe/threads", test_threads);
  result = g_test_run ();
  cs_rsa_key_unref (key);
  cs_rsa_key_unref (other_key);

  return result;
}
