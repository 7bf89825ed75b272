/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "lookup-service.h"

#include <string.h>

#include "cs-call-headers.h"
#include "cs-card-info.h"
#include "cs-card-list.h"
#include "cs-envelope.h"

#define KEY_ID "0123456789abcdef0123456789abcdef"

static void
supply_text (CsCardFields *fields,
             CsCardField   field,
             char        **place,
             const char   *text)
{
  *place = g_strdup (text);
  fields->present |= CS_CARD_FIELD_BIT (field);
}

/* A usable card with nothing in it but what a required field asks for. */
static CsCardRecord *
new_record (const char *par,
            const char *card_no)
{
  CsCardRecord *record = cs_card_record_new ();
  CsCardFields *fields = record->fields;

  supply_text (fields, CS_CARD_FIELD_PAR, &fields->par, par);
  supply_text (fields, CS_CARD_FIELD_SERVICE_ID, &fields->service_id, "000000000000001");
  supply_text (fields, CS_CARD_FIELD_SERVICE_NAME, &fields->service_name, "Moa Gift");
  supply_text (fields, CS_CARD_FIELD_SERVICE_IMAGE_URL, &fields->service_image_url,
               "http://127.0.0.1/a.png");
  supply_text (fields, CS_CARD_FIELD_MOBILE_CARD_STATUS, &fields->mobile_card_status, "ACTIVE");
  supply_text (fields, CS_CARD_FIELD_CARD_LIFE_STATUS, &fields->card_life_status, "60");
  supply_text (fields, CS_CARD_FIELD_CARD_BIZ_STATUS, &fields->card_biz_status, "60");
  supply_text (fields, CS_CARD_FIELD_ACC_TRANSFER_STATUS, &fields->acc_transfer_status, "0");
  supply_text (fields, CS_CARD_FIELD_EXPIRY_DATE, &record->expiry_text, "20270120");
  supply_text (fields, CS_CARD_FIELD_MOBILE_CARD_NO, &record->mobile_card_no, card_no);

  fields->balance = 300000;
  fields->present |= CS_CARD_FIELD_BIT (CS_CARD_FIELD_BALANCE);

  return record;
}

/* The two cards of the member. */
GPtrArray *
test_service_new_records (void)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_card_record_free);

  g_ptr_array_add (records, new_record (TEST_PAR_A, TEST_CARD_A));
  g_ptr_array_add (records, new_record (TEST_PAR_B, TEST_CARD_B));

  return records;
}

/* An answer of /user/card/list in the clear: the two cards, or a refusal. */
CsBuffer *
test_service_new_answer (const char *code,
                         const char *description)
{
  const CsOutcome outcome = { (char *) code, (char *) description };
  g_autoptr (GPtrArray) records = NULL;
  CsBuffer *body = cs_buffer_new (CS_JSON_NETWORK_MAX);

  if (cs_outcome_is_success (&outcome))
    records = test_service_new_records ();

  g_assert_true (cs_card_list_encode (&outcome, records, body));

  return body;
}

static void
respond (TestService       *self,
         SoupServerMessage *message,
         guint              status,
         CsBuffer          *plain,
         gboolean           is_sealed)
{
  g_autoptr (CsBuffer) sealed = cs_buffer_new (CS_JSON_NETWORK_MAX);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *id = soup_message_headers_get_one (
    soup_server_message_get_request_headers (message), CS_HEADER_CORRELATION_ID);
  gsize length;
  const guint8 *data = cs_buffer_get_data (plain, &length);

  if (is_sealed)
    {
      g_assert_true (cs_envelope_seal (self->client_public, CS_JWE_A256GCM, data, length, sealed,
                                       NULL));
      data = cs_buffer_get_data (sealed, &length);
    }

  soup_message_headers_replace (headers, CS_HEADER_CORRELATION_ID,
                                self->other_id != NULL ? self->other_id : id);
  soup_message_headers_replace (headers, CS_HEADER_CRYPTO_KEY_ID, KEY_ID);
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY,
                                    (const char *) data, length);
}

static void
refuse (TestService       *self,
        SoupServerMessage *message)
{
  g_autoptr (CsBuffer) body = test_service_new_answer (CS_CODE_NO_SUCH_MEMBER,
                                                       "Wallet user not found. " TEST_CARD_A);

  respond (self, message, 400, body, FALSE);
}

/* What every call may be answered with instead; TRUE if it was. */
static gboolean
misbehave (TestService       *self,
           SoupServerMessage *message,
           TestAnswer         answer)
{
  switch (answer)
    {
    case TEST_ANSWER_REFUSED:
      refuse (self, message);
      return TRUE;

    case TEST_ANSWER_LATER:
      soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                    "Retry-After", "3600");
      soup_server_message_set_status (message, 429, NULL);
      return TRUE;

    case TEST_ANSWER_NEVER:
      g_ptr_array_add (self->silent, g_object_ref (message));
      soup_server_message_pause (message);
      return TRUE;

    case TEST_ANSWER_CARDS:
    case TEST_ANSWER_NO_CARDS:
    case TEST_ANSWER_PLAIN:
    default:
      return FALSE;
    }
}

