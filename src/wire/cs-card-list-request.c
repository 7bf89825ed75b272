/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-card-list.h"

#include "cs-digits.h"
#include "cs-json-writer.h"
#include "cs-request-private.h"

/**
 * cs_card_list_request_clear:
 * @self: a request
 *
 * Wipes and frees what is in it and makes it empty.
 */
void
cs_card_list_request_clear (CsCardListRequest *self)
{
  g_clear_pointer (&self->par, g_free);
  g_clear_pointer (&self->physical_card_no, cs_secret_unref);
  self->user_id = 0;
}

/**
 * cs_card_list_request_encode:
 * @self: a request
 * @out_body: where to append it
 *
 * Writes a request of /user/card/list.
 *
 * Returns: `FALSE` if @out_body is too small or a text is not UTF-8
 */
gboolean
cs_card_list_request_encode (const CsCardListRequest *self,
                             CsBuffer                *out_body)
{
  CsJsonWriter writer;

  cs_json_writer_init (&writer, out_body);
  cs_json_writer_begin_object (&writer, NULL);

  if (self->user_id != 0)
    cs_json_writer_uint64 (&writer, "userId", self->user_id);

  if (self->par != NULL)
    cs_json_writer_string (&writer, "par", self->par);

  if (self->physical_card_no != NULL)
    cs_json_writer_string (&writer, "physicalCardNo",
                           cs_secret_get_data (self->physical_card_no, NULL));

  cs_json_writer_end_object (&writer);

  return cs_json_writer_finish (&writer);
}

static gboolean
decode_user_id (const CsJson *json,
                guint64      *out_user_id,
                CsOutcome    *out_refusal)
{
  CsJsonValue value;

  if (!cs_request_get_member (json, "userId", &value))
    cs_outcome_set_missing (out_refusal, "userId");
  else if (!cs_json_value_get_uint64 (value, CS_MEMBER_ID_MAX, out_user_id) || *out_user_id == 0)
    cs_outcome_set_invalid (out_refusal, "userId");
  else
    return TRUE;

  return FALSE;
}

static gboolean
decode_par (const CsJson  *json,
            char         **out_par,
            CsOutcome     *out_refusal)
{
  CsJsonValue value;

  if (!cs_request_get_member (json, "par", &value))
    return TRUE;

  if (cs_json_value_copy_string (value, CS_PAR_LENGTH, out_par) &&
      g_utf8_strlen (*out_par, -1) == CS_PAR_LENGTH)
    return TRUE;

  cs_outcome_set_invalid (out_refusal, "par");

  return FALSE;
}

static gboolean
decode_card_no (const CsJson  *json,
                CsSecret     **out_card_no,
                CsOutcome     *out_refusal)
{
  CsJsonValue value;

  return !cs_request_get_member (json, "physicalCardNo", &value) ||
         cs_request_get_card_no (value, "physicalCardNo", out_card_no, out_refusal);
}

/**
 * cs_card_list_request_decode:
 * @body: a decrypted request of /user/card/list
 * @length: how many bytes
 * @out_request: (out caller-allocates): the request, to be cleared
 * @out_refusal: (out caller-allocates): what to answer instead, to be cleared
 *
 * Reads a request as the service does, with its refusals: 000_003 names the member ID
 * that is missing, 000_002 the first parameter that is invalid.
 *
 * Returns: `FALSE` with @out_refusal set; @out_request is then untouched
 */
gboolean
cs_card_list_request_decode (const guint8      *body,
                             gsize              length,
                             CsCardListRequest *out_request,
                             CsOutcome         *out_refusal)
{
  g_auto (CsCardListRequest) request = { 0 };
  g_autoptr (CsJson) json = cs_request_parse (body, length, out_refusal);

  if (json == NULL ||
      !decode_user_id (json, &request.user_id, out_refusal) ||
      !decode_par (json, &request.par, out_refusal) ||
      !decode_card_no (json, &request.physical_card_no, out_refusal))
    return FALSE;

  *out_request = request;
  /* NOLINTNEXTLINE(clang-analyzer-deadcode.DeadStores): g_auto() reads it once more. */
  request = (CsCardListRequest) { 0 };

  return TRUE;
}
