/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-connection.h"

#include <glib/gi18n-lib.h>

/* Beside the cast, for audits to go through; they need no memory. */
#define GENERATED_MEMBERS 100000

/**
 * CsConnection:
 *
 * What a window is connected to: a project's service, or the mock in this process.
 *
 * A demo connection never holds live credentials, and a live one never runs the
 * mock: the two are made by different constructors and cannot change.
 */
struct _CsConnection
{
  GObject        parent_instance;

  CsClock       *clock;
  CsProfile     *profile;
  CsLookup      *lookup;
  CsAccessLog   *access_log;
  CsMockService *mock;
  gboolean       is_first_start;
};

G_DEFINE_FINAL_TYPE (CsConnection, cs_connection, G_TYPE_OBJECT)

static void
cs_connection_dispose (GObject *object)
{
  CsConnection *self = CS_CONNECTION (object);

  if (self->mock != NULL)
    cs_mock_service_stop (self->mock);

  g_clear_object (&self->mock);
  g_clear_object (&self->lookup);
  g_clear_object (&self->access_log);
  g_clear_object (&self->profile);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (cs_connection_parent_class)->dispose (object);
}

static void
cs_connection_class_init (CsConnectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_connection_dispose;
}

static void
cs_connection_init (CsConnection *self)
{
}

/* What the worker thread makes. Opening takes a key generation or file and
 * database work, and the first frame waits for neither.
 */
typedef struct
{
  char          *profile_name;
  CsClock       *clock;
  CsProfile     *profile;
  CsMockService *mock;
  CsAccessLog   *access_log;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_free (opening->profile_name);
  g_clear_object (&opening->clock);
  g_clear_object (&opening->profile);
  g_clear_object (&opening->mock);
  g_clear_object (&opening->access_log);
  g_free (opening);
}

static gboolean
is_demo (const char *profile_name)
{
  return profile_name == NULL || *profile_name == '\0';
}

static gboolean
open_mock (Opening  *opening,
           GError  **error)
{
  opening->mock = cs_mock_service_new (opening->clock);
  cs_mock_service_set_n_members (opening->mock, GENERATED_MEMBERS);

  if (!cs_mock_service_start (opening->mock, 0, error))
    return FALSE;

  opening->profile = cs_profile_new (_("Demo"), CS_ENVIRONMENT_MOCK,
                                     cs_mock_service_get_base_url (opening->mock),
                                     cs_mock_service_get_credentials (opening->mock), error);

  return opening->profile != NULL;
}

static gboolean
open_profile (Opening  *opening,
              GError  **error)
{
  opening->profile = cs_profile_find (opening->profile_name, error);

  return opening->profile != NULL;
}

static void
open_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Opening *opening = task_data;
  GError *error = NULL;
  gboolean is_open;

  is_open = is_demo (opening->profile_name) ? open_mock (opening, &error)
                                            : open_profile (opening, &error);

  if (is_open)
    opening->access_log =
      cs_access_log_open_default (cs_profile_get_environment (opening->profile) ==
                                  CS_ENVIRONMENT_MOCK, &error);

  if (opening->access_log != NULL && cs_access_log_get_set_aside (opening->access_log) != NULL)
    /* Translators: %s is the name of a file */
    g_message (_("The demo’s access log was written by an older version, and is now %s."),
               cs_access_log_get_set_aside (opening->access_log));

  if (opening->access_log != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * cs_connection_open_async:
 * @profile: (nullable): name or path of a profile, `NULL` for the mock service, or an empty
 *   text for the mock service because nobody has chosen anything yet
 * @clock: the clock
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when the connection is there
 * @user_data: data for @callback
 *
 * Opens what a connection needs: keys, access log and, for the demo, the mock
 * service in this process. Nothing is sent yet.
 */
void
cs_connection_open_async (const char          *profile,
                          CsClock             *clock,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  opening->profile_name = g_strdup (profile);
  opening->clock = g_object_ref (clock);

  g_task_set_source_tag (task, cs_connection_open_async);
  g_task_set_task_data (task, opening, opening_free);
  g_task_run_in_thread (task, open_in_thread);
}

/**
 * cs_connection_open_finish:
 * @result: the result handed to the callback
 * @error: return location for an error
 *
 * Finishes [func@Connection.open_async].
 *
 * Returns: (transfer full): the connection
 */
CsConnection *
cs_connection_open_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_autoptr (CsConnection) self = NULL;
  Opening *opening = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  self = g_object_new (CS_TYPE_CONNECTION, NULL);
  self->clock = g_steal_pointer (&opening->clock);
  self->profile = g_steal_pointer (&opening->profile);
  self->mock = g_steal_pointer (&opening->mock);
  self->is_first_start = opening->profile_name != NULL && is_demo (opening->profile_name);
  self->access_log = g_steal_pointer (&opening->access_log);
  self->lookup = cs_lookup_new (self->profile, self->access_log, self->clock);

  return g_steal_pointer (&self);
}

CsLookup *
cs_connection_get_lookup (CsConnection *self)
{
  return self->lookup;
}

CsProfile *
cs_connection_get_profile (CsConnection *self)
{
  return self->profile;
}

CsAccessLog *
cs_connection_get_access_log (CsConnection *self)
{
  return self->access_log;
}

/**
 * cs_connection_get_mock:
 * @self: a connection
 *
 * Borrows the mock service, for its cast and its faults.
 *
 * Returns: (nullable): the service, or `NULL` for a live connection
 */
CsMockService *
cs_connection_get_mock (CsConnection *self)
{
  return self->mock;
}

CsClock *
cs_connection_get_clock (CsConnection *self)
{
  return self->clock;
}

gboolean
cs_connection_is_demo (CsConnection *self)
{
  return self->mock != NULL;
}

/**
 * cs_connection_is_first_start:
 * @self: a connection
 *
 * Tells whether it is the demo only for want of a profile.
 *
 * Returns: `TRUE` if nobody has chosen a connection yet
 */
gboolean
cs_connection_is_first_start (CsConnection *self)
{
  return self->is_first_start;
}
