/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-server.h"

#include "cs-mock-art.h"
#include "cs-mock-port.h"
#include "cs-mock-responder.h"

struct _CsMockServer
{
  /* set before the thread starts */
  CsMockLimits     limits;
  CsMockDirectory  directory;
  CsMockFaults    *faults;           /* borrowed */
  char            *origin;
  GThread         *thread;
  GMainContext    *context;
  GMainLoop       *loop;

  /* the thread's own */
  CsMockPort      *port;
  SoupServer      *soup;

  /* shared */
  CsMockResponder  responder;
  gsize            n_connections;    /* read and written atomically */
  GMutex           lock;
  GCond            done;
};

/* A question from another thread. */
typedef struct
{
  CsMockServer *server;
  void        (*answer) (CsMockServer *server,
                         gpointer      data);
  gpointer      data;
  gboolean      is_done;
} Question;

static gboolean
refuse_cb (gpointer user_data)
{
  CsMockServer *self = user_data;

  (void) g_atomic_pointer_add (&self->n_connections, 1);

  return cs_mock_faults_refuse (self->faults);
}

static void
ready_cb (CsMockConnection *connection,
          GIOStream        *stream,
          gpointer          user_data)
{
  CsMockServer *self = user_data;

  cs_mock_responder_take (connection, stream, self->soup);
}

static gpointer
serve_in_thread (gpointer data)
{
  CsMockServer *self = data;

  g_main_context_push_thread_default (self->context);

  self->soup = soup_server_new ("raw-paths", TRUE, NULL);
  cs_mock_responder_attach (&self->responder, self->soup);
  cs_mock_port_attach (self->port, self->context, ready_cb, refuse_cb, self);

  g_main_loop_run (self->loop);

  g_clear_pointer (&self->port, cs_mock_port_free);
  soup_server_disconnect (self->soup);
  g_clear_object (&self->soup);

  g_main_context_pop_thread_default (self->context);

  return NULL;
}

static gboolean
answer_question_cb (gpointer user_data)
{
  Question *question = user_data;
  CsMockServer *self = question->server;

  question->answer (self, question->data);

  g_mutex_lock (&self->lock);
  question->is_done = TRUE;
  g_cond_broadcast (&self->done);
  g_mutex_unlock (&self->lock);

  return G_SOURCE_REMOVE;
}

/* Has something done in the thread of the service, and waits for it. */
static void
ask (CsMockServer *self,
     void        (*answer) (CsMockServer *server,
                            gpointer      data),
     gpointer      data)
{
  Question question = { self, answer, data, FALSE };

  g_main_context_invoke_full (self->context, G_PRIORITY_HIGH, answer_question_cb, &question, NULL);

  g_mutex_lock (&self->lock);

  while (!question.is_done)
    g_cond_wait (&self->done, &self->lock);

  g_mutex_unlock (&self->lock);
}

static void
server_free (CsMockServer *self)
{
  g_clear_pointer (&self->port, cs_mock_port_free);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self->directory.image_base);
  g_free (self->origin);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->done);
  g_free (self);
}

/**
 * cs_mock_server_start:
 * @port: a number, or 0 for any that is free
 * @limits: what clients may use up
 * @clock: the service's time
 * @keys: the service's keys
 * @faults: what goes wrong
 * @n_members: how many generated members there are
 * @error: return location for an error of `G_IO_ERROR`
 *
 * Starts a service. It listens when this returns. Clock, keys and faults must
 * outlive it.
 *
 * Returns: (transfer full) (nullable): a service
 */
CsMockServer *
cs_mock_server_start (guint16              port,
                      const CsMockLimits  *limits,
                      CsClock             *clock,
                      CsMockKeys          *keys,
                      CsMockFaults        *faults,
                      guint                n_members,
                      GError             **error)
{
  CsMockServer *self = g_new0 (CsMockServer, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->done);
  self->limits = *limits;
  self->faults = faults;
  self->port = cs_mock_port_open (port, &self->limits, error);

  if (self->port == NULL)
    {
      server_free (self);
      return NULL;
    }

  self->origin = g_strdup_printf ("http://127.0.0.1:%u", cs_mock_port_get_number (self->port));
  self->directory = (CsMockDirectory) { clock, n_members,
                                        g_strconcat (self->origin, CS_MOCK_IMAGE_PATH, NULL) };
  self->responder = (CsMockResponder) { &self->limits, &self->directory, keys, faults,
                                        self->origin, 0 };
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("mock-service", serve_in_thread, self);
  cs_mock_server_faults_changed (self);

  return self;
}

static void
quit (CsMockServer *self,
      gpointer      unused)
{
  g_main_loop_quit (self->loop);
}

/**
 * cs_mock_server_stop:
 * @self: (transfer full): a service
 *
 * Stops the service, whatever it is doing, and frees it.
 */
void
cs_mock_server_stop (CsMockServer *self)
{
  ask (self, quit, NULL);
  g_thread_join (self->thread);
  server_free (self);
}

const char *
cs_mock_server_get_origin (CsMockServer *self)
{
  return self->origin;
}

/**
 * cs_mock_server_get_n_requests:
 * @self: a service
 *
 * Counts the calls that came in so far, in order or not; requests for pictures are
 * no calls.
 *
 * Returns: how many
 */
guint64
cs_mock_server_get_n_requests (CsMockServer *self)
{
  return GPOINTER_TO_SIZE (g_atomic_pointer_get (&self->responder.n_requests));
}

/**
 * cs_mock_server_get_n_connections:
 * @self: a service
 *
 * Counts the connections that were made so far.
 *
 * Returns: how many
 */
guint64
cs_mock_server_get_n_connections (CsMockServer *self)
{
  return GPOINTER_TO_SIZE (g_atomic_pointer_get (&self->n_connections));
}

static void
count_open (CsMockServer *self,
            gpointer      data)
{
  guint *n_open = data;

  *n_open = cs_mock_port_count (self->port);
}

/**
 * cs_mock_server_count_open:
 * @self: a service
 *
 * Counts the connections that are there now.
 *
 * Returns: how many
 */
guint
cs_mock_server_count_open (CsMockServer *self)
{
  guint n_open = 0;

  ask (self, count_open, &n_open);

  return n_open;
}

static void
update_port (CsMockServer *self,
             gpointer      unused)
{
  g_autoptr (GError) error = NULL;

  if (!cs_mock_port_set_listening (self->port, !cs_mock_faults_close_port (self->faults), &error))
    g_warning ("The port cannot be opened again: %s", error->message);
}

/**
 * cs_mock_server_faults_changed:
 * @self: a service
 *
 * Closes or opens the port, as the faults demand.
 */
void
cs_mock_server_faults_changed (CsMockServer *self)
{
  ask (self, update_port, NULL);
}
