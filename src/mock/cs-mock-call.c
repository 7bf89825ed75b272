/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-call.h"

#include <openssl/crypto.h>
#include <string.h>

#include "cs-call-headers.h"

/* Where the time stands in a token: behind KMV1: */
#define TOKEN_TIME_AT 5

/* The headers of one call, each of them there exactly once. */
typedef struct
{
  const char *asp_id;
  const char *correlation_id;
  const char *access_key;
  const char *tran_token;
  const char *tran_time;
  const char *time_zone;
  const char *crypto_key_id;    /* may be NULL */
} Call;

static guint
refuse (CsOutcome  *refusal,
        guint       status,
        const char *code,
        const char *description)
{
  cs_outcome_set (refusal, code, description);

  return status;
}

static gboolean
are_same (const char *a,
          const char *b)
{
  return strlen (a) == strlen (b) && CRYPTO_memcmp (a, b, strlen (a)) == 0;
}

static gboolean
is_json (SoupMessageHeaders *headers)
{
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  return type != NULL && g_ascii_strcasecmp (type, "application/json") == 0;
}

/* A header that comes twice is joined by a comma and so has no valid form. */
static const char *
read_headers (SoupMessageHeaders *headers,
              Call               *call)
{
  const struct
  {
    const char  *name;
    const char **place;
  } required[] = {
    { CS_HEADER_ASP_ID, &call->asp_id },
    { CS_HEADER_CORRELATION_ID, &call->correlation_id },
    { CS_HEADER_ACCESS_KEY, &call->access_key },
    { CS_HEADER_TRAN_TOKEN, &call->tran_token },
    { CS_HEADER_TRAN_TIME, &call->tran_time },
    { CS_HEADER_TIME_ZONE, &call->time_zone },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (required); i++)
    {
      *required[i].place = soup_message_headers_get_list (headers, required[i].name);

      if (*required[i].place == NULL || **required[i].place == '\0')
        return required[i].name;
    }

  call->crypto_key_id = soup_message_headers_get_list (headers, CS_HEADER_CRYPTO_KEY_ID);

  return NULL;
}

static guint
verify_who (const Call          *call,
            const CsCredentials *credentials,
            CsOutcome           *refusal)
{
  /* The vendor's sandbox fails so on an ID of any other length. */
  if (!cs_correlation_id_is_valid (call->correlation_id))
    return refuse (refusal, 500, CS_MOCK_CODE_INTERNAL, "Internal server error.");

  if (!are_same (call->asp_id, credentials->asp_id))
    return refuse (refusal, 401, CS_MOCK_CODE_UNKNOWN_ASP, "Unknown service provider.");

  if (!are_same (call->access_key, credentials->access_key))
    return refuse (refusal, 401, CS_MOCK_CODE_ACCESS_KEY, "Invalid access key.");

  if (call->crypto_key_id != NULL &&
      cs_credentials_find_key (credentials, call->crypto_key_id) == NULL)
    return refuse (refusal, 400, CS_MOCK_CODE_CRYPTO_KEY, "Unknown crypto key ID.");

  return 0;
}

static gboolean
is_in_time (const Call *call,
            gint64      now_us)
{
  gint64 then_us;

  return cs_tran_time_parse (call->tran_time, call->time_zone, &then_us) &&
         ABS (now_us - then_us) <= CS_MOCK_CLOCK_SKEW_MAX;
}

/* The token's own time is the same reading of the clock as X-KM-Tran-Time. */
static gboolean
is_signed (const Call          *call,
           const CsCredentials *credentials,
           const guint8        *body,
           gsize                length)
{
  return cs_tran_token_verify (call->tran_token, credentials->secret_key, body, length) &&
         strncmp (call->tran_token + TOKEN_TIME_AT, call->tran_time, CS_TRAN_TIME_LENGTH) == 0;
}

/**
 * cs_mock_call_verify:
 * @headers: of the request
 * @credentials: the service's side of the project
 * @now_us: the service's time
 * @body: the exact bytes that were received
 * @length: how many
 * @out_refusal: (out caller-allocates): what to answer, to be cleared
 *
 * Does what the service does before it looks into a call: every header is there, of
 * its form and true.
 *
 * Returns: 0, or the HTTP status to refuse it with
 */
guint
cs_mock_call_verify (SoupMessageHeaders  *headers,
                     const CsCredentials *credentials,
                     gint64               now_us,
                     const guint8        *body,
                     gsize                length,
                     CsOutcome           *out_refusal)
{
  Call call = { 0 };
  const char *missing = read_headers (headers, &call);
  guint status;

  if (!is_json (headers))
    return refuse (out_refusal, 415, CS_MOCK_CODE_CONTENT_TYPE, "Unsupported content type.");

  if (missing != NULL)
    {
      g_autofree char *description = g_strdup_printf ("Missing required header. %s", missing);

      return refuse (out_refusal, 401, CS_MOCK_CODE_MISSING_HEADER, description);
    }

  status = verify_who (&call, credentials, out_refusal);

  if (status != 0)
    return status;

  if (!is_in_time (&call, now_us))
    return refuse (out_refusal, 401, CS_MOCK_CODE_TRAN_TIME,
                   "Transaction time out of the allowed range.");

  if (!is_signed (&call, credentials, body, length))
    return refuse (out_refusal, 401, CS_MOCK_CODE_TRAN_TOKEN, "Invalid transaction token.");

  return 0;
}
