/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-request-private.h"

#include "cs-digits.h"
#include "cs-pan.h"

/* Requests are an ID and a card number; anything longer is no request. */
#define REQUEST_MAX (64 * 1024)

/**
 * cs_request_parse:
 * @body: a decrypted request
 * @length: how many bytes
 * @out_refusal: (out caller-allocates): what to answer if it is none
 *
 * Reads the object that every request is.
 *
 * Returns: (transfer full) (nullable): the document, or `NULL` with @out_refusal set
 */
CsJson *
cs_request_parse (const guint8 *body,
                  gsize         length,
                  CsOutcome    *out_refusal)
{
  g_autoptr (CsJson) json = cs_json_parse (body, length, REQUEST_MAX, NULL);

  if (json != NULL && cs_json_value_get_type (cs_json_get_root (json)) == CS_JSON_OBJECT)
    return g_steal_pointer (&json);

  cs_outcome_set_invalid (out_refusal, NULL);

  return NULL;
}

/**
 * cs_request_get_member:
 * @json: a request
 * @name: name of a parameter
 * @out_value: (out): its value
 *
 * Looks a parameter up; null is the same as leaving it out.
 *
 * Returns: `FALSE` if it was not supplied
 */
gboolean
cs_request_get_member (const CsJson *json,
                       const char   *name,
                       CsJsonValue  *out_value)
{
  return cs_json_object_get_member (cs_json_get_root (json), name, out_value) &&
         cs_json_value_get_type (*out_value) != CS_JSON_NULL;
}

/**
 * cs_request_get_card_no:
 * @value: the value of a parameter
 * @name: its name
 * @out_card_no: (out) (transfer full): the card number
 * @out_refusal: (out caller-allocates): what to answer if it is none
 *
 * Reads a card number: 16 digits, whatever the last of them. They are taken from the
 * body straight into locked memory.
 *
 * Returns: `FALSE` with @out_refusal set if it is none
 */
gboolean
cs_request_get_card_no (CsJsonValue   value,
                        const char   *name,
                        CsSecret    **out_card_no,
                        CsOutcome    *out_refusal)
{
  gsize length;
  const char *digits = cs_json_value_get_raw (value, &length);

  if (cs_json_value_get_type (value) != CS_JSON_STRING || length != CS_PAN_LENGTH ||
      !cs_digits_only (digits, length))
    {
      cs_outcome_set_invalid (out_refusal, name);
      return FALSE;
    }

  *out_card_no = cs_secret_new (digits, length);

  return TRUE;
}
