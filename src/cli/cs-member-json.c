/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-member-json.h"

#include "cs-card-masked.h"
#include "cs-json-writer.h"

#define SCHEMA    1
#define BYTES_MAX (1024 * 1024 * 1024)

static void
write_string (CsJsonWriter *writer,
              const char   *name,
              const char   *text)
{
  if (text != NULL)
    cs_json_writer_string (writer, name, text);
  else
    cs_json_writer_null (writer, name);
}

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
      write_string (writer, "text", text);
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

static void
write_cards (CsJsonWriter *writer,
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

static void
write_summary (CsJsonWriter *writer,
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

/* A saved answer does not say whose it is. */
static void
write_member (CsJsonWriter *writer,
              CsMember     *member)
{
  g_autofree char *id = g_strdup_printf ("%" G_GUINT64_FORMAT, cs_member_get_id (member));

  cs_json_writer_begin_object (writer, "member");
  write_string (writer, "id", cs_member_get_id (member) != 0 ? id : NULL);
  cs_json_writer_end_object (writer);
}

/* The answer's own correlation ID is there only where it is not the request's. */
static void
write_origin (CsJsonWriter *writer,
              CsMember     *member)
{
  const char *sent = cs_member_get_correlation_id (member);
  const char *answered = cs_member_get_answered_correlation_id (member);
  GDateTime *as_of = cs_member_get_as_of (member);
  g_autofree char *time = as_of != NULL ? g_date_time_format (as_of, CS_TIME_FORMAT) : NULL;

  write_string (writer, "environment", cs_member_get_environment (member));
  write_string (writer, "asOf", time);
  write_string (writer, "correlationId", sent);

  if (answered != NULL && g_strcmp0 (sent, answered) != 0)
    cs_json_writer_string (writer, "answeredCorrelationId", answered);
}

static void
write_document (CsJsonWriter *writer,
                CsMember     *member)
{
  cs_json_writer_set_pretty (writer);
  cs_json_writer_begin_object (writer, NULL);
  cs_json_writer_uint64 (writer, "schema", SCHEMA);
  write_member (writer, member);
  write_origin (writer, member);
  write_cards (writer, member);
  write_summary (writer, member);
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

/* In JSON nothing but strings holds DEL and characters beyond ASCII, so that those
 * which a terminal would act on, or which would reorder the text, can be written as
 * escapes wherever they are.
 */
static char *
dup_escaped (const char *json,
             gsize       length)
{
  GString *escaped = g_string_sized_new (length + 1);
  const char *end = json + length;
  const char *plain = json;

  for (const char *p = json; p < end; p = g_utf8_next_char (p))
    {
      if ((guint8) *p < 0x7f || !needs_escape (g_utf8_get_char (p)))
        continue;

      g_string_append_len (escaped, plain, p - plain);
      g_string_append_printf (escaped, "\\u%04x", g_utf8_get_char (p));
      plain = g_utf8_next_char (p);
    }

  g_string_append_len (escaped, plain, end - plain);
  g_string_append_c (escaped, '\n');

  return g_string_free (escaped, FALSE);
}

/**
 * cs_member_json_dup:
 * @member: a member
 *
 * Writes a member as the JSON document, schema 1, that `lookup` and `show` promise:
 * the service's own member names, amounts as integers, numbers masked.
 *
 * Returns: (transfer full): the document, ending in a line feed
 */
char *
cs_member_json_dup (CsMember *member)
{
  g_autoptr (CsBuffer) buffer = cs_buffer_new (BYTES_MAX);
  CsJsonWriter writer;
  gsize length;
  const guint8 *json;

  cs_json_writer_init (&writer, buffer);
  write_document (&writer, member);

  /* All text of a member is UTF-8, and an answer is 64 MB at most. */
  if (!cs_json_writer_finish (&writer))
    g_error ("The document is larger than any answer could make it");

  json = cs_buffer_get_data (buffer, &length);

  return dup_escaped ((const char *) json, length);
}
