/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-answer.h"

#include <string.h>

#include "cs-envelope.h"
#include "cs-mock-call.h"
#include "cs-mock-head.h"
#include "cs-mock-spoil.h"

/* Sealing adds a third, and a few hundred bytes for the key. */
#define SEALED_MAX (CS_MOCK_CONTENT_MAX * 3 / 2 + 4096)

#define UNKNOWN_KEY_ID "00000000000000000000000000000000"

static const char *
get_correlation_id (const CsMockRequest *request)
{
  const char *id = soup_message_headers_get_list (request->headers, CS_HEADER_CORRELATION_ID);

  return id != NULL && cs_correlation_id_is_valid (id) ? id : NULL;
}

static void
reply_plainly (const CsMockRequest *request,
               guint                status,
               const CsOutcome     *outcome,
               CsMockReply         *reply)
{
  g_auto (CsMockContent) content = CS_MOCK_CONTENT_NONE;

  cs_mock_content_refuse (&content, status, outcome);
  reply->status = status;
  reply->content_type = "application/json";
  reply->correlation_id = g_strdup (get_correlation_id (request));
  cs_mock_reply_set_body (reply, content.body);
}

/**
 * cs_mock_answer_refuse:
 * @request: a call
 * @status: HTTP status
 * @code: a response code
 * @description: its words
 * @out_reply: (out caller-allocates): the answer, to be cleared
 *
 * Refuses a call, in the clear: who is not known cannot be encrypted to.
 */
void
cs_mock_answer_refuse (const CsMockRequest *request,
                       guint                status,
                       const char          *code,
                       const char          *description,
                       CsMockReply         *out_reply)
{
  g_auto (CsOutcome) outcome = { NULL, NULL };

  cs_outcome_set (&outcome, code, description);
  reply_plainly (request, status, &outcome, out_reply);
}

static void
answer_list (const CsMockDirectory *directory,
             const guint8          *body,
             gsize                  length,
             CsMockContent         *content)
{
  g_auto (CsCardListRequest) request = { 0, NULL, NULL };
  g_auto (CsOutcome) refusal = { NULL, NULL };

  if (cs_card_list_request_decode (body, length, &request, &refusal))
    cs_mock_directory_list (directory, &request, content);
  else
    cs_mock_content_refuse (content, 400, &refusal);
}

static void
answer_info (const CsMockDirectory *directory,
             const guint8          *body,
             gsize                  length,
             CsMockContent         *content)
{
  g_auto (CsOutcome) refusal = { NULL, NULL };
  g_autoptr (CsSecret) card_no = cs_card_info_request_decode (body, length, &refusal);

  if (card_no != NULL)
    cs_mock_directory_info (directory, card_no, content);
  else
    cs_mock_content_refuse (content, 400, &refusal);
}

/* What a call comes to once it is open. Requests of /user/card/list come in the
 * clear, as documented, or sealed; those of /user/card/info carry a card number
 * and must be sealed.
 */
static void
answer_opened (const CsMockDirectory *directory,
               const CsMockRequest   *request,
               CsBuffer              *opened,
               CsMockContent         *content)
{
  gsize length = request->length;
  const guint8 *body = opened != NULL ? cs_buffer_get_data (opened, &length) : request->body;

  if (g_str_equal (request->path, CS_MOCK_API_PATH CS_PATH_CARD_LIST))
    {
      answer_list (directory, body, length, content);
      return;
    }

  if (opened == NULL)
    {
      g_auto (CsOutcome) outcome = { NULL, NULL };

      cs_outcome_set (&outcome, CS_MOCK_CODE_NOT_ENCRYPTED, "The request must be encrypted.");
      cs_mock_content_refuse (content, 400, &outcome);
      return;
    }

  answer_info (directory, body, length, content);
}

