/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-card-info.h"

#include "cs-card-record.h"
#include "cs-digits.h"
#include "cs-json-writer.h"
#include "cs-json.h"
#include "cs-request-private.h"
#include "cs-wire-error.h"

#define SERVICE_ID_MAX   15
#define SERVICE_NAME_MAX 255
#define CARD_STATUS_MAX  64

/**
 * cs_card_info_new:
 *
 * Makes an answer in which nothing is said.
 *
 * Returns: (transfer full): an answer
 */
CsCardInfo *
cs_card_info_new (void)
{
  return g_new0 (CsCardInfo, 1);
}

/**
 * cs_card_info_free:
 * @self: (transfer full) (nullable): an answer
 *
 * Frees an answer.
 */
void
cs_card_info_free (CsCardInfo *self)
{
  if (self == NULL)
    return;

  cs_outcome_clear (&self->outcome);
  g_free (self->service_id);
  g_free (self->service_name);
  g_free (self->card_status);
  g_free (self);
}

/**
 * cs_card_info_request_encode:
 * @card_no: a card number, of a mobile or a physical card
 * @out_body: where to append the request
 *
 * Writes a request of /user/card/info.
 *
 * Returns: `FALSE` if @out_body is too small
 */
gboolean
cs_card_info_request_encode (CsSecret *card_no,
                             CsBuffer *out_body)
{
  CsJsonWriter writer;

  cs_json_writer_init (&writer, out_body);
  cs_json_writer_begin_object (&writer, NULL);
  cs_json_writer_string (&writer, "cardNo", cs_secret_get_data (card_no, NULL));
  cs_json_writer_end_object (&writer);

  return cs_json_writer_finish (&writer);
}

/**
 * cs_card_info_request_decode:
 * @body: a decrypted request of /user/card/info
 * @length: how many bytes
 * @out_refusal: (out caller-allocates): what to answer instead, to be cleared
 *
 * Reads a request as the service does, with its refusals 000_003 and 000_002.
 *
 * Returns: (transfer full) (nullable): the card number, or `NULL` with @out_refusal set
 */
CsSecret *
cs_card_info_request_decode (const guint8 *body,
                             gsize         length,
                             CsOutcome    *out_refusal)
{
  g_autoptr (CsJson) json = cs_request_parse (body, length, out_refusal);
  CsSecret *card_no = NULL;
  CsJsonValue value;

  if (json == NULL)
    return NULL;

  if (!cs_request_get_member (json, "cardNo", &value))
    cs_outcome_set_missing (out_refusal, "cardNo");
  else
    cs_request_get_card_no (value, "cardNo", &card_no, out_refusal);

  return card_no;
}

static void
decode_text (CsJsonValue   root,
             const char   *name,
             gsize         max_characters,
             char        **out_text)
{
  CsJsonValue value;

  if (cs_json_object_get_member (root, name, &value))
    cs_json_value_copy_string (value, max_characters, out_text);
}

/* A card may be nobody's. But an ID that cannot be read is not nobody's ID, and to
 * go on would show the wrong thing with confidence.
 */
static gboolean
decode_user_id (CsCardInfo   *self,
                CsJsonValue   root,
                GError      **error)
{
  CsJsonValue value;

  if (!cs_json_object_get_member (root, "userId", &value) ||
      cs_json_value_get_type (value) == CS_JSON_NULL || cs_json_value_equals (value, ""))
    return TRUE;

  if (!cs_json_value_get_uint64 (value, CS_MEMBER_ID_MAX, &self->user_id) || self->user_id == 0)
    {
      g_set_error_literal (error, CS_WIRE_ERROR, CS_WIRE_ERROR_ENVELOPE,
                           "The answer names a member by an ID that cannot be one");
      return FALSE;
    }

  self->has_user_id = TRUE;

  return TRUE;
}

static gboolean
decode_content (CsCardInfo   *self,
                CsJsonValue   root,
                GError      **error)
{
  CsJsonValue value;

  if (!decode_user_id (self, root, error))
    return FALSE;

  if (cs_json_object_get_member (root, "balance", &value))
    cs_json_value_get_uint64 (value, CS_AMOUNT_MAX, &self->balance);

  decode_text (root, "serviceId", SERVICE_ID_MAX, &self->service_id);
  decode_text (root, "serviceName", SERVICE_NAME_MAX, &self->service_name);
  decode_text (root, "cardStatus", CARD_STATUS_MAX, &self->card_status);

  return TRUE;
}

/**
 * cs_card_info_decode:
 * @body: a decrypted answer of /user/card/info
 * @length: how many bytes
 * @maximum: the most bytes to accept
 * @error: return location
 *
 * Reads an answer. A code other than success is no error here; what stands beside it
 * is not read. Members other than `userId` that are missing or unusable are left out.
 *
 * Returns: (transfer full): the answer, or `NULL` with `CS_WIRE_ERROR_TOO_LARGE`,
 *   `CS_WIRE_ERROR_MALFORMED` or `CS_WIRE_ERROR_ENVELOPE` (no response code, or a
 *   member ID that cannot be one)
 */
CsCardInfo *
cs_card_info_decode (const guint8  *body,
                     gsize          length,
                     gsize          maximum,
                     GError       **error)
{
  g_autoptr (CsJson) json = cs_json_parse (body, length, maximum, error);
  g_autoptr (CsCardInfo) self = NULL;
  CsJsonValue root;

  if (json == NULL)
    return NULL;

  root = cs_json_get_root (json);
  self = cs_card_info_new ();

  if (!cs_outcome_decode (root, &self->outcome, error))
    return NULL;

  if (cs_outcome_is_success (&self->outcome) && !decode_content (self, root, error))
    return NULL;

  return g_steal_pointer (&self);
}

static void
encode_text (CsJsonWriter *writer,
             const char   *name,
             const char   *text)
{
  if (text != NULL)
    cs_json_writer_string (writer, name, text);
}

/**
 * cs_card_info_encode:
 * @self: an answer
 * @out_body: where to append it
 *
 * Writes an answer of /user/card/info; beside a code other than success that code is
 * all of it.
 *
 * Returns: `FALSE` if @out_body is too small or a text is not UTF-8
 */
gboolean
cs_card_info_encode (const CsCardInfo *self,
                     CsBuffer         *out_body)
{
  CsJsonWriter writer;

  cs_json_writer_init (&writer, out_body);
  cs_json_writer_begin_object (&writer, NULL);
  cs_outcome_encode (&self->outcome, &writer);

  if (cs_outcome_is_success (&self->outcome))
    {
      if (self->has_user_id)
        cs_json_writer_uint64 (&writer, "userId", self->user_id);

      cs_json_writer_uint64 (&writer, "balance", self->balance);
      encode_text (&writer, "serviceId", self->service_id);
      encode_text (&writer, "serviceName", self->service_name);
      encode_text (&writer, "cardStatus", self->card_status);
    }

  cs_json_writer_end_object (&writer);

  return cs_json_writer_finish (&writer);
}
