/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-desk-records.h"

#include "cs-settings.h"
#include "cs-window.h"

/**
 * CsDeskRecords:
 *
 * Records what happens to the console and not to a member: that it was locked and
 * unlocked, that somebody tried to, and that a setting about card data was changed.
 *
 * None of it waits for its record, since a log that fails must not keep a console open.
 */
struct _CsDeskRecords
{
  GObject         parent_instance;

  GtkApplication *app;           /* not owned: it owns this */
  CsLock         *lock;
};

G_DEFINE_FINAL_TYPE (CsDeskRecords, cs_desk_records, G_TYPE_OBJECT)

static const char *const recorded_settings[] = {
  "lock-minutes", "lock-passphrase", CS_SETTING_REQUIRE_CASE,
};

static void
cs_desk_records_dispose (GObject *object)
{
  g_clear_object (&CS_DESK_RECORDS (object)->lock);

  G_OBJECT_CLASS (cs_desk_records_parent_class)->dispose (object);
}

static void
cs_desk_records_class_init (CsDeskRecordsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_desk_records_dispose;
}

static void
cs_desk_records_init (CsDeskRecords *self)
{
}

static GPtrArray *
records_new (CsAccessRecord *record)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_access_record_free);

  g_ptr_array_add (records, record);

  return records;
}

static CsAccessRecord *
record_new (CsDeskRecords *self,
            CsAction       action,
            const char    *subject,
            const char    *outcome)
{
  CsAccessRecord *record =
    cs_access_record_new (action, CS_ENVIRONMENT_LOCAL,
                          cs_clock_get_unix_us (cs_lock_get_clock (self->lock)));

  record->subject = g_strdup (subject);
  record->outcome = g_strdup (outcome);

  return record;
}

static void
complain (const GError *error)
{
  g_warning ("Not recorded: %s", error->message);
}

typedef struct
{
  gboolean   is_demo;
  GPtrArray *records;
} Entry;

static void
append_entry (gpointer data,
              gpointer unused)
{
  Entry *entry = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsAccessLog) access_log = cs_access_log_open_default (entry->is_demo, &error);

  if (access_log == NULL || !cs_access_log_append (access_log, entry->records, &error))
    complain (error);

  g_ptr_array_unref (entry->records);
  g_free (entry);
}

/* One worker, so that records come in the order in which things happened. */
static GThreadPool *
get_worker (void)
{
  static GThreadPool *pool = NULL;

  if (pool == NULL)
    pool = g_thread_pool_new (append_entry, NULL, 1, FALSE, NULL);

  return pool;
}

/**
 * cs_desk_records_append:
 * @is_demo: whether it belongs into the demo's log
 * @record: (transfer full): what happened
 *
 * Records something in a worker, which opens the log for it: there may be no connection
 * that has it open, and what happened is past.
 */
void
cs_desk_records_append (gboolean        is_demo,
                        CsAccessRecord *record)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->is_demo = is_demo;
  entry->records = records_new (record);
  g_thread_pool_push (get_worker (), entry, NULL);
}

/* A window that shows real people makes it a matter of the live log. */
static gboolean
is_only_demo (CsDeskRecords *self)
{
  for (GList *l = gtk_application_get_windows (self->app); l != NULL; l = l->next)
    if (CS_IS_WINDOW (l->data) && !cs_window_has_demo_log (l->data))
      return FALSE;

  return TRUE;
}

static void
appended_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!cs_access_log_append_finish (CS_ACCESS_LOG (source), result, &error))
    complain (error);
}

static CsAccessLog *
find_open_log (CsDeskRecords *self,
               gboolean       is_demo)
{
  for (GList *l = gtk_application_get_windows (self->app); l != NULL; l = l->next)
    if (CS_IS_WINDOW (l->data) && cs_window_has_demo_log (l->data) == is_demo &&
        cs_window_get_access_log (l->data) != NULL)
      return cs_window_get_access_log (l->data);

  return NULL;
}

/* Where a log is open, it takes the record at once: the connection is dropped next. */
static void
append (CsDeskRecords  *self,
        CsAccessRecord *record)
{
  gboolean is_demo = is_only_demo (self);
  CsAccessLog *access_log = find_open_log (self, is_demo);
  g_autoptr (GPtrArray) records = NULL;

  if (access_log == NULL)
    {
      cs_desk_records_append (is_demo, record);
      return;
    }

  records = records_new (record);
  cs_access_log_append_async (access_log, records, NULL, appended_cb, NULL);
}

static void
locked_cb (CsDeskRecords *self)
{
  static const char *const reasons[] = {
    [CS_LOCK_ASKED] = "asked", [CS_LOCK_IDLE] = "idle", [CS_LOCK_SCREEN] = "screen",
    [CS_LOCK_SUSPEND] = "suspend", [CS_LOCK_START] = "start",
  };

  /* It was locked before it was ended, and recorded then. */
  if (cs_lock_is_locked (self->lock) && cs_lock_get_reason (self->lock) == CS_LOCK_START)
    return;

  append (self, record_new (self,
                            cs_lock_is_locked (self->lock) ? CS_ACTION_LOCKED : CS_ACTION_UNLOCKED,
                            reasons[cs_lock_get_reason (self->lock)], "ok"));
}

static void
report_cb (CsDeskRecords *self,
           guint          action,
           const char    *subject,
           const char    *outcome)
{
  append (self, record_new (self, (CsAction) action, subject, outcome));
}

static void
changed_cb (CsDeskRecords *self,
            const char    *name)
{
  g_autoptr (GVariant) value =
    g_settings_get_value (cs_lock_get_settings (self->lock), name);
  g_autofree char *text = g_variant_print (value, FALSE);
  g_autofree char *subject = g_strdup_printf ("%s=%s", name, text);

  append (self, record_new (self, CS_ACTION_SETTINGS_CHANGED, subject, "ok"));
}

/**
 * cs_desk_records_new:
 * @app: the application, which must outlive this
 * @lock: its lock, whose settings are watched, too
 *
 * Begins to record. To be made before any window is, so that a record is on its way before
 * a window drops its log.
 *
 * Returns: (transfer full): what records
 */
CsDeskRecords *
cs_desk_records_new (GtkApplication *app,
                     CsLock         *lock)
{
  CsDeskRecords *self = g_object_new (CS_TYPE_DESK_RECORDS, NULL);
  GSettings *settings = cs_lock_get_settings (lock);

  self->app = app;
  self->lock = g_object_ref (lock);
  g_signal_connect_object (lock, "notify::is-locked", G_CALLBACK (locked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (lock, "report", G_CALLBACK (report_cb), self, G_CONNECT_SWAPPED);

  for (gsize i = 0; i < G_N_ELEMENTS (recorded_settings); i++)
    {
      g_autofree char *signal = g_strconcat ("changed::", recorded_settings[i], NULL);

      /* Changes of what nobody has read are not told. */
      g_variant_unref (g_settings_get_value (settings, recorded_settings[i]));
      g_signal_connect_object (settings, signal, G_CALLBACK (changed_cb), self,
                               G_CONNECT_SWAPPED);
    }

  return self;
}
