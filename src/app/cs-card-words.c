/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-card-words.h"

#include <glib/gi18n-lib.h>

#include "cs-printable.h"

#define INITIALS_MAX   2
#define TEXT_SHOWN_MAX 255     /* characters */

/**
 * cs_card_words_dup_initials:
 * @product_name: serviceName
 *
 * Takes the first letters of the first two words: `HM` for "Haneul Mileage". A name
 * without spaces, as in Korean, gives its first two letters.
 *
 * Returns: (transfer full): one or two letters, or `?`
 */
char *
cs_card_words_dup_initials (const char *product_name)
{
  g_autoptr (GString) initials = g_string_new (NULL);
  gboolean has_space = FALSE;
  gboolean at_start = TRUE;

  for (const char *c = product_name; *c != '\0'; c = g_utf8_next_char (c))
    has_space |= g_unichar_isspace (g_utf8_get_char (c));

  for (const char *c = product_name; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (g_unichar_isalnum (letter) && (at_start || !has_space) &&
          g_utf8_strlen (initials->str, -1) < INITIALS_MAX)
        g_string_append_unichar (initials, g_unichar_toupper (letter));

      at_start = g_unichar_isspace (letter);
    }

  if (initials->len == 0)
    g_string_append_c (initials, '?');

  return g_string_free (g_steal_pointer (&initials), FALSE);
}

/**
 * cs_card_words_dup_name:
 * @card: a card
 *
 * Names the product. What came from the service is put on one line and its bidi
 * controls are kept to it.
 *
 * Returns: (transfer full): serviceName, or words for its absence
 */
char *
cs_card_words_dup_name (CsCard *card)
{
  const CsCardFields *fields = cs_card_get_fields (card);

  if (!cs_card_fields_has (fields, CS_CARD_FIELD_SERVICE_NAME))
    return g_strdup (_("Product not named"));

  return cs_printable_dup (fields->service_name, TEXT_SHOWN_MAX);
}

static char *
dup_days_left (const CsCardFields *fields,
               const GDate        *today)
{
  int days = g_date_days_between (today, &fields->expiry_date);

  if (days <= 0)
    return g_strdup (_("Expires today"));

  return g_strdup_printf (ngettext ("Expires in %d day", "Expires in %d days", (gulong) days),
                          days);
}

/**
 * cs_card_words_dup_fact:
 * @fact: a fact
 * @fields: the card that it is about
 * @today: today's date in KST
 *
 * Says a fact in a word or two, for a list or a picture.
 *
 * Returns: (transfer full): `Lost`, `Expires in 12 days`, `No balance`
 */
char *
cs_card_words_dup_fact (const CsFact       *fact,
                        const CsCardFields *fields,
                        const GDate        *today)
{
  const CsStatusEntry *entry = cs_fact_find_entry (fact, fields);

  if (fact->id == CS_FACT_EXPIRES_SOON)
    return dup_days_left (fields, today);

  if (fact->severity >= CS_SEVERITY_BLOCKED && entry != NULL)
    return g_strdup (cs_status_entry_get_word (entry));

  return g_strdup (cs_fact_get_title (fact));
}

/**
 * cs_card_words_dup_state:
 * @card: a card
 * @today: today's date in KST
 *
 * Says in a word or two what is most wrong with a card, or that nothing is.
 *
 * Returns: (transfer full): `Lost`, `Expires in 12 days`, `Usable`
 */
char *
cs_card_words_dup_state (CsCard      *card,
                         const GDate *today)
{
  const CsFact *fact = cs_card_get_worst_fact (card);

  if (fact == NULL || fact->severity == CS_SEVERITY_NOTE)
    return g_strdup (cs_verdict_get_word (CS_VERDICT_USABLE));

  return cs_card_words_dup_fact (fact, cs_card_get_fields (card), today);
}

/**
 * cs_card_words_dup_spoken:
 * @last4: the last four digits of a card number
 *
 * Writes a masked number so that a screen reader says its digits one by one.
 *
 * Returns: (transfer full): `card number ending 0 7 6 5`
 */
char *
cs_card_words_dup_spoken (const char *last4)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  if (*last4 == '\0')
    return g_strdup (_("card number not readable"));

  for (const char *c = last4; *c != '\0'; c++)
    g_string_append_printf (digits, c == last4 ? "%c" : " %c", *c);

  /* Translators: %s is four digits, spoken one by one */
  return g_strdup_printf (_("card number ending %s"), digits->str);
}
