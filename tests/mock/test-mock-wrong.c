/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mock-client.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "cs-base64url.h"
#include "cs-envelope.h"
#include "cs-mock-call.h"
#include "cs-wire-error.h"

#define LIST   "{\"userId\":50000104652}"
#define SECOND 1000

static const CsMockLimits short_limits = { 256, 60000, 10000, 15000, 400, 5 };

/* What a fault looks like from outside; a check fails by an assertion. */
typedef void (*Check) (Desk                  *desk,
                       const CsMockFaultKind *kind);

static void
call_once (Desk *desk,
           Call *call)
{
  desk_call (desk, LIST, call);
}

static void
talk_once (Desk *desk,
           Talk *talk)
{
  g_autofree char *request = raw_request (desk, LIST);

  raw_talk (desk, request, strlen (request), 2 * SECOND, talk);
}

static const char *
find (const Talk *talk,
      const void *needle,
      gsize       length)
{
  return memmem (talk->start->data, talk->start->len, needle, length);
}

static gboolean
contains (const Talk *talk,
          const char *needle)
{
  return find (talk, needle, strlen (needle)) != NULL;
}

static const char *
get_header (const Call *call,
            const char *name)
{
  return soup_message_headers_get_one (call->headers, name);
}

/* -1 where there is no such header. */
static gint64
read_length (const Talk *talk)
{
  const char *header = find (talk, "Content-Length: ", 16);

  return header != NULL ? g_ascii_strtoll (header + 16, NULL, 10) : -1;
}

static gsize
get_head_length (const Talk *talk)
{
  const char *end = find (talk, "\r\n\r\n", 4);

  g_assert_nonnull (end);

  return (gsize) (end - (const char *) talk->start->data) + 4;
}

static void
check_latency (Desk                  *desk,
               const CsMockFaultKind *kind)
{
  g_auto (Call) call = { 0 };
  gint64 start = g_get_monotonic_time ();

  call_once (desk, &call);
  g_assert_cmpuint (call.status, ==, 200);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 80000);
}

static void
check_refuse (Desk                  *desk,
              const CsMockFaultKind *kind)
{
  g_auto (Talk) talk = { 0 };

  talk_once (desk, &talk);
  g_assert_cmpint (talk.end, ==, ECONNREFUSED);
}

static void
check_nothing (Desk                  *desk,
               const CsMockFaultKind *kind)
{
  g_auto (Talk) talk = { 0 };
  gint64 start = g_get_monotonic_time ();

  talk_once (desk, &talk);
  g_assert_cmpuint (talk.n_bytes, ==, 0);
  g_assert_cmpint (talk.end, ==, kind->id == CS_MOCK_FAULT_RESET ? ECONNRESET : 0);

  /* Nobody waits for ever: the deadline of the answer ends it. */
  if (kind->id == CS_MOCK_FAULT_STALL)
    g_assert_cmpint (g_get_monotonic_time () - start, >=, 350000);
}

static void
check_half (Desk                  *desk,
            const CsMockFaultKind *kind)
{
  g_auto (Talk) talk = { 0 };
  guint64 whole;

  talk_once (desk, &talk);
  whole = get_head_length (&talk) + (guint64) read_length (&talk);
  g_assert_cmpuint (talk.n_bytes, <, whole);
  g_assert_cmpuint (talk.n_bytes, >, whole / 2);
  g_assert_cmpint (talk.end, ==, kind->id == CS_MOCK_FAULT_RESET_MIDWAY ? ECONNRESET : 0);
  g_assert_true (contains (&talk, "Connection: close\r\n"));
}

static void
check_chunks (Desk                  *desk,
              const CsMockFaultKind *kind)
{
  g_auto (Talk) talk = { 0 };

  talk_once (desk, &talk);
  g_assert_true (contains (&talk, "Transfer-Encoding: chunked\r\n"));
  g_assert_cmpint (read_length (&talk), ==, -1);
  g_assert_true (contains (&talk, "\r\n\r\nmany\r\n") == (kind->id == CS_MOCK_FAULT_BAD_CHUNK));
  g_assert_false (contains (&talk, "\r\n0\r\n"));
  g_assert_cmpint (talk.end, ==, 0);
}

