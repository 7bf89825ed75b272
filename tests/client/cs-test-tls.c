/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-test-tls.h"

#include <glib/gstdio.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <stdio.h>

#define YEAR (365L * 24 * 60 * 60)

struct _TestAuthority
{
  EVP_PKEY *key;
  X509     *certificate;
  char     *path;
};

/* Making a key takes long; which one it is matters to no test. */
static EVP_PKEY *
get_key (int bits)
{
  static GHashTable *keys = NULL;
  EVP_PKEY *key;

  if (keys == NULL)
    keys = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) EVP_PKEY_free);

  key = g_hash_table_lookup (keys, GINT_TO_POINTER (bits));

  if (key == NULL)
    {
      key = EVP_RSA_gen ((unsigned int) bits);
      g_hash_table_insert (keys, GINT_TO_POINTER (bits), key);
    }

  return key;
}

static void
add_extension (X509       *certificate,
               X509       *issuer,
               int         id,
               const char *value)
{
  X509V3_CTX context;
  X509_EXTENSION *extension;

  X509V3_set_ctx (&context, issuer, certificate, NULL, NULL, 0);
  extension = X509V3_EXT_conf_nid (NULL, &context, id, value);
  g_assert_nonnull (extension);
  g_assert_cmpint (X509_add_ext (certificate, extension, -1), ==, 1);
  X509_EXTENSION_free (extension);
}

static X509 *
new_certificate (const char *common_name,
                 EVP_PKEY   *key,
                 long        valid_from,
                 long        valid_until)
{
  static int serial = 1;
  X509 *certificate = X509_new ();
  X509_NAME *name = X509_get_subject_name (certificate);

  X509_set_version (certificate, X509_VERSION_3);
  ASN1_INTEGER_set (X509_get_serialNumber (certificate), serial++);
  X509_gmtime_adj (X509_getm_notBefore (certificate), valid_from);
  X509_gmtime_adj (X509_getm_notAfter (certificate), valid_until);
  X509_NAME_add_entry_by_txt (name, "CN", MBSTRING_ASC, (const unsigned char *) common_name, -1,
                              -1, 0);
  X509_set_pubkey (certificate, key);

  return certificate;
}

static void
write_certificate (TestAuthority *self)
{
  int fd = g_file_open_tmp ("cardsync-ca-XXXXXX.pem", &self->path, NULL);
  FILE *file = fdopen (fd, "w");

  g_assert_nonnull (file);
  g_assert_cmpint (PEM_write_X509 (file, self->certificate), ==, 1);
  fclose (file);
}

TestAuthority *
test_authority_new (void)
{
  static guint n_authorities = 0;
  TestAuthority *self = g_new0 (TestAuthority, 1);
  g_autofree char *name = g_strdup_printf ("CardSync test authority %u", ++n_authorities);

  self->key = get_key (2048);
  self->certificate = new_certificate (name, self->key, -YEAR, YEAR);
  X509_set_issuer_name (self->certificate, X509_get_subject_name (self->certificate));
  add_extension (self->certificate, self->certificate, NID_basic_constraints, "critical,CA:TRUE");
  add_extension (self->certificate, self->certificate, NID_key_usage, "critical,keyCertSign");
  g_assert_cmpint (X509_sign (self->certificate, self->key, EVP_sha256 ()), >, 0);
  write_certificate (self);

  return self;
}

void
test_authority_free (TestAuthority *self)
{
  g_unlink (self->path);
  g_free (self->path);
  X509_free (self->certificate);
  g_free (self);
}

/* A server's side of TLS that does whatever it is asked, however outdated. */
SSL_CTX *
test_authority_new_context (TestAuthority         *self,
                            const TestCertificate *wanted)
{
  SSL_CTX *context = SSL_CTX_new (TLS_server_method ());
  EVP_PKEY *key = get_key (wanted->key_bits > 0 ? wanted->key_bits : 2048);
  X509 *certificate = new_certificate ("server", key, wanted->valid_from, wanted->valid_until);
  X509 *issuer = wanted->is_self_signed ? certificate : self->certificate;

  X509_set_issuer_name (certificate, X509_get_subject_name (issuer));
  add_extension (certificate, issuer, NID_subject_alt_name, wanted->names);
  g_assert_cmpint (X509_sign (certificate, wanted->is_self_signed ? key : self->key,
                              EVP_sha256 ()), >, 0);

  SSL_CTX_set_security_level (context, 0);
  SSL_CTX_set_min_proto_version (context, TLS1_VERSION);
  g_assert_cmpint (SSL_CTX_set_cipher_list (context, "ALL:@SECLEVEL=0"), ==, 1);
  g_assert_cmpint (SSL_CTX_use_certificate (context, certificate), ==, 1);
  g_assert_cmpint (SSL_CTX_use_PrivateKey (context, key), ==, 1);

  X509_free (certificate);

  return context;
}

/* The file is there as long as the authority: the database reads it at each handshake. */
GTlsDatabase *
test_authority_new_database (TestAuthority *self)
{
  g_autoptr (GError) error = NULL;
  GTlsDatabase *database = g_tls_file_database_new (self->path, &error);

  g_assert_no_error (error);

  return database;
}

const char *
test_authority_get_path (TestAuthority *self)
{
  return self->path;
}
