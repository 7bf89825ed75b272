/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-connections-page.h"

#include <glib/gi18n-lib.h>

#include "cs-client-error.h"
#include "cs-connection-form.h"
#include "cs-connection-row.h"
#include "cs-connection.h"
#include "cs-crypto-key-form.h"
#include "cs-desk-records.h"
#include "cs-failure.h"
#include "cs-profile-check.h"
#include "cs-profile-job.h"
#include "cs-profile-record.h"
#include "cs-profile-store.h"
#include "cs-resources-path.h"
#include "cs-secret-entry.h"

/**
 * CsConnectionsPage:
 *
 * The settings of connections: which profiles there are, and what can be done with them.
 *
 * Emits `connect` with the ID of a profile that the window is to work with.
 */
struct _CsConnectionsPage
{
  AdwPreferencesPage    parent_instance;

  GSettings            *settings;
  CsClock              *clock;
  GListStore           *entries;
  GCancellable         *cancellable;
  CsProfileJob         *job;          /* the last one, for another try; holds secrets */
  CsCryptoKeyForm      *key_form;     /* weak; what @job came from */
  CsProfileEntry       *checked;      /* likewise */
  GtkFileChooserNative *chooser;

  GtkWidget            *add_buttons;
  GtkWidget            *empty;
  GtkListBox           *list;
  GtkLabel             *message;
  GtkWidget            *message_group;
  GtkWidget            *passphrase;
  GtkWidget            *retry;
  GtkSpinner           *spinner;
};

G_DEFINE_FINAL_TYPE (CsConnectionsPage, cs_connections_page, ADW_TYPE_PREFERENCES_PAGE)

static guint connect_signal;

/* Nor is in a hidden widget what was typed and not sent. */
static void
hide_passphrase (CsConnectionsPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->passphrase), "");
  gtk_widget_set_visible (self->passphrase, FALSE);
}

static void
show_message (CsConnectionsPage *self,
              const char        *text,
              gboolean           may_retry)
{
  gtk_label_set_label (self->message, text);
  gtk_widget_set_visible (self->retry, may_retry);
  hide_passphrase (self);
  gtk_widget_set_visible (self->message_group, TRUE);
}

/* A file of keys may be locked, PKCS#12 mostly is: somebody is there to be asked. */
static void
ask_for_passphrase (CsConnectionsPage *self,
                    CsProfileJob      *job)
{
  show_message (self,
                cs_profile_job_has_passphrase (job)
                  ? _("That passphrase does not open the private key of this profile.")
                  : _("A private key of this profile has a passphrase. It is asked for this "
                      "once: the keyring keeps the key from then on."), TRUE);
  gtk_widget_set_visible (self->passphrase, TRUE);
  gtk_widget_grab_focus (self->passphrase);
}

static void
show_failure (CsConnectionsPage *self,
              const GError      *error)
{
  g_autoptr (CsFailure) failure = cs_failure_new (error, NULL);
  g_autofree char *text = g_strdup_printf ("%s\n%s\n%s", failure->title, failure->cause,
                                           failure->next_step);

  show_message (self, text, TRUE);
}

static void
set_busy (CsConnectionsPage *self,
          gboolean           is_busy)
{
  gtk_spinner_set_spinning (self->spinner, is_busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), !is_busy);
  gtk_widget_set_sensitive (self->add_buttons, !is_busy);

  if (!is_busy)
    return;

  gtk_widget_set_visible (self->message_group, FALSE);
  hide_passphrase (self);
}

static void
reload (CsConnectionsPage *self)
{
  g_autoptr (GPtrArray) entries = cs_profile_store_list ();

  g_list_store_splice (self->entries, 0, g_list_model_get_n_items (G_LIST_MODEL (self->entries)),
                       entries->pdata, entries->len);
  gtk_widget_set_visible (self->empty, entries->len == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->list), entries->len > 0);
}

