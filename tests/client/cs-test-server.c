/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-test-server.h"

#include <fcntl.h>
#include <openssl/err.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define ANSWERS_MAX  16
#define REQUEST_MAX  (64 * 1024)

struct _TestServer
{
  GSocket      *listener;
  guint16       port;
  SSL_CTX      *tls;
  gboolean      is_silent;
  gboolean      is_stopping;
  GThread      *thread;

  GMutex        mutex;
  TestAnswer    answers[ANSWERS_MAX];
  gsize         n_answers;
  GPtrArray    *peers;          /* of Peer */
  GPtrArray    *requests;       /* of text */
  guint         n_connections;
  gsize         n_received;
  gsize         n_sent;
  char         *alpn;
};

/* One connection, with a thread of its own. */
typedef struct
{
  TestServer *server;
  GSocket    *socket;
  SSL        *ssl;
  GThread    *thread;
} Peer;

static void
peer_free (gpointer data)
{
  Peer *self = data;

  g_socket_shutdown (self->socket, TRUE, TRUE, NULL);
  g_thread_join (self->thread);
  g_clear_pointer (&self->ssl, SSL_free);
  g_object_unref (self->socket);
  g_free (self);
}

static gssize
peer_read (Peer  *self,
           char  *place,
           gsize  length)
{
  gssize n = self->ssl != NULL
               ? SSL_read (self->ssl, place, (int) length)
               : recv (g_socket_get_fd (self->socket), place, length, 0);

  if (n > 0)
    {
      g_mutex_lock (&self->server->mutex);
      self->server->n_received += (gsize) n;
      g_mutex_unlock (&self->server->mutex);
    }

  return n;
}

static gboolean
peer_write (Peer       *self,
            const char *data,
            gsize       length)
{
  gssize n = self->ssl != NULL
               ? SSL_write (self->ssl, data, (int) length)
               : send (g_socket_get_fd (self->socket), data, length, MSG_NOSIGNAL);

  if (n <= 0)
    return FALSE;

  g_mutex_lock (&self->server->mutex);
  self->server->n_sent += (gsize) n;
  g_mutex_unlock (&self->server->mutex);

  return (gsize) n == length || peer_write (self, data + n, length - (gsize) n);
}

static gsize
find_content_length (const char *head)
{
  g_autofree char *lower = g_ascii_strdown (head, -1);
  const char *line = strstr (lower, "\r\ncontent-length:");

  return line != NULL ? (gsize) g_ascii_strtoull (line + 17, NULL, 10) : 0;
}

