/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-connection-row.h"

#include <glib/gi18n-lib.h>

#include "cs-resources-path.h"

/**
 * CsConnectionRow:
 *
 * One profile in the settings, and what can be done with it.
 */
struct _CsConnectionRow
{
  AdwExpanderRow  parent_instance;

  CsProfileEntry *entry;
  GtkButton      *sure;       /* the button that was pressed once */
  char           *sure_label; /* what it said before */

  GtkWidget      *add_key;
  GtkWidget      *check;
  GtkWidget      *connect;
  GtkWidget      *default_mark;
  GtkButton      *drop_key;
  AdwActionRow   *keys;
  GtkWidget      *lock;
  GtkWidget      *make_default;
  GtkEditable    *name;
  GtkButton      *remove;
  GtkWidget      *switch_keys;
};

enum
{
  SIGNAL_ADD_KEY,
  SIGNAL_CHECK,
  SIGNAL_CONNECT,
  SIGNAL_DROP_KEY,
  SIGNAL_MAKE_DEFAULT,
  SIGNAL_REMOVE,
  SIGNAL_RENAME,
  SIGNAL_SWITCH_KEYS,
  N_SIGNALS,
};

static const char *const signal_names[] = {
  [SIGNAL_ADD_KEY] = "add-key",
  [SIGNAL_CHECK] = "check",
  [SIGNAL_CONNECT] = "connect",
  [SIGNAL_DROP_KEY] = "drop-key",
  [SIGNAL_MAKE_DEFAULT] = "make-default",
  [SIGNAL_REMOVE] = "remove",
  [SIGNAL_RENAME] = "rename",
  [SIGNAL_SWITCH_KEYS] = "switch-keys",
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CsConnectionRow, cs_connection_row, ADW_TYPE_EXPANDER_ROW)

static void
check_cb (CsConnectionRow *self)
{
  g_signal_emit (self, signals[SIGNAL_CHECK], 0);
}

static void
connect_cb (CsConnectionRow *self)
{
  g_signal_emit (self, signals[SIGNAL_CONNECT], 0);
}

static void
make_default_cb (CsConnectionRow *self)
{
  g_signal_emit (self, signals[SIGNAL_MAKE_DEFAULT], 0);
}

static void
rename_cb (CsConnectionRow *self)
{
  g_signal_emit (self, signals[SIGNAL_RENAME], 0);
}

static void
add_key_cb (CsConnectionRow *self)
{
  g_signal_emit (self, signals[SIGNAL_ADD_KEY], 0);
}

static void
switch_keys_cb (CsConnectionRow *self)
{
  g_signal_emit (self, signals[SIGNAL_SWITCH_KEYS], 0);
}

static void
forget_question (CsConnectionRow *self)
{
  if (self->sure == NULL)
    return;

  gtk_button_set_label (self->sure, self->sure_label);
  gtk_widget_remove_css_class (GTK_WIDGET (self->sure), "destructive-action");
  g_clear_pointer (&self->sure_label, g_free);
  self->sure = NULL;
}

/* What takes secrets away, which nothing brings back, is asked twice, in the same place. */
static gboolean
is_sure (CsConnectionRow *self,
         GtkButton       *button,
         const char      *question)
{
  if (self->sure == button)
    return TRUE;

  forget_question (self);
  self->sure = button;
  self->sure_label = g_strdup (gtk_button_get_label (button));
  gtk_button_set_label (button, question);
  gtk_widget_add_css_class (GTK_WIDGET (button), "destructive-action");

  return FALSE;
}

static void
drop_key_cb (CsConnectionRow *self)
{
  if (is_sure (self, self->drop_key, _("Drop It for Good")))
    g_signal_emit (self, signals[SIGNAL_DROP_KEY], 0);
}

static void
remove_cb (CsConnectionRow *self)
{
  if (is_sure (self, self->remove, _("Remove It and Its Keys")))
    g_signal_emit (self, signals[SIGNAL_REMOVE], 0);
}

static void
cs_connection_row_dispose (GObject *object)
{
  CsConnectionRow *self = CS_CONNECTION_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CS_TYPE_CONNECTION_ROW);
  self->sure = NULL;
  g_clear_pointer (&self->sure_label, g_free);
  g_clear_object (&self->entry);

  G_OBJECT_CLASS (cs_connection_row_parent_class)->dispose (object);
}

