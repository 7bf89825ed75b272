/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-card-json.h"

#include "cs-card-masked.h"

static void
write_field_names (CsJsonWriter   *writer,
                   CsCardFieldSet  fields)
{
  cs_json_writer_begin_array (writer, "fields");

  for (guint field = 0; field < CS_N_CARD_FIELDS; field++)
    if ((fields & CS_CARD_FIELD_BIT (field)) != 0)
      cs_json_writer_string (writer, NULL, cs_card_field_get_name (field));

  cs_json_writer_end_array (writer);
}

static void
write_facts (CsJsonWriter *writer,
             CsCard       *card)
{
  const GArray *facts = cs_card_get_facts (card);

  cs_json_writer_begin_array (writer, "facts");

  for (guint i = 0; i < facts->len; i++)
    {
      const CsFact *fact = &g_array_index (facts, CsFact, i);
      g_autofree char *text = cs_fact_dup_text (fact, cs_card_get_fields (card));

      cs_json_writer_begin_object (writer, NULL);
      cs_json_writer_string (writer, "id", cs_fact_id_to_string (fact->id));
      cs_json_writer_string (writer, "severity", cs_severity_to_string (fact->severity));
      write_field_names (writer, fact->fields);
      cs_json_writer_string (writer, "text", text != NULL ? text : "");
      cs_json_writer_end_object (writer);
    }

  cs_json_writer_end_array (writer);
}

static void
write_problems (CsJsonWriter       *writer,
                const CsCardFields *fields)
{
  CsCardFieldSet problems = cs_card_fields_get_problems (fields);

  cs_json_writer_begin_array (writer, "problems");

  for (guint field = 0; field < CS_N_CARD_FIELDS; field++)
    {
      gboolean is_invalid = (fields->invalid & CS_CARD_FIELD_BIT (field)) != 0;

      if ((problems & CS_CARD_FIELD_BIT (field)) == 0)
        continue;

      cs_json_writer_begin_object (writer, NULL);
      cs_json_writer_string (writer, "field", cs_card_field_get_name (field));
      cs_json_writer_string (writer, "problem", is_invalid ? "invalid" : "missing");
      cs_json_writer_end_object (writer);
    }

  cs_json_writer_end_array (writer);
}

static void
write_card (CsJsonWriter *writer,
            CsCard       *card,
            gboolean      is_selected)
{
  const CsCardFields *fields = cs_card_get_fields (card);

  cs_json_writer_begin_object (writer, NULL);
  cs_card_masked_encode (fields, writer);

  if (is_selected)
    cs_json_writer_boolean (writer, "selected", TRUE);

  cs_json_writer_string (writer, "verdict", cs_verdict_to_string (cs_card_get_verdict (card)));
  write_facts (writer, card);
  write_problems (writer, fields);
  cs_json_writer_end_object (writer);
}

/**
 * cs_card_json_write_cards:
 * @writer: where an object is open
 * @member: a member
 *
 * Writes `cards`: every card under the service's own names, numbers masked, with its
 * verdict, its facts and its problems.
 */
void
cs_card_json_write_cards (CsJsonWriter *writer,
                          CsMember     *member)
{
  CsCard *selected = cs_member_get_selected (member);

  cs_json_writer_begin_array (writer, "cards");

  for (guint i = 0; i < cs_member_get_n_cards (member); i++)
    {
      CsCard *card = cs_member_get_card (member, i);

      write_card (writer, card, card == selected);
    }

  cs_json_writer_end_array (writer);
}

/**
 * cs_card_json_write_summary:
 * @writer: where an object is open
 * @member: a member
 *
 * Writes `summary`: how many cards there are, and how many of each verdict.
 */
void
cs_card_json_write_summary (CsJsonWriter *writer,
                            CsMember     *member)
{
  static const CsVerdict verdicts[] = {
    CS_VERDICT_USABLE, CS_VERDICT_LIMITED, CS_VERDICT_BLOCKED, CS_VERDICT_FINISHED,
    CS_VERDICT_UNKNOWN,
  };

  cs_json_writer_begin_object (writer, "summary");
  cs_json_writer_uint64 (writer, "cards", cs_member_get_n_cards (member));

  for (gsize i = 0; i < G_N_ELEMENTS (verdicts); i++)
    cs_json_writer_uint64 (writer, cs_verdict_to_string (verdicts[i]),
                           cs_member_count (member, verdicts[i]));

  cs_json_writer_end_object (writer);
}

static gboolean
needs_escape (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return c <= 0xffff && (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT ||
                         type == G_UNICODE_LINE_SEPARATOR ||
                         type == G_UNICODE_PARAGRAPH_SEPARATOR);
}

/**
 * cs_card_json_append:
 * @text: what it is appended to
 * @json: JSON
 * @length: bytes
 *
 * Appends JSON so that it can be printed. In JSON nothing but strings holds DEL and
 * characters beyond ASCII, so that those which a terminal would act on, or which would
 * reorder the text, can be written as escapes wherever they are.
 */
void
cs_card_json_append (GString    *text,
                     const char *json,
                     gsize       length)
{
  const char *end = json + length;
  const char *plain = json;

  for (const char *p = json; p < end; p = g_utf8_next_char (p))
    {
      while (p < end && (guint8) *p < 0x7f)
        p++;

      if (p == end)
        break;

      if (!needs_escape (g_utf8_get_char (p)))
        continue;

      g_string_append_len (text, plain, p - plain);
      g_string_append_printf (text, "\\u%04x", g_utf8_get_char (p));
      plain = g_utf8_next_char (p);
    }

  g_string_append_len (text, plain, end - plain);
}
