/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <openssl/pkcs12.h>

#include "cs-rsa-key-private.h"
#include "cs-wire-error.h"

typedef STACK_OF (PKCS7) Pkcs7Stack;
typedef STACK_OF (PKCS12_SAFEBAG) SafeBagStack;

static void
pkcs7_stack_free (Pkcs7Stack *stack)
{
  sk_PKCS7_pop_free (stack, PKCS7_free);
}

static void
safe_bag_stack_free (SafeBagStack *stack)
{
  sk_PKCS12_SAFEBAG_pop_free (stack, PKCS12_SAFEBAG_free);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pkcs7Stack, pkcs7_stack_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SafeBagStack, safe_bag_stack_free)

/* What opens a file: not the same as no text is a text without characters. */
typedef struct
{
  CsSecret   *given;
  const char *text;
  int         length;
} Passphrase;

static SafeBagStack *
unpack (PKCS7            *safe,
        const Passphrase *passphrase)
{
  if (PKCS7_type_is_data (safe))
    return PKCS12_unpack_p7data (safe);

  if (!PKCS7_type_is_encrypted (safe) ||
      !cs_rsa_key_check_encryption_cost (safe->d.encrypted->enc_data->algorithm, NULL))
    return NULL;

  return PKCS12_unpack_p7encdata (safe, passphrase->text, passphrase->length);
}

static CsPkcs8 *
decrypt_bag (const PKCS12_SAFEBAG  *bag,
             const Passphrase      *passphrase,
             GError               **error)
{
  const X509_ALGOR *algorithm = NULL;
  CsPkcs8 *key;

  X509_SIG_get0 (PKCS12_SAFEBAG_get0_pkcs8 (bag), &algorithm, NULL);

  if (!cs_rsa_key_check_encryption_cost (algorithm, error))
    return NULL;

  key = PKCS12_decrypt_skey (bag, passphrase->text, passphrase->length);

  if (key == NULL)
    cs_rsa_key_set_passphrase_error (passphrase->given, error);

  return key;
}

/* Returns NULL without an error if there is no key in it. */
static CsPkcs8 *
open_bag (const PKCS12_SAFEBAG  *bag,
          const Passphrase      *passphrase,
          GError               **error)
{
  switch (PKCS12_SAFEBAG_get_nid (bag))
    {
    case NID_keyBag:
      return ASN1_item_dup (ASN1_ITEM_rptr (PKCS8_PRIV_KEY_INFO), PKCS12_SAFEBAG_get0_p8inf (bag));

    case NID_pkcs8ShroudedKeyBag:
      return decrypt_bag (bag, passphrase, error);

    default:
      return NULL;
    }
}

static CsPkcs8 *
find_in_bags (const SafeBagStack  *bags,
              const Passphrase    *passphrase,
              GError             **error)
{
  g_autoptr (GError) failure = NULL;
  CsPkcs8 *key = NULL;

  for (int i = 0; key == NULL && failure == NULL && i < sk_PKCS12_SAFEBAG_num (bags); i++)
    key = open_bag (sk_PKCS12_SAFEBAG_value (bags, i), passphrase, &failure);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));

  return key;
}

/* Bag by bag, since older programs encrypt the certificates beside the key with
 * RC2: that must not keep us from a key that is encrypted well.
 */
static CsPkcs8 *
find_key (PKCS12            *file,
          const Passphrase  *passphrase,
          GError           **error)
{
  g_autoptr (Pkcs7Stack) safes = PKCS12_unpack_authsafes (file);
  g_autoptr (GError) failure = NULL;
  CsPkcs8 *key = NULL;

  for (int i = 0; key == NULL && failure == NULL && i < sk_PKCS7_num (safes); i++)
    {
      g_autoptr (SafeBagStack) bags = unpack (sk_PKCS7_value (safes, i), passphrase);

      key = find_in_bags (bags, passphrase, &failure);
    }

  if (key == NULL && failure == NULL)
    g_set_error_literal (&failure, CS_WIRE_ERROR, CS_WIRE_ERROR_KEY,
                         _("The PKCS#12 file holds no private key that can be read."));

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));

  return key;
}

static gboolean
verify_with (PKCS12           *file,
             const Passphrase *passphrase)
{
  return !PKCS12_mac_present (file) ||
         PKCS12_verify_mac (file, passphrase->text, passphrase->length) == 1;
}

static gboolean
verify (PKCS12      *file,
        Passphrase  *passphrase,
        GError     **error)
{
  if (!cs_rsa_key_check_mac_cost (file, error))
    return FALSE;

  if (verify_with (file, passphrase))
    return TRUE;

  /* Programs write "no passphrase" in two ways: as none and as an empty one. */
  passphrase->text = passphrase->text == NULL ? "" : NULL;

  if (passphrase->length == 0 && verify_with (file, passphrase))
    return TRUE;

  cs_rsa_key_set_passphrase_error (passphrase->given, error);

  return FALSE;
}

/**
 * cs_rsa_key_decrypt_pkcs12:
 * @file: a PKCS#12 file (RFC 7292)
 * @passphrase: (nullable): its passphrase
 * @error: return location for an error
 *
 * Takes the first private key out of a file, once its integrity is verified.
 *
 * Returns: (transfer full): the key, or `NULL` with `CS_WIRE_ERROR_PASSPHRASE` or
 *   `CS_WIRE_ERROR_KEY`
 */
CsPkcs8 *
cs_rsa_key_decrypt_pkcs12 (PKCS12    *file,
                           CsSecret  *passphrase,
                           GError   **error)
{
  Passphrase opener = { passphrase, NULL, 0 };

  if (passphrase != NULL)
    {
      gsize length;

      opener.text = cs_secret_get_data (passphrase, &length);
      opener.length = (int) length;
    }

  return verify (file, &opener, error) ? find_key (file, &opener, error) : NULL;
}
