/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-identify.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PAR_LAST_SHOWN 4

static const char *
get_reason (CsRefusal refusal)
{
  switch (refusal)
    {
    case CS_REFUSAL_LEADING_ZERO:
      return _("It starts with 0: a telephone number? Member IDs do not.");

    case CS_REFUSAL_DECIMAL:
      return _("It has a decimal point or commas: copy the ID as text.");

    case CS_REFUSAL_EXPONENT:
      return _("A spreadsheet has shortened this number: copy the ID as text.");

    case CS_REFUSAL_SIGN:
      return _("It has a sign: an ID is digits only.");

    case CS_REFUSAL_LETTERS:
      return _("It holds something other than digits: enter a member ID, a card number or a PAR.");

    case CS_REFUSAL_TOO_LONG:
      return _("It is too long: a member ID has at most 19 digits, a card number has 16.");

    case CS_REFUSAL_OUT_OF_RANGE:
      return _("Member IDs start at 1.");

    case CS_REFUSAL_PAR_MALFORMED:
      return _("A PAR is Q1 and 25 more characters, 0–9 and A–F: some are missing or wrong.");

    case CS_REFUSAL_MASKED:
      return _("Some of its digits are hidden: the whole number is needed.");

    case CS_REFUSAL_SEVERAL:
      return _("These are several values: enter one at a time.");

    case CS_REFUSAL_NO_CARD_NUMBER:
      return _("A card number has 16 digits.");

    case CS_REFUSAL_NONE:
    case CS_REFUSAL_CHECK_DIGIT:
    default:
      return "";
    }
}

/* 16 digits are masked wherever they appear, whatever the operator says they are. */
static char *
dup_member_sentence (const CsIdentity *self)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, self->member_id);

  /* Translators: %s is a member ID, some of its digits maybe hidden. */
  return g_strdup_printf (_("Member ID %s"),
                          self->number.masked[0] != '\0' ? self->number.masked : digits);
}

static char *
dup_refusal_sentence (const CsIdentity *self)
{
  if (self->refusal != CS_REFUSAL_CHECK_DIGIT)
    return g_strdup (get_reason (self->refusal));

  /* Translators: %s is the last four digits of the number. */
  return g_strdup_printf (_("These sixteen digits, ending %s, fail the check digit: most "
                            "likely a mistyped card number."), self->number.last4);
}

/**
 * cs_identity_dup_sentence:
 * @self: an identity
 *
 * Says what was recognised, or why nothing was, in the operator's language.
 *
 * Returns: (transfer full): a sentence without a card number in it, empty for
 *   nothing
 */
char *
cs_identity_dup_sentence (const CsIdentity *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  switch (self->kind)
    {
    case CS_IDENTITY_MEMBER_ID:
      return dup_member_sentence (self);

    case CS_IDENTITY_CARD_NUMBER:
      /* Translators: %s is the last four digits of the number. */
      return g_strdup_printf (_("Card number ending %s"), self->number.last4);

    case CS_IDENTITY_PAR:
      /* Translators: %s is the last four characters. PAR: payment account reference. */
      return g_strdup_printf (_("PAR ending %s: the service finds it only within a member, "
                                "so the member ID is needed too."),
                              self->par + strlen (self->par) - PAR_LAST_SHOWN);

    case CS_IDENTITY_REFUSED:
      return dup_refusal_sentence (self);

    case CS_IDENTITY_NOTHING:
    default:
      return g_strdup ("");
    }
}
