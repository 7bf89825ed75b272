/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-log-chain.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <string.h>

/* What is computed with one key can never pass for the other kind. */
#define RECORD_LABEL     "CardSync access log 2, record"
#define CHECKPOINT_LABEL "CardSync access log 2, checkpoint"

struct _CsLogChain
{
  EVP_MAC_CTX *context;
};

/* HMAC has no way to fail but for want of memory, at which GLib ends a program, too. Not by
 * g_assert(), with which a build may do away.
 */
static void
must (int status)
{
  if (status != 1)
    g_error ("HMAC-SHA256 cannot be computed");
}

/**
 * cs_log_chain_new:
 * @key: the log's key
 *
 * Makes what computes the MACs of a log.
 *
 * Returns: (transfer full): a chain
 */
CsLogChain *
cs_log_chain_new (CsSecret *key)
{
  CsLogChain *self = g_new0 (CsLogChain, 1);
  EVP_MAC *hmac = EVP_MAC_fetch (NULL, "HMAC", NULL);
  char digest[] = "SHA256";
  const OSSL_PARAM parameters[] = {
    OSSL_PARAM_construct_utf8_string (OSSL_MAC_PARAM_DIGEST, digest, 0),
    OSSL_PARAM_construct_end (),
  };
  gsize length;
  const char *data = cs_secret_get_data (key, &length);

  self->context = EVP_MAC_CTX_new (hmac);
  EVP_MAC_free (hmac);
  must (EVP_MAC_init (self->context, (const guint8 *) data, length, parameters));

  return self;
}

/**
 * cs_log_chain_free:
 * @self: (transfer full): a chain
 *
 * Frees a chain and wipes its key.
 */
void
cs_log_chain_free (CsLogChain *self)
{
  EVP_MAC_CTX_free (self->context);
  g_free (self);
}

static void
add_bytes (CsLogChain *self,
           const void *bytes,
           gsize       length)
{
  must (EVP_MAC_update (self->context, bytes, length));
}

static void
add_integer (CsLogChain *self,
             gint64      value)
{
  gint64 big_endian = GINT64_TO_BE (value);

  add_bytes (self, &big_endian, sizeof big_endian);
}

/* With its length in front: no byte can move from one column into the next. */
static void
add_text (CsLogChain *self,
          const char *text,
          gsize       length)
{
  add_integer (self, (gint64) length);
  add_bytes (self, text, length);
}

static void
begin (CsLogChain *self,
       const char *label)
{
  must (EVP_MAC_init (self->context, NULL, 0, NULL));
  add_text (self, label, strlen (label));
}

static void
finish (CsLogChain *self,
        CsLogMac   *out_mac)
{
  gsize length = 0;

  must (EVP_MAC_final (self->context, out_mac->bytes, &length, sizeof out_mac->bytes));
  g_assert (length == sizeof out_mac->bytes);
}

/**
 * cs_log_chain_next:
 * @self: a chain
 * @previous: the MAC of the record before, or of the checkpoint
 * @row: the record
 * @out_mac: (out caller-allocates): its MAC
 *
 * Computes the MAC of a record: over the one before it and over every column, integers
 * with 8 bytes, texts with their length in front.
 */
void
cs_log_chain_next (CsLogChain     *self,
                   const CsLogMac *previous,
                   const CsLogRow *row,
                   CsLogMac       *out_mac)
{
  const CsLogMac before = *previous;

  begin (self, RECORD_LABEL);
  add_bytes (self, before.bytes, sizeof before.bytes);

  for (guint i = 0; i < CS_LOG_N_COLUMNS; i++)
    if (row->values[i].text != NULL)
      add_text (self, row->values[i].text, row->values[i].length);
    else
      add_integer (self, row->values[i].integer);

  finish (self, out_mac);
}

/**
 * cs_log_chain_seal:
 * @self: a chain
 * @checkpoint: where a log begins
 * @out_mac: (out caller-allocates): what proves it
 *
 * Computes the MAC of a checkpoint.
 */
void
cs_log_chain_seal (CsLogChain            *self,
                   const CsLogCheckpoint *checkpoint,
                   CsLogMac              *out_mac)
{
  begin (self, CHECKPOINT_LABEL);
  add_integer (self, checkpoint->sequence);
  add_bytes (self, checkpoint->mac.bytes, sizeof checkpoint->mac.bytes);
  add_integer (self, checkpoint->created_us);
  finish (self, out_mac);
}

/**
 * cs_log_mac_equal:
 * @a: a MAC
 * @b: another
 *
 * Compares in constant time.
 *
 * Returns: `TRUE` if both are the same
 */
gboolean
cs_log_mac_equal (const CsLogMac *a,
                  const CsLogMac *b)
{
  return CRYPTO_memcmp (a->bytes, b->bytes, sizeof a->bytes) == 0;
}

/**
 * cs_log_mac_read:
 * @statement: a statement that stands on a row
 * @column: the column of the MAC
 * @out_mac: (out caller-allocates): the MAC
 *
 * Reads a MAC as it is stored.
 *
 * Returns: `FALSE` if there is none
 */
gboolean
cs_log_mac_read (sqlite3_stmt *statement,
                 int           column,
                 CsLogMac     *out_mac)
{
  const void *bytes = sqlite3_column_blob (statement, column);

  if (sqlite3_column_type (statement, column) != SQLITE_BLOB || bytes == NULL ||
      sqlite3_column_bytes (statement, column) != CS_LOG_MAC_SIZE)
    return FALSE;

  memcpy (out_mac->bytes, bytes, CS_LOG_MAC_SIZE);

  return TRUE;
}
