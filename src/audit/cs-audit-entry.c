/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-entry.h"

#include <glib/gi18n-lib.h>

#include "cs-card-json.h"
#include "cs-failure.h"

/* The code of the service for a member that there is not. */
#define CODE_NO_SUCH_MEMBER "001_006"

#define JSON_MAX (64 * 1024 * 1024)

struct _CsAuditEntryWriter
{
  CsAuditRules *rules;
  char         *environment;
  CsBuffer     *buffer;
  GString      *json;
  GString      *tally;
  GString      *records;
};

static const char *const refusal_words[] = {
  [CS_REFUSAL_NONE] = "no-id",
  [CS_REFUSAL_LEADING_ZERO] = "leading-zero",
  [CS_REFUSAL_DECIMAL] = "decimal",
  [CS_REFUSAL_EXPONENT] = "exponent",
  [CS_REFUSAL_SIGN] = "sign",
  [CS_REFUSAL_LETTERS] = "letters",
  [CS_REFUSAL_TOO_LONG] = "too-long",
  [CS_REFUSAL_OUT_OF_RANGE] = "out-of-range",
  [CS_REFUSAL_CHECK_DIGIT] = "card-number",
  [CS_REFUSAL_PAR_MALFORMED] = "par",
  [CS_REFUSAL_MASKED] = "masked",
  [CS_REFUSAL_SEVERAL] = "several",
  [CS_REFUSAL_NO_CARD_NUMBER] = "no-card-number",
};

/**
 * cs_audit_refusal_get_word:
 * @refusal: what is wrong with a row
 *
 * Names what is wrong with a row as files do.
 *
 * Returns: a word
 */
const char *
cs_audit_refusal_get_word (CsRefusal refusal)
{
  g_return_val_if_fail (refusal < G_N_ELEMENTS (refusal_words), NULL);

  return refusal_words[refusal];
}

/**
 * cs_audit_refusal_dup_sentence:
 * @refusal: what is wrong with a row
 *
 * Says what is wrong with a row.
 *
 * Returns: (transfer full): a sentence, translated
 */
char *
cs_audit_refusal_dup_sentence (CsRefusal refusal)
{
  const CsIdentity identity = { .kind = CS_IDENTITY_REFUSED, .refusal = refusal };

  if (refusal == CS_REFUSAL_NONE)
    return g_strdup (_("There is no member ID in this row."));

  if (refusal == CS_REFUSAL_CHECK_DIGIT)
    return g_strdup (_("Sixteen digits may be a card number, which is not sent as a member ID."));

  return cs_identity_dup_sentence (&identity);
}

/**
 * cs_audit_entry_writer_new:
 * @rules: what counts as a finding
 * @environment: `mock`, `sandbox` or `production`
 *
 * Makes a writer.
 *
 * Returns: (transfer full): the writer
 */
CsAuditEntryWriter *
cs_audit_entry_writer_new (CsAuditRules *rules,
                           const char   *environment)
{
  CsAuditEntryWriter *self = g_new0 (CsAuditEntryWriter, 1);

  self->rules = g_object_ref (rules);
  self->environment = g_strdup (environment);
  self->buffer = cs_buffer_new (JSON_MAX);
  self->json = g_string_new (NULL);
  self->tally = g_string_new (NULL);
  self->records = g_string_new (NULL);

  return self;
}

/**
 * cs_audit_entry_writer_free:
 * @self: (transfer full): a writer
 *
 * Frees a writer.
 */
void
cs_audit_entry_writer_free (CsAuditEntryWriter *self)
{
  g_object_unref (self->rules);
  g_free (self->environment);
  cs_buffer_unref (self->buffer);
  g_string_free (self->json, TRUE);
  g_string_free (self->tally, TRUE);
  g_string_free (self->records, TRUE);
  g_free (self);
}

static CsAuditOutcome
get_outcome (const CsBatchAnswer *answer)
{
  CsFailureFamily family;

  if (answer->error == NULL)
    return CS_AUDIT_ANSWERED;

  family = cs_failure_classify (answer->error, answer->report);

  if (family != CS_FAMILY_REFUSED)
    return CS_AUDIT_FAILED;

  return answer->report != NULL && g_strcmp0 (answer->report->code, CODE_NO_SUCH_MEMBER) == 0
           ? CS_AUDIT_NOT_FOUND : CS_AUDIT_REFUSED;
}

static void
write_head (CsJsonWriter   *writer,
            guint64         row,
            guint64         line,
            guint64         member_id,
            CsAuditOutcome  outcome)
{
  char digits[24];

  cs_json_writer_begin_object (writer, NULL);
  cs_json_writer_uint64 (writer, "row", row);
  cs_json_writer_uint64 (writer, "line", line);

  /* Text, since most readers of JSON take numbers for doubles. */
  if (member_id != 0)
    {
      g_snprintf (digits, sizeof digits, "%" G_GUINT64_FORMAT, member_id);
      cs_json_writer_string (writer, "member", digits);
    }

  cs_json_writer_string (writer, "outcome", cs_audit_outcome_to_string (outcome));
}

