/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-log-seal.h"

#include <openssl/rand.h>
#include <string.h>

#include "cs-access-log.h"
#include "cs-digits.h"
#include "cs-log-seal-place.h"

#define KEY_SIZE  32
#define HEX_SIZE  (2 * CS_LOG_MAC_SIZE)
#define NUMBER_MAX 19

G_STATIC_ASSERT (KEY_SIZE == CS_LOG_MAC_SIZE);

struct _CsLogSeal
{
  char       *log_path;
  CsLogPlace  place;
};

static const char *const place_words[] = {
  [CS_LOG_PLACE_KEYRING] = "keyring",
  [CS_LOG_PLACE_FILES] = "files",
};

/**
 * cs_log_place_to_string:
 * @place: a place
 *
 * Names a place as logs do; not translated.
 *
 * Returns: a word
 */
const char *
cs_log_place_to_string (CsLogPlace place)
{
  return place_words[place];
}

/**
 * cs_log_place_from_string:
 * @text: (nullable): a word
 * @out_place: (out): the place
 *
 * Finds a place by its word.
 *
 * Returns: `FALSE` if @text names none
 */
gboolean
cs_log_place_from_string (const char *text,
                          CsLogPlace *out_place)
{
  for (guint i = 0; i < G_N_ELEMENTS (place_words); i++)
    if (g_strcmp0 (text, place_words[i]) == 0)
      {
        *out_place = (CsLogPlace) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * cs_log_seal_new:
 * @log_path: the log
 * @place: where its key and anchor are
 *
 * Makes what reaches the key and the anchor of a log. Both go by the path of the log:
 * one that was made elsewhere does not pass for it.
 *
 * Returns: (transfer full): a seal
 */
CsLogSeal *
cs_log_seal_new (const char *log_path,
                 CsLogPlace  place)
{
  CsLogSeal *self = g_new0 (CsLogSeal, 1);

  self->log_path = g_canonicalize_filename (log_path, NULL);
  self->place = place;

  return self;
}

/**
 * cs_log_seal_free:
 * @self: (transfer full): a seal
 *
 * Frees a seal.
 */
void
cs_log_seal_free (CsLogSeal *self)
{
  g_free (self->log_path);
  g_free (self);
}

CsLogPlace
cs_log_seal_get_place (CsLogSeal *self)
{
  return self->place;
}

static const CsLogSealPlace *
get_place (CsLogSeal *self)
{
  return self->place == CS_LOG_PLACE_KEYRING ? &cs_log_seal_keyring : &cs_log_seal_files;
}

static gboolean
decode_hex (const char *text,
            guint8     *bytes)
{
  for (gsize i = 0; i < CS_LOG_MAC_SIZE; i++)
    {
      int high = g_ascii_xdigit_value (text[2 * i]);
      int low = g_ascii_xdigit_value (text[2 * i + 1]);

      if (high < 0 || low < 0)
        return FALSE;

      bytes[i] = (guint8) (high << 4 | low);
    }

  return TRUE;
}

static void
encode_hex (const guint8 *bytes,
            char         *text)
{
  static const char digits[] = "0123456789abcdef";

  for (gsize i = 0; i < CS_LOG_MAC_SIZE; i++)
    {
      text[2 * i] = digits[bytes[i] >> 4];
      text[2 * i + 1] = digits[bytes[i] & 0xf];
    }
}

static gboolean
set_not_readable (CsLogSeal   *self,
                  const char  *what,
                  GError     **error)
{
  g_set_error (error, CS_LOG_ERROR, CS_LOG_ERROR_DAMAGED, "The %s of %s is not one", what,
               self->log_path);

  return FALSE;
}

/**
 * cs_log_seal_load_key:
 * @self: a seal
 * @out_key: (out) (nullable): the key, or `NULL` if there is none
 * @error: return location for an error
 *
 * Reads the key.
 *
 * Returns: `FALSE` with `CS_LOG_ERROR_SEAL`, `_DAMAGED` or an error of
 *   `CS_KEYRING_ERROR` if the place does not say
 */
gboolean
cs_log_seal_load_key (CsLogSeal  *self,
                      CsSecret  **out_key,
                      GError    **error)
{
  g_autoptr (CsSecret) text = NULL;
  guint8 key[KEY_SIZE];
  gboolean is_key;
  const char *data;
  gsize length;

  *out_key = NULL;

  if (!get_place (self)->load (self->log_path, "key", &text, error))
    return FALSE;

  if (text == NULL)
    return TRUE;

  data = cs_secret_get_data (text, &length);
  is_key = length == HEX_SIZE && decode_hex (data, key);

  if (is_key)
    *out_key = cs_secret_new (key, sizeof key);

  explicit_bzero (key, sizeof key);

  return is_key || set_not_readable (self, "key", error);
}

/**
 * cs_log_seal_make_key:
 * @self: a seal
 * @out_key: (out): the key
 * @error: return location for an error
 *
 * Makes a key and keeps it.
 *
 * Returns: `FALSE` with an error, as above, if it cannot be kept
 */
gboolean
cs_log_seal_make_key (CsLogSeal  *self,
                      CsSecret  **out_key,
                      GError    **error)
{
  g_autoptr (CsSecret) text = NULL;
  guint8 key[KEY_SIZE];
  char hex[HEX_SIZE];
  gboolean is_kept;

  if (RAND_priv_bytes (key, sizeof key) != 1)
    {
      g_set_error_literal (error, CS_LOG_ERROR, CS_LOG_ERROR_SEAL,
                           "This computer has no random numbers for a key");
      return FALSE;
    }

  encode_hex (key, hex);
  text = cs_secret_new (hex, sizeof hex);
  is_kept = get_place (self)->store (self->log_path, "key", text, error);

  if (is_kept)
    *out_key = cs_secret_new (key, sizeof key);

  explicit_bzero (hex, sizeof hex);
  explicit_bzero (key, sizeof key);

  return is_kept;
}

static gboolean
parse_anchor (CsSecret    *text,
              CsLogAnchor *out_anchor)
{
  gsize length;
  const char *data = cs_secret_get_data (text, &length);
  const char *space = memchr (data, ' ', length);
  gsize n_digits = space != NULL ? (gsize) (space - data) : 0;
  guint64 sequence = 0;

  if (n_digits == 0 || n_digits > NUMBER_MAX || length != n_digits + 1 + HEX_SIZE ||
      !cs_digits_parse_uint64 (data, n_digits, 0, G_MAXINT64, &sequence) ||
      !decode_hex (space + 1, out_anchor->mac.bytes))
    return FALSE;

  out_anchor->sequence = (gint64) sequence;

  return TRUE;
}

/**
 * cs_log_seal_load_anchor:
 * @self: a seal
 * @out_anchor: (out caller-allocates): the anchor
 * @out_exists: (out): whether there is one
 * @error: return location for an error
 *
 * Reads the anchor.
 *
 * Returns: `FALSE` with `CS_LOG_ERROR_SEAL`, `_DAMAGED` or an error of
 *   `CS_KEYRING_ERROR` if the place does not say
 */
gboolean
cs_log_seal_load_anchor (CsLogSeal    *self,
                         CsLogAnchor  *out_anchor,
                         gboolean     *out_exists,
                         GError      **error)
{
  g_autoptr (CsSecret) text = NULL;

  if (!get_place (self)->load (self->log_path, "anchor", &text, error))
    return FALSE;

  *out_exists = text != NULL;

  return text == NULL || parse_anchor (text, out_anchor) ||
         set_not_readable (self, "anchor", error);
}

/**
 * cs_log_seal_store_anchor:
 * @self: a seal
 * @anchor: how far the log has come
 * @error: return location for an error
 *
 * Keeps the anchor in place of the one before.
 *
 * Returns: `FALSE` with `CS_LOG_ERROR_SEAL` or an error of `CS_KEYRING_ERROR` if it
 *   cannot be kept
 */
gboolean
cs_log_seal_store_anchor (CsLogSeal          *self,
                          const CsLogAnchor  *anchor,
                          GError            **error)
{
  g_autoptr (CsSecret) secret = NULL;
  g_autofree char *text = NULL;
  char hex[HEX_SIZE + 1] = "";

  encode_hex (anchor->mac.bytes, hex);
  text = g_strdup_printf ("%" G_GINT64_FORMAT " %s", anchor->sequence, hex);
  secret = cs_secret_new (text, strlen (text));

  return get_place (self)->store (self->log_path, "anchor", secret, error);
}
