/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-tile.h"

#include <glib/gi18n-lib.h>

#include "cs-resources-path.h"

/**
 * CsTile:
 *
 * An amount that is looked at first: label, value, and a note on what it means.
 */
struct _CsTile
{
  AdwBin     parent_instance;

  char      *title;
  gboolean   is_compact;
  gboolean   is_change;
  gboolean   is_kept;

  GtkWidget *change_icon;
  GtkLabel  *label;
  GtkLabel  *note;
  GtkWidget *note_box;
  GtkLabel  *value;
};

G_DEFINE_FINAL_TYPE (CsTile, cs_tile, ADW_TYPE_BIN)

typedef enum
{
  PROP_TITLE = 1,
} CsTileProperty;

static GParamSpec *properties[PROP_TITLE + 1];

static void
cs_tile_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_TILE);

  G_OBJECT_CLASS (cs_tile_parent_class)->dispose (object);
}

static void
cs_tile_finalize (GObject *object)
{
  g_free (CS_TILE (object)->title);

  G_OBJECT_CLASS (cs_tile_parent_class)->finalize (object);
}

static void
cs_tile_set_property (GObject      *object,
                      guint         prop_id,
                      const GValue *value,
                      GParamSpec   *pspec)
{
  CsTile *self = CS_TILE (object);

  switch ((CsTileProperty) prop_id)
    {
    case PROP_TITLE:
      g_free (self->title);
      self->title = g_value_dup_string (value);
      gtk_label_set_label (self->label, self->title);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cs_tile_class_init (CsTileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cs_tile_dispose;
  object_class->finalize = cs_tile_finalize;
  object_class->set_property = cs_tile_set_property;

  /**
   * CsTile:title:
   *
   * What the value is.
   */
  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL,
                         G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-tile.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsTile, change_icon);
  gtk_widget_class_bind_template_child (widget_class, CsTile, label);
  gtk_widget_class_bind_template_child (widget_class, CsTile, note);
  gtk_widget_class_bind_template_child (widget_class, CsTile, note_box);
  gtk_widget_class_bind_template_child (widget_class, CsTile, value);
}

static void
cs_tile_init (CsTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* In a small window the notes make room for what is below; a change is still said. */
static void
update_note (CsTile *self)
{
  gboolean is_empty = *gtk_label_get_label (self->note) == '\0';

  gtk_widget_set_visible (self->note_box,
                          !is_empty && (self->is_change || self->is_kept || !self->is_compact));
  gtk_widget_set_visible (self->change_icon, self->is_change);

  if (self->is_change)
    gtk_widget_add_css_class (self->note_box, "moving");
  else
    gtk_widget_remove_css_class (self->note_box, "moving");
}

static void
set_note (CsTile     *self,
          const char *note,
          gboolean    is_change)
{
  self->is_change = is_change;
  self->is_kept = FALSE;
  gtk_label_set_label (self->note, note != NULL ? note : "");
  update_note (self);
}

/**
 * cs_tile_set_value:
 * @self: a tile
 * @value: the value as it is shown; a blank is a word
 * @note: (nullable): what to know of it
 *
 * Sets what the tile shows.
 */
void
cs_tile_set_value (CsTile     *self,
                   const char *value,
                   const char *note)
{
  g_autofree char *spoken = g_strdup_printf ("%s: %s", self->title, value);

  gtk_label_set_label (self->value, value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->value),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  set_note (self, note, FALSE);
}

/**
 * cs_tile_keep_note:
 * @self: a tile
 *
 * Leaves the note in a small window too, for a value that would mislead without it.
 */
void
cs_tile_keep_note (CsTile *self)
{
  self->is_kept = TRUE;
  update_note (self);
}

/**
 * cs_tile_set_change:
 * @self: a tile
 * @before: the value before the refresh, as it was shown
 *
 * Marks the value as changed.
 */
void
cs_tile_set_change (CsTile     *self,
                    const char *before)
{
  /* Translators: %s is the value before a refresh */
  g_autofree char *note = g_strdup_printf (_("was %s"), before);

  set_note (self, note, TRUE);
}

/**
 * cs_tile_set_compact:
 * @self: a tile
 * @is_compact: whether the window is small
 *
 * Leaves the note out in a small window.
 */
void
cs_tile_set_compact (CsTile   *self,
                     gboolean  is_compact)
{
  self->is_compact = is_compact;
  update_note (self);
}