/* The first connection is the one to start with; one that is gone is not. */
static void
update_default (CsConnectionsPage *self,
                CsProfileJob      *job,
                const char        *changed_id)
{
  g_autofree char *id = g_settings_get_string (self->settings, "profile");
  g_autoptr (CsProfileEntry) entry = *id != '\0' ? cs_profile_store_find (id, NULL) : NULL;

  if (*id != '\0' && entry == NULL)
    g_settings_reset (self->settings, "profile");
  else if (*id == '\0' && cs_profile_job_is_addition (job))
    g_settings_set_string (self->settings, "profile", changed_id);
}

/* What was entered stays until it is kept. */
static void
end_form (CsConnectionsPage *self,
          const GError      *error)
{
  if (self->key_form == NULL)
    return;

  if (error != NULL)
    cs_crypto_key_form_refuse (self->key_form, error);
  else
    gtk_window_close (GTK_WINDOW (self->key_form));
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  CsProfileJob *job = CS_PROFILE_JOB (source);
  g_autoptr (CsConnectionsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = cs_profile_job_run_finish (job, result, &error);

  /* Cancelling is a race: a good answer may come after the page was closed. */
  if (self->list == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  set_busy (self, FALSE);

  if (id != NULL)
    update_default (self, job, id);
  else if (g_error_matches (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PASSPHRASE))
    ask_for_passphrase (self, job);
  else
    show_failure (self, error);

  /* Another one may have been started from a form that was open. */
  if (self->job == job)
    {
      end_form (self, error);

      if (id != NULL)
        g_clear_object (&self->job);
    }

  reload (self);
}

static void
run (CsConnectionsPage *self)
{
  set_busy (self, TRUE);
  cs_profile_job_run_async (self->job, self->cancellable, done_cb, g_object_ref (self));
}

/* Takes @job. */
static void
start (CsConnectionsPage *self,
       CsProfileJob      *job)
{
  g_clear_object (&self->checked);
  g_clear_object (&self->job);
  g_clear_weak_pointer (&self->key_form);
  self->job = job;
  run (self);
}

static void
append_line (GString           *text,
             const CsCheckLine *line)
{
  static const char *const words[] = {
    [CS_CHECK_OK] = N_("Fine"),
    [CS_CHECK_WARNING] = N_("Warning"),
    [CS_CHECK_FAILED] = N_("Failed"),
    [CS_CHECK_SKIPPED] = N_("Skipped"),
  };

  g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", _(words[line->result]),
                          line->text);
}

static void
record_check (CsConnectionsPage *self,
              const GError      *outcome)
{
  CsEnvironment environment;
  g_autofree char *change = NULL;

  if (self->checked == NULL)
    return;

  environment = cs_profile_entry_get_environment (self->checked);
  change = g_strdup_printf ("check %s", cs_profile_entry_get_id (self->checked));
  cs_desk_records_append (environment == CS_ENVIRONMENT_MOCK,
                          cs_profile_record_new (self->clock, environment, change, outcome));
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (CsConnectionsPage) self = user_data;
  g_autoptr (CsProfileCheck) check = cs_profile_check_run_finish (result, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->list == NULL || check == NULL)
    return;

  record_check (self, check->failure);

  for (guint i = 0; i < check->lines->len; i++)
    append_line (text, g_ptr_array_index (check->lines, i));

  set_busy (self, FALSE);
  show_message (self, text->str, check->failure != NULL);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (CsConnectionsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsConnection) connection = cs_connection_open_finish (result, &error);

  if (self->list == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (connection == NULL)
    {
      set_busy (self, FALSE);
      show_failure (self, error);
      return;
    }

  cs_profile_check_run_async (cs_connection_get_profile (connection),
                              cs_connection_get_access_log (connection), self->clock,
                              CS_CHECK_MEMBER_ID, self->cancellable, checked_cb,
                              g_object_ref (self));
}

static void
check (CsConnectionsPage *self)
{
  set_busy (self, TRUE);
  cs_connection_open_async (cs_profile_entry_get_id (self->checked), self->clock,
                            self->cancellable, opened_cb, g_object_ref (self));
}

static void
check_cb (CsConnectionRow   *row,
          CsConnectionsPage *self)
{
  g_set_object (&self->checked, cs_connection_row_get_entry (row));
  g_clear_object (&self->job);
  check (self);
}

static void
connect_cb (CsConnectionRow   *row,
            CsConnectionsPage *self)
{
  g_signal_emit (self, connect_signal, 0,
                 cs_profile_entry_get_id (cs_connection_row_get_entry (row)));
}

static void
make_default_cb (CsConnectionRow   *row,
                 CsConnectionsPage *self)
{
  g_settings_set_string (self->settings, "profile",
                         cs_profile_entry_get_id (cs_connection_row_get_entry (row)));
}

static void
rename_cb (CsConnectionRow   *row,
           CsConnectionsPage *self)
{
  start (self, cs_profile_job_new_rename (cs_connection_row_get_entry (row),
                                          cs_connection_row_get_name (row)));
}

static void
remove_cb (CsConnectionRow   *row,
           CsConnectionsPage *self)
{
  start (self, cs_profile_job_new_remove (cs_connection_row_get_entry (row)));
}

static void
key_filled_in_cb (CsConnectionsPage *self,
                  CsCryptoKeyForm   *form)
{
  const CsEnteredKey *key = cs_crypto_key_form_get_key (form);

  start (self, cs_profile_job_new_add_key (cs_crypto_key_form_get_entry (form), key->id,
                                           key->server_public, key->client_private));
  g_set_weak_pointer (&self->key_form, form);
}

static void
add_key_cb (CsConnectionRow   *row,
            CsConnectionsPage *self)
{
  GtkWidget *form = cs_crypto_key_form_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                            cs_connection_row_get_entry (row));

  g_signal_connect_object (form, "filled-in", G_CALLBACK (key_filled_in_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (form));
}

static void
switch_keys_cb (CsConnectionRow   *row,
                CsConnectionsPage *self)
{
  start (self, cs_profile_job_new_switch_keys (cs_connection_row_get_entry (row)));
}

static void
drop_key_cb (CsConnectionRow   *row,
             CsConnectionsPage *self)
{
  start (self, cs_profile_job_new_drop_key (cs_connection_row_get_entry (row)));
}

static void
mark_default (CsConnectionsPage *self,
              CsConnectionRow   *row)
{
  g_autofree char *id = g_settings_get_string (self->settings, "profile");

  cs_connection_row_set_default (row,
                                 g_str_equal (id, cs_profile_entry_get_id (
                                                    cs_connection_row_get_entry (row))));
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  CsConnectionsPage *self = user_data;
  GtkWidget *row = cs_connection_row_new (item);

  mark_default (self, CS_CONNECTION_ROW (row));
  g_signal_connect (row, "check", G_CALLBACK (check_cb), self);
  g_signal_connect (row, "connect", G_CALLBACK (connect_cb), self);
  g_signal_connect (row, "make-default", G_CALLBACK (make_default_cb), self);
  g_signal_connect (row, "rename", G_CALLBACK (rename_cb), self);
  g_signal_connect (row, "remove", G_CALLBACK (remove_cb), self);
  g_signal_connect (row, "add-key", G_CALLBACK (add_key_cb), self);
  g_signal_connect (row, "switch-keys", G_CALLBACK (switch_keys_cb), self);
  g_signal_connect (row, "drop-key", G_CALLBACK (drop_key_cb), self);

  return row;
}

static void
default_changed_cb (CsConnectionsPage *self)
{
  if (self->list == NULL)
    return;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (CS_IS_CONNECTION_ROW (row))
      mark_default (self, CS_CONNECTION_ROW (row));
}

static void
retry_cb (CsConnectionsPage *self)
{
  g_autoptr (CsSecret) passphrase = NULL;

  if (gtk_widget_get_visible (self->passphrase) && self->job != NULL)
    {
      passphrase = cs_secret_entry_take (GTK_EDITABLE (self->passphrase));
      cs_profile_job_set_passphrase (self->job, passphrase);
    }

  if (self->checked != NULL)
    check (self);
  else if (self->job != NULL)
    run (self);
}

static void
chosen_cb (CsConnectionsPage    *self,
           int                   response,
           GtkFileChooserNative *chooser)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  path = file != NULL ? g_file_get_path (file) : NULL;
  g_clear_object (&self->chooser);

  if (path != NULL)
    cs_connections_page_import_file (self, path);
}

static void
filled_in_cb (CsConnectionsPage *self,
              CsProfile         *profile)
{
  start (self, cs_profile_job_new_create (profile));
}

static void
cs_connections_page_dispose (GObject *object)
{
  CsConnectionsPage *self = CS_CONNECTIONS_PAGE (object);

  g_cancellable_cancel (self->cancellable);

  if (self->passphrase != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->passphrase), "");

  gtk_widget_dispose_template (GTK_WIDGET (self), CS_TYPE_CONNECTIONS_PAGE);
  g_clear_object (&self->chooser);
  g_clear_object (&self->checked);
  g_clear_weak_pointer (&self->key_form);
  g_clear_object (&self->entries);
  g_clear_object (&self->clock);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (cs_connections_page_parent_class)->dispose (object);
}

