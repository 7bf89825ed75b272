/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-call-headers.h"

#include <glib/gi18n-lib.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <string.h>

#include "cs-call-headers-private.h"
#include "cs-digits.h"
#include "cs-wire-error.h"

#define TOKEN_TIME_LENGTH (CS_TRAN_TIME_LENGTH + 3)
#define TOKEN_MAC_AT      (sizeof CS_TRAN_TOKEN_PREFIX - 1 + TOKEN_TIME_LENGTH + 1)
#define ENCODED_MAC       44

/* 9999-12-31T00:00:00Z: the year has four digits in any zone. */
#define UNIX_US_END G_GINT64_CONSTANT (253402214400000000)

G_STATIC_ASSERT (TOKEN_MAC_AT + ENCODED_MAC == CS_TRAN_TOKEN_LENGTH);

/**
 * cs_mac_compute:
 * @key: bytes
 * @key_length: how many
 * @message: bytes
 * @length: how many
 * @out_mac: (out caller-allocates): 32 bytes
 *
 * Computes HMAC-SHA256 (RFC 2104).
 *
 * Returns: `FALSE` if OpenSSL cannot
 */
gboolean
cs_mac_compute (const void   *key,
                gsize         key_length,
                const guint8 *message,
                gsize         length,
                guint8        out_mac[CS_MAC_LENGTH])
{
  return key_length <= G_MAXINT &&
         HMAC (EVP_sha256 (), key, (int) key_length, message, length, out_mac, NULL) != NULL;
}

static gboolean
encode_mac (CsSecret     *secret_key,
            const guint8 *body,
            gsize         length,
            char          out_text[ENCODED_MAC + 1])
{
  guint8 mac[CS_MAC_LENGTH];
  gsize key_length;
  const char *key = cs_secret_get_data (secret_key, &key_length);

  return cs_mac_compute (key, key_length, body, length, mac) &&
         EVP_EncodeBlock ((guint8 *) out_text, mac, sizeof mac) == ENCODED_MAC;
}

static gboolean
make_times (const CsCredentials *credentials,
            gint64               unix_us,
            char                 out_time[TOKEN_TIME_LENGTH + 1])
{
  g_autoptr (GTimeZone) zone = cs_clock_dup_zone (credentials->time_zone);
  g_autoptr (GDateTime) now = NULL;

  if (zone == NULL || unix_us < 0 || unix_us >= UNIX_US_END)
    return FALSE;

  now = cs_clock_in_zone (unix_us, zone);

  /* The bounds of the numbers are there for the compiler, which checks lengths. */
  return g_snprintf (out_time, TOKEN_TIME_LENGTH + 1, "%04u%02u%02u%02u%02u%02u%03u",
                     (guint) g_date_time_get_year (now) % 10000,
                     (guint) g_date_time_get_month (now) % 100,
                     (guint) g_date_time_get_day_of_month (now) % 100,
                     (guint) g_date_time_get_hour (now) % 100,
                     (guint) g_date_time_get_minute (now) % 100,
                     (guint) g_date_time_get_second (now) % 100,
                     (guint) g_date_time_get_microsecond (now) / 1000 % 1000) ==
         TOKEN_TIME_LENGTH;
}

/**
 * cs_call_headers_sign:
 * @self: (out caller-allocates): the headers
 * @credentials: who calls
 * @unix_us: one reading of the clock, microseconds since 1970-01-01 UTC
 * @body: the exact bytes that will be sent
 * @length: how many
 * @error: return location for an error
 *
 * Makes the headers that differ from call to call. All three times in them are
 * @unix_us in the zone that the credentials name. An encrypted call signs the
 * outer bytes.
 *
 * Returns: `FALSE` with `CS_WIRE_ERROR_CREDENTIALS` if the zone is unknown, the
 *   time has no four-digit year, or OpenSSL fails
 */
