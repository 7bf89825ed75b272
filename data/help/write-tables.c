/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#include "cs-fact.h"

/* Writes the pages of the user guide that the program's own tables say best: what each
 * status and each fact means. Runs when CardSync is built, once a page and language.
 *
 *   write-tables dictionary|verdicts LANGUAGE LOCALEDIR FILE
 */

G_GNUC_PRINTF (2, 3)
static void
add (GString    *page,
     const char *format,
     ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_markup_vprintf_escaped (format, arguments);
  va_end (arguments);
  g_string_append (page, text);
}

static void
open_page (GString    *page,
           const char *id,
           const char *language,
           const char *title,
           const char *description)
{
  add (page,
       "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
       "<page xmlns=\"http://projectmallard.org/1.0/\" type=\"topic\" id=\"%s\" xml:lang=\"%s\">\n"
       "  <info>\n"
       "    <link type=\"guide\" xref=\"index#read\"/>\n"
       "    <desc>%s</desc>\n"
       "  </info>\n"
       "  <title>%s</title>\n",
       id, g_str_equal (language, "C") ? "en" : language, description, title);
}

static void
add_advice (GString    *page,
            const char *advice)
{
  add (page, "      <p>%s <em>%s</em></p>\n", _("Tell the caller:"), advice);
}

static void
add_entry (GString             *page,
           const CsStatusEntry *entry)
{
  add (page, "    <item>\n      <title><code>%s</code> %s", entry->code,
       cs_status_entry_get_word (entry));

  if (!g_str_equal (cs_status_entry_get_word (entry), entry->korean))
    add (page, " · %s", entry->korean);

  g_string_append (page, "</title>\n");
  add (page, "      <p>%s %s</p>\n", cs_status_entry_get_meaning (entry),
       cs_status_entry_get_experience (entry));
  add_advice (page, cs_status_entry_get_advice (entry));
  g_string_append (page, "    </item>\n");
}

static void
add_dimension (GString           *page,
               CsStatusDimension  dimension)
{
  const char *field = cs_card_field_get_name (cs_status_dimension_get_field (dimension));
  gsize n_entries;
  const CsStatusEntry *entries = cs_status_get_entries (&n_entries);

  add (page, "  <section id=\"%s\">\n  <title>%s: <code>%s</code></title>\n  <terms>\n", field,
       cs_status_dimension_get_title (dimension), field);

  for (gsize i = 0; i < n_entries; i++)
    if (entries[i].dimension == dimension)
      add_entry (page, &entries[i]);

  g_string_append (page, "  </terms>\n  </section>\n");
}

static void
write_dictionary (GString    *page,
                  const char *language)
{
  open_page (page, "dictionary", language, _("Status dictionary"),
             _("What each status means and what to tell the caller"));
  add (page, "  <p>%s</p>\n",
       _("The service reports a card's status in six places. Each code is given with its word, "
         "the word of the platform in Korean, what it means, and what to tell the caller. A code "
         "that is not listed is shown as it came, with a question mark, and never taken for "
         "usable."));

  for (CsStatusDimension dimension = 0; dimension < CS_N_STATUS_DIMENSIONS; dimension++)
    add_dimension (page, dimension);
}

static const char *
get_heading (CsSeverity severity)
{
  switch (severity)
    {
    case CS_SEVERITY_FINISHED:
      return cs_verdict_get_word (CS_VERDICT_FINISHED);

    case CS_SEVERITY_BLOCKED:
      return cs_verdict_get_word (CS_VERDICT_BLOCKED);

    case CS_SEVERITY_UNKNOWN:
      return cs_verdict_get_word (CS_VERDICT_UNKNOWN);

    case CS_SEVERITY_LIMITED:
      return cs_verdict_get_word (CS_VERDICT_LIMITED);

    case CS_SEVERITY_CARE:
      return _("Usable, and needs attention");

    case CS_SEVERITY_NOTE:
    default:
      return _("Usable, with a note");
    }
}

static void
add_rule (GString             *page,
          const CsFact        *fact,
          const CsStatusEntry *entry)
{
  static const CsCardFields nothing;
  g_autofree char *own = entry == NULL ? cs_fact_dup_advice (fact, &nothing) : NULL;

  add (page, "    <item>\n      <title>%s · <code>%s</code></title>\n", cs_fact_get_title (fact),
       cs_fact_id_to_string (fact->id));
  add (page, "      <p>%s</p>\n",
       entry != NULL ? cs_status_entry_get_meaning (entry) : cs_fact_get_cause (fact));
  add_advice (page, entry != NULL ? cs_status_entry_get_advice (entry) : own);
  g_string_append (page, "    </item>\n");
}

static void
add_severity (GString    *page,
              CsSeverity  severity)
{
  const CsStatusEntry *entry;
  CsFactId last = CS_N_FACTS;
  CsFact fact;

  add (page, "  <section id=\"%s\">\n  <title>%s</title>\n  <terms>\n",
       cs_severity_to_string (severity), get_heading (severity));

  for (gsize i = 0; cs_facts_get_rule (i, &fact, &entry); i++)
    {
      /* A fact with two ways to be found is told once. */
      if (fact.severity == severity && fact.id != last)
        add_rule (page, &fact, entry);

      last = fact.severity == severity ? fact.id : last;
    }

  g_string_append (page, "  </terms>\n  </section>\n");
}

static void
write_verdicts (GString    *page,
                const char *language)
{
  open_page (page, "verdicts", language, _("Verdicts and facts"),
             _("Whether a card can be used, and the facts that decide it"));
  add (page, "  <p>%s</p>\n",
       _("CardSync derives facts from all that the service returned about a card. The verdict "
         "follows the worst of them: finished, blocked, unknown, usable with limits, usable. An "
         "unknown value never lets a card pass as usable, and never hides that it is blocked or "
         "finished. Facts are listed here as the list of a card shows them, the worst first; the "
         "name in small letters is the one in rules, exports and reports."));

  for (CsSeverity severity = CS_SEVERITY_FINISHED + 1; severity-- > CS_SEVERITY_NOTE;)
    add_severity (page, severity);
}

/* Translations are looked for where they are built; the locale of whoever builds is not
 * asked.
 */
static void
set_language (const char *language,
              const char *localedir)
{
  g_setenv ("LANGUAGE", language, TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, localedir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GString) page = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (argc != 5)
    return 2;

  set_language (argv[2], argv[3]);

  if (g_str_equal (argv[1], "dictionary"))
    write_dictionary (page, argv[2]);
  else
    write_verdicts (page, argv[2]);

  g_string_append (page, "</page>\n");

  if (g_file_set_contents (argv[4], page->str, (gssize) page->len, &error))
    return 0;

  g_printerr ("%s\n", error->message);

  return 1;
}
