/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-dictionary-window.h"

#include <glib/gi18n-lib.h>

#include "cs-resources-path.h"
#include "cs-status.h"
#include "cs-tone-style.h"

/**
 * CsDictionaryWindow:
 *
 * Every status that the service documents, from the one table.
 */
struct _CsDictionaryWindow
{
  AdwWindow           parent_instance;

  AdwPreferencesPage *page;
};

G_DEFINE_FINAL_TYPE (CsDictionaryWindow, cs_dictionary_window, ADW_TYPE_WINDOW)

static void
cs_dictionary_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_DICTIONARY_WINDOW);

  G_OBJECT_CLASS (cs_dictionary_window_parent_class)->dispose (object);
}

static void
cs_dictionary_window_class_init (CsDictionaryWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_dictionary_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-dictionary-window.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsDictionaryWindow, page);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
add_text (AdwExpanderRow *row,
          const char     *title,
          const char     *text)
{
  GtkWidget *line = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (line), title);
  adw_expander_row_add_row (row, line);
}

static GtkWidget *
create_row (const CsStatusEntry *entry)
{
  GtkWidget *row = adw_expander_row_new ();
  const CsToneStyle *style = cs_tone_style_for_tone (entry->tone);
  GtkWidget *shape = gtk_image_new_from_icon_name (style->icon_name);
  const char *word = cs_status_entry_get_word (entry);
  g_autofree char *title = g_strdup_printf ("%s · %s", entry->code, word);

  gtk_widget_add_css_class (shape, "tone");
  cs_tone_style_apply (style, shape);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), shape);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);

  /* In Korean the vendor's word may be the title already. */
  if (!g_str_equal (word, entry->korean))
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), entry->korean);

  add_text (ADW_EXPANDER_ROW (row), _("Means"), cs_status_entry_get_meaning (entry));
  add_text (ADW_EXPANDER_ROW (row), _("The caller experiences"),
            cs_status_entry_get_experience (entry));
  add_text (ADW_EXPANDER_ROW (row), _("You may say"), cs_status_entry_get_advice (entry));

  return row;
}

static void
add_dimension (CsDictionaryWindow *self,
               CsStatusDimension   dimension)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  gsize n_entries;
  const CsStatusEntry *entries = cs_status_get_entries (&n_entries);

  adw_preferences_group_set_title (group, cs_status_dimension_get_title (dimension));
  adw_preferences_group_set_description (
    group, cs_card_field_get_name (cs_status_dimension_get_field (dimension)));

  for (gsize i = 0; i < n_entries; i++)
    if (entries[i].dimension == dimension)
      adw_preferences_group_add (group, create_row (&entries[i]));

  adw_preferences_page_add (self->page, group);
}

static void
cs_dictionary_window_init (CsDictionaryWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < CS_N_STATUS_DIMENSIONS; i++)
    add_dimension (self, (CsStatusDimension) i);
}

/**
 * cs_dictionary_window_present:
 * @parent: the window to stand over
 *
 * Shows the dictionary.
 */
void
cs_dictionary_window_present (GtkWindow *parent)
{
  GtkWindow *window = g_object_new (CS_TYPE_DICTIONARY_WINDOW, "transient-for", parent, NULL);

  gtk_window_present (window);
}