static void
check_drip (Desk                  *desk,
            const CsMockFaultKind *kind)
{
  g_auto (Talk) talk = { 0 };

  talk_once (desk, &talk);
  g_assert_cmpuint (talk.n_bytes, >=, 2);
  g_assert_cmpuint (talk.n_bytes, <=, 1000);
}

static void
check_flood (Desk                  *desk,
             const CsMockFaultKind *kind)
{
  const gint64 expected = kind->id == CS_MOCK_FAULT_HUGE_BODY ? 100 * 1024 * 1024 : -1;
  g_auto (Talk) talk = { 0 };

  talk_once (desk, &talk);
  g_assert_cmpuint (talk.n_bytes, >, 1024 * 1024);
  g_assert_cmpint (read_length (&talk), ==, expected);
}

static void
check_huge_headers (Desk                  *desk,
                    const CsMockFaultKind *kind)
{
  g_auto (Talk) talk = { 0 };

  talk_once (desk, &talk);
  g_assert_cmpuint (get_head_length (&talk), >, 400 * 1024);
  g_assert_cmpuint (talk.n_bytes, ==, get_head_length (&talk) + (guint64) read_length (&talk));
}

static void
check_two_lengths (Desk                  *desk,
                   const CsMockFaultKind *kind)
{
  g_auto (Talk) talk = { 0 };
  const char *first, *second;

  talk_once (desk, &talk);
  first = find (&talk, "Content-Length: ", 16);
  second = strstr (first + 1, "Content-Length: ");
  g_assert_nonnull (second);
  g_assert_cmpint (g_ascii_strtoll (first + 16, NULL, 10), !=,
                   g_ascii_strtoll (second + 16, NULL, 10));
}

static void
check_nul_header (Desk                  *desk,
                  const CsMockFaultKind *kind)
{
  g_auto (Talk) talk = { 0 };

  talk_once (desk, &talk);
  g_assert_nonnull (find (&talk, "X-Filler: a\0b\r\n", 15));
  g_assert_cmpuint (talk.n_bytes, ==, get_head_length (&talk) + (guint64) read_length (&talk));
}

static void
check_not_http (Desk                  *desk,
                const CsMockFaultKind *kind)
{
  g_auto (Talk) talk = { 0 };

  talk_once (desk, &talk);
  g_assert_true (contains (&talk, "SSH-2.0-"));
  g_assert_false (contains (&talk, "HTTP/"));
}

static void
check_http (Desk                  *desk,
            const CsMockFaultKind *kind)
{
  g_auto (Call) call = { 0 };

  call_once (desk, &call);
  g_assert_no_error (call.error);
  g_assert_cmpuint (call.status, ==, kind->status);
  g_assert_true (g_bytes_get_size (call.body) == 0 ||
                 strstr (get_header (&call, "Content-Type"), "text/html") != NULL);
  g_assert_true ((g_bytes_get_size (call.body) == 0) == (kind->id == CS_MOCK_FAULT_HTTP_EMPTY));
  g_assert_true ((get_header (&call, "Location") != NULL) ==
                 (kind->id == CS_MOCK_FAULT_REDIRECT));
  g_assert_true ((get_header (&call, "Retry-After") != NULL) ==
                 (kind->id == CS_MOCK_FAULT_RETRY_AFTER));
}

static void
check_html (Desk                  *desk,
            const CsMockFaultKind *kind)
{
  g_auto (Call) call = { 0 };

  call_once (desk, &call);
  g_assert_cmpuint (call.status, ==, 200);
  g_assert_cmpstr (soup_message_headers_get_content_type (call.headers, NULL), ==, "text/html");
  g_assert_null (call.plain);
}

static void
check_content_type (Desk                  *desk,
                    const CsMockFaultKind *kind)
{
  g_auto (Call) call = { 0 };

  call_once (desk, &call);
  g_assert_cmpstr (soup_message_headers_get_content_type (call.headers, NULL), ==,
                   kind->id == CS_MOCK_FAULT_WRONG_CONTENT_TYPE ? "text/plain" : NULL);
  g_assert_nonnull (call.plain);
}

