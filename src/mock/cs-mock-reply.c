/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-reply.h"

#include <gio/gio.h>
#include <string.h>

#define BOMB_SIZE       (200 * 1024 * 1024)
#define RETRY_SOON      2       /* s */
#define RETRY_PAST      3600    /* s */
#define HTTP_DATE       "%a, %d %b %Y %H:%M:%S GMT"

static const char error_page[] =
  "<!doctype html>\n<html><head><title>Error</title></head>\n"
  "<body><h1>Something went wrong</h1><hr><address>gateway</address></body></html>\n";

static const char login_page[] =
  "<!doctype html>\n<html><head><title>Sign in to the network</title></head>\n"
  "<body><form method=\"post\"><input name=\"user\"><input type=\"password\" name=\"password\">"
  "</form></body></html>\n";

/**
 * cs_mock_reply_clear:
 * @self: a reply
 *
 * Frees what is in it and makes it empty.
 */
void
cs_mock_reply_clear (CsMockReply *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->correlation_id, g_free);
  g_clear_pointer (&self->key_id, g_free);
  g_clear_pointer (&self->retry_after, g_free);
  g_clear_pointer (&self->location, g_free);
  self->content_type = NULL;
  self->content_encoding = NULL;
}

/**
 * cs_mock_reply_set_body:
 * @self: a reply
 * @body: what to send; kept, not copied
 *
 * Sets the body.
 */
void
cs_mock_reply_set_body (CsMockReply *self,
                        CsBuffer    *body)
{
  gsize length;
  const guint8 *data = cs_buffer_get_data (body, &length);

  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = g_bytes_new_with_free_func (data, length, (GDestroyNotify) cs_buffer_unref,
                                           cs_buffer_ref (body));
}

static void
append_header (GString    *head,
               const char *name,
               const char *value)
{
  if (value != NULL)
    g_string_append_printf (head, "%s: %s\r\n", name, value);
}

/**
 * cs_mock_reply_to_head:
 * @self: a reply
 *
 * Writes status line and headers for a connection that no library serves any more:
 * without a length and without the empty line.
 *
 * Returns: (transfer full): the head
 */
GString *
cs_mock_reply_to_head (const CsMockReply *self)
{
  GString *head = g_string_new (NULL);

  g_string_append_printf (head, "HTTP/1.1 %u Answer\r\n", self->status);
  append_header (head, "Content-Type", self->content_type);
  append_header (head, CS_HEADER_CORRELATION_ID, self->correlation_id);
  append_header (head, CS_HEADER_CRYPTO_KEY_ID, self->key_id);

  return head;
}

static void
set_static (CsMockReply *self,
            guint        status,
            const char  *content_type,
            const char  *text)
{
  cs_mock_reply_clear (self);
  self->status = status;
  self->content_type = content_type;
  self->body = g_bytes_new_static (text, strlen (text));
}

static char *
format_http_date (gint64 unix_us,
                  gint64 offset)
{
  g_autoptr (GDateTime) then =
    g_date_time_new_from_unix_utc (unix_us / G_USEC_PER_SEC + offset);

  return g_date_time_format (then, HTTP_DATE);
}

static char *
make_retry_after (const char *argument,
                  gint64      now_us)
{
  if (g_str_equal (argument, "date"))
    return format_http_date (now_us, RETRY_SOON);

  if (g_str_equal (argument, "past"))
    return format_http_date (now_us, -RETRY_PAST);

  if (g_str_equal (argument, "negative"))
    return g_strdup ("-5");

  if (g_str_equal (argument, "huge"))
    return g_strdup ("99999999999999999999");

  if (g_str_equal (argument, "garbage"))
    return g_strdup ("when the moon is full");

  return g_strdup (argument);
}

static GBytes *
compress (GInputStream *plain)
{
  g_autoptr (GConverter) compressor =
    G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) zipped = g_converter_output_stream_new (memory, compressor);

  if (g_output_stream_splice (zipped, plain, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL) < 0)
    return NULL;

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/* Made once and only if asked for; it takes a second. Fed page by page, so that the
 * service does not burst of its own bomb.
 */
