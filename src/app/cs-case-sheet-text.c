/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-case-sheet-text.h"

#include <glib/gi18n-lib.h>

#include "cs-access-record.h"
#include "cs-card-words.h"
#include "cs-field-words.h"
#include "cs-printable.h"

#define VALUE_MAX 255     /* characters */

/* Where an answer comes from, in words that cannot be taken for another's. */
static const char *
get_environment (CsProfile *profile)
{
  switch (cs_profile_get_environment (profile))
    {
    case CS_ENVIRONMENT_MOCK:
      return _("DEMO – invented members, no real card");
    case CS_ENVIRONMENT_SANDBOX:
      return _("SANDBOX – test data");
    case CS_ENVIRONMENT_PRODUCTION:
    default:
      return _("PRODUCTION");
    }
}

static void
append_value (GString    *text,
              const char *label,
              const char *value)
{
  g_autofree char *shown = cs_printable_dup (value, VALUE_MAX);
  g_autofree char *line = g_markup_printf_escaped ("<span alpha='70%%'>%s</span>\u2002%s", label,
                                                   shown);

  if (text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append (text, "  ·  ");

  g_string_append (text, line);
}

static void
append_time (GString   *text,
             GDateTime *as_of)
{
  g_autofree char *time = as_of != NULL ? g_date_time_format (as_of, "%Y-%m-%d %H:%M:%S KST")
                                        : NULL;

  append_value (text, _("As of"), time != NULL ? time : _("not known"));
}

/**
 * cs_case_sheet_text_dup_head:
 * @member: a member
 * @profile: who was asked
 * @purpose: (nullable): case and reason
 *
 * Writes what stands above the cards of a case sheet.
 *
 * Returns: (transfer full): Pango markup
 */
char *
cs_case_sheet_text_dup_head (CsMember     *member,
                             CsProfile    *profile,
                             const CsCase *purpose)
{
  g_autoptr (CsAccessRecord) record = cs_access_record_new (CS_ACTION_PRINT, "", 0);
  g_autofree char *id = g_strdup_printf ("%" G_GUINT64_FORMAT, cs_member_get_id (member));
  g_autofree char *cards = NULL;
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "<span size='20pt' weight='800'>%s</span>\n", _("Case sheet"));
  append_value (text, _("Environment"), get_environment (profile));
  append_value (text, _("Connection"), cs_profile_get_name (profile));
  g_string_append_c (text, '\n');
  append_time (text, cs_member_get_as_of (member));
  append_value (text, _("Operator"), record->operator_name);
  append_value (text, _("Computer"), record->host);
  g_string_append_c (text, '\n');
  append_value (text, _("Case"),
                purpose != NULL && purpose->reference != NULL ? purpose->reference : _("none"));
  append_value (text, _("Reason"),
                purpose != NULL && purpose->reason != NULL ? purpose->reason : _("none"));

  if (cs_member_get_correlation_id (member) != NULL)
    append_value (text, _("Correlation ID"), cs_member_get_correlation_id (member));

  cards = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u card", "%u cards",
                                        cs_member_get_n_cards (member)),
                           cs_member_get_n_cards (member));
  g_string_append_printf (text, "\n\n<span size='14pt' weight='700'>%s %s</span>  ·  %s",
                          _("Member"), id, cards);

  return g_string_free (text, FALSE);
}

static void
append_field (GString            *text,
              const char         *label,
              const CsCardFields *fields,
              CsCardField         field)
{
  g_autofree char *words = cs_field_words_dup (fields, field);

  append_value (text, label, words);
}

static void
append_status (GString            *text,
               const CsCardFields *fields,
               CsStatusDimension   dimension)
{
  const char *code = cs_status_get_code (fields, dimension);
  const CsStatusEntry *entry = code != NULL ? cs_status_find (dimension, code) : NULL;
  g_autofree char *raw = code != NULL ? cs_status_dup_raw_code (code) : NULL;
  g_autofree char *words = NULL;

  if (code == NULL)
    words = g_strdup (cs_field_words_get_blank (fields, cs_status_dimension_get_field (dimension)));
  else if (entry == NULL)
    /* Translators: a status code that is not in the dictionary */
    words = g_strdup_printf (_("%s (not in the dictionary)"), raw);
  else
    words = g_strdup_printf ("%s (%s)", cs_status_entry_get_word (entry), raw);

  append_value (text, cs_status_dimension_get_title (dimension), words);
}