/* Reads one request whole. Byte by byte: a test has time, and nothing is read over. */
static char *
peer_read_request (Peer *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize length;
  char c;

  while (strstr (text->str, "\r\n\r\n") == NULL)
    {
      if (text->len > REQUEST_MAX || peer_read (self, &c, 1) != 1)
        return NULL;

      g_string_append_c (text, c);
    }

  length = text->len + find_content_length (text->str);

  while (text->len < length)
    {
      if (peer_read (self, &c, 1) != 1)
        return NULL;

      g_string_append_c (text, c);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static TestAnswer
take_answer (TestServer *self,
             char       *request)
{
  TestAnswer answer;

  g_mutex_lock (&self->mutex);
  answer = self->answers[MIN (self->requests->len, self->n_answers - 1)];
  g_ptr_array_add (self->requests, request);
  g_mutex_unlock (&self->mutex);

  return answer;
}

static gboolean
peer_start_tls (Peer *self)
{
  const unsigned char *protocol;
  unsigned int length;

  self->ssl = SSL_new (self->server->tls);
  SSL_set_fd (self->ssl, g_socket_get_fd (self->socket));

  if (SSL_accept (self->ssl) != 1)
    return FALSE;

  SSL_get0_alpn_selected (self->ssl, &protocol, &length);
  g_mutex_lock (&self->server->mutex);
  g_free (self->server->alpn);
  self->server->alpn = g_strndup ((const char *) protocol, length);
  g_mutex_unlock (&self->server->mutex);

  return TRUE;
}

static gboolean
peer_send_text (Peer             *self,
                const TestAnswer *answer)
{
  if (answer->drip_ms == 0)
    return answer->length == 0 || peer_write (self, answer->text, answer->length);

  for (gsize i = 0; i < answer->length; i++)
    {
      if (!peer_write (self, answer->text + i, 1))
        return FALSE;

      g_usleep (answer->drip_ms * 1000);
    }

  return TRUE;
}

static void
peer_wait_for_end (Peer *self)
{
  char c;

  while (peer_read (self, &c, 1) > 0)
    ;
}

static void
peer_close (Peer     *self,
            gboolean  with_reset)
{
  const struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  if (with_reset)
    {
      /* Linger takes effect on close only, and the descriptor is closed once: here. */
      setsockopt (g_socket_get_fd (self->socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
      g_socket_close (self->socket, NULL);
      return;
    }

  if (self->ssl != NULL)
    SSL_shutdown (self->ssl);

  g_socket_shutdown (self->socket, FALSE, TRUE, NULL);
  peer_wait_for_end (self);
}

/* Whether the connection goes on. */
static gboolean
peer_answer (Peer             *self,
             const TestAnswer *answer)
{
  if (!peer_send_text (self, answer))
    return FALSE;

  switch (answer->ending)
    {
    case TEST_KEEP:
      return TRUE;

    case TEST_STALL:
      peer_wait_for_end (self);
      return FALSE;

    case TEST_ENDLESS:
      while (peer_write (self, answer->filler, strlen (answer->filler)))
        ;
      return FALSE;

    case TEST_TUNNEL:
      return peer_start_tls (self);

    case TEST_CLOSE:
    case TEST_RESET:
    default:
      peer_close (self, answer->ending == TEST_RESET);
      return FALSE;
    }
}

static gpointer
peer_run (gpointer data)
{
  Peer *self = data;
  gboolean goes_on = TRUE;

  if (self->server->is_silent)
    {
      peer_wait_for_end (self);
      return NULL;
    }

  if (self->server->tls != NULL && self->server->answers[0].ending != TEST_TUNNEL &&
      !peer_start_tls (self))
    return NULL;

  while (goes_on)
    {
      char *request = peer_read_request (self);
      TestAnswer answer;

      if (request == NULL)
        break;

      answer = take_answer (self->server, request);
      goes_on = peer_answer (self, &answer);
    }

  ERR_clear_error ();

  return NULL;
}

static gpointer
listen_in_thread (gpointer data)
{
  TestServer *self = data;

  while (TRUE)
    {
      GSocket *socket = g_socket_accept (self->listener, NULL, NULL);
      Peer *peer;

      if (socket == NULL)
        return NULL;

      /* GSocket only pretends to block; recv() and OpenSSL are to do so indeed. */
      g_assert_cmpint (fcntl (g_socket_get_fd (socket), F_SETFL, 0), ==, 0);

      g_mutex_lock (&self->mutex);
      peer = g_new0 (Peer, 1);
      peer->server = self;
      peer->socket = socket;
      self->n_connections++;
      g_ptr_array_add (self->peers, peer);
      peer->thread = g_thread_new ("test-peer", peer_run, peer);
      g_mutex_unlock (&self->mutex);
    }
}

static GSocket *
listen_on_loopback (guint16 *out_port)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any_port = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) address = NULL;
  GSocket *listener = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                                    G_SOCKET_PROTOCOL_TCP, NULL);

  g_assert_true (g_socket_bind (listener, any_port, TRUE, NULL));
  g_assert_true (g_socket_listen (listener, NULL));
  address = g_socket_get_local_address (listener, NULL);
  *out_port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));

  return listener;
}

