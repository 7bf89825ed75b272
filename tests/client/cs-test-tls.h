/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <openssl/ssl.h>

G_BEGIN_DECLS

/**
 * TestCertificate:
 * @names: subjectAltName as OpenSSL writes it
 * @key_bits: RSA; 0 stands for 2048
 * @valid_from: seconds from now
 * @valid_until: seconds from now
 * @is_self_signed: signed by itself and not by the authority
 *
 * A certificate of a server, good or bad.
 */
typedef struct
{
  const char *names;
  int         key_bits;
  long        valid_from;
  long        valid_until;
  gboolean    is_self_signed;
} TestCertificate;

/* An authority of the test's own, and what it issues. */
typedef struct _TestAuthority TestAuthority;

TestAuthority *test_authority_new          (void) G_GNUC_WARN_UNUSED_RESULT;
void           test_authority_free         (TestAuthority         *self);
SSL_CTX       *test_authority_new_context  (TestAuthority         *self,
                                            const TestCertificate *certificate) G_GNUC_WARN_UNUSED_RESULT;
const char    *test_authority_get_path     (TestAuthority         *self);
GTlsDatabase  *test_authority_new_database (TestAuthority         *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestAuthority, test_authority_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SSL_CTX, SSL_CTX_free)

G_END_DECLS