static guint64
unpack (GBytes *body)
{
  g_autoptr (GConverter) unzip =
    G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GInputStream) packed = g_memory_input_stream_new_from_bytes (body);
  g_autoptr (GInputStream) plain = g_converter_input_stream_new (packed, unzip);
  static char buffer[1024 * 1024];
  guint64 n_bytes = 0;
  gssize n;

  while ((n = g_input_stream_read (plain, buffer, sizeof buffer, NULL, NULL)) > 0)
    n_bytes += (guint64) n;

  g_assert_cmpint (n, ==, 0);

  return n_bytes;
}

static void
check_gzip (Desk                  *desk,
            const CsMockFaultKind *kind)
{
  g_auto (Call) call = { 0 };

  call_once (desk, &call);
  g_assert_cmpstr (get_header (&call, "Content-Encoding"), ==, "gzip");
  g_assert_cmpuint (g_bytes_get_size (call.body), <, 300 * 1024);

  if (kind->id == CS_MOCK_FAULT_GZIP_BOMB)
    g_assert_cmpuint (unpack (call.body), ==, 200 * 1024 * 1024);
  else
    g_assert_cmpuint (unpack (call.body), >, 1000);
}

static void
check_not_json (Desk                  *desk,
                const CsMockFaultKind *kind)
{
  g_auto (Call) call = { 0 };
  g_autoptr (GError) error = NULL;

  call_once (desk, &call);
  g_assert_cmpuint (call.status, ==, 200);
  g_assert_true ((g_bytes_get_size (call.body) == 0) == (kind->id == CS_MOCK_FAULT_EMPTY_BODY));
  g_assert_null (call_decode (&call, &error));
  g_assert_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_MALFORMED);
}

static void
check_content (Desk                  *desk,
               const CsMockFaultKind *kind)
{
  g_auto (Call) call = { 0 };
  g_autoptr (GError) error = NULL;
  gint expected = kind->id == CS_MOCK_FAULT_NO_RESPONSE || kind->id == CS_MOCK_FAULT_NO_LIST
                  ? CS_WIRE_ERROR_ENVELOPE : CS_WIRE_ERROR_MALFORMED;

  call_once (desk, &call);
  g_assert_no_error (call.error);
  g_assert_nonnull (call.plain);
  g_assert_null (call_decode (&call, &error));
  g_assert_error (error, CS_WIRE_ERROR, expected);
}

static void
check_drift (Desk                  *desk,
             const CsMockFaultKind *kind)
{
  g_auto (Call) call = { 0 };
  g_autoptr (CsCardList) list = NULL;

  call_once (desk, &call);
  list = call_decode (&call, NULL);
  g_assert_cmpuint (list->cards->len, ==, 4);

  for (guint i = 0; i < list->cards->len; i++)
    {
      const CsCardFields *fields = list->cards->pdata[i];

      g_assert_false (cs_card_fields_has (fields, CS_CARD_FIELD_BALANCE));
      g_assert_false (cs_card_fields_has (fields, CS_CARD_FIELD_IS_NAMED));
      g_assert_false (cs_card_fields_has (fields, CS_CARD_FIELD_EXPIRY_DATE));
      g_assert_true (cs_card_fields_has (fields, CS_CARD_FIELD_PAR));
    }
}

static void
check_no_such_member (Desk                  *desk,
                      const CsMockFaultKind *kind)
{
  g_auto (Call) call = { 0 };
  g_autofree char *code = NULL;

  call_once (desk, &call);
  code = call_dup_code (&call);
  g_assert_cmpuint (call.status, ==, 400);
  g_assert_nonnull (call.plain);
  g_assert_cmpstr (code, ==, CS_CODE_NO_SUCH_MEMBER);
}

static void
check_unknown_code (Desk                  *desk,
                    const CsMockFaultKind *kind)
{
  g_auto (Call) call = { 0 };
  g_autofree char *code = NULL;

  call_once (desk, &call);
  code = call_dup_code (&call);
  g_assert_cmpuint (call.status, ==, 200);
  g_assert_cmpstr (code, ==, "888_888");
}

