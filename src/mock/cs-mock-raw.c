/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-raw.h"

#include <string.h>

#define FILLER_SIZE     (64 * 1024)
#define HUGE_BODY       (100 * 1024 * 1024)
#define HUGE_HEADERS    (400 * 1024)
#define HEADER_FILLER   1000
#define ENDLESS         G_MAXUINT64

/* How a connection ends when everything is sent. */
typedef enum
{
  END_CLOSE,
  END_RESET,
  END_KEEP,       /* until the client or the deadline closes it */
} End;

/* An answer on a connection that the HTTP library has let go. */
typedef struct
{
  GIOStream        *stolen;
  CsMockConnection *connection;
  GByteArray       *bytes;
  guint             n_sent;
  guint64           n_filler;    /* spaces to send after the bytes */
  guint             pause;       /* ms between two bytes; 0 sends as fast as may be */
  End               end;
} Raw;

static void
raw_free (gpointer data)
{
  Raw *raw = data;

  if (raw->end == END_RESET)
    cs_mock_connection_reset (raw->connection);

  (void) g_io_stream_close (raw->stolen, NULL, NULL);
  g_object_unref (raw->stolen);
  g_object_unref (raw->connection);
  g_byte_array_unref (raw->bytes);
  g_free (raw);
}

static void
append (Raw        *raw,
        const char *text)
{
  g_byte_array_append (raw->bytes, (const guint8 *) text, (guint) strlen (text));
}

static void
append_body (Raw               *raw,
             const CsMockReply *reply,
             gsize              length)
{
  g_byte_array_append (raw->bytes, g_bytes_get_data (reply->body, NULL), (guint) length);
}

static void
append_head (Raw               *raw,
             const CsMockReply *reply,
             const char        *more)
{
  g_autoptr (GString) head = cs_mock_reply_to_head (reply);

  g_string_append (head, more);
  g_string_append (head, "\r\n");
  append (raw, head->str);
}

static void
append_length (Raw               *raw,
               const CsMockReply *reply,
               gsize              length,
               const char        *more)
{
  g_autofree char *header = g_strdup_printf ("Content-Length: %" G_GSIZE_FORMAT "\r\n%s", length,
                                             more);

  append_head (raw, reply, header);
}

static void
append_chunk (Raw               *raw,
              const CsMockReply *reply,
              const char        *size,
              gsize              length)
{
  append_head (raw, reply, "Transfer-Encoding: chunked\r\n");
  append (raw, size);
  append_body (raw, reply, length);
}

static void
append_huge_headers (Raw               *raw,
                     const CsMockReply *reply,
                     gsize              length)
{
  g_autoptr (GString) more = g_string_new (NULL);
  g_autofree char *filler = g_strnfill (HEADER_FILLER, 'x');

  for (guint i = 0; more->len < HUGE_HEADERS; i++)
    g_string_append_printf (more, "X-Filler-%u: %s\r\n", i, filler);

  append_length (raw, reply, length, more->str);
  append_body (raw, reply, length);
}

static void
append_two_lengths (Raw               *raw,
                    const CsMockReply *reply,
                    gsize              length)
{
  g_autofree char *second = g_strdup_printf ("Content-Length: %" G_GSIZE_FORMAT "\r\n", length / 2);

  append_length (raw, reply, length, second);
  append_body (raw, reply, length);
}

static void
append_nul_header (Raw               *raw,
                   const CsMockReply *reply,
                   gsize              length)
{
  static const guint8 tail[] = "X-Filler: a\0b\r\n\r\n";
  g_autoptr (GString) head = cs_mock_reply_to_head (reply);

  g_string_append_printf (head, "Content-Length: %" G_GSIZE_FORMAT "\r\n", length);
  append (raw, head->str);
  g_byte_array_append (raw->bytes, tail, sizeof tail - 1);
  append_body (raw, reply, length);
}