gboolean
cs_call_headers_sign (CsCallHeaders        *self,
                      const CsCredentials  *credentials,
                      gint64                unix_us,
                      const guint8         *body,
                      gsize                 length,
                      GError              **error)
{
  char time[TOKEN_TIME_LENGTH + 1];
  char mac[ENCODED_MAC + 1];
  guint32 random = 0;

  if (!make_times (credentials, unix_us, time) ||
      !encode_mac (credentials->secret_key, body, length, mac) ||
      RAND_bytes ((guint8 *) &random, sizeof random) != 1)
    {
      g_set_error_literal (error, CS_WIRE_ERROR, CS_WIRE_ERROR_CREDENTIALS,
                           _("The call cannot be signed."));
      return FALSE;
    }

  g_snprintf (self->tran_time, sizeof self->tran_time, "%.*s", CS_TRAN_TIME_LENGTH, time);
  g_snprintf (self->tran_token, sizeof self->tran_token, CS_TRAN_TOKEN_PREFIX "%s:%s", time, mac);
  g_snprintf (self->correlation_id, sizeof self->correlation_id, "%.12s-%07x",
              time + 2, random & 0x0fffffff);

  return TRUE;
}

/**
 * cs_tran_token_verify:
 * @token: X-KM-Tran-Token as it came
 * @secret_key: what it should be signed with
 * @body: the exact bytes that were received
 * @length: how many
 *
 * Tells whether @token is one and signs @body. Takes the same time whichever
 * character of the signature is wrong. Whether the time in it is right is for
 * [func@tran_time_parse] and the caller to say.
 *
 * Returns: `TRUE` if it does
 */
gboolean
cs_tran_token_verify (const char   *token,
                      CsSecret     *secret_key,
                      const guint8 *body,
                      gsize         length)
{
  const char *time = token + sizeof CS_TRAN_TOKEN_PREFIX - 1;
  char mac[ENCODED_MAC + 1];

  if (strlen (token) != CS_TRAN_TOKEN_LENGTH || !g_str_has_prefix (token, CS_TRAN_TOKEN_PREFIX) ||
      !cs_digits_only (time, TOKEN_TIME_LENGTH) || time[TOKEN_TIME_LENGTH] != ':')
    return FALSE;

  return encode_mac (secret_key, body, length, mac) &&
         CRYPTO_memcmp (token + TOKEN_MAC_AT, mac, ENCODED_MAC) == 0;
}

/**
 * cs_correlation_id_is_valid:
 * @text: X-KM-Correlation-Id as it came
 *
 * Tells whether @text is 12 digits, a hyphen and 7 hexadecimal digits.
 *
 * Returns: `TRUE` if it is
 */
gboolean
cs_correlation_id_is_valid (const char *text)
{
  if (strlen (text) != CS_CORRELATION_ID_LENGTH || !cs_digits_only (text, 12) || text[12] != '-')
    return FALSE;

  for (gsize i = 13; i < CS_CORRELATION_ID_LENGTH; i++)
    if (!g_ascii_isxdigit (text[i]))
      return FALSE;

  return TRUE;
}

static int
read_number (const char *digits,
             gsize       length)
{
  int number = 0;

  for (gsize i = 0; i < length; i++)
    number = number * 10 + (digits[i] - '0');

  return number;
}

/**
 * cs_tran_time_parse:
 * @tran_time: X-KM-Tran-Time as it came: `yyyyMMddHHmmss`
 * @time_zone: X-KM-Time-Zone as it came
 * @out_unix_us: (out): microseconds since 1970-01-01 UTC
 *
 * Reads the time of a call.
 *
 * Returns: `FALSE` if there is no such time or zone
 */
gboolean
cs_tran_time_parse (const char *tran_time,
                    const char *time_zone,
                    gint64     *out_unix_us)
{
  g_autoptr (GTimeZone) zone = cs_clock_dup_zone (time_zone);
  g_autoptr (GDateTime) time = NULL;

  if (zone == NULL || strlen (tran_time) != CS_TRAN_TIME_LENGTH ||
      !cs_digits_only (tran_time, CS_TRAN_TIME_LENGTH))
    return FALSE;

  time = g_date_time_new (zone, read_number (tran_time, 4), read_number (tran_time + 4, 2),
                          read_number (tran_time + 6, 2), read_number (tran_time + 8, 2),
                          read_number (tran_time + 10, 2), read_number (tran_time + 12, 2));

  if (time == NULL)
    return FALSE;

  *out_unix_us = g_date_time_to_unix (time) * G_USEC_PER_SEC;

  return TRUE;
}
