/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-card-list.h"

#include "cs-json.h"
#include "cs-wire-error.h"

/* Each card is sealed before the next is read: of full numbers there is one at a time. */
static CsCardFields *
decode_card (CsJsonValue value)
{
  g_autoptr (CsCardRecord) record = cs_card_record_decode (value);

  return cs_card_record_seal (record);
}

static gboolean
decode_cards (CsJsonValue   root,
              GPtrArray    *cards,
              GError      **error)
{
  CsJsonValue array, element;
  CsJsonIter iter;

  if (!cs_json_object_get_member (root, "cardDataInfo", &array) ||
      cs_json_value_get_type (array) != CS_JSON_ARRAY)
    {
      g_set_error_literal (error, CS_WIRE_ERROR, CS_WIRE_ERROR_ENVELOPE,
                           "The answer says success, but has no list of cards");
      return FALSE;
    }

  for (iter = cs_json_iter (array); cs_json_iter_next (&iter, NULL, &element); )
    {
      if (cards->len == CS_CARD_LIST_MAX)
        {
          g_set_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_TOO_LARGE,
                       "The answer has more than %u cards", CS_CARD_LIST_MAX);
          return FALSE;
        }

      g_ptr_array_add (cards, decode_card (element));
    }

  return TRUE;
}

/**
 * cs_card_list_decode:
 * @body: a decrypted answer of /user/card/list
 * @length: how many bytes
 * @maximum: the most bytes to accept
 * @error: return location
 *
 * Reads an answer.
 *
 * A code other than success is no error here: the answer is then read, and has no
 * cards. Nor is a card that lacks something or has something wrong; it is in the list
 * with what it has. Unknown members are ignored everywhere.
 *
 * Returns: (transfer full): the answer, or `NULL` with `CS_WIRE_ERROR_TOO_LARGE`,
 *   `CS_WIRE_ERROR_MALFORMED` (not JSON as it must be) or `CS_WIRE_ERROR_ENVELOPE` (no
 *   response code, or success without a list)
 */
CsCardList *
cs_card_list_decode (const guint8  *body,
                     gsize          length,
                     gsize          maximum,
                     GError       **error)
{
  g_autoptr (CsJson) json = cs_json_parse (body, length, maximum, error);
  g_autoptr (CsCardList) self = NULL;
  CsJsonValue root;

  if (json == NULL)
    return NULL;

  root = cs_json_get_root (json);
  self = g_new0 (CsCardList, 1);
  self->cards = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_card_fields_free);

  if (!cs_outcome_decode (root, &self->outcome, error))
    return NULL;

  if (cs_outcome_is_success (&self->outcome) && !decode_cards (root, self->cards, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * cs_card_list_encode:
 * @outcome: what the service says
 * @records: (nullable) (element-type CsCardRecord): the cards, or `NULL` to leave the
 *   member out, as the service does beside a code other than success
 * @out_body: where to append the answer
 *
 * Writes an answer of /user/card/list.
 *
 * Returns: `FALSE` if @out_body is too small or a text is not UTF-8
 */
gboolean
cs_card_list_encode (const CsOutcome *outcome,
                     const GPtrArray *records,
                     CsBuffer        *out_body)
{
  CsJsonWriter writer;

  cs_json_writer_init (&writer, out_body);
  cs_json_writer_begin_object (&writer, NULL);
  cs_outcome_encode (outcome, &writer);

  if (records != NULL)
    {
      cs_json_writer_begin_array (&writer, "cardDataInfo");

      for (guint i = 0; i < records->len; i++)
        cs_card_record_encode (g_ptr_array_index (records, i), &writer);

      cs_json_writer_end_array (&writer);
    }

  cs_json_writer_end_object (&writer);

  return cs_json_writer_finish (&writer);
}

/**
 * cs_card_list_free:
 * @self: (transfer full) (nullable): an answer
 *
 * Frees an answer and its cards.
 */
void
cs_card_list_free (CsCardList *self)
{
  if (self == NULL)
    return;

  cs_outcome_clear (&self->outcome);
  g_ptr_array_unref (self->cards);
  g_free (self);
}