static void
prepare (Raw               *raw,
         const CsMockReply *reply,
         CsMockFaultId      fault,
         guint              drip)
{
  gsize length = g_bytes_get_size (reply->body);
  g_autofree char *chunk_size = g_strdup_printf ("%" G_GSIZE_MODIFIER "x\r\n", length);

  raw->end = fault == CS_MOCK_FAULT_STALL ? END_KEEP :
             fault == CS_MOCK_FAULT_RESET || fault == CS_MOCK_FAULT_RESET_MIDWAY ? END_RESET :
             END_CLOSE;

  if (fault == CS_MOCK_FAULT_RESET_MIDWAY || fault == CS_MOCK_FAULT_TRUNCATE)
    {
      append_length (raw, reply, length, "Connection: close\r\n");
      append_body (raw, reply, length / 2);
    }
  else if (fault == CS_MOCK_FAULT_CUT_CHUNK)
    append_chunk (raw, reply, chunk_size, length / 2);
  else if (fault == CS_MOCK_FAULT_BAD_CHUNK)
    append_chunk (raw, reply, "many\r\n", length);
  else if (fault == CS_MOCK_FAULT_SLOW_DRIP)
    {
      append_length (raw, reply, length, "");
      append_body (raw, reply, length);
      raw->pause = drip;
    }
  else if (fault == CS_MOCK_FAULT_HUGE_BODY)
    {
      append_length (raw, reply, HUGE_BODY, "");
      raw->n_filler = HUGE_BODY;
    }
  else if (fault == CS_MOCK_FAULT_ENDLESS)
    {
      append_head (raw, reply, "Connection: close\r\n");
      raw->n_filler = ENDLESS;
    }
  else if (fault == CS_MOCK_FAULT_HUGE_HEADERS)
    append_huge_headers (raw, reply, length);
  else if (fault == CS_MOCK_FAULT_TWO_LENGTHS)
    append_two_lengths (raw, reply, length);
  else if (fault == CS_MOCK_FAULT_NUL_HEADER)
    append_nul_header (raw, reply, length);
  else if (fault == CS_MOCK_FAULT_NOT_HTTP)
    append (raw, "SSH-2.0-OpenSSH_9.2p1\r\n");
}

/* Returns what was sent, 0 if nothing is left, or -1 with an error. */
static gssize
send_some (Raw     *raw,
           gsize    at_most,
           GError **error)
{
  static const char filler[FILLER_SIZE] = { ' ' };
  GSocket *socket = cs_mock_connection_get_socket (raw->connection);
  gsize n_left = raw->bytes->len - raw->n_sent;
  gssize n;

  if (n_left > 0)
    {
      n = g_socket_send_with_blocking (socket, (const char *) raw->bytes->data + raw->n_sent,
                                       MIN (n_left, at_most), FALSE, NULL, error);
      raw->n_sent += n > 0 ? (guint) n : 0;
      return n;
    }

  if (raw->n_filler == 0)
    return 0;

  n = g_socket_send_with_blocking (socket, filler, MIN (sizeof filler, raw->n_filler), FALSE,
                                   NULL, error);
  raw->n_filler -= n > 0 && raw->n_filler != ENDLESS ? (guint64) n : 0;

  return n;
}

static gboolean
go_on (Raw   *raw,
       gsize  at_most)
{
  g_autoptr (GError) error = NULL;
  gssize n = send_some (raw, at_most, &error);

  return n > 0 || (n < 0 && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK));
}

static gboolean
writable_cb (GSocket      *socket,
             GIOCondition  condition,
             gpointer      user_data)
{
  return go_on (user_data, FILLER_SIZE);
}

static gboolean
drip_cb (gpointer user_data)
{
  return go_on (user_data, 1);
}

/* Nobody is answered here; what still comes in is dropped until the other side goes. */
static gboolean
readable_cb (GSocket      *socket,
             GIOCondition  condition,
             gpointer      user_data)
{
  char buffer[FILLER_SIZE];

  return g_socket_receive_with_blocking (socket, buffer, sizeof buffer, FALSE, NULL, NULL) > 0;
}

static GSource *
make_source (Raw *raw)
{
  GSocket *socket = cs_mock_connection_get_socket (raw->connection);
  GSource *source;

  if (raw->pause > 0)
    {
      source = g_timeout_source_new (raw->pause);
      g_source_set_callback (source, drip_cb, raw, raw_free);
    }
  else
    {
      gboolean is_kept = raw->end == END_KEEP;

      source = g_socket_create_source (socket, is_kept ? G_IO_IN : G_IO_OUT, NULL);
      g_source_set_callback (source,
                             (GSourceFunc) (void (*) (void)) (is_kept ? readable_cb : writable_cb),
                             raw, raw_free);
    }

  return source;
}

/**
 * cs_mock_raw_answer:
 * @stolen: (transfer full): the connection as the HTTP library gave it back
 * @connection: where the request came in
 * @reply: the right answer
 * @fault: what goes wrong, of the stage `CS_MOCK_STAGE_SOCKET`
 * @limits: what a client may use up
 *
 * Sends an answer that no HTTP library would, on the thread's default context.
 */
void
cs_mock_raw_answer (GIOStream          *stolen,
                    CsMockConnection   *connection,
                    const CsMockReply  *reply,
                    CsMockFaultId       fault,
                    const CsMockLimits *limits)
{
  Raw *raw = g_new0 (Raw, 1);
  g_autoptr (GSource) source = NULL;

  raw->stolen = stolen;
  raw->connection = g_object_ref (connection);
  raw->bytes = g_byte_array_new ();
  prepare (raw, reply, fault, limits->drip);

  source = make_source (raw);
  g_source_attach (source, g_main_context_get_thread_default ());
}
