/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-amounts-section.h"

#include <glib/gi18n-lib.h>

#include "cs-card-section.h"
#include "cs-field-words.h"
#include "cs-flow-layout.h"
#include "cs-printable.h"
#include "cs-resources-path.h"
#include "cs-tile.h"
#include "cs-won.h"

#define POLICY_SHOWN_MAX 24    /* characters */

/**
 * CsAmountsSection:
 *
 * The money, which is looked at right after the verdict.
 */
struct _CsAmountsSection
{
  AdwBin    parent_instance;

  CsTile    *balance;
  CsTile    *pending;
  CsTile    *points;
  CsTile    *rechargeable;
};

static void section_iface_init (CsCardSectionInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CsAmountsSection, cs_amounts_section, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (CS_TYPE_CARD_SECTION, section_iface_init))

static void
cs_amounts_section_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_AMOUNTS_SECTION);

  G_OBJECT_CLASS (cs_amounts_section_parent_class)->dispose (object);
}

static void
cs_amounts_section_class_init (CsAmountsSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CS_TYPE_TILE);
  g_type_ensure (CS_TYPE_FLOW_LAYOUT);
  G_OBJECT_CLASS (klass)->dispose = cs_amounts_section_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-amounts-section.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsAmountsSection, balance);
  gtk_widget_class_bind_template_child (widget_class, CsAmountsSection, pending);
  gtk_widget_class_bind_template_child (widget_class, CsAmountsSection, points);
  gtk_widget_class_bind_template_child (widget_class, CsAmountsSection, rechargeable);
}

static void
cs_amounts_section_init (CsAmountsSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_amount (CsTile              *tile,
            const CsCardFields  *fields,
            CsCardField          field,
            const char          *note,
            const CsCardChanges *changes)
{
  gboolean is_blank = cs_field_words_get_blank (fields, field) != NULL;
  const CsCardFields *before = cs_card_changes_get_before (changes, field);
  g_autofree char *value = cs_field_words_dup (fields, field);
  g_autofree char *was = NULL;

  cs_tile_set_value (tile, value, is_blank ? _("required, but missing") : note);

  if (before == NULL)
    return;

  was = cs_field_words_dup (before, field);
  cs_tile_set_change (tile, was);
}

static char *
dup_maximum_note (const CsCardFields *fields)
{
  g_autofree char *won = NULL;
  guint64 maximum;

  if (!cs_card_fields_get_maximum (fields, &maximum))
    return NULL;

  won = cs_won_dup (maximum);

  /* Translators: %s is the most that the card may hold */
  return g_strdup_printf (fields->is_named ? _("named, up to %s") : _("anonymous, up to %s"), won);
}

static char *
dup_points (const CsCardPoint *point)
{
  return point->has_remaining ? cs_points_dup (point->remaining)
                              : g_strdup (_("not supplied"));
}

/* Each policy's points are the member's, not the card's, and are never added up: the
 * first policy's stand here, and how many others there are.
 */
static void
set_points (CsTile             *tile,
            const CsCardFields *fields)
{
  const CsCardPoint *first = fields->points->len > 0 ? g_ptr_array_index (fields->points, 0) : NULL;
  g_autofree char *value = NULL;
  g_autofree char *name = NULL;
  g_autofree char *note = NULL;

  if (first == NULL)
    {
      cs_tile_set_value (tile, _("none"), _("no point policy"));
      return;
    }

  value = dup_points (first);

  if (fields->points->len == 1)
    {
      cs_tile_set_value (tile, value,
                         first->auto_use ? _("used automatically") : _("used when asked"));
      return;
    }

  name = cs_printable_dup (first->name, POLICY_SHOWN_MAX);
  /* Translators: the name of a point policy, then how many more policies there are */
  note = g_strdup_printf (_("%s, +%u more"), name, fields->points->len - 1);
  cs_tile_set_value (tile, value, note);
  cs_tile_keep_note (tile);
}

static void
cs_amounts_section_set_card (CsCardSection       *section,
                             CsMember            *member,
                             CsCard              *card,
                             const CsCardChanges *changes)
{
  CsAmountsSection *self = CS_AMOUNTS_SECTION (section);
  const CsCardFields *fields = cs_card_get_fields (card);
  g_autofree char *time = g_date_time_format (cs_member_get_as_of (member), "%H:%M:%S");
  /* Translators: %s is a time of day */
  g_autofree char *as_of = g_strdup_printf (_("as of %s"), time);
  g_autofree char *maximum = dup_maximum_note (fields);

  set_amount (self->balance, fields, CS_CARD_FIELD_BALANCE, as_of, changes);
  set_amount (self->pending, fields, CS_CARD_FIELD_PENDING_AMOUNT,
              fields->pending_amount == 0 ? _("none waiting") : _("waiting for room on the card"),
              changes);
  set_amount (self->rechargeable, fields, CS_CARD_FIELD_RECHARGEABLE_AMOUNT, maximum, changes);
  set_points (self->points, fields);
}

static void
cs_amounts_section_set_compact (CsCardSection *section,
                                gboolean       is_compact)
{
  CsAmountsSection *self = CS_AMOUNTS_SECTION (section);

  cs_tile_set_compact (self->balance, is_compact);
  cs_tile_set_compact (self->pending, is_compact);
  cs_tile_set_compact (self->rechargeable, is_compact);
  cs_tile_set_compact (self->points, is_compact);
}

static void
section_iface_init (CsCardSectionInterface *iface)
{
  iface->set_card = cs_amounts_section_set_card;
  iface->set_compact = cs_amounts_section_set_compact;
}
