/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-member-heading.h"

#include <glib/gi18n-lib.h>

#include "cs-date.h"
#include "cs-text.h"

typedef struct
{
  const CsTerminal *terminal;
  GString          *page;
} Heading;

static void
append_line (Heading    *self,
             const char *text)
{
  cs_text_append_wrapped (self->page, text, 0, self->terminal->columns);
}

static void
append_styled_line (Heading    *self,
                    CsStyle     style,
                    const char *text)
{
  cs_terminal_append_styled (self->terminal, self->page, style, text);
  g_string_append_c (self->page, '\n');
}

/* Which service this is, before anything else: real people or not. */
static void
append_environment (Heading  *self,
                    CsMember *member)
{
  const char *environment = cs_member_get_environment (member);

  if (g_strcmp0 (environment, "mock") == 0)
    append_styled_line (self, CS_STYLE_CARE, _("DEMO — nothing leaves this computer"));
  else if (g_strcmp0 (environment, "sandbox") == 0)
    append_styled_line (self, CS_STYLE_CARE, _("SANDBOX"));
  else if (g_strcmp0 (environment, "production") == 0)
    append_styled_line (self, CS_STYLE_BOLD, _("PRODUCTION"));
}

static char *
dup_time (GDateTime *time)
{
  g_autofree char *date_text = NULL;
  GDate date;
  int year, month, day;

  g_date_time_get_ymd (time, &year, &month, &day);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  date_text = cs_date_dup_text (&date);

  /* Translators: a date, then hour, minute and second in Korean time. */
  return g_strdup_printf (_("%s, %02d:%02d:%02d KST"), date_text, g_date_time_get_hour (time),
                          g_date_time_get_minute (time), g_date_time_get_second (time));
}

static void
append_title (Heading  *self,
              CsMember *member)
{
  GDateTime *as_of = cs_member_get_as_of (member);
  g_autofree char *time = as_of != NULL ? dup_time (as_of) : NULL;
  g_autofree char *id = g_strdup_printf ("%" G_GUINT64_FORMAT, cs_member_get_id (member));
  g_autofree char *title = NULL;
  g_autofree char *when = NULL;

  if (cs_member_get_id (member) != 0)
    /* Translators: a member ID. */
    title = g_strdup_printf (_("Member %s"), id);
  else
    title = g_strdup (_("Saved answer"));

  append_styled_line (self, CS_STYLE_BOLD, title);

  if (time == NULL)
    return;

  /* Translators: a date and time. */
  when = g_strdup_printf (_("As of %s"), time);
  append_line (self, when);
}

static void
append_count (GString   *text,
              CsMember  *member,
              CsVerdict  verdict)
{
  guint n_cards = cs_member_count (member, verdict);

  if (n_cards == 0)
    return;

  if (text->len > 0)
    g_string_append (text, " · ");

  /* Translators: how many cards have a verdict, and the verdict's word. */
  g_string_append_printf (text, _("%1$u %2$s"), n_cards, cs_verdict_get_word (verdict));
}

/* "4 cards: 1 Blocked · 2 Usable · 1 Finished" */
static void
append_summary (Heading  *self,
                CsMember *member)
{
  static const CsVerdict verdicts[] = {
    CS_VERDICT_BLOCKED, CS_VERDICT_UNKNOWN, CS_VERDICT_LIMITED, CS_VERDICT_USABLE,
    CS_VERDICT_FINISHED,
  };
  g_autoptr (GString) counts = g_string_new (NULL);
  g_autofree char *line = NULL;
  guint n_cards = cs_member_get_n_cards (member);

  for (gsize i = 0; i < G_N_ELEMENTS (verdicts); i++)
    append_count (counts, member, verdicts[i]);

  if (n_cards > 0)
    /* Translators: a number of cards, and how many there are of each verdict. */
    line = g_strdup_printf (ngettext ("%u card: %s", "%u cards: %s", n_cards), n_cards,
                            counts->str);

  append_line (self, line != NULL ? line : _("This member holds no card."));
}

static void
append_purpose (Heading         *self,
                const CsPurpose *purpose)
{
  g_autofree char *reference = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *line = NULL;

  if (purpose->reference != NULL)
    reference = cs_text_dup_shown (purpose->reference);

  if (purpose->reason != NULL)
    reason = cs_text_dup_shown (purpose->reason);

  if (reference != NULL && reason != NULL)
    /* Translators: a case reference, and the reason for the look-up. */
    line = g_strdup_printf (_("Case %s · %s"), reference, reason);
  else if (reference != NULL)
    /* Translators: a case reference. */
    line = g_strdup_printf (_("Case %s"), reference);

  if (line != NULL || reason != NULL)
    append_line (self, line != NULL ? line : reason);
}

static void
append_correlation (Heading  *self,
                    CsMember *member)
{
  const char *sent = cs_member_get_correlation_id (member);
  const char *answered = cs_member_get_answered_correlation_id (member);
  g_autofree char *shown = NULL;
  g_autofree char *line = NULL;

  if (answered == NULL || g_strcmp0 (sent, answered) == 0)
    return;

  shown = cs_text_dup_shown (answered);
  /* Translators: two correlation IDs. */
  line = g_strdup_printf (_("Careful: the answer names another call. Asked: %s, answered: %s."),
                          sent, shown);
  append_line (self, line);
}

/**
 * cs_member_heading_append:
 * @page: where the lines go
 * @member: a member
 * @terminal: where they will be shown
 * @purpose: what the reading is for
 *
 * Writes what stands above a member's cards: of which service, whose, as of when,
 * what for, and how many cards there are of each verdict.
 */
void
cs_member_heading_append (GString          *page,
                          CsMember         *member,
                          const CsTerminal *terminal,
                          const CsPurpose  *purpose)
{
  Heading self = { .terminal = terminal, .page = page };

  append_environment (&self, member);
  append_title (&self, member);
  append_purpose (&self, purpose);
  append_correlation (&self, member);
  append_summary (&self, member);
}
