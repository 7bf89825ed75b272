/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-saved-answer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cs-card-list.h"
#include "cs-client-error.h"
#include "cs-failure.h"
#include "cs-json.h"
#include "cs-jwe.h"
#include "cs-lookup-run.h"
#include "cs-wire-error.h"

/* What the log and exports say where a look-up names its environment. */
#define ENVIRONMENT "file"

#define COMPACT_JWE_DOTS 4
#define JSON_SPACE       " \t\r\n"

/* The encrypted part of a saved answer, inside its bytes; none if it is plain. */
typedef struct
{
  const char *text;
  gsize       length;
} Token;

/* The compact form alone, as it is copied out of a log: nothing but its alphabet. */
static gboolean
find_compact (const char *text,
              gsize       length,
              Token      *out_token)
{
  guint n_dots = 0;

  while (length > 0 && strchr (JSON_SPACE, text[length - 1]) != NULL)
    length--;

  for (; length > 0 && strchr (JSON_SPACE, *text) != NULL; text++)
    length--;

  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (text[i]) && strchr ("-_.", text[i]) == NULL)
        return FALSE;

      n_dots += text[i] == '.' ? 1 : 0;
    }

  *out_token = (Token) { text, length };

  return n_dots == COMPACT_JWE_DOTS;
}

static gboolean
find_token (GBytes  *bytes,
            Token   *out_token,
            GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (CsJson) json = NULL;
  CsJsonValue member;

  if (length <= CS_JSON_FILE_MAX && find_compact (data, length, out_token))
    return TRUE;

  *out_token = (Token) { NULL, 0 };
  json = cs_json_parse (data, length, CS_JSON_FILE_MAX, error);

  if (json == NULL)
    return FALSE;

  /* A token has no character that JSON would escape, so that its bytes will do. */
  if (cs_json_value_get_type (cs_json_get_root (json)) == CS_JSON_OBJECT &&
      cs_json_object_get_member (cs_json_get_root (json), "encData", &member) &&
      cs_json_value_get_type (member) == CS_JSON_STRING)
    out_token->text = cs_json_value_get_raw (member, &out_token->length);

  return TRUE;
}

static CsBuffer *
decrypt (const Token  *token,
         CsRsaKey     *private_key,
         GError      **error)
{
  if (private_key != NULL)
    return cs_jwe_decrypt (private_key, token->text, token->length, error);

  g_set_error_literal (error, CS_LOOKUP_ERROR, CS_LOOKUP_ERROR_NEEDS_KEY,
                       _("The answer is encrypted, and no key was named."));

  return NULL;
}

static CsCardList *
decode (GBytes    *bytes,
        CsRsaKey  *private_key,
        GError   **error)
{
  g_autoptr (CsBuffer) plaintext = NULL;
  Token token;
  const guint8 *data;
  gsize length;

  if (!find_token (bytes, &token, error))
    return NULL;

  if (token.text == NULL)
    {
      data = g_bytes_get_data (bytes, &length);
      return cs_card_list_decode (data, length, CS_JSON_FILE_MAX, error);
    }

  plaintext = decrypt (&token, private_key, error);

  if (plaintext == NULL)
    return NULL;

  data = cs_buffer_get_data (plaintext, &length);

  return cs_card_list_decode (data, length, CS_JSON_FILE_MAX, error);
}

/* An answer that says no is shown as such, as a look-up would. */
static void
set_refused (GError          **error,
             const CsOutcome  *outcome)
{
  if (*outcome->description != '\0')
    g_set_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_REFUSED,
                 /* Translators: a code of the service, and the service's own words for it. */
                 _("The service answered with code %s: %s"), outcome->code, outcome->description);
  else
    g_set_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_REFUSED,
                 /* Translators: a code of the service. */
                 _("The service answered with code %s and no explanation."), outcome->code);
}

/* Commits the record of what is about to be handed on, or has failed. */
static gboolean
commit (CsAccessLog     *access_log,
        CsAccessRecord  *record,
        const char      *code,
        const GError    *failure,
        GError         **error)
{
  g_autoptr (GPtrArray) records =
    g_ptr_array_new_with_free_func ((GDestroyNotify) cs_access_record_free);
  const CsCallReport report = { .code = (char *) code };

  record->outcome = cs_failure_dup_outcome (failure, &report);
  g_ptr_array_add (records, record);

  return cs_access_log_append (access_log, records, error);
}

