/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-connection-form.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cs-profile-secrets.h"
#include "cs-profile.h"
#include "cs-resources-path.h"

/**
 * CsConnectionForm:
 *
 * What the operator of the platform hands out, to be entered.
 *
 * Fields of secrets start empty and are emptied as soon as they have been read: what a
 * widget holds can be read over the accessibility bus. Emits `filled-in` with a profile.
 */
struct _CsConnectionForm
{
  AdwWindow             parent_instance;

  char                 *public_path;
  char                 *private_path;
  char                **choosing;     /* which of the two */
  GtkFileChooserNative *chooser;

  GtkEditable          *access_key;
  GtkEditable          *asp_id;
  GtkEditable          *base_url;
  GtkWidget            *create;
  AdwComboRow          *environment;
  GtkEditable          *key_id;
  GtkEditable          *name;
  GtkEditable          *passphrase;
  AdwActionRow         *private_row;
  GtkLabel             *problem;
  AdwActionRow         *public_row;
  GtkEditable          *secret_key;
};

G_DEFINE_FINAL_TYPE (CsConnectionForm, cs_connection_form, ADW_TYPE_WINDOW)

static guint filled_in_signal;

static CsSecret *
take_secret (GtkEditable *field)
{
  const char *text = gtk_editable_get_text (field);

  return *text != '\0' ? cs_secret_new (text, strlen (text)) : NULL;
}

static void
clear_secrets (CsConnectionForm *self)
{
  gtk_editable_set_text (self->access_key, "");
  gtk_editable_set_text (self->secret_key, "");
  gtk_editable_set_text (self->passphrase, "");
}

static gboolean
add_key (CsConnectionForm  *self,
         CsCredentials     *credentials,
         GError           **error)
{
  g_autoptr (CsSecret) passphrase = take_secret (self->passphrase);
  g_autoptr (GBytes) public_bytes = NULL;
  g_autoptr (GBytes) private_bytes = NULL;
  g_autoptr (CsRsaKey) server_public = NULL;
  g_autoptr (CsRsaKey) client_private = NULL;

  if (*gtk_editable_get_text (self->key_id) == '\0' && self->public_path == NULL &&
      self->private_path == NULL)
    return TRUE;

  if (self->public_path != NULL && self->private_path != NULL)
    public_bytes = cs_profile_secrets_read_bytes (self->public_path, CS_FILE_SHARED, error);
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         _("Choose the files of both keys."));

  if (public_bytes != NULL)
    server_public = cs_rsa_key_new_public (public_bytes, error);

  if (server_public != NULL)
    private_bytes = cs_profile_secrets_read_bytes (self->private_path, CS_FILE_PRIVATE, error);

  if (private_bytes != NULL)
    client_private = cs_rsa_key_new_private (private_bytes, passphrase, error);

  return client_private != NULL &&
         cs_credentials_add_key (credentials, gtk_editable_get_text (self->key_id), server_public,
                                 client_private, error);
}

static CsProfile *
make_profile (CsConnectionForm  *self,
              GError           **error)
{
  static const CsEnvironment environments[] = {
    CS_ENVIRONMENT_SANDBOX, CS_ENVIRONMENT_PRODUCTION, CS_ENVIRONMENT_MOCK,
  };
  g_autoptr (CsSecret) secret_key = take_secret (self->secret_key);
  g_autoptr (CsCredentials) credentials = NULL;

  if (secret_key == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _("The secret key is empty."));
      return NULL;
    }

  credentials = cs_credentials_new (gtk_editable_get_text (self->asp_id),
                                    gtk_editable_get_text (self->access_key), secret_key, "KST");

  if (!add_key (self, credentials, error))
    return NULL;

  return cs_profile_new (gtk_editable_get_text (self->name),
                         environments[adw_combo_row_get_selected (self->environment)],
                         gtk_editable_get_text (self->base_url), credentials, error);
}

static void
create_cb (CsConnectionForm *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProfile) profile = make_profile (self, &error);

  if (profile == NULL)
    {
      gtk_label_set_label (self->problem, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
      return;
    }

  clear_secrets (self);
  g_signal_emit (self, filled_in_signal, 0, profile);
  gtk_window_close (GTK_WINDOW (self));
}

static void
chosen_cb (CsConnectionForm     *self,
           int                   response,
           GtkFileChooserNative *chooser)
{
  AdwActionRow *row = self->choosing == &self->public_path ? self->public_row : self->private_row;
  g_autoptr (GFile) file = NULL;
  g_autofree char *name = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  if (file != NULL)
    {
      g_free (*self->choosing);
      *self->choosing = g_file_get_path (file);
      name = g_file_get_basename (file);
      adw_action_row_set_subtitle (row, name);
    }

  g_clear_object (&self->chooser);
}

static void
choose (CsConnectionForm  *self,
        char             **place,
        const char        *title)
{
  self->choosing = place;
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
choose_public_cb (CsConnectionForm *self)
{
  choose (self, &self->public_path, _("Server’s Public Key"));
}

static void
choose_private_cb (CsConnectionForm *self)
{
  choose (self, &self->private_path, _("Private Key"));
}

static void
cs_connection_form_dispose (GObject *object)
{
  CsConnectionForm *self = CS_CONNECTION_FORM (object);

  if (self->secret_key != NULL)
    clear_secrets (self);

  gtk_widget_dispose_template (GTK_WIDGET (self), CS_TYPE_CONNECTION_FORM);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->public_path, g_free);
  g_clear_pointer (&self->private_path, g_free);

  G_OBJECT_CLASS (cs_connection_form_parent_class)->dispose (object);
}

static void
cs_connection_form_class_init (CsConnectionFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_connection_form_dispose;

  /**
   * CsConnectionForm::filled-in:
   * @self: the form
   * @profile: what was entered
   *
   * Emitted once everything was entered that a profile needs.
   */
  filled_in_signal = g_signal_new ("filled-in", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, CS_TYPE_PROFILE);

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-connection-form.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsConnectionForm, access_key);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionForm, asp_id);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionForm, base_url);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionForm, create);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionForm, environment);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionForm, key_id);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionForm, name);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionForm, passphrase);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionForm, private_row);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionForm, problem);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionForm, public_row);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionForm, secret_key);
  gtk_widget_class_bind_template_callback (widget_class, choose_private_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_public_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cs_connection_form_init (CsConnectionForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cs_connection_form_new:
 * @parent: (nullable): the window to stand over
 *
 * Makes an empty form.
 *
 * Returns: (transfer none): the form, owned by GTK
 */
GtkWidget *
cs_connection_form_new (GtkWindow *parent)
{
  return g_object_new (CS_TYPE_CONNECTION_FORM, "transient-for", parent, NULL);
}