/* The last of @answers is given to every further request. */
TestServer *
test_server_new (const TestAnswer *answers,
                 gsize             n_answers)
{
  TestServer *self = g_new0 (TestServer, 1);

  g_assert_cmpuint (n_answers, >, 0);
  g_assert_cmpuint (n_answers, <=, ANSWERS_MAX);

  g_mutex_init (&self->mutex);
  self->n_answers = n_answers;

  /* A thread may still be sending when the test is done with the text. */
  for (gsize i = 0; i < n_answers; i++)
    {
      self->answers[i] = answers[i];
      self->answers[i].length = answers[i].length > 0 ? answers[i].length
                                                      : strlen (answers[i].text);
      self->answers[i].text = g_memdup2 (answers[i].text, self->answers[i].length + 1);
      self->answers[i].filler = g_strdup (answers[i].filler);
    }

  self->peers = g_ptr_array_new_with_free_func (peer_free);
  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->listener = listen_on_loopback (&self->port);
  self->thread = g_thread_new ("test-server", listen_in_thread, self);

  return self;
}

/* Before anybody connects. */
void
test_server_set_tls (TestServer *self,
                     SSL_CTX    *context)
{
  SSL_CTX_up_ref (context);
  self->tls = context;
}

/* Before anybody connects: take connections and say nothing, not even in TLS. */
void
test_server_set_silent (TestServer *self)
{
  self->is_silent = TRUE;
}

void
test_server_free (TestServer *self)
{
  /* A listening socket that is shut down wakes whoever waits in accept(). */
  g_socket_shutdown (self->listener, TRUE, TRUE, NULL);
  g_thread_join (self->thread);
  g_ptr_array_unref (self->peers);
  g_object_unref (self->listener);
  g_clear_pointer (&self->tls, SSL_CTX_free);
  g_ptr_array_unref (self->requests);

  for (gsize i = 0; i < self->n_answers; i++)
    {
      g_free ((char *) self->answers[i].text);
      g_free ((char *) self->answers[i].filler);
    }

  g_mutex_clear (&self->mutex);
  g_free (self->alpn);
  g_free (self);
}

guint16
test_server_get_port (TestServer *self)
{
  return self->port;
}

char *
test_server_dup_url (TestServer *self,
                     const char *path)
{
  return g_strdup_printf ("%s://127.0.0.1:%u%s", self->tls != NULL ? "https" : "http", self->port,
                          path);
}

char *
test_server_dup_request (TestServer *self,
                         guint       number)
{
  char *request = NULL;

  g_mutex_lock (&self->mutex);

  if (number < self->requests->len)
    request = g_strdup (g_ptr_array_index (self->requests, number));

  g_mutex_unlock (&self->mutex);

  return request;
}

guint
test_server_get_connections (TestServer *self)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = self->n_connections;
  g_mutex_unlock (&self->mutex);

  return n;
}

guint
test_server_get_requests (TestServer *self)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = self->requests->len;
  g_mutex_unlock (&self->mutex);

  return n;
}

/* Bytes of requests; over TLS what is left when it is taken off. */
gsize
test_server_get_received (TestServer *self)
{
  gsize n;

  g_mutex_lock (&self->mutex);
  n = self->n_received;
  g_mutex_unlock (&self->mutex);

  return n;
}

gsize
test_server_get_sent (TestServer *self)
{
  gsize n;

  g_mutex_lock (&self->mutex);
  n = self->n_sent;
  g_mutex_unlock (&self->mutex);

  return n;
}

char *
test_server_dup_alpn (TestServer *self)
{
  char *alpn;

  g_mutex_lock (&self->mutex);
  alpn = g_strdup (self->alpn);
  g_mutex_unlock (&self->mutex);

  return alpn;
}

static gboolean
give_up_cb (gpointer unused)
{
  g_error ("The test takes too long");

  return G_SOURCE_REMOVE;
}

void
test_run_until (gboolean *done)
{
  guint guard = g_timeout_add_seconds (20, give_up_cb, NULL);

  while (!*done)
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (guard);

  /* Let the workers' last references go. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

guint16
test_find_closed_port (void)
{
  guint16 port;
  GSocket *socket = listen_on_loopback (&port);

  g_socket_close (socket, NULL);
  g_object_unref (socket);

  return port;
}
