/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-keys.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#define ASP_ID          "949133000000001"
#define TIME_ZONE       "KST"
#define RSA_BITS        2048
#define SECRET_LENGTH   32
#define KEY_ID_LENGTH   32
#define ACCESS_HEAD     7
#define ACCESS_TAIL     32
#define HEX_MAX         64

/* Making two keys takes a good part of a second. It happens in two threads while
 * the program does something else; whoever needs a key first waits for it.
 */
struct _CsMockKeys
{
  GMutex         lock;
  GThread       *server_thread;
  GThread       *client_thread;

  CsCredentials *client;
  CsCredentials *server;
};

static gpointer
make_key_in_thread (gpointer unused)
{
  g_autoptr (GError) error = NULL;
  CsRsaKey *key = cs_rsa_key_generate (RSA_BITS, &error);

  if (key == NULL)
    g_error ("OpenSSL cannot make a key: %s", error->message);

  return key;
}

/* Writes random hexadecimal digits: ids and secrets look like the vendor's. */
static void
write_hex (char  *place,
           gsize  n_digits)
{
  guint8 bytes[HEX_MAX / 2];

  g_assert (n_digits <= HEX_MAX);

  if (RAND_bytes (bytes, sizeof bytes) != 1)
    g_error ("The system has no random numbers");

  for (gsize i = 0; i < n_digits; i++)
    place[i] = "0123456789abcdef"[i % 2 == 0 ? bytes[i / 2] >> 4 : bytes[i / 2] & 15];

  OPENSSL_cleanse (bytes, sizeof bytes);
}

static CsSecret *
make_secret (void)
{
  char hex[SECRET_LENGTH];
  CsSecret *secret;

  write_hex (hex, sizeof hex);
  secret = cs_secret_new (hex, sizeof hex);
  OPENSSL_cleanse (hex, sizeof hex);

  return secret;
}

static void
add_key (CsCredentials *credentials,
         const char    *id,
         CsRsaKey      *theirs,
         CsRsaKey      *own)
{
  g_autoptr (CsRsaKey) public_key = cs_rsa_key_dup_public (theirs);
  g_autoptr (GError) error = NULL;

  if (!cs_credentials_add_key (credentials, id, public_key, own, &error))
    g_error ("Keys just made do not go together: %s", error->message);
}

static void
make_credentials (CsMockKeys *self,
                  CsRsaKey   *server_key,
                  CsRsaKey   *client_key)
{
  g_autoptr (CsSecret) secret = make_secret ();
  char access_key[ACCESS_HEAD + 1 + ACCESS_TAIL + 1] = "";
  char key_id[KEY_ID_LENGTH + 1] = "";

  write_hex (access_key, ACCESS_HEAD);
  access_key[ACCESS_HEAD] = '-';
  write_hex (access_key + ACCESS_HEAD + 1, ACCESS_TAIL);
  write_hex (key_id, KEY_ID_LENGTH);

  self->client = cs_credentials_new (ASP_ID, access_key, secret, TIME_ZONE);
  add_key (self->client, key_id, server_key, client_key);

  /* The same project seen from the other side. */
  self->server = cs_credentials_new (ASP_ID, access_key, secret, TIME_ZONE);
  add_key (self->server, key_id, client_key, server_key);
}

static void
wait_for_keys (CsMockKeys *self)
{
  g_mutex_lock (&self->lock);

  if (self->server_thread != NULL)
    {
      g_autoptr (CsRsaKey) server_key = g_thread_join (g_steal_pointer (&self->server_thread));
      g_autoptr (CsRsaKey) client_key = g_thread_join (g_steal_pointer (&self->client_thread));

      make_credentials (self, server_key, client_key);
    }

  g_mutex_unlock (&self->lock);
}

/**
 * cs_mock_keys_new:
 *
 * Begins to make keys.
 *
 * Returns: (transfer full): keys
 */
CsMockKeys *
cs_mock_keys_new (void)
{
  CsMockKeys *self = g_new0 (CsMockKeys, 1);

  g_mutex_init (&self->lock);
  self->server_thread = g_thread_new ("mock-server-key", make_key_in_thread, NULL);
  self->client_thread = g_thread_new ("mock-client-key", make_key_in_thread, NULL);

  return self;
}

/**
 * cs_mock_keys_free:
 * @self: (transfer full): keys
 *
 * Wipes and frees the keys.
 */
void
cs_mock_keys_free (CsMockKeys *self)
{
  wait_for_keys (self);
  cs_credentials_unref (self->client);
  cs_credentials_unref (self->server);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * cs_mock_keys_get_client:
 * @self: keys
 *
 * Gets what a client of the service needs. Waits until it is made.
 *
 * Returns: (transfer none): credentials
 */
CsCredentials *
cs_mock_keys_get_client (CsMockKeys *self)
{
  wait_for_keys (self);

  return self->client;
}

/**
 * cs_mock_keys_get_server:
 * @self: keys
 *
 * Gets the other halves: the service's private key, and the client's public one.
 * Waits until they are made.
 *
 * Returns: (transfer none): credentials
 */
CsCredentials *
cs_mock_keys_get_server (CsMockKeys *self)
{
  wait_for_keys (self);

  return self->server;
}