static void
write_member (CsAuditEntryWriter *self,
              CsJsonWriter       *writer,
              CsMember           *member)
{
  GDateTime *as_of = cs_member_get_as_of (member);
  g_autofree char *time = as_of != NULL ? g_date_time_format (as_of, CS_TIME_FORMAT) : NULL;

  cs_json_writer_string (writer, "environment", self->environment);

  if (time != NULL)
    cs_json_writer_string (writer, "asOf", time);

  if (cs_member_get_correlation_id (member) != NULL)
    cs_json_writer_string (writer, "correlationId", cs_member_get_correlation_id (member));

  cs_card_json_write_cards (writer, member);
  cs_card_json_write_summary (writer, member);
}

static void
write_failure (CsJsonWriter        *writer,
               const CsBatchAnswer *answer)
{
  g_autofree char *reason = cs_failure_dup_outcome (answer->error, answer->report);
  g_autoptr (CsFailure) failure = cs_failure_new (answer->error, answer->report);

  cs_json_writer_string (writer, "reason", reason);

  if (answer->report != NULL && answer->report->http_status != 0)
    cs_json_writer_uint64 (writer, "httpStatus", answer->report->http_status);

  if (answer->report != NULL && *answer->report->correlation_id != '\0')
    cs_json_writer_string (writer, "correlationId", answer->report->correlation_id);

  cs_json_writer_string (writer, "text", failure->cause);
}

static void
finish_json (CsAuditEntryWriter *self,
             CsJsonWriter       *writer)
{
  gsize length;
  const guint8 *data;

  cs_json_writer_end_object (writer);

  /* All text is UTF-8, and an answer is much smaller than the buffer may be. */
  if (!cs_json_writer_finish (writer))
    g_error ("The entry is larger than any answer could make it");

  data = cs_buffer_get_data (self->buffer, &length);
  g_string_truncate (self->json, 0);
  cs_card_json_append (self->json, (const char *) data, length);
}

static void
begin (CsAuditEntryWriter *self,
       CsJsonWriter       *writer)
{
  cs_buffer_truncate (self->buffer, 0);
  g_string_truncate (self->tally, 0);
  g_string_truncate (self->records, 0);
  cs_json_writer_init (writer, self->buffer);
}

static void
fill_texts (CsAuditEntryWriter *self,
            CsAuditEntry       *entry)
{
  entry->tally = self->tally->str;
  entry->tally_length = self->tally->len;
  entry->findings = self->records->str;
  entry->findings_length = self->records->len;
  entry->json = self->json->str;
  entry->json_length = self->json->len;
}

/**
 * cs_audit_entry_writer_answer:
 * @self: a writer
 * @row: the row of the input
 * @line: its line
 * @answer: what came of it
 * @findings: (element-type CsAuditFinding): the row's are appended
 * @out_entry: (out caller-allocates): the entry; its texts are good until the next one
 *
 * Makes the entry of a row that was asked.
 */
void
cs_audit_entry_writer_answer (CsAuditEntryWriter  *self,
                              guint64              row,
                              guint64              line,
                              const CsBatchAnswer *answer,
                              GPtrArray           *findings,
                              CsAuditEntry        *out_entry)
{
  guint first = findings->len;
  CsJsonWriter writer;

  *out_entry = (CsAuditEntry) { .row = row, .line = line, .member_id = answer->member_id,
                                .outcome = get_outcome (answer) };

  begin (self, &writer);
  write_head (&writer, row, line, answer->member_id, out_entry->outcome);

  if (answer->member != NULL)
    {
      write_member (self, &writer, answer->member);
      cs_audit_tally_append (self->tally, answer->member, self->rules);
      cs_audit_findings_add (findings, row, line, answer->member, self->rules);
    }
  else
    write_failure (&writer, answer);

  for (guint i = first; i < findings->len; i++)
    {
      cs_audit_finding_append_csv (g_ptr_array_index (findings, i), self->records);
      g_string_append_c (self->records, CS_AUDIT_RECORD_END);
    }

  finish_json (self, &writer);
  fill_texts (self, out_entry);
}

/**
 * cs_audit_entry_writer_row:
 * @self: a writer
 * @row: a duplicate or a bad row
 * @out_entry: (out caller-allocates): the entry; its texts are good until the next one
 *
 * Makes the entry of a row that nobody is asked about.
 */
void
cs_audit_entry_writer_row (CsAuditEntryWriter *self,
                           const CsAuditRow   *row,
                           CsAuditEntry       *out_entry)
{
  gboolean is_bad = row->kind == CS_AUDIT_ROW_BAD;
  CsJsonWriter writer;

  *out_entry = (CsAuditEntry) {
    .row = row->number,
    .line = row->line,
    .member_id = row->member_id,
    .outcome = is_bad ? CS_AUDIT_BAD_ROW : CS_AUDIT_DUPLICATE,
  };

  begin (self, &writer);
  write_head (&writer, row->number, row->line, is_bad ? 0 : row->member_id, out_entry->outcome);

  if (is_bad)
    {
      g_autofree char *sentence = cs_audit_refusal_dup_sentence (row->refusal);

      cs_json_writer_string (&writer, "reason", cs_audit_refusal_get_word (row->refusal));
      cs_json_writer_string (&writer, "text", sentence);
    }

  finish_json (self, &writer);
  fill_texts (self, out_entry);
}