static void
check_plain_success (Desk                  *desk,
                     const CsMockFaultKind *kind)
{
  g_auto (Call) call = { 0 };
  g_autoptr (CsCardList) list = NULL;

  call_once (desk, &call);
  g_assert_null (call.plain);
  list = call_decode (&call, NULL);
  g_assert_cmpuint (list->cards->len, ==, 4);
}

static CsBuffer *
open_without_id (Desk   *desk,
                 GBytes *body)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (body, &length);

  return cs_envelope_open (data, length, CS_JSON_NETWORK_MAX,
                           cs_mock_service_get_credentials (desk->service), NULL, NULL);
}

static void
check_unknown_key_id (Desk                  *desk,
                      const CsMockFaultKind *kind)
{
  CsCredentials *credentials = cs_mock_service_get_credentials (desk->service);
  g_auto (Call) call = { 0 };
  g_autoptr (CsBuffer) opened = NULL;

  call_once (desk, &call);
  g_assert_null (cs_credentials_find_key (credentials,
                                          get_header (&call, CS_HEADER_CRYPTO_KEY_ID)));
  opened = open_without_id (desk, call.body);
  g_assert_nonnull (opened);
}

static char *
read_jwe_header (const Call *call)
{
  gsize length;
  const char *body = g_bytes_get_data (call->body, &length);
  g_autofree char *text = g_strndup (body, length);
  const char *start = strstr (text, "\":\"") + 3;
  gsize n_encoded = strcspn (start, ".");
  char *header = g_malloc0 (n_encoded + 1);

  if (!cs_base64url_decode (start, n_encoded, (guint8 *) header))
    g_clear_pointer (&header, g_free);

  return header;
}

static void
check_seal (Desk                  *desk,
            const CsMockFaultKind *kind)
{
  static const struct
  {
    CsMockFaultId  fault;
    const char    *header;
  } odd[] = {
    { CS_MOCK_FAULT_RSA1_5, "\"RSA1_5\"" },
    { CS_MOCK_FAULT_RSA_OAEP, "\"RSA-OAEP\"" },
    { CS_MOCK_FAULT_CBC, "\"A256CBC-HS512\"" },
    { CS_MOCK_FAULT_ZIP, "\"zip\":\"DEF\"" },
    { CS_MOCK_FAULT_CRIT, "\"crit\":[\"urn:x\"]" },
  };
  g_auto (Call) call = { 0 };
  g_autofree char *header = NULL;

  call_once (desk, &call);
  g_assert_cmpuint (call.status, ==, 200);
  g_assert_null (call.plain);
  g_assert_nonnull (call.error);
  g_assert_null (open_without_id (desk, call.body));
  header = read_jwe_header (&call);

  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    if (odd[i].fault == kind->id)
      g_assert_nonnull (strstr (header, odd[i].header));
}

static void
check_correlation_id (Desk                  *desk,
                      const CsMockFaultKind *kind)
{
  g_auto (Call) call = { 0 };
  const char *id;

  call_once (desk, &call);
  g_assert_nonnull (call.plain);
  id = get_header (&call, CS_HEADER_CORRELATION_ID);

  if (kind->id == CS_MOCK_FAULT_NO_CORRELATION_ID)
    {
      g_assert_null (id);
      return;
    }

  g_assert_true (cs_correlation_id_is_valid (id));
  g_assert_cmpstr (id, !=, call.correlation_id);
}

