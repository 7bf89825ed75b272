/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-connection-form.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cs-crypto-key-group.h"
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
  AdwWindow         parent_instance;

  GCancellable     *cancellable;

  GtkEditable      *access_key;
  GtkEditable      *asp_id;
  GtkEditable      *base_url;
  GtkWidget        *create;
  CsCryptoKeyGroup *crypto_key;
  AdwComboRow      *environment;
  GtkEditable      *name;
  GtkLabel         *problem;
  GtkEditable      *secret_key;
};

G_DEFINE_FINAL_TYPE (CsConnectionForm, cs_connection_form, ADW_TYPE_WINDOW)

static guint filled_in_signal;

/* The entry keeps it: a form that is refused is corrected, not filled in again. */
static CsSecret *
dup_secret (GtkEditable *field)
{
  const char *text = gtk_editable_get_text (field);

  return *text != '\0' ? cs_secret_new (text, strlen (text)) : NULL;
}

static void
clear_secrets (CsConnectionForm *self)
{
  gtk_editable_set_text (self->access_key, "");
  gtk_editable_set_text (self->secret_key, "");
  cs_crypto_key_group_clear (self->crypto_key);
}

static CsProfile *
make_profile (CsConnectionForm    *self,
              const CsEnteredKey  *key,
              GError             **error)
{
  static const CsEnvironment environments[] = {
    CS_ENVIRONMENT_SANDBOX, CS_ENVIRONMENT_PRODUCTION, CS_ENVIRONMENT_MOCK,
  };
  g_autoptr (CsSecret) secret_key = dup_secret (self->secret_key);
  g_autoptr (CsCredentials) credentials = NULL;

  if (secret_key == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _("The secret key is empty."));
      return NULL;
    }

  credentials = cs_credentials_new (gtk_editable_get_text (self->asp_id),
                                    gtk_editable_get_text (self->access_key), secret_key, "KST");

  if (key != NULL && !cs_credentials_add_key (credentials, key->id, key->server_public,
                                              key->client_private, error))
    return NULL;

  return cs_profile_new (gtk_editable_get_text (self->name),
                         environments[adw_combo_row_get_selected (self->environment)],
                         gtk_editable_get_text (self->base_url), credentials, error);
}

static void
show_problem (CsConnectionForm *self,
              const GError     *error)
{
  gtk_label_set_label (self->problem, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

static void
create (CsConnectionForm   *self,
        const CsEnteredKey *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProfile) profile = make_profile (self, key, &error);

  if (profile == NULL)
    {
      show_problem (self, error);
      return;
    }

  clear_secrets (self);
  g_signal_emit (self, filled_in_signal, 0, profile);
  gtk_window_close (GTK_WINDOW (self));
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (CsConnectionForm) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsEnteredKey) key = cs_crypto_key_group_read_finish (result, &error);

  /* Closed meanwhile. */
  if (self->problem == NULL)
    return;

  gtk_widget_set_sensitive (self->create, TRUE);

  if (key != NULL)
    create (self, key);
  else
    show_problem (self, error);
}

static void
create_cb (CsConnectionForm *self)
{
  if (cs_crypto_key_group_is_empty (self->crypto_key))
    {
      create (self, NULL);
      return;
    }

  gtk_widget_set_sensitive (self->create, FALSE);
  cs_crypto_key_group_read_async (self->crypto_key, self->cancellable, read_cb,
                                  g_object_ref (self));
}

static void
cs_connection_form_dispose (GObject *object)
{
  CsConnectionForm *self = CS_CONNECTION_FORM (object);

  if (self->secret_key != NULL)
    clear_secrets (self);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), CS_TYPE_CONNECTION_FORM);
  g_clear_object (&self->cancellable);

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

  g_type_ensure (CS_TYPE_CRYPTO_KEY_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-connection-form.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsConnectionForm, access_key);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionForm, asp_id);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionForm, base_url);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionForm, create);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionForm, crypto_key);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionForm, environment);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionForm, name);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionForm, problem);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionForm, secret_key);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cs_connection_form_init (CsConnectionForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
  self->cancellable = g_cancellable_new ();
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