static void
answer_list (TestService       *self,
             SoupServerMessage *message,
             const guint8      *body,
             gsize              length)
{
  const CsOutcome success = { (char *) CS_CODE_SUCCESS, (char *) "" };
  g_auto (CsCardListRequest) request = { 0 };
  g_auto (CsOutcome) refusal = { 0 };
  g_autoptr (GPtrArray) records = test_service_new_records ();
  g_autoptr (CsBuffer) plain = cs_buffer_new (CS_JSON_NETWORK_MAX);

  self->n_list++;
  g_assert_true (cs_card_list_request_decode (body, length, &request, &refusal));
  g_assert_null (request.physical_card_no);
  self->asked_member_id = request.user_id;
  g_free (self->asked_par);
  self->asked_par = g_steal_pointer (&request.par);

  if (misbehave (self, message, self->answer))
    return;

  if (self->answer == TEST_ANSWER_NO_CARDS)
    g_ptr_array_set_size (records, 0);

  if (g_strcmp0 (self->asked_par, TEST_PAR_A) == 0)
    g_ptr_array_remove_index (records, 1);
  else if (g_strcmp0 (self->asked_par, TEST_PAR_C) == 0)
    g_ptr_array_set_size (records, 0);

  g_assert_true (cs_card_list_encode (&success, records, plain));
  respond (self, message, 200, plain, self->answer != TEST_ANSWER_PLAIN);
}

static void
answer_info (TestService       *self,
             SoupServerMessage *message,
             const guint8      *body,
             gsize              length)
{
  g_autoptr (CsBuffer) plain = cs_envelope_open (body, length, CS_JSON_NETWORK_MAX, self->own,
                                                 KEY_ID, NULL);
  g_autoptr (CsBuffer) answer = cs_buffer_new (CS_JSON_NETWORK_MAX);
  g_autoptr (CsCardInfo) info = cs_card_info_new ();
  g_autoptr (CsSecret) card_no = NULL;
  g_auto (CsOutcome) refusal = { 0 };
  gsize plain_length;
  const guint8 *data;

  self->n_info++;
  g_assert_nonnull (plain);
  data = cs_buffer_get_data (plain, &plain_length);
  card_no = cs_card_info_request_decode (data, plain_length, &refusal);
  g_assert_nonnull (card_no);

  if (misbehave (self, message, self->info_answer))
    return;

  cs_outcome_set (&info->outcome, CS_CODE_SUCCESS, "");
  info->has_user_id = !self->is_nobodys;
  info->user_id = TEST_MEMBER_ID;
  g_assert_true (cs_card_info_encode (info, answer));
  respond (self, message, 200, answer, TRUE);
}

static void
handle_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  TestService *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autoptr (GBytes) bytes =
    soup_message_body_flatten (soup_server_message_get_request_body (message));
  gsize length;
  const guint8 *body = g_bytes_get_data (bytes, &length);

  g_assert_true (cs_tran_token_verify (soup_message_headers_get_one (headers, CS_HEADER_TRAN_TOKEN),
                                       self->own->secret_key, body, length));

  if (g_str_has_suffix (path, CS_PATH_CARD_LIST))
    answer_list (self, message, body, length);
  else if (g_str_has_suffix (path, CS_PATH_CARD_INFO))
    answer_info (self, message, body, length);
  else
    soup_server_message_set_status (message, 404, NULL);
}

static void
image_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  static const char png[] =
    "\211PNG\r\n\032\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\0\0\0\0\072\176\233\125"
    "\0\0\0\nIDATx\332c`\0\0\0\2\0\1\345\047\336\374\0\0\0\0IEND\256B`\202";

  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "image/png", SOUP_MEMORY_STATIC, png, sizeof png - 1);
}

/* Generating keys is slow, and nothing here depends on new ones. */
static CsRsaKey *
get_key (gsize index)
{
  static CsRsaKey *keys[2];

  if (keys[index] == NULL)
    keys[index] = cs_rsa_key_generate (CS_RSA_BITS_MIN, NULL);

  g_assert_nonnull (keys[index]);

  return keys[index];
}

static CsCredentials *
new_credentials (CsRsaKey *public_half,
                 CsRsaKey *private_half)
{
  g_autoptr (CsSecret) secret = cs_secret_new ("a secret key", strlen ("a secret key"));
  g_autoptr (GError) error = NULL;
  CsCredentials *credentials =
    cs_credentials_new ("000170000000000", "1234567-0123456789abcdef0123456789abcdef", secret,
                        "KST");

  cs_credentials_add_key (credentials, KEY_ID, public_half, private_half, &error);
  g_assert_no_error (error);

  return credentials;
}

TestService *
test_service_new (void)
{
  TestService *self = g_new0 (TestService, 1);
  g_autoptr (CsRsaKey) server_public = cs_rsa_key_dup_public (get_key (0));
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->client_private = cs_rsa_key_ref (get_key (1));
  self->client_public = cs_rsa_key_dup_public (get_key (1));
  self->credentials = new_credentials (server_public, self->client_private);
  self->own = new_credentials (self->client_public, get_key (0));
  self->silent = g_ptr_array_new_with_free_func (g_object_unref);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, "/open-api", handle_cb, self, NULL);
  soup_server_add_handler (self->server, "/images", image_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (self->server);
  self->base_url = g_strdup_printf ("http://127.0.0.1:%d/open-api", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return self;
}

void
test_service_free (TestService *self)
{
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_ptr_array_unref (self->silent);
  g_free (self->base_url);
  cs_credentials_unref (self->credentials);
  cs_credentials_unref (self->own);
  cs_rsa_key_unref (self->client_private);
  cs_rsa_key_unref (self->client_public);
  g_free (self->asked_par);
  g_free (self);
}

CsProfile *
test_service_new_profile (TestService *self)
{
  g_autoptr (GError) error = NULL;
  CsProfile *profile = cs_profile_new ("Test desk", CS_ENVIRONMENT_SANDBOX, self->base_url,
                                       self->credentials, &error);

  g_assert_no_error (error);

  return profile;
}
