/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-pan.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <string.h>

#include "cs-digits.h"

#define FIRST_SHOWN     6
#define LAST_SHOWN      4
#define SHORT_PAN       13    /* shorter numbers show their last four only */
#define MASKED_AT_MOST  19
#define DIGEST_KEY_SIZE 32

/**
 * cs_pan_has_check_digit:
 * @digits: ASCII digits
 * @length: how many
 *
 * Tells whether the last digit is the check digit of those before it (ISO/IEC
 * 7812-1, annex B: the Luhn formula).
 *
 * Returns: `TRUE` if it is
 */
gboolean
cs_pan_has_check_digit (const char *digits,
                        gsize       length)
{
  guint sum = 0;

  for (gsize i = 0; i < length; i++)
    {
      guint digit = (guint) (digits[length - 1 - i] - '0');

      if (i % 2 == 1)
        digit = digit > 4 ? digit * 2 - 9 : digit * 2;

      sum += digit;
    }

  return sum % 10 == 0;
}

/**
 * cs_pan_is_valid:
 * @pan: a card number, not necessarily terminated
 * @length: how many bytes
 *
 * Tells whether @pan is 16 digits with a valid check digit.
 *
 * Returns: `TRUE` if it can be a card number
 */
gboolean
cs_pan_is_valid (const char *pan,
                 gsize       length)
{
  return length == CS_PAN_LENGTH && cs_digits_only (pan, length) &&
         cs_pan_has_check_digit (pan, length);
}

/* One key a process, never stored: a digest says nothing elsewhere or later. */
static EVP_MAC_CTX *
new_digest_template (void)
{
  guint8 key[DIGEST_KEY_SIZE];
  const OSSL_PARAM parameters[] = {
    OSSL_PARAM_construct_utf8_string (OSSL_MAC_PARAM_DIGEST, (char *) "SHA256", 0),
    OSSL_PARAM_construct_end (),
  };
  EVP_MAC *mac = EVP_MAC_fetch (NULL, "HMAC", NULL);
  EVP_MAC_CTX *template = mac != NULL ? EVP_MAC_CTX_new (mac) : NULL;

  if (RAND_bytes (key, sizeof key) != 1)
    g_error ("The system has no random numbers");

  if (template == NULL || EVP_MAC_init (template, key, sizeof key, parameters) != 1)
    g_error ("HMAC-SHA256 is not available");

  EVP_MAC_free (mac);
  OPENSSL_cleanse (key, sizeof key);

  return template;
}

/* The key is set up once: an answer of five cards has ten numbers, and setting it up
 * takes longer than the digest of a number.
 */
static void
digest_number (const char *pan,
               gsize       length,
               guint8     *out_digest)
{
  static EVP_MAC_CTX *template = NULL;
  EVP_MAC_CTX *context;
  gsize digest_length = 0;

  if (g_once_init_enter (&template))
    g_once_init_leave (&template, new_digest_template ());

  context = EVP_MAC_CTX_dup (template);

  if (context == NULL || EVP_MAC_update (context, (const guint8 *) pan, length) != 1 ||
      EVP_MAC_final (context, out_digest, &digest_length, CS_PAN_DIGEST_LENGTH) != 1)
    g_error ("HMAC-SHA256 is not available");

  EVP_MAC_CTX_free (context);
}

static void
mask_digits (const char *pan,
             gsize       length,
             char       *masked)
{
  gsize n = MIN (length, MASKED_AT_MOST);
  gsize n_written = 0;

  for (gsize i = 0; i < n; i++)
    {
      gboolean in_head = i < FIRST_SHOWN && length >= SHORT_PAN;
      gboolean in_tail = i >= n - LAST_SHOWN && length > LAST_SHOWN * 2;
      char c = pan[length == n ? i : i + (i < n - LAST_SHOWN ? 0 : length - n)];

      if (i > 0 && i % 4 == 0)
        masked[n_written++] = ' ';

      masked[n_written++] = (in_head || in_tail) && g_ascii_isdigit (c) ? c : '*';
    }

  masked[n_written] = '\0';
}

/**
 * cs_pan_mask:
 * @pan: a card number as it came, not necessarily terminated or valid
 * @length: how many bytes
 * @out_masked: (out caller-allocates): what may be kept of it
 *
 * The one masking function: screen, log, export, clipboard, accessibility and
 * messages all show what it makes (PCI DSS 3.4.1: first six, last four).
 *
 * Numbers under 13 characters show their last four only, under 9 nothing; what
 * is not a digit is never shown.
 */
void
cs_pan_mask (const char  *pan,
             gsize        length,
             CsMaskedPan *out_masked)
{
  memset (out_masked, 0, sizeof *out_masked);
  mask_digits (pan, length, out_masked->masked);
  out_masked->valid = cs_pan_is_valid (pan, length);

  if (length > LAST_SHOWN * 2 && cs_digits_only (pan + length - LAST_SHOWN, LAST_SHOWN))
    memcpy (out_masked->last4, pan + length - LAST_SHOWN, LAST_SHOWN);

  digest_number (pan, length, out_masked->digest);
}

/**
 * cs_pan_dup_short:
 * @last4: the last four digits
 *
 * Makes the short form of a masked number: `···· 0765`.
 *
 * Returns: (transfer full): the short form
 */
char *
cs_pan_dup_short (const char *last4)
{
  return g_strdup_printf ("···· %s", *last4 != '\0' ? last4 : "····");
}

/**
 * cs_masked_pan_equal:
 * @a: a masked card number
 * @b: another
 *
 * Tells whether both came from the same card number, in constant time.
 *
 * Returns: `TRUE` if they are of one number
 */
gboolean
cs_masked_pan_equal (const CsMaskedPan *a,
                     const CsMaskedPan *b)
{
  return CRYPTO_memcmp (a->digest, b->digest, CS_PAN_DIGEST_LENGTH) == 0;
}

/**
 * cs_account_dup_last4:
 * @account_no: a bank account number as it came
 * @length: how many bytes
 *
 * Keeps the last four characters of an account number, or none where there are
 * so few that four would be most of it.
 *
 * Returns: (transfer full): up to four characters
 */
char *
cs_account_dup_last4 (const char *account_no,
                      gsize       length)
{
  if (length <= LAST_SHOWN * 2 || !cs_digits_only (account_no + length - LAST_SHOWN, LAST_SHOWN))
    return g_strdup ("");

  return g_strndup (account_no + length - LAST_SHOWN, LAST_SHOWN);
}
