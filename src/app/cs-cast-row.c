/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-cast-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cs-fact.h"
#include "cs-resources-path.h"
#include "cs-tone-style.h"

/**
 * CsCastRow:
 *
 * One member of the cast: what it shows, and what to ask for.
 */
struct _CsCastRow
{
  GtkListBoxRow     parent_instance;

  const CsMockPart *part;
  char             *folded;

  GtkLabel         *ask;
  GtkLabel         *name;
  GtkImage         *shape;
  GtkLabel         *shows;
};

G_DEFINE_FINAL_TYPE (CsCastRow, cs_cast_row, GTK_TYPE_LIST_BOX_ROW)

static void
cs_cast_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_CAST_ROW);

  G_OBJECT_CLASS (cs_cast_row_parent_class)->dispose (object);
}

static void
cs_cast_row_finalize (GObject *object)
{
  g_free (CS_CAST_ROW (object)->folded);

  G_OBJECT_CLASS (cs_cast_row_parent_class)->finalize (object);
}

static void
cs_cast_row_class_init (CsCastRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_cast_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_cast_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-cast-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsCastRow, ask);
  gtk_widget_class_bind_template_child (widget_class, CsCastRow, name);
  gtk_widget_class_bind_template_child (widget_class, CsCastRow, shape);
  gtk_widget_class_bind_template_child (widget_class, CsCastRow, shows);
}

static void
cs_cast_row_init (CsCastRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static const CsToneStyle *
get_style (const CsMockPart *part)
{
  static const struct
  {
    CsMockFacts facts;
    CsTone      tone;
  } tones[] = {
    { 1 << CS_FACT_LOST | 1 << CS_FACT_AWAITING_RECEIPT | 1 << CS_FACT_REISSUED |
      1 << CS_FACT_SUSPENDED, CS_TONE_PAUSED },
    { 1 << CS_FACT_DELETED | 1 << CS_FACT_EXPIRED, CS_TONE_FINISHED },
    { 1 << CS_FACT_UNKNOWN_STATUS, CS_TONE_UNKNOWN },
    { 1 << CS_FACT_TRANSFER_IN_PROGRESS, CS_TONE_MOVING },
  };

  if (part->answer == CS_MOCK_ANSWER_NO_SUCH_MEMBER ||
      part->answer == CS_MOCK_ANSWER_NOBODYS_CARD ||
      part->answer == CS_MOCK_ANSWER_INVALID_PARAMETER ||
      part->answer == CS_MOCK_ANSWER_MISSING_PARAMETER)
    return cs_tone_style_for_tone (CS_TONE_UNKNOWN);

  for (gsize i = 0; i < G_N_ELEMENTS (tones); i++)
    if ((part->facts & tones[i].facts) != 0)
      return cs_tone_style_for_tone (tones[i].tone);

  return cs_tone_style_for_tone (part->facts != 0 ? CS_TONE_CARE : CS_TONE_FINE);
}

/* What the row asks for. A card number stands there masked, like everywhere. */
static char *
dup_ask (const CsMockPart *part)
{
  CsMockCardNo card_no;
  CsMaskedPan masked;

  if (part->ask != CS_MOCK_ASK_CARD || !cs_mock_part_get_card_no (part, card_no))
    return g_strdup_printf ("%" G_GUINT64_FORMAT, part->member_id);

  cs_pan_mask (card_no, strlen (card_no), &masked);

  return g_strdup (masked.masked);
}

/**
 * cs_cast_row_new:
 * @part: a member of the cast
 *
 * Makes a row.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
cs_cast_row_new (const CsMockPart *part)
{
  CsCastRow *self = g_object_new (CS_TYPE_CAST_ROW, NULL);
  const CsToneStyle *style = get_style (part);
  g_autofree char *ask = dup_ask (part);
  g_autofree char *name = NULL;
  g_autofree char *all = NULL;

  /* Translators: number and name of a test case of the service's documentation */
  name = part->test_case > 0
           ? g_strdup_printf (_("%u · %s"), part->test_case, cs_mock_part_get_name (part))
           : g_strdup (cs_mock_part_get_name (part));
  all = g_strjoin (" ", name, cs_mock_part_get_shows (part), ask, NULL);

  self->part = part;
  self->folded = g_utf8_casefold (all, -1);
  gtk_image_set_from_icon_name (self->shape, style->icon_name);
  cs_tone_style_apply (style, GTK_WIDGET (self->shape));
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->shows, cs_mock_part_get_shows (part));
  gtk_label_set_label (self->ask, ask);

  return GTK_WIDGET (self);
}

const CsMockPart *
cs_cast_row_get_part (CsCastRow *self)
{
  return self->part;
}

/**
 * cs_cast_row_matches:
 * @self: a row
 * @folded: a case-folded text
 *
 * Tells whether @folded occurs in anything that the row says.
 *
 * Returns: `TRUE` if it does
 */
gboolean
cs_cast_row_matches (CsCastRow  *self,
                     const char *folded)
{
  return strstr (self->folded, folded) != NULL;
}
