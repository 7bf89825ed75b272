/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-points-section.h"

#include "cs-card-section.h"
#include "cs-point-row.h"
#include "cs-resources-path.h"

/**
 * CsPointsSection:
 *
 * What the member holds under each point policy of the card.
 */
struct _CsPointsSection
{
  AdwBin     parent_instance;

  GtkListBox *list;
};

static void section_iface_init (CsCardSectionInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CsPointsSection, cs_points_section, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (CS_TYPE_CARD_SECTION, section_iface_init))

static void
cs_points_section_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_POINTS_SECTION);

  G_OBJECT_CLASS (cs_points_section_parent_class)->dispose (object);
}

static void
cs_points_section_class_init (CsPointsSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_points_section_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-points-section.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsPointsSection, list);
}

static void
cs_points_section_init (CsPointsSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
cs_points_section_set_card (CsCardSection       *section,
                            CsMember            *member,
                            CsCard              *card,
                            const CsCardChanges *changes)
{
  CsPointsSection *self = CS_POINTS_SECTION (section);
  const CsCardFields *fields = cs_card_get_fields (card);

  cs_card_section_clear_rows (self->list);

  for (guint i = 0; i < fields->points->len; i++)
    {
      GtkWidget *row = cs_point_row_new (g_ptr_array_index (fields->points, i));
      g_autofree char *spoken = cs_point_row_dup_spoken (CS_POINT_ROW (row));

      cs_card_section_add_row (self->list, row, spoken);
    }

  gtk_widget_set_visible (GTK_WIDGET (self), fields->points->len > 0);
}

static void
section_iface_init (CsCardSectionInterface *iface)
{
  iface->set_card = cs_points_section_set_card;
}