/* What a callback that comes late still looks at. */
static void
cs_connections_page_finalize (GObject *object)
{
  CsConnectionsPage *self = CS_CONNECTIONS_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->job);

  G_OBJECT_CLASS (cs_connections_page_parent_class)->finalize (object);
}

static void
cs_connections_page_class_init (CsConnectionsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_connections_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_connections_page_finalize;

  /**
   * CsConnectionsPage::connect:
   * @self: the page
   * @id: the ID of a profile
   *
   * Emitted when the window is to work with a profile.
   */
  connect_signal = g_signal_new ("connect", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-connections-page.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsConnectionsPage, add_buttons);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionsPage, empty);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionsPage, list);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionsPage, message);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionsPage, message_group);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionsPage, passphrase);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionsPage, retry);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionsPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, cs_connections_page_choose_file);
  gtk_widget_class_bind_template_callback (widget_class, cs_connections_page_create);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
cs_connections_page_init (CsConnectionsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->clock = cs_clock_new_system ();
  self->entries = g_list_store_new (CS_TYPE_PROFILE_ENTRY);
}

/**
 * cs_connections_page_set_settings:
 * @self: a page without settings
 * @settings: the application's
 *
 * Lists the profiles, the default of the settings marked.
 */
void
cs_connections_page_set_settings (CsConnectionsPage *self,
                                  GSettings         *settings)
{
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::profile", G_CALLBACK (default_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->entries), create_row, self, NULL);
  reload (self);
}

/**
 * cs_connections_page_import_file:
 * @self: a page
 * @path: a profile file
 *
 * Takes a profile file and the keys that it names over.
 */
void
cs_connections_page_import_file (CsConnectionsPage *self,
                                 const char        *path)
{
  start (self, cs_profile_job_new_import (path));
}

/**
 * cs_connections_page_choose_file:
 * @self: a page in a window
 *
 * Lets somebody choose a profile file, and imports it.
 */
void
cs_connections_page_choose_file (CsConnectionsPage *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Profile files"));
  gtk_file_filter_add_suffix (filter, "ini");
  g_set_object (&self->chooser, NULL);
  self->chooser = gtk_file_chooser_native_new (_("Import a Profile"),
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _("_Import"), NULL);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/**
 * cs_connections_page_create:
 * @self: a page in a window
 *
 * Opens the form of a new profile.
 */
void
cs_connections_page_create (CsConnectionsPage *self)
{
  GtkWidget *form = cs_connection_form_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));

  g_signal_connect_object (form, "filled-in", G_CALLBACK (filled_in_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (form));
}
