/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-profile-job.h"

#include "cs-access-log.h"
#include "cs-clock.h"
#include "cs-profile-record.h"
#include "cs-profile-store.h"

typedef enum
{
  JOB_IMPORT,
  JOB_CREATE,
  JOB_RENAME,
  JOB_REMOVE,
  JOB_ADD_KEY,
  JOB_SWITCH_KEYS,
  JOB_DROP_KEY,
} JobKind;

static const char *const verbs[] = {
  [JOB_IMPORT] = "import",
  [JOB_CREATE] = "create",
  [JOB_RENAME] = "rename",
  [JOB_REMOVE] = "remove",
  [JOB_ADD_KEY] = "rotate --add",
  [JOB_SWITCH_KEYS] = "rotate --switch",
  [JOB_DROP_KEY] = "rotate --drop",
};

/**
 * CsProfileJob:
 *
 * One change of the profiles. It may be run again, after a keyring was unlocked or a
 * passphrase was given for example. Does not change while it runs, so that a worker thread
 * may read it.
 */
struct _CsProfileJob
{
  GObject         parent_instance;

  JobKind         kind;
  CsProfileEntry *entry;
  CsProfile      *profile;
  char           *text;       /* a path, a name, or the ID of a crypto key */
  CsSecret       *passphrase;
  CsRsaKey       *server_public;
  CsRsaKey       *client_private;
};

G_DEFINE_FINAL_TYPE (CsProfileJob, cs_profile_job, G_TYPE_OBJECT)

static void
cs_profile_job_finalize (GObject *object)
{
  CsProfileJob *self = CS_PROFILE_JOB (object);

  g_clear_object (&self->entry);
  g_clear_object (&self->profile);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->passphrase, cs_secret_unref);
  g_clear_pointer (&self->server_public, cs_rsa_key_unref);
  g_clear_pointer (&self->client_private, cs_rsa_key_unref);

  G_OBJECT_CLASS (cs_profile_job_parent_class)->finalize (object);
}

static void
cs_profile_job_class_init (CsProfileJobClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_profile_job_finalize;
}

static void
cs_profile_job_init (CsProfileJob *self)
{
}

static CsProfileJob *
job_new (JobKind         kind,
         CsProfileEntry *entry,
         const char     *text)
{
  CsProfileJob *self = g_object_new (CS_TYPE_PROFILE_JOB, NULL);

  self->kind = kind;
  self->entry = entry != NULL ? g_object_ref (entry) : NULL;
  self->text = g_strdup (text);

  return self;
}

/**
 * cs_profile_job_new_import:
 * @path: a profile file
 *
 * Is to take a profile file and the keys that it names over.
 *
 * Returns: (transfer full): the job
 */
CsProfileJob *
cs_profile_job_new_import (const char *path)
{
  return job_new (JOB_IMPORT, NULL, path);
}

/**
 * cs_profile_job_new_create:
 * @profile: a profile with its secrets
 *
 * Is to keep a profile.
 *
 * Returns: (transfer full): the job
 */
CsProfileJob *
cs_profile_job_new_create (CsProfile *profile)
{
  CsProfileJob *self = job_new (JOB_CREATE, NULL, NULL);

  self->profile = g_object_ref (profile);

  return self;
}

/**
 * cs_profile_job_new_rename:
 * @entry: a profile
 * @name: what to call it
 *
 * Is to call a profile something else.
 *
 * Returns: (transfer full): the job
 */
CsProfileJob *
cs_profile_job_new_rename (CsProfileEntry *entry,
                           const char     *name)
{
  return job_new (JOB_RENAME, entry, name);
}

/**
 * cs_profile_job_new_remove:
 * @entry: a profile
 *
 * Is to remove a profile and its secrets.
 *
 * Returns: (transfer full): the job
 */
CsProfileJob *
cs_profile_job_new_remove (CsProfileEntry *entry)
{
  return job_new (JOB_REMOVE, entry, NULL);
}

/**
 * cs_profile_job_new_add_key:
 * @entry: a profile
 * @key_id: the ID of its second crypto key
 * @server_public: encrypts what goes to the service
 * @client_private: decrypts what comes from it
 *
 * Is to begin a rotation.
 *
 * Returns: (transfer full): the job
 */
CsProfileJob *
cs_profile_job_new_add_key (CsProfileEntry *entry,
                            const char     *key_id,
                            CsRsaKey       *server_public,
                            CsRsaKey       *client_private)
{
  CsProfileJob *self = job_new (JOB_ADD_KEY, entry, key_id);

  self->server_public = cs_rsa_key_ref (server_public);
  self->client_private = cs_rsa_key_ref (client_private);

  return self;
}

/**
 * cs_profile_job_new_switch_keys:
 * @entry: a profile with two crypto keys
 *
 * Is to let calls use the other crypto key.
 *
 * Returns: (transfer full): the job
 */
