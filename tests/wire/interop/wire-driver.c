/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cs-call-headers.h"
#include "cs-envelope.h"
#include "cs-json.h"
#include "cs-jwe.h"

/* What a program in another language may ask of this one: a command a line, an
 * answer a line, bytes in Base64.
 *
 *   key PEM                      a private key; the following commands use it
 *   encrypt A128GCM|A256GCM B64  -> a compact JWE
 *   decrypt TOKEN                -> Base64, or "refused"
 *   seal A128GCM|A256GCM B64     -> {"encData":"…"}
 *   open BODY                    -> Base64, or "refused"
 *   sign KEY ZONE UNIX_US B64    -> the token, the time and the correlation ID
 */

#define TOKEN_MAX (4 * 1024 * 1024)

static CsRsaKey *key;

static void
print_base64 (const guint8 *data,
              gsize         length)
{
  g_autofree char *text = g_base64_encode (data, length);

  puts (text);
}

static CsJweEnc
read_enc (const char *name)
{
  return g_str_equal (name, "A128GCM") ? CS_JWE_A128GCM : CS_JWE_A256GCM;
}

static void
load_key (const char *base64)
{
  gsize length;
  guint8 *pem = g_base64_decode (base64, &length);
  g_autoptr (GBytes) bytes = g_bytes_new_take (pem, length);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&key, cs_rsa_key_unref);
  key = cs_rsa_key_new_private (bytes, NULL, &error);
  puts (key != NULL ? "ok" : error->message);
}

static void
encrypt (char     **words,
         gboolean   is_in_envelope)
{
  gsize length;
  g_autofree guint8 *plaintext = g_base64_decode (words[2], &length);
  g_autoptr (CsBuffer) text = cs_buffer_new (TOKEN_MAX);
  g_autoptr (GError) error = NULL;
  gboolean is_done =
    is_in_envelope ? cs_envelope_seal (key, read_enc (words[1]), plaintext, length, text, &error)
                   : cs_jwe_encrypt (key, read_enc (words[1]), plaintext, length, text, &error);

  if (!is_done)
    puts (error->message);
  else
    printf ("%.*s\n", (int) cs_buffer_get_length (text), cs_buffer_get_data (text, NULL));
}

static void
print_plaintext (CsBuffer *plaintext)
{
  if (plaintext == NULL)
    puts ("refused");
  else
    print_base64 (cs_buffer_get_data (plaintext, NULL), cs_buffer_get_length (plaintext));
}

static void
decrypt (const char *token)
{
  g_autoptr (CsBuffer) plaintext = cs_jwe_decrypt (key, token, strlen (token), NULL);

  print_plaintext (plaintext);
}

static CsCredentials *
make_credentials (const char *secret,
                  const char *time_zone)
{
  g_autoptr (CsSecret) secret_key = cs_secret_new (secret, strlen (secret));

  return cs_credentials_new ("000170000000000", "0a1b2c3-0123456789abcdef0123456789abcdef",
                             secret_key, time_zone);
}

static void
open_envelope (const char *body)
{
  g_autoptr (CsCredentials) credentials = make_credentials ("secret", "KST");
  g_autoptr (CsBuffer) plaintext = NULL;

  g_assert_true (cs_credentials_add_key (credentials, "00000000000000000000000000000001", NULL,
                                         key, NULL));
  plaintext = cs_envelope_open ((const guint8 *) body, strlen (body), CS_JSON_NETWORK_MAX,
                                credentials, NULL, NULL);
  print_plaintext (plaintext);
}

static void
sign (char **words)
{
  gsize length;
  g_autofree guint8 *body = g_base64_decode (words[4], &length);
  g_autoptr (CsCredentials) credentials = make_credentials (words[1], words[2]);
  g_autoptr (GError) error = NULL;
  CsCallHeaders headers;

  if (!cs_call_headers_sign (&headers, credentials, g_ascii_strtoll (words[3], NULL, 10), body,
                             length, &error))
    puts (error->message);
  else
    printf ("%s %s %s\n", headers.tran_token, headers.tran_time, headers.correlation_id);
}

static void
run (const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 5);
  guint n_words = g_strv_length (words);

  if (n_words == 2 && g_str_equal (words[0], "key"))
    load_key (words[1]);
  else if (n_words == 3 && g_str_equal (words[0], "encrypt"))
    encrypt (words, FALSE);
  else if (n_words == 3 && g_str_equal (words[0], "seal"))
    encrypt (words, TRUE);
  else if (n_words == 2 && g_str_equal (words[0], "decrypt"))
    decrypt (words[1]);
  else if (n_words >= 2 && g_str_equal (words[0], "open"))
    open_envelope (strchr (line, ' ') + 1);
  else if (n_words == 5 && g_str_equal (words[0], "sign"))
    sign (words);
  else
    puts ("what?");

  fflush (stdout);
}

int
main (void)
{
  char *line = NULL;
  gsize size = 0;
  gssize length;

  while ((length = getline (&line, &size, stdin)) > 0)
    {
      line[length - 1] = '\0';
      run (line);
    }

  free (line);
  g_clear_pointer (&key, cs_rsa_key_unref);

  return EXIT_SUCCESS;
}