static void
append_verdict (GString *text,
                CsCard  *card)
{
  CsVerdict verdict = cs_card_get_verdict (card);
  g_autofree char *reason = cs_card_dup_reason (card);
  g_autofree char *advice = cs_card_dup_advice (card);
  g_autofree char *line =
    g_markup_printf_escaped ("<span size='12pt' weight='800'>%s</span>  %s",
                             cs_verdict_get_word (verdict), reason);

  g_string_append_printf (text, "%s\n", line);

  if (verdict == CS_VERDICT_USABLE || advice == NULL)
    return;

  g_free (line);
  line = g_markup_printf_escaped ("<b>%s</b> %s", _("Tell the caller:"), advice);
  g_string_append_printf (text, "%s\n", line);
}

static void
append_money (GString            *text,
              const CsCardFields *fields)
{
  append_field (text, _("Balance"), fields, CS_CARD_FIELD_BALANCE);
  append_field (text, _("Pending charge"), fields, CS_CARD_FIELD_PENDING_AMOUNT);
  append_field (text, _("Rechargeable now"), fields, CS_CARD_FIELD_RECHARGEABLE_AMOUNT);

  if (cs_card_fields_has (fields, CS_CARD_FIELD_LIMITS))
    {
      g_string_append_c (text, '\n');
      append_field (text, _("Once"), fields, CS_CARD_FIELD_LIMIT_ONCE);
      append_field (text, _("A day"), fields, CS_CARD_FIELD_LIMIT_DAY);
      append_field (text, _("A month"), fields, CS_CARD_FIELD_LIMIT_MONTH);
    }

  if (cs_card_fields_has (fields, CS_CARD_FIELD_ACCOUNT_NO))
    {
      g_autofree char *account = cs_pan_dup_short (fields->account_last4);

      append_field (text, _("Linked account"), fields, CS_CARD_FIELD_BANK_NAME);
      g_string_append_printf (text, " %s", account);
    }
}

/**
 * cs_case_sheet_text_dup_card:
 * @card: a card
 *
 * Writes what a case sheet says of a card. Numbers are masked.
 *
 * Returns: (transfer full): Pango markup
 */
char *
cs_case_sheet_text_dup_card (CsCard *card)
{
  const CsCardFields *fields = cs_card_get_fields (card);
  const CsMaskedPan *number = cs_card_get_number (card);
  g_autofree char *name = cs_card_words_dup_name (card);
  g_autofree char *expiry = cs_field_words_dup (fields, CS_CARD_FIELD_EXPIRY_DATE);
  g_autofree char *title =
    g_markup_printf_escaped ("<b>%s</b>  <tt>%s</tt>", name,
                             number != NULL ? number->masked : _("not supplied"));
  GString *text = g_string_new (title);

  append_value (text, _("Expires"), expiry);
  g_string_append_c (text, '\n');
  append_verdict (text, card);

  for (guint dimension = 0; dimension < CS_N_STATUS_DIMENSIONS; dimension++)
    append_status (text, fields, (CsStatusDimension) dimension);

  g_string_append_c (text, '\n');
  append_money (text, fields);
  g_string_append_c (text, '\n');
  append_field (text, _("PAR"), fields, CS_CARD_FIELD_PAR);
  append_field (text, _("Product ID"), fields, CS_CARD_FIELD_SERVICE_ID);

  return g_string_free (text, FALSE);
}

/**
 * cs_case_sheet_text_dup_foot:
 * @member: a member
 * @profile: who was asked
 * @page: which page, from 1
 * @n_pages: how many
 *
 * Writes what stands below each page of a case sheet.
 *
 * Returns: (transfer full): the words
 */
char *
cs_case_sheet_text_dup_foot (CsMember  *member,
                             CsProfile *profile,
                             guint      page,
                             guint      n_pages)
{
  /* Translators: which page of how many */
  g_autofree char *pages = g_strdup_printf (_("Page %u of %u"), page, n_pages);

  return g_strdup_printf ("%s  ·  CardSync  ·  %s  ·  %s %" G_GUINT64_FORMAT, pages,
                          get_environment (profile), _("Member"), cs_member_get_id (member));
}