CsProfileJob *
cs_profile_job_new_switch_keys (CsProfileEntry *entry)
{
  return job_new (JOB_SWITCH_KEYS, entry, NULL);
}

/**
 * cs_profile_job_new_drop_key:
 * @entry: a profile with two crypto keys
 *
 * Is to end a rotation: to drop the crypto key that calls do not use.
 *
 * Returns: (transfer full): the job
 */
CsProfileJob *
cs_profile_job_new_drop_key (CsProfileEntry *entry)
{
  return job_new (JOB_DROP_KEY, entry, NULL);
}

/**
 * cs_profile_job_set_passphrase:
 * @self: a job that is not running
 * @passphrase: of the private keys that an import finds
 *
 * Answers what an import failed for, before it is run again.
 */
void
cs_profile_job_set_passphrase (CsProfileJob *self,
                               CsSecret     *passphrase)
{
  g_clear_pointer (&self->passphrase, cs_secret_unref);
  self->passphrase = cs_secret_ref (passphrase);
}

gboolean
cs_profile_job_has_passphrase (CsProfileJob *self)
{
  return self->passphrase != NULL;
}

gboolean
cs_profile_job_is_addition (CsProfileJob *self)
{
  return self->kind == JOB_IMPORT || self->kind == JOB_CREATE;
}

static gboolean
change (CsProfileJob  *self,
        GError       **error)
{
  switch (self->kind)
    {
    case JOB_RENAME:
      return cs_profile_store_rename (self->entry, self->text, error);

    case JOB_REMOVE:
      return cs_profile_store_remove (self->entry, error);

    case JOB_ADD_KEY:
      return cs_profile_store_add_key (self->entry, self->text, self->server_public,
                                       self->client_private, error);

    case JOB_SWITCH_KEYS:
      return cs_profile_store_switch_keys (self->entry, error);

    case JOB_DROP_KEY:
      return cs_profile_store_drop_key (self->entry, error);

    case JOB_IMPORT:
    case JOB_CREATE:
    default:
      g_return_val_if_reached (FALSE);
    }
}

static char *
carry_out (CsProfileJob  *self,
           CsProfile     *profile,
           GError       **error)
{
  if (profile != NULL)
    return cs_profile_store_add (profile, NULL, error);

  return change (self, error) ? g_strdup (cs_profile_entry_get_id (self->entry)) : NULL;
}

/* As on the command line: what cannot be recorded is not done. */
static char *
carry_out_recorded (CsProfileJob  *self,
                    CsProfile     *profile,
                    GError       **error)
{
  CsEnvironment environment = profile != NULL ? cs_profile_get_environment (profile)
                                              : cs_profile_entry_get_environment (self->entry);
  g_autoptr (CsAccessLog) access_log =
    cs_access_log_open_default (environment == CS_ENVIRONMENT_MOCK, error);
  g_autoptr (CsClock) clock = cs_clock_new_system ();
  g_autoptr (GError) why = NULL;
  g_autofree char *id = NULL;
  g_autofree char *change = NULL;

  if (access_log == NULL)
    return NULL;

  id = carry_out (self, profile, &why);
  change = g_strdup_printf ("%s %s", verbs[self->kind],
                            id != NULL ? id
                            : profile != NULL ? cs_profile_get_name (profile)
                                              : cs_profile_entry_get_id (self->entry));

  if (!cs_profile_record (access_log, clock, environment, change, why,
                          why == NULL ? error : NULL))
    g_clear_pointer (&id, g_free);

  if (why != NULL)
    g_propagate_error (error, g_steal_pointer (&why));

  return g_steal_pointer (&id);
}

static void
run_in_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  CsProfileJob *self = source_object;
  g_autoptr (CsProfile) profile = NULL;
  GError *error = NULL;
  char *id = NULL;

  if (self->kind == JOB_IMPORT)
    profile = cs_profile_load_with (self->text, self->passphrase, &error);
  else if (self->kind == JOB_CREATE)
    profile = g_object_ref (self->profile);

  if (error == NULL)
    id = carry_out_recorded (self, profile, &error);

  if (id != NULL)
    g_task_return_pointer (task, id, g_free);
  else
    g_task_return_error (task, error);
}

/**
 * cs_profile_job_run_async:
 * @self: a job
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when it is done or not
 * @user_data: data for @callback
 *
 * Carries a job out in a worker thread, in which somebody may take their time to unlock
 * the keyring, and records it.
 */
void
cs_profile_job_run_async (CsProfileJob        *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, cs_profile_job_run_async);
  g_task_run_in_thread (task, run_in_thread);
}

/**
 * cs_profile_job_run_finish:
 * @self: a job
 * @result: what the callback was given
 * @error: [error@ClientError], [error@KeyringError], a [error@LogError], or cancelled
 *
 * Finishes [method@ProfileJob.run_async].
 *
 * Returns: (transfer full): the ID of the profile, or `NULL` on error
 */
char *
cs_profile_job_run_finish (CsProfileJob  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