static void
cs_connection_row_class_init (CsConnectionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_connection_row_dispose;

  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (signal_names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                               NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-connection-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsConnectionRow, add_key);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionRow, check);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionRow, connect);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionRow, default_mark);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionRow, drop_key);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionRow, keys);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionRow, lock);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionRow, make_default);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionRow, name);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionRow, remove);
  gtk_widget_class_bind_template_child (widget_class, CsConnectionRow, switch_keys);
  gtk_widget_class_bind_template_callback (widget_class, add_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
  gtk_widget_class_bind_template_callback (widget_class, connect_cb);
  gtk_widget_class_bind_template_callback (widget_class, drop_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, make_default_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, rename_cb);
  gtk_widget_class_bind_template_callback (widget_class, switch_keys_cb);
}

static void
cs_connection_row_init (CsConnectionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
dup_subtitle (CsProfileEntry *entry)
{
  static const char *const environments[] = {
    [CS_ENVIRONMENT_MOCK] = N_("Demo"),
    [CS_ENVIRONMENT_SANDBOX] = N_("Sandbox"),
    [CS_ENVIRONMENT_PRODUCTION] = N_("Production"),
  };
  const char *problem = cs_profile_entry_get_problem (entry);
  const char *host = cs_profile_entry_get_host (entry);

  if (problem != NULL)
    return g_markup_escape_text (problem, -1);

  return g_markup_printf_escaped ("%s · %s · %s",
                                  _(environments[cs_profile_entry_get_environment (entry)]),
                                  host != NULL ? host : "",
                                  cs_profile_entry_uses_keyring (entry) ? _("keys in the keyring")
                                                                        : _("keys in files"));
}

/* Keys in files are replaced by whoever put those there. */
static void
show_keys (CsConnectionRow *self)
{
  guint n_keys = cs_profile_entry_get_n_keys (self->entry);
  gboolean is_ours = !cs_profile_entry_is_read_only (self->entry) &&
                     cs_profile_entry_uses_keyring (self->entry) &&
                     cs_profile_entry_get_problem (self->entry) == NULL;
  g_autofree char *used = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->keys), is_ours);
  gtk_widget_set_visible (self->add_key, n_keys < 2);
  gtk_widget_set_visible (self->switch_keys, n_keys == 2);
  gtk_widget_set_visible (GTK_WIDGET (self->drop_key), n_keys == 2);

  if (n_keys > 0)
    used = g_markup_escape_text (cs_profile_entry_get_key_id (self->entry, 0), -1);

  adw_action_row_set_subtitle (self->keys, used != NULL ? used : "");
}

/**
 * cs_connection_row_new:
 * @entry: a profile
 *
 * Makes the row of a profile.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
cs_connection_row_new (CsProfileEntry *entry)
{
  CsConnectionRow *self = g_object_new (CS_TYPE_CONNECTION_ROW, NULL);
  gboolean is_usable = cs_profile_entry_get_problem (entry) == NULL;
  gboolean is_ours = !cs_profile_entry_is_read_only (entry);
  g_autofree char *title = g_markup_escape_text (cs_profile_entry_get_name (entry), -1);
  g_autofree char *subtitle = dup_subtitle (entry);

  self->entry = g_object_ref (entry);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  gtk_editable_set_text (self->name, cs_profile_entry_get_name (entry));
  show_keys (self);
  gtk_widget_set_visible (self->lock, !is_ours);
  gtk_widget_set_visible (GTK_WIDGET (self->name), is_ours && is_usable);
  gtk_widget_set_visible (GTK_WIDGET (self->remove), is_ours);
  gtk_widget_set_sensitive (self->check, is_usable);
  gtk_widget_set_sensitive (self->connect, is_usable);
  gtk_widget_set_sensitive (self->make_default, is_usable);

  return GTK_WIDGET (self);
}

CsProfileEntry *
cs_connection_row_get_entry (CsConnectionRow *self)
{
  return self->entry;
}

const char *
cs_connection_row_get_name (CsConnectionRow *self)
{
  return gtk_editable_get_text (self->name);
}

/**
 * cs_connection_row_set_default:
 * @self: a row
 * @is_default: whether new windows connect with it
 *
 * Marks it, in words.
 */
void
cs_connection_row_set_default (CsConnectionRow *self,
                               gboolean         is_default)
{
  gtk_widget_set_visible (self->default_mark, is_default);
  gtk_widget_set_visible (self->make_default, !is_default);
}