static gpointer
make_bomb (gpointer unused)
{
  g_autoptr (GInputStream) spaces = g_memory_input_stream_new ();
  g_autoptr (GBytes) page = NULL;
  guint8 *blank = g_malloc (1024 * 1024);

  memset (blank, ' ', 1024 * 1024);
  page = g_bytes_new_take (blank, 1024 * 1024);

  for (guint i = 0; i < BOMB_SIZE / (1024 * 1024); i++)
    g_memory_input_stream_add_bytes (G_MEMORY_INPUT_STREAM (spaces), page);

  return compress (spaces);
}

static GBytes *
get_bomb (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_bytes_ref (g_once (&once, make_bomb, NULL));
}

static void
set_gzip (CsMockReply *self,
          GBytes      *body)
{
  cs_mock_reply_clear (self);
  self->status = 200;
  self->content_type = "application/json";
  self->content_encoding = "gzip";
  self->body = body;
}

static void
set_redirect (CsMockReply *self,
              guint        status,
              const char  *origin)
{
  set_static (self, status, "text/html", error_page);
  self->location = g_strconcat (origin, "/elsewhere", NULL);
}

/**
 * cs_mock_reply_fail:
 * @self: (out caller-allocates): a reply
 * @stroke: what goes wrong, of the stage `CS_MOCK_STAGE_HTTP`
 * @origin: the service's own scheme, host and port
 * @now_us: the service's time
 *
 * Makes the answer that somebody between client and service gives, or a service out
 * of order.
 */
void
cs_mock_reply_fail (CsMockReply        *self,
                    const CsMockStroke *stroke,
                    const char         *origin,
                    gint64              now_us)
{
  CsMockFaultId fault = stroke->kind->id;
  guint status = stroke->kind->status;

  if (fault == CS_MOCK_FAULT_HTML)
    set_static (self, 200, "text/html", login_page);
  else if (fault == CS_MOCK_FAULT_HTTP_EMPTY)
    set_static (self, status, NULL, "");
  else if (fault == CS_MOCK_FAULT_EMPTY_BODY)
    set_static (self, 200, "application/json", "");
  else if (fault == CS_MOCK_FAULT_MALFORMED_JSON)
    set_static (self, 200, "application/json", "{\"response\":{\"code\":\"000_000\",");
  else if (fault == CS_MOCK_FAULT_REDIRECT)
    set_redirect (self, status, origin);
  else if (fault == CS_MOCK_FAULT_GZIP_BOMB)
    set_gzip (self, get_bomb ());
  else
    set_static (self, status, "text/html", error_page);

  if (fault == CS_MOCK_FAULT_RETRY_AFTER)
    self->retry_after = make_retry_after (stroke->argument, now_us);
}

/* Another digit at the end: still of the right form. */
static void
change_correlation_id (CsMockReply *self)
{
  if (self->correlation_id != NULL)
    {
      char *last = self->correlation_id + strlen (self->correlation_id) - 1;

      *last = *last == '0' ? '1' : '0';
    }
}

static void
compress_body (CsMockReply *self)
{
  g_autoptr (GBytes) plain = g_steal_pointer (&self->body);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (plain);

  self->body = compress (stream);
  self->content_encoding = "gzip";
}

/**
 * cs_mock_reply_spoil:
 * @self: a right answer
 * @fault: what goes wrong
 *
 * Makes the headers wrong. Does nothing for faults of other stages.
 */
void
cs_mock_reply_spoil (CsMockReply   *self,
                     CsMockFaultId  fault)
{
  if (fault == CS_MOCK_FAULT_WRONG_CORRELATION_ID)
    change_correlation_id (self);
  else if (fault == CS_MOCK_FAULT_NO_CORRELATION_ID)
    g_clear_pointer (&self->correlation_id, g_free);
  else if (fault == CS_MOCK_FAULT_WRONG_CONTENT_TYPE)
    self->content_type = "text/plain";
  else if (fault == CS_MOCK_FAULT_NO_CONTENT_TYPE)
    self->content_type = NULL;
  else if (fault == CS_MOCK_FAULT_GZIP)
    compress_body (self);
}
