/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mock-client.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "cs-envelope.h"

#define START_MAX (1024 * 1024)

static CsMockService *shared_service = NULL;
static CsClock *shared_clock = NULL;
static gboolean is_shared_taken = FALSE;

static void
set_up (Desk               *desk,
        const CsMockLimits *limits)
{
  const CsMockLimits usual = CS_MOCK_LIMITS_USUAL;

  desk->session = soup_session_new ();
  soup_session_remove_feature_by_type (desk->session, SOUP_TYPE_CONTENT_DECODER);
  cs_mock_service_set_limits (desk->service, limits != NULL ? limits : &usual);
  cs_mock_service_set_n_members (desk->service, 1000);
  desk_start (desk);
}

/* Making keys takes longer than a test: one service serves all tests of a program. */
void
desk_setup (Desk          *desk,
            gconstpointer  limits)
{
  if (is_shared_taken)
    {
      desk_setup_own (desk, limits);
      return;
    }

  if (shared_service == NULL)
    {
      shared_clock = cs_clock_new_system ();
      shared_service = cs_mock_service_new (shared_clock);
    }

  is_shared_taken = TRUE;
  desk->clock = g_object_ref (shared_clock);
  desk->service = g_object_ref (shared_service);
  set_up (desk, limits);
}

/* A service of one's own, where its clock is set or two are needed. */
void
desk_setup_own (Desk          *desk,
                gconstpointer  limits)
{
  desk->clock = cs_clock_new_system ();
  desk->service = cs_mock_service_new (desk->clock);
  set_up (desk, limits);
}

void
desk_start (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  cs_mock_service_start (desk->service, 0, &error);
  g_assert_no_error (error);
}

void
desk_teardown (Desk          *desk,
               gconstpointer  unused)
{
  gboolean is_shared = desk->service == shared_service;

  g_clear_object (&desk->session);
  cs_mock_service_clear_faults (desk->service);
  cs_mock_service_stop (desk->service);
  g_clear_object (&desk->clock);

  if (!is_shared)
    {
      g_assert_finalize_object (g_steal_pointer (&desk->service));
      return;
    }

  is_shared_taken = FALSE;
  g_clear_object (&desk->service);
}

void
desk_arm (Desk       *desk,
          const char *text)
{
  g_autoptr (GError) error = NULL;
  CsMockFault *fault = cs_mock_fault_parse (text, &error);

  g_assert_no_error (error);
  cs_mock_service_add_fault (desk->service, fault);
}

static void
sign (Desk               *desk,
      GBytes             *body,
      Call               *call,
      SoupMessageHeaders *headers)
{
  CsCredentials *credentials = cs_mock_service_get_credentials (desk->service);
  g_autoptr (GError) error = NULL;
  CsCallHeaders signed_headers;

  cs_call_headers_sign (&signed_headers, credentials,
                        cs_clock_get_unix_us (desk->clock) + call->skew_us,
                        g_bytes_get_data (body, NULL), g_bytes_get_size (body), &error);
  g_assert_no_error (error);
  memcpy (call->correlation_id, signed_headers.correlation_id, sizeof call->correlation_id);

  soup_message_headers_replace (headers, CS_HEADER_ASP_ID, credentials->asp_id);
  soup_message_headers_replace (headers, CS_HEADER_ACCESS_KEY, credentials->access_key);
  soup_message_headers_replace (headers, CS_HEADER_CRYPTO_KEY_ID, credentials->keys[0].id);
  soup_message_headers_replace (headers, CS_HEADER_TIME_ZONE, credentials->time_zone);
  soup_message_headers_replace (headers, CS_HEADER_CORRELATION_ID, signed_headers.correlation_id);
  soup_message_headers_replace (headers, CS_HEADER_TRAN_TIME, signed_headers.tran_time);
  soup_message_headers_replace (headers, CS_HEADER_TRAN_TOKEN, signed_headers.tran_token);

  if (call->header != NULL && call->value == NULL)
    soup_message_headers_remove (headers, call->header);
  else if (call->header != NULL)
    soup_message_headers_replace (headers, call->header, call->value);
}

static GBytes *
make_body (Desk       *desk,
           const char *body,
           gboolean    is_sealed)
{
  CsCredentials *credentials = cs_mock_service_get_credentials (desk->service);
  g_autoptr (CsBuffer) sealed = cs_buffer_new (1024 * 1024);
  g_autoptr (GError) error = NULL;
  const guint8 *data;
  gsize length;

  if (!is_sealed)
    return g_bytes_new (body, strlen (body));

  cs_envelope_seal (credentials->keys[0].server_public, CS_JWE_A128GCM, (const guint8 *) body,
                    strlen (body), sealed, &error);
  g_assert_no_error (error);
  data = cs_buffer_get_data (sealed, &length);

  return g_bytes_new (data, length);
}

static void
open_answer (Desk *desk,
             Call *call)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (call->body, &length);
  gboolean is_sealed = FALSE;

  if (cs_envelope_is_sealed (data, length, CS_JSON_NETWORK_MAX, &is_sealed, NULL) && is_sealed)
    call->plain =
      cs_envelope_open (data, length, CS_JSON_NETWORK_MAX,
                        cs_mock_service_get_credentials (desk->service),
                        soup_message_headers_get_one (call->headers, CS_HEADER_CRYPTO_KEY_ID),
                        &call->error);
}

