/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-member-lines.h"

#include "cs-card-json.h"
#include "cs-printable.h"

#define NAME_MAX_CHARACTERS     255
#define SENTENCE_MAX_CHARACTERS 1000

/* Words for what is not there, since an empty column gets lost in a shell's `read`. */
#define NOT_SUPPLIED "not-supplied"
#define NONE         "none"

/* Tabs end a column and line feeds a record, so neither may be in one: both come
 * out of cs_printable_dup() as escapes.
 */
static void
append_column (GString    *line,
               const char *text,
               gsize       max_characters)
{
  g_autofree char *printable = cs_printable_dup (text, max_characters);

  g_string_append_c (line, '\t');
  g_string_append (line, printable);
}

static void
append_string_field (GString            *line,
                     const CsCardFields *fields,
                     CsCardField         field,
                     const char         *text)
{
  append_column (line, cs_card_fields_has (fields, field) ? text : NOT_SUPPLIED,
                 NAME_MAX_CHARACTERS);
}

static void
append_date (GString            *line,
             const CsCardFields *fields)
{
  if (cs_card_fields_has (fields, CS_CARD_FIELD_EXPIRY_DATE))
    g_string_append_printf (line, "\t%04u-%02u-%02u",
                            (guint) g_date_get_year (&fields->expiry_date),
                            (guint) g_date_get_month (&fields->expiry_date),
                            (guint) g_date_get_day (&fields->expiry_date));
  else
    g_string_append (line, "\t" NOT_SUPPLIED);
}

static void
append_balance (GString            *line,
                const CsCardFields *fields)
{
  if (cs_card_fields_has (fields, CS_CARD_FIELD_BALANCE))
    g_string_append_printf (line, "\t%" G_GUINT64_FORMAT, fields->balance);
  else
    g_string_append (line, "\t" NOT_SUPPLIED);
}

static void
append_worst_fact (GString *line,
                   CsCard  *card)
{
  const CsCardFields *fields = cs_card_get_fields (card);
  const CsFact *fact = cs_card_get_worst_fact (card);
  g_autofree char *text = fact != NULL ? cs_fact_dup_text (fact, fields) : NULL;
  g_autofree char *advice = fact != NULL ? cs_fact_dup_advice (fact, fields) : NULL;

  append_column (line, fact != NULL ? cs_fact_id_to_string (fact->id) : NONE,
                 NAME_MAX_CHARACTERS);
  append_column (line, text != NULL ? text : NONE, SENTENCE_MAX_CHARACTERS);
  append_column (line, advice != NULL ? advice : NONE, SENTENCE_MAX_CHARACTERS);
}

static void
append_card (GString  *lines,
             CsCard   *card,
             gboolean  is_selected)
{
  const CsCardFields *fields = cs_card_get_fields (card);
  const CsMaskedPan *number = cs_card_get_number (card);

  g_string_append (lines, "card");
  append_column (lines, cs_verdict_to_string (cs_card_get_verdict (card)), NAME_MAX_CHARACTERS);
  append_column (lines, number != NULL ? number->masked : NOT_SUPPLIED, NAME_MAX_CHARACTERS);
  append_string_field (lines, fields, CS_CARD_FIELD_SERVICE_NAME, fields->service_name);
  append_date (lines, fields);
  append_balance (lines, fields);
  append_worst_fact (lines, card);
  append_string_field (lines, fields, CS_CARD_FIELD_PAR, fields->par);
  append_column (lines, is_selected ? "selected" : NONE, NAME_MAX_CHARACTERS);
  g_string_append_c (lines, '\n');
}

static void
append_member (GString  *lines,
               CsMember *member)
{
  const char *environment = cs_member_get_environment (member);
  const char *correlation_id = cs_member_get_correlation_id (member);
  const char *answered = cs_member_get_answered_correlation_id (member);
  gboolean is_other = answered != NULL && g_strcmp0 (answered, correlation_id) != 0;
  GDateTime *as_of = cs_member_get_as_of (member);
  g_autofree char *time = as_of != NULL ? g_date_time_format (as_of, CS_TIME_FORMAT) : NULL;
  g_autofree char *id = g_strdup_printf ("%" G_GUINT64_FORMAT, cs_member_get_id (member));

  g_string_append (lines, "member");
  append_column (lines, cs_member_get_id (member) != 0 ? id : NOT_SUPPLIED, NAME_MAX_CHARACTERS);
  append_column (lines, environment != NULL ? environment : NONE, NAME_MAX_CHARACTERS);
  append_column (lines, time != NULL ? time : NONE, NAME_MAX_CHARACTERS);
  append_column (lines, correlation_id != NULL ? correlation_id : NONE, NAME_MAX_CHARACTERS);
  g_string_append_printf (lines, "\t%u", cs_member_get_n_cards (member));
  append_column (lines, is_other ? answered : NONE, NAME_MAX_CHARACTERS);
  g_string_append_c (lines, '\n');
}

/**
 * cs_member_lines_dup:
 * @member: a member
 *
 * Writes a member for a pipe: a line for the member, then one a card in the
 * service's order, with columns divided by tabs. Columns are only ever added at
 * the end; the manual lists them.
 *
 * Returns: (transfer full): the lines
 */
char *
cs_member_lines_dup (CsMember *member)
{
  GString *lines = g_string_new (NULL);

  append_member (lines, member);

  for (guint i = 0; i < cs_member_get_n_cards (member); i++)
    {
      CsCard *card = cs_member_get_card (member, i);

      append_card (lines, card, card == cs_member_get_selected (member));
    }

  return g_string_free (lines, FALSE);
}
