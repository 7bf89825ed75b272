/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-member-json.h"

#include "cs-card-json.h"
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
  cs_card_json_write_cards (writer, member);
  cs_card_json_write_summary (writer, member);
  cs_json_writer_end_object (writer);
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
  GString *document;
  CsJsonWriter writer;
  gsize length;
  const guint8 *json;

  cs_json_writer_init (&writer, buffer);
  write_document (&writer, member);

  /* All text of a member is UTF-8, and an answer is 64 MB at most. */
  if (!cs_json_writer_finish (&writer))
    g_error ("The document is larger than any answer could make it");

  json = cs_buffer_get_data (buffer, &length);

  document = g_string_sized_new (length + 1);
  cs_card_json_append (document, (const char *) json, length);
  g_string_append_c (document, '\n');

  return g_string_free (document, FALSE);
}
