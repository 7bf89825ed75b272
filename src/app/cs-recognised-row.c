/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-recognised-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cs-resources-path.h"
#include "cs-word-wrap.h"

/**
 * CsRecognisedRow:
 *
 * The row under the look-up box: what the text was taken for, what Enter will do,
 * and, where the text may be something else, the way to say so.
 */
struct _CsRecognisedRow
{
  AdwBin       parent_instance;

  GtkWidget   *chip;
  GtkImage    *icon;
  GtkWidget   *override_button;
  GtkEditable *par_member;
  GtkLabel    *sentence;
  GtkLabel    *word;
};

G_DEFINE_FINAL_TYPE (CsRecognisedRow, cs_recognised_row, ADW_TYPE_BIN)

enum
{
  SIGNAL_OVERRIDDEN,
  SIGNAL_SUBMITTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *
get_icon_name (const CsIdentity *identity)
{
  switch (identity->kind)
    {
    case CS_IDENTITY_MEMBER_ID:
      return "avatar-default-symbolic";
    case CS_IDENTITY_CARD_NUMBER:
      return "cs-card-symbolic";
    case CS_IDENTITY_PAR:
      return "application-certificate-symbolic";
    case CS_IDENTITY_REFUSED:
      return "cs-care-symbolic";
    case CS_IDENTITY_NOTHING:
    default:
      return NULL;
    }
}

static const char *
get_next (const CsIdentity *identity)
{
  switch (identity->kind)
    {
    case CS_IDENTITY_MEMBER_ID:
      return _("Enter shows this member’s cards.");
    case CS_IDENTITY_CARD_NUMBER:
      return _("The check digit agrees. Enter asks for its member, then shows this card.");
    case CS_IDENTITY_REFUSED:
      return _("Nothing is sent. What you typed stays.");
    case CS_IDENTITY_PAR:          /* the chip has said what is missing */
    case CS_IDENTITY_NOTHING:
    default:
      return "";
    }
}

static void
override_cb (CsRecognisedRow *self)
{
  g_signal_emit (self, signals[SIGNAL_OVERRIDDEN], 0);
}

static void
par_member_cb (CsRecognisedRow *self)
{
  g_signal_emit (self, signals[SIGNAL_SUBMITTED], 0);
}

static void
cs_recognised_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_RECOGNISED_ROW);

  G_OBJECT_CLASS (cs_recognised_row_parent_class)->dispose (object);
}

static void
cs_recognised_row_class_init (CsRecognisedRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_recognised_row_dispose;

  /**
   * CsRecognisedRow::overridden:
   *
   * Emitted when the user says that the number is a member ID after all.
   */
  signals[SIGNAL_OVERRIDDEN] =
    g_signal_new ("overridden", CS_TYPE_RECOGNISED_ROW, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * CsRecognisedRow::submitted:
   *
   * Emitted when Enter is pressed on the member ID of a PAR.
   */
  signals[SIGNAL_SUBMITTED] =
    g_signal_new ("submitted", CS_TYPE_RECOGNISED_ROW, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-recognised-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsRecognisedRow, chip);
  gtk_widget_class_bind_template_child (widget_class, CsRecognisedRow, icon);
  gtk_widget_class_bind_template_child (widget_class, CsRecognisedRow, override_button);
  gtk_widget_class_bind_template_child (widget_class, CsRecognisedRow, par_member);
  gtk_widget_class_bind_template_child (widget_class, CsRecognisedRow, sentence);
  gtk_widget_class_bind_template_child (widget_class, CsRecognisedRow, word);
  gtk_widget_class_bind_template_callback (widget_class, override_cb);
  gtk_widget_class_bind_template_callback (widget_class, par_member_cb);
}

static void
cs_recognised_row_init (CsRecognisedRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cs_word_wrap_label (self->sentence);
  cs_word_wrap_label (self->word);
}

/**
 * cs_recognised_row_set_identity:
 * @self: a row
 * @identity: what was recognised
 *
 * Shows what the text was taken for; for nothing, the row goes away.
 */
void
cs_recognised_row_set_identity (CsRecognisedRow  *self,
                                const CsIdentity *identity)
{
  g_autofree char *word = cs_identity_dup_sentence (identity);
  gboolean is_par = identity->kind == CS_IDENTITY_PAR;

  gtk_label_set_label (self->word, word);
  gtk_label_set_label (self->sentence, get_next (identity));
  gtk_widget_set_visible (GTK_WIDGET (self->sentence), !is_par);
  gtk_image_set_from_icon_name (self->icon, get_icon_name (identity));
  gtk_widget_set_visible (self->override_button, identity->may_override);
  gtk_widget_set_visible (GTK_WIDGET (self->par_member), is_par);
  gtk_widget_set_visible (GTK_WIDGET (self), identity->kind != CS_IDENTITY_NOTHING);

  if (!is_par)
    gtk_editable_set_text (self->par_member, "");

  if (identity->kind == CS_IDENTITY_REFUSED)
    gtk_widget_add_css_class (self->chip, "care");
  else
    gtk_widget_remove_css_class (self->chip, "care");
}

/**
 * cs_recognised_row_hide:
 * @self: a row
 *
 * Takes the row away: the look-up has begun, and its page says the rest.
 */
void
cs_recognised_row_hide (CsRecognisedRow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * cs_recognised_row_get_par_member:
 * @self: a row
 * @out_member_id: (out): the member ID
 *
 * Reads the member ID that was typed beside a PAR.
 *
 * Returns: `FALSE` if it is empty or none
 */
gboolean
cs_recognised_row_get_par_member (CsRecognisedRow *self,
                                  guint64         *out_member_id)
{
  g_autoptr (CsIdentity) identity = NULL;

  identity = cs_identify (gtk_editable_get_text (self->par_member), -1, CS_OVERRIDE_NONE);

  if (identity->kind != CS_IDENTITY_MEMBER_ID)
    return FALSE;

  *out_member_id = identity->member_id;

  return TRUE;
}

void
cs_recognised_row_focus_par_member (CsRecognisedRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->par_member));
}