static gboolean
open_body (const CsMockRequest *request,
           const CsCredentials *credentials,
           CsBuffer           **out_opened)
{
  const char *key_id = soup_message_headers_get_one (request->headers, CS_HEADER_CRYPTO_KEY_ID);
  gboolean is_sealed = FALSE;

  /* What is no JSON at all is for the decoder to refuse. */
  if (!cs_envelope_is_sealed (request->body, request->length, CS_MOCK_BODY_MAX, &is_sealed, NULL) ||
      !is_sealed)
    return TRUE;

  *out_opened = cs_envelope_open (request->body, request->length, CS_MOCK_BODY_MAX, credentials,
                                  key_id, NULL);

  return *out_opened != NULL;
}

static const CsCryptoKey *
choose_key (const CsMockRequest *request,
            const CsCredentials *credentials)
{
  const char *id = soup_message_headers_get_one (request->headers, CS_HEADER_CRYPTO_KEY_ID);
  const CsCryptoKey *key = id != NULL ? cs_credentials_find_key (credentials, id) : NULL;

  return key != NULL ? key : &credentials->keys[0];
}

static gboolean
seal (const CsMockContent *content,
      const CsCryptoKey   *key,
      CsMockFaultId        fault,
      CsBuffer            *sealed)
{
  CsJweEnc enc = content->has_short_key ? CS_JWE_A128GCM : CS_JWE_A256GCM;
  gsize length;
  const guint8 *data = cs_buffer_get_data (content->body, &length);

  if (fault >= CS_MOCK_FAULT_PLAIN_SUCCESS && fault <= CS_MOCK_FAULT_CRIT)
    return cs_mock_spoil_seal (fault, key, data, length, sealed);

  return cs_envelope_seal (key->server_public, enc, data, length, sealed, NULL);
}

static void
reply_sealed (const CsMockRequest *request,
              const CsMockContent *content,
              const CsCryptoKey   *key,
              CsMockFaultId        fault,
              CsMockReply         *reply)
{
  g_autoptr (CsBuffer) sealed = cs_buffer_new (SEALED_MAX);

  if (!seal (content, key, fault, sealed))
    {
      cs_mock_answer_refuse (request, 500, CS_MOCK_CODE_INTERNAL, "Internal server error.", reply);
      return;
    }

  reply->status = content->status;
  reply->content_type = "application/json";
  reply->correlation_id = g_strdup (get_correlation_id (request));
  reply->key_id = g_strdup (fault == CS_MOCK_FAULT_UNKNOWN_KEY_ID ? UNKNOWN_KEY_ID : key->id);
  cs_mock_reply_set_body (reply, sealed);
}

/**
 * cs_mock_answer_call:
 * @directory: the members
 * @keys: the service's keys
 * @request: a call of one of the documented paths
 * @fault: what goes wrong with content, seal or headers, if anything does
 * @out_reply: (out caller-allocates): the answer, to be cleared
 *
 * Verifies, opens, answers and seals.
 */
void
cs_mock_answer_call (const CsMockDirectory *directory,
                     CsMockKeys            *keys,
                     const CsMockRequest   *request,
                     CsMockFaultId          fault,
                     CsMockReply           *out_reply)
{
  const CsCredentials *credentials = cs_mock_keys_get_server (keys);
  g_autoptr (CsBuffer) opened = NULL;
  g_auto (CsOutcome) refusal = { NULL, NULL };
  g_auto (CsMockContent) content = CS_MOCK_CONTENT_NONE;
  guint status = cs_mock_call_verify (request->headers, credentials,
                                      cs_clock_get_unix_us (directory->clock),
                                      request->body, request->length, &refusal);

  if (status != 0)
    {
      reply_plainly (request, status, &refusal, out_reply);
      return;
    }

  if (!open_body (request, credentials, &opened))
    {
      cs_mock_answer_refuse (request, 400, CS_CODE_INVALID_PARAMETER,
                             "Invalid input parameter. encData", out_reply);
      return;
    }

  answer_opened (directory, request, opened, &content);
  cs_mock_spoil_content (fault, &content);
  reply_sealed (request, &content, choose_key (request, credentials), fault, out_reply);

  if (content.has_other_correlation_id)
    cs_mock_reply_spoil (out_reply, CS_MOCK_FAULT_WRONG_CORRELATION_ID);

  cs_mock_reply_spoil (out_reply, fault);
}