void
desk_call (Desk       *desk,
           const char *text,
           Call       *call)
{
  const char *path = call->path != NULL ? call->path : CS_PATH_CARD_LIST;
  g_autofree char *url = g_strconcat (cs_mock_service_get_base_url (desk->service), path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (call->method ? call->method : "POST", url);
  g_autoptr (GBytes) body = make_body (desk, text, call->is_sealed);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_IDEMPOTENT);

  if (call->method == NULL || g_str_equal (call->method, "POST"))
    soup_message_set_request_body_from_bytes (message, "application/json", body);

  sign (desk, body, call, soup_message_get_request_headers (message));
  call->body = soup_session_send_and_read (desk->session, message, NULL, &call->error);
  call->status = soup_message_get_status (message);
  call->headers = soup_message_headers_ref (soup_message_get_response_headers (message));

  if (call->body != NULL)
    open_answer (desk, call);
}

CsCardList *
desk_list (Desk    *desk,
           guint64  member_id)
{
  g_autofree char *body = g_strdup_printf ("{\"userId\":%" G_GUINT64_FORMAT "}", member_id);
  g_auto (Call) call = { 0 };
  g_autoptr (GError) error = NULL;
  CsCardList *list;

  desk_call (desk, body, &call);
  g_assert_no_error (call.error);
  g_assert_nonnull (call.plain);
  list = call_decode (&call, &error);
  g_assert_no_error (error);

  return list;
}

void
call_clear (Call *call)
{
  g_clear_pointer (&call->headers, soup_message_headers_unref);
  g_clear_pointer (&call->body, g_bytes_unref);
  g_clear_pointer (&call->plain, cs_buffer_unref);
  g_clear_error (&call->error);
}

/* Sealed or not. */
CsCardList *
call_decode (const Call  *call,
             GError     **error)
{
  gsize length;
  const guint8 *data = call->plain != NULL ? cs_buffer_get_data (call->plain, &length)
                                           : g_bytes_get_data (call->body, &length);

  return cs_card_list_decode (data, length, CS_JSON_NETWORK_MAX, error);
}

char *
call_dup_code (const Call *call)
{
  g_autoptr (CsCardList) list = call->body != NULL ? call_decode (call, NULL) : NULL;

  return list != NULL ? g_strdup (list->outcome.code) : NULL;
}

char *
raw_request (Desk       *desk,
             const char *body)
{
  g_autoptr (SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (GString) text = g_string_new (NULL);
  Call call = { 0 };
  SoupMessageHeadersIter iter;
  const char *name, *value;

  sign (desk, bytes, &call, headers);
  g_string_append (text, "POST /open-api" CS_PATH_CARD_LIST " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                         "Content-Type: application/json\r\n");

  for (soup_message_headers_iter_init (&iter, headers);
       soup_message_headers_iter_next (&iter, &name, &value); )
    g_string_append_printf (text, "%s: %s\r\n", name, value);

  g_string_append_printf (text, "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s", strlen (body),
                          body);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

int
raw_connect (Desk *desk)
{
  g_autoptr (GUri) uri = g_uri_parse (cs_mock_service_get_base_url (desk->service),
                                      G_URI_FLAGS_NONE, NULL);
  g_autoptr (GSocketAddress) address =
    g_inet_socket_address_new_from_string ("127.0.0.1", (guint) g_uri_get_port (uri));
  guint8 native[64];
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert_true (g_socket_address_to_native (address, native, sizeof native, NULL));

  if (connect (fd, (struct sockaddr *) native,
               (socklen_t) g_socket_address_get_native_size (address)) == 0)
    return fd;

  close (fd);

  return -1;
}

void
raw_talk (Desk       *desk,
          const char *bytes,
          gsize       length,
          guint       timeout_ms,
          Talk       *talk)
{
  struct timeval timeout = { (time_t) timeout_ms / 1000, (suseconds_t) timeout_ms % 1000 * 1000 };
  static guint8 buffer[START_MAX];
  int fd = raw_connect (desk);
  ssize_t n;

  *talk = (Talk) { g_byte_array_new (), 0, errno };

  if (fd < 0)
    return;

  setsockopt (fd, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);

  /* A reset is told once: here, if it is there already. */
  if (send (fd, bytes, length, MSG_NOSIGNAL) < 0)
    talk->end = errno;
  else
    talk->end = 0;

  while ((n = recv (fd, buffer, sizeof buffer, 0)) > 0)
    {
      if (talk->start->len < START_MAX)
        g_byte_array_append (talk->start, buffer, (guint) n);

      talk->n_bytes += (guint64) n;
    }

  if (n < 0)
    talk->end = errno == EAGAIN ? TALK_TIMED_OUT : errno;

  close (fd);
}

void
talk_clear (Talk *talk)
{
  g_clear_pointer (&talk->start, g_byte_array_unref);
}