/**
 * cs_saved_answer_show:
 * @bytes: an answer of /user/card/list as it was saved, up to 64 MB: plain, an object
 *   with `encData`, or the compact JWE alone
 * @private_key: (nullable): the client's private key, for one that is encrypted
 * @expiry_days: from how many days before its expiry a card expires soon
 * @purpose: (nullable): what it is for
 * @access_log: where it is recorded
 * @clock: tells the time
 * @error: return location for an error
 *
 * Reads a saved answer like a look-up: recorded before it is handed on.
 *
 * Whose cards they are is not in such an answer: the member has the ID 0 and the
 * environment `file`. Dates are judged as of now.
 *
 * Returns: (transfer full): the member, or `NULL` with an error of `CS_LOG_ERROR`,
 *   `CS_WIRE_ERROR`, `CS_LOOKUP_ERROR_NEEDS_KEY`, or `CS_CLIENT_ERROR_REFUSED` if
 *   that is what the answer says
 */
CsMember *
cs_saved_answer_show (GBytes        *bytes,
                      CsRsaKey      *private_key,
                      guint          expiry_days,
                      const CsCase  *purpose,
                      CsAccessLog   *access_log,
                      CsClock       *clock,
                      GError       **error)
{
  g_autoptr (CsCardList) list = NULL;
  g_autoptr (GError) failure = NULL;
  CsAccessRecord *record;
  CsMember *member;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (CS_IS_ACCESS_LOG (access_log), NULL);
  g_return_val_if_fail (CS_IS_CLOCK (clock), NULL);

  record = cs_case_new_record (purpose, CS_ACTION_SHOW, ENVIRONMENT, cs_clock_get_unix_us (clock));
  list = decode (bytes, private_key, &failure);

  if (list != NULL && !cs_outcome_is_success (&list->outcome))
    set_refused (&failure, &list->outcome);
  else if (list != NULL)
    record->n_cards = list->cards->len;

  if (!commit (access_log, record, list != NULL ? list->outcome.code : NULL, failure, error))
    return NULL;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  g_assert (list != NULL);
  member = cs_lookup_build_member (0, list->cards, clock, expiry_days);
  cs_member_set_environment (member, ENVIRONMENT);

  return member;
}

static CsBuffer *
decrypt_bytes (GBytes    *bytes,
               CsRsaKey  *private_key,
               GError   **error)
{
  Token token;

  if (!find_token (bytes, &token, error))
    return NULL;

  if (token.text != NULL)
    return decrypt (&token, private_key, error);

  g_set_error_literal (error, CS_WIRE_ERROR, CS_WIRE_ERROR_ENVELOPE,
                       "There is nothing encrypted in it");

  return NULL;
}

/**
 * cs_saved_answer_decrypt:
 * @bytes: a compact JWE, or an object with `encData`, up to 64 MB
 * @private_key: the private key that it was encrypted for
 * @purpose: (nullable): what it is for
 * @access_log: where it is recorded
 * @clock: tells the time
 * @error: return location for an error
 *
 * Decrypts a message, whatever is in it: recorded before it is handed on.
 *
 * Returns: (transfer full): the plaintext, or `NULL` with an error of `CS_LOG_ERROR`,
 *   `CS_WIRE_ERROR` or `CS_LOOKUP_ERROR_NEEDS_KEY`
 */
CsBuffer *
cs_saved_answer_decrypt (GBytes        *bytes,
                         CsRsaKey      *private_key,
                         const CsCase  *purpose,
                         CsAccessLog   *access_log,
                         CsClock       *clock,
                         GError       **error)
{
  g_autoptr (CsBuffer) plaintext = NULL;
  g_autoptr (GError) failure = NULL;
  CsAccessRecord *record;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (CS_IS_ACCESS_LOG (access_log), NULL);
  g_return_val_if_fail (CS_IS_CLOCK (clock), NULL);

  record = cs_case_new_record (purpose, CS_ACTION_DECRYPT, ENVIRONMENT,
                               cs_clock_get_unix_us (clock));
  plaintext = decrypt_bytes (bytes, private_key, &failure);

  if (!commit (access_log, record, NULL, failure, error))
    return NULL;

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));

  return g_steal_pointer (&plaintext);
}
