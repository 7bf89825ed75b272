/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"

#include "cs-card-info.h"
#include "cs-card-list.h"

#define BODY_MAX (16 * 1024 * 1024)

/* No field is read that is not there, and no amount is above the largest. */
static void
check_card (const CsCardFields *fields)
{
  g_assert_cmphex (fields->present >> CS_N_CARD_FIELDS, ==, 0);
  g_assert_cmphex (fields->invalid >> CS_N_CARD_FIELDS, ==, 0);
  g_assert_true (!cs_card_fields_has (fields, CS_CARD_FIELD_PAR) || fields->par != NULL);
  g_assert_true (!cs_card_fields_has (fields, CS_CARD_FIELD_EXPIRY_DATE) ||
                 g_date_valid (&fields->expiry_date));
  g_assert_cmpuint (fields->balance, <=, CS_AMOUNT_MAX);
}

static void
encode_again (CsJsonValue card)
{
  g_autoptr (CsCardRecord) record = cs_card_record_decode (card);
  g_autoptr (CsCardRecord) again = NULL;
  g_autoptr (CsBuffer) buffer = cs_buffer_new (BODY_MAX);
  g_autoptr (CsJson) json = NULL;
  CsJsonWriter writer;
  const guint8 *data;
  gsize length;

  cs_json_writer_init (&writer, buffer);
  cs_card_record_encode (record, &writer);
  g_assert_true (cs_json_writer_finish (&writer));

  data = cs_buffer_get_data (buffer, &length);
  json = cs_json_parse (data, length, BODY_MAX, NULL);
  g_assert_nonnull (json);

  again = cs_card_record_decode (cs_json_get_root (json));
  g_assert_cmphex (again->fields->present, ==, record->fields->present);
  g_assert_cmphex (again->fields->invalid, ==, record->fields->invalid);
  g_assert_cmpuint (again->fields->points->len, ==, record->fields->points->len);
}

/* The cards once more, this time as the embedded service would send them on. */
static void
check_round_trip (const guint8 *data,
                  gsize         length)
{
  g_autoptr (CsJson) json = cs_json_parse (data, length, CS_JSON_NETWORK_MAX, NULL);
  CsJsonValue cards, card;
  CsJsonIter iter;

  if (json == NULL || !cs_json_object_get_member (cs_json_get_root (json), "cardDataInfo", &cards))
    return;

  for (iter = cs_json_iter (cards); cs_json_iter_next (&iter, NULL, &card); )
    encode_again (card);
}

static void
check_requests (const guint8 *data,
                gsize         length)
{
  g_auto (CsCardListRequest) request = { 0 };
  g_auto (CsOutcome) refusal = { 0 };
  g_auto (CsOutcome) info_refusal = { 0 };
  g_autoptr (CsSecret) card_no = NULL;

  g_assert_true (cs_card_list_request_decode (data, length, &request, &refusal) !=
                 (refusal.code != NULL));

  card_no = cs_card_info_request_decode (data, length, &info_refusal);
  g_assert_true ((card_no != NULL) != (info_refusal.code != NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsCardList) list = NULL;

  list = cs_card_list_decode (data, length, CS_JSON_NETWORK_MAX, &error);
  g_assert_true ((list == NULL) == (error != NULL));

  for (guint i = 0; list != NULL && i < list->cards->len; i++)
    check_card (g_ptr_array_index (list->cards, i));

  check_round_trip (data, length);
  check_requests (data, length);
  cs_card_info_free (cs_card_info_decode (data, length, CS_JSON_NETWORK_MAX, NULL));

  return 0;
}