static const struct
{
  CsMockFaultId first;
  CsMockFaultId last;
  Check         check;
} checks[] = {
  { CS_MOCK_FAULT_LATENCY, CS_MOCK_FAULT_LATENCY, check_latency },
  { CS_MOCK_FAULT_REFUSE, CS_MOCK_FAULT_REFUSE, check_refuse },
  { CS_MOCK_FAULT_RESET, CS_MOCK_FAULT_STALL, check_nothing },
  { CS_MOCK_FAULT_RESET_MIDWAY, CS_MOCK_FAULT_TRUNCATE, check_half },
  { CS_MOCK_FAULT_CUT_CHUNK, CS_MOCK_FAULT_BAD_CHUNK, check_chunks },
  { CS_MOCK_FAULT_SLOW_DRIP, CS_MOCK_FAULT_SLOW_DRIP, check_drip },
  { CS_MOCK_FAULT_HUGE_BODY, CS_MOCK_FAULT_ENDLESS, check_flood },
  { CS_MOCK_FAULT_HUGE_HEADERS, CS_MOCK_FAULT_HUGE_HEADERS, check_huge_headers },
  { CS_MOCK_FAULT_TWO_LENGTHS, CS_MOCK_FAULT_TWO_LENGTHS, check_two_lengths },
  { CS_MOCK_FAULT_NUL_HEADER, CS_MOCK_FAULT_NUL_HEADER, check_nul_header },
  { CS_MOCK_FAULT_NOT_HTTP, CS_MOCK_FAULT_NOT_HTTP, check_not_http },
  { CS_MOCK_FAULT_HTTP, CS_MOCK_FAULT_REDIRECT, check_http },
  { CS_MOCK_FAULT_HTML, CS_MOCK_FAULT_HTML, check_html },
  { CS_MOCK_FAULT_WRONG_CONTENT_TYPE, CS_MOCK_FAULT_NO_CONTENT_TYPE, check_content_type },
  { CS_MOCK_FAULT_GZIP, CS_MOCK_FAULT_GZIP_BOMB, check_gzip },
  { CS_MOCK_FAULT_MALFORMED_JSON, CS_MOCK_FAULT_EMPTY_BODY, check_not_json },
  { CS_MOCK_FAULT_SCHEMA_DRIFT, CS_MOCK_FAULT_SCHEMA_DRIFT, check_drift },
  { CS_MOCK_FAULT_NO_SUCH_MEMBER, CS_MOCK_FAULT_NO_SUCH_MEMBER, check_no_such_member },
  { CS_MOCK_FAULT_UNKNOWN_CODE, CS_MOCK_FAULT_UNKNOWN_CODE, check_unknown_code },
  { CS_MOCK_FAULT_NO_RESPONSE, CS_MOCK_FAULT_SEALED_GARBAGE, check_content },
  { CS_MOCK_FAULT_PLAIN_SUCCESS, CS_MOCK_FAULT_PLAIN_SUCCESS, check_plain_success },
  { CS_MOCK_FAULT_UNKNOWN_KEY_ID, CS_MOCK_FAULT_UNKNOWN_KEY_ID, check_unknown_key_id },
  { CS_MOCK_FAULT_WRONG_KEY, CS_MOCK_FAULT_CRIT, check_seal },
  { CS_MOCK_FAULT_WRONG_CORRELATION_ID, CS_MOCK_FAULT_NO_CORRELATION_ID, check_correlation_id },
};

static Check
find_check (CsMockFaultId fault)
{
  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    if (checks[i].first <= fault && fault <= checks[i].last)
      return checks[i].check;

  return NULL;
}

/* Every fault of the table does what it says, and is gone when it is disarmed. */
static void
test_all (Desk          *desk,
          gconstpointer  unused)
{
  gsize n_kinds;
  const CsMockFaultKind *kinds = cs_mock_fault_get_kinds (&n_kinds);

  for (gsize i = 0; i < n_kinds; i++)
    {
      const char *argument = kinds[i].id == CS_MOCK_FAULT_LATENCY ? ":80" :
                             kinds[i].argument != NULL ? ":2" : "";
      g_autofree char *text = g_strconcat (kinds[i].name, argument, NULL);
      g_autoptr (CsCardList) after = NULL;
      Check check = find_check (kinds[i].id);

      g_test_message ("%s", text);
      g_assert_nonnull (check);
      desk_arm (desk, text);
      check (desk, &kinds[i]);
      cs_mock_service_clear_faults (desk->service);

      after = desk_list (desk, 50000100002);
      g_assert_true (cs_outcome_is_success (&after->outcome));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/mock-wrong/all", Desk, &short_limits, desk_setup, test_all, desk_teardown);

  return g_test_run ();
}
