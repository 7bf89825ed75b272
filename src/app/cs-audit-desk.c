/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-desk.h"

#include <glib/gstdio.h>

#define OBJECT_KEY   "cs-audit-desk"
#define INPUTS_GROUP "inputs"

/**
 * CsAuditDesk:
 *
 * The audit that goes on for one project, whatever becomes of the window.
 *
 * It outlives windows, tabs and locks, and so keeps the connection while the run needs
 * it; of what was found it holds counts alone. A page that shows a run reads its findings
 * from the journal and listens from then on.
 */
struct _CsAuditDesk
{
  GObject          parent_instance;

  CsConnection    *connection;      /* while it runs */
  CsAuditRun      *run;
  CsAuditRules    *rules;
  char            *title;
  GDateTime       *started_at;
  GError          *error;
  guint            concurrency;
  guint            per_second;
};

G_DEFINE_FINAL_TYPE (CsAuditDesk, cs_audit_desk, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
forget (CsAuditDesk *self)
{
  g_clear_object (&self->run);
  g_clear_object (&self->rules);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->started_at, g_date_time_unref);
  g_clear_error (&self->error);
}

static void
cs_audit_desk_dispose (GObject *object)
{
  CsAuditDesk *self = CS_AUDIT_DESK (object);

  forget (self);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (cs_audit_desk_parent_class)->dispose (object);
}

static void
cs_audit_desk_class_init (CsAuditDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_audit_desk_dispose;

  /**
   * CsAuditDesk::changed:
   *
   * Emitted when a run starts, ends, or is put away.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", CS_TYPE_AUDIT_DESK, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cs_audit_desk_init (CsAuditDesk *self)
{
}

/**
 * cs_audit_desk_get:
 * @owner: what lives as long as audits do: the application
 * @profile: (nullable): name or path of a profile, or `NULL` for the demo
 *
 * Finds the desk of a project, so that a run of the demo is never seen beside a live one.
 *
 * Returns: (transfer none): the desk
 */
CsAuditDesk *
cs_audit_desk_get (GObject    *owner,
                   const char *profile)
{
  g_autofree char *key = g_strconcat (OBJECT_KEY, profile != NULL ? ":" : "", profile, NULL);
  CsAuditDesk *self = g_object_get_data (owner, key);

  if (self != NULL)
    return self;

  self = g_object_new (CS_TYPE_AUDIT_DESK, NULL);
  g_object_set_data_full (owner, key, self, g_object_unref);

  return self;
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (CsAuditDesk) self = user_data;

  (void) cs_audit_run_start_finish (CS_AUDIT_RUN (source), result, &self->error);
  g_clear_object (&self->connection);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * cs_audit_desk_start:
 * @self: a desk where nothing runs
 * @connection: whom to ask
 * @input: whom to ask for, surveyed
 * @rules: what counts as a finding
 * @purpose: (nullable): what it is for
 * @settings: how it is run
 *
 * Starts a run.
 */
void
cs_audit_desk_start (CsAuditDesk           *self,
                     CsConnection          *connection,
                     CsAuditInput          *input,
                     CsAuditRules          *rules,
                     const CsCase          *purpose,
                     const CsAuditSettings *settings)
{
  CsClock *clock = cs_connection_get_clock (connection);
  CsLookup *lookup = cs_connection_get_lookup (connection);

  g_return_if_fail (!cs_audit_desk_is_running (self));

  forget (self);
  self->connection = g_object_ref (connection);
  self->rules = g_object_ref (rules);
  self->title = g_path_get_basename (cs_audit_input_get_name (input));
  self->started_at = cs_clock_dup_kst (clock);
  self->concurrency = settings->concurrency;
  self->per_second = settings->per_second;
  self->run = cs_audit_run_new (cs_connection_get_profile (connection),
                                cs_lookup_get_access_log (lookup), clock, input, rules, purpose,
                                settings);
  cs_audit_run_start_async (self->run, NULL, ended_cb, g_object_ref (self));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

gboolean
cs_audit_desk_is_running (CsAuditDesk *self)
{
  return self->connection != NULL;
}

/**
 * cs_audit_desk_put_away:
 * @self: a desk
 *
 * Makes room for another run; does nothing while one is going on.
 */
void
cs_audit_desk_put_away (CsAuditDesk *self)
{
  if (cs_audit_desk_is_running (self) || self->run == NULL)
    return;

  forget (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * cs_audit_desk_get_run:
 * @self: a desk
 *
 * Borrows the run that goes on, or that was the last.
 *
 * Returns: (nullable): the run
 */
CsAuditRun *
cs_audit_desk_get_run (CsAuditDesk *self)
{
  return self->run;
}

CsAuditRules *
cs_audit_desk_get_rules (CsAuditDesk *self)
{
  return self->rules;
}

const char *
cs_audit_desk_get_title (CsAuditDesk *self)
{
  return self->title;
}

GDateTime *
cs_audit_desk_get_started_at (CsAuditDesk *self)
{
  return self->started_at;
}

/**
 * cs_audit_desk_get_error:
 * @self: a desk
 *
 * Tells why the last run ended early.
 *
 * Returns: (nullable): the error
 */
const GError *
cs_audit_desk_get_error (CsAuditDesk *self)
{
  return self->error;
}

guint
cs_audit_desk_get_concurrency (CsAuditDesk *self)
{
  return self->concurrency;
}

guint
cs_audit_desk_get_per_second (CsAuditDesk *self)
{
  return self->per_second;
}

/**
 * cs_audit_desk_dup_folder:
 * @profile: a profile
 *
 * Tells where runs are kept unless somebody chooses otherwise: those of the demo are
 * not among the others.
 *
 * Returns: (transfer full): a folder, maybe not there yet
 */
char *
cs_audit_desk_dup_folder (CsProfile *profile)
{
  return g_build_filename (g_get_user_data_dir (), "cardsync", "audits",
                           cs_environment_to_string (cs_profile_get_environment (profile)), NULL);
}

static char *
dup_inputs_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "cardsync", "audit-inputs.ini", NULL);
}

/**
 * cs_audit_desk_dup_input:
 * @sha256: of an input
 *
 * Recalls where an input lies, so that its run can go on. What is handed on with the
 * results does not say.
 *
 * Returns: (transfer full) (nullable): a path, maybe of a file that has changed
 */
char *
cs_audit_desk_dup_input (const char *sha256)
{
  g_autoptr (GKeyFile) inputs = g_key_file_new ();
  g_autofree char *path = dup_inputs_path ();

  if (!g_key_file_load_from_file (inputs, path, G_KEY_FILE_NONE, NULL))
    return NULL;

  return g_key_file_get_string (inputs, INPUTS_GROUP, sha256, NULL);
}

/**
 * cs_audit_desk_remember_input:
 * @sha256: of an input
 * @path: where it lies
 *
 * Remembers where an input lies. If that fails, somebody has to choose it again.
 */
void
cs_audit_desk_remember_input (const char *sha256,
                              const char *path)
{
  g_autoptr (GKeyFile) inputs = g_key_file_new ();
  g_autofree char *file = dup_inputs_path ();
  g_autofree char *folder = g_path_get_dirname (file);

  (void) g_key_file_load_from_file (inputs, file, G_KEY_FILE_NONE, NULL);
  g_key_file_set_string (inputs, INPUTS_GROUP, sha256, path);
  (void) g_mkdir_with_parents (folder, 0700);
  (void) g_key_file_save_to_file (inputs, file, NULL);
}
