/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-crypto-key-form.h"

#include "cs-resources-path.h"

/**
 * CsCryptoKeyForm:
 *
 * The second crypto key of a profile, to be entered: how a rotation begins. Emits
 * `filled-in` when its files have been read, and then waits to be closed or refused.
 */
struct _CsCryptoKeyForm
{
  AdwWindow         parent_instance;

  CsProfileEntry   *entry;
  CsEnteredKey     *key;
  GCancellable     *cancellable;

  GtkWidget        *add;
  CsCryptoKeyGroup *crypto_key;
  GtkLabel         *problem;
};

G_DEFINE_FINAL_TYPE (CsCryptoKeyForm, cs_crypto_key_form, ADW_TYPE_WINDOW)

static guint filled_in_signal;

static void
show_problem (CsCryptoKeyForm *self,
              const GError    *error)
{
  gtk_widget_set_sensitive (self->add, TRUE);
  gtk_label_set_label (self->problem, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (CsCryptoKeyForm) self = user_data;
  g_autoptr (GError) error = NULL;
  CsEnteredKey *key = cs_crypto_key_group_read_finish (result, &error);

  g_clear_pointer (&self->key, cs_entered_key_free);
  self->key = key;

  /* Closed meanwhile. */
  if (self->problem == NULL)
    return;

  if (key != NULL)
    g_signal_emit (self, filled_in_signal, 0);
  else
    show_problem (self, error);
}

static void
add_cb (CsCryptoKeyForm *self)
{
  gtk_widget_set_sensitive (self->add, FALSE);
  cs_crypto_key_group_read_async (self->crypto_key, self->cancellable, read_cb,
                                  g_object_ref (self));
}

static void
cs_crypto_key_form_dispose (GObject *object)
{
  CsCryptoKeyForm *self = CS_CRYPTO_KEY_FORM (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), CS_TYPE_CRYPTO_KEY_FORM);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->entry);

  G_OBJECT_CLASS (cs_crypto_key_form_parent_class)->dispose (object);
}

static void
cs_crypto_key_form_finalize (GObject *object)
{
  CsCryptoKeyForm *self = CS_CRYPTO_KEY_FORM (object);

  g_clear_pointer (&self->key, cs_entered_key_free);

  G_OBJECT_CLASS (cs_crypto_key_form_parent_class)->finalize (object);
}

static void
cs_crypto_key_form_class_init (CsCryptoKeyFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_crypto_key_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_crypto_key_form_finalize;

  /**
   * CsCryptoKeyForm::filled-in:
   * @self: the form
   *
   * Emitted once both files have been read. Whoever keeps the key closes the form, or says
   * with [method@CryptoKeyForm.refuse] why it is not kept.
   */
  filled_in_signal = g_signal_new ("filled-in", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (CS_TYPE_CRYPTO_KEY_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-crypto-key-form.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsCryptoKeyForm, add);
  gtk_widget_class_bind_template_child (widget_class, CsCryptoKeyForm, crypto_key);
  gtk_widget_class_bind_template_child (widget_class, CsCryptoKeyForm, problem);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cs_crypto_key_form_init (CsCryptoKeyForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/**
 * cs_crypto_key_form_new:
 * @parent: (nullable): the window to stand over
 * @entry: the profile that gets the key
 *
 * Makes an empty form.
 *
 * Returns: (transfer none): the form, owned by GTK
 */
GtkWidget *
cs_crypto_key_form_new (GtkWindow      *parent,
                        CsProfileEntry *entry)
{
  CsCryptoKeyForm *self = g_object_new (CS_TYPE_CRYPTO_KEY_FORM, "transient-for", parent, NULL);

  self->entry = g_object_ref (entry);

  return GTK_WIDGET (self);
}

CsProfileEntry *
cs_crypto_key_form_get_entry (CsCryptoKeyForm *self)
{
  return self->entry;
}

const CsEnteredKey *
cs_crypto_key_form_get_key (CsCryptoKeyForm *self)
{
  return self->key;
}

/**
 * cs_crypto_key_form_refuse:
 * @self: a form that emitted `filled-in`
 * @error: why its key is not kept
 *
 * Lets what was entered be mended. The key is forgotten, and read again from its files.
 */
void
cs_crypto_key_form_refuse (CsCryptoKeyForm *self,
                           const GError    *error)
{
  g_clear_pointer (&self->key, cs_entered_key_free);
  show_problem (self, error);
}
