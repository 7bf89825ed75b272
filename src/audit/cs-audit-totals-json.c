/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-totals-json.h"

#include <string.h>

#include "cs-audit-rules.h"
#include "cs-digits.h"

/* A year and a month: "2027-03". */
#define MONTH_SIZE 16
#define LAST_YEAR  (CS_AUDIT_FIRST_YEAR + CS_AUDIT_N_MONTHS / 12 - 1)

static void
print_month (char  *text,
             guint  month)
{
  g_snprintf (text, MONTH_SIZE, "%04u-%02u", CS_AUDIT_FIRST_YEAR + month / 12, month % 12 + 1);
}

static void
write_months (const CsAuditTotals *self,
              CsJsonWriter        *writer)
{
  char name[MONTH_SIZE];

  cs_json_writer_begin_object (writer, "expiryMonths");

  for (guint i = 0; i < CS_AUDIT_N_MONTHS; i++)
    if (self->months[i] > 0)
      {
        print_month (name, i);
        cs_json_writer_uint64 (writer, name, self->months[i]);
      }

  cs_json_writer_end_object (writer);
}

/**
 * cs_audit_totals_write:
 * @self: totals
 * @writer: a writer, in an object
 *
 * Adds the totals as a member `counts`.
 */
void
cs_audit_totals_write (const CsAuditTotals *self,
                       CsJsonWriter        *writer)
{
  cs_json_writer_begin_object (writer, "counts");
  cs_json_writer_uint64 (writer, "rows", self->n_rows);

  for (guint i = 0; i < CS_AUDIT_N_OUTCOMES; i++)
    cs_json_writer_uint64 (writer, cs_audit_outcome_to_string ((CsAuditOutcome) i),
                           self->outcomes[i]);

  cs_json_writer_uint64 (writer, "cards", self->n_cards);
  cs_json_writer_uint64 (writer, "findings", self->n_findings);
  cs_json_writer_uint64 (writer, "withoutCards", self->n_without_cards);
  cs_json_writer_uint64 (writer, "withoutExpiry", self->n_without_expiry);
  cs_json_writer_begin_object (writer, "verdicts");

  for (guint i = 0; i < CS_N_VERDICTS; i++)
    cs_json_writer_uint64 (writer, cs_verdict_to_string ((CsVerdict) i), self->verdicts[i]);

  cs_json_writer_end_object (writer);
  cs_json_writer_begin_object (writer, "rules");

  for (guint i = 0; i < CS_AUDIT_N_RULES; i++)
    if (self->findings[i] > 0)
      cs_json_writer_uint64 (writer, cs_audit_rule_get_id (i), self->findings[i]);

  cs_json_writer_end_object (writer);
  write_months (self, writer);
  cs_json_writer_end_object (writer);
}

/**
 * cs_audit_count_read:
 * @object: an object
 * @name: the name of a member
 * @out_count: (inout): the count; stays as it is if there is no such member, or no count
 *
 * Reads a count out of a manifest.
 */
void
cs_audit_count_read (CsJsonValue  object,
                     const char  *name,
                     guint64     *out_count)
{
  CsJsonValue value;

  if (cs_json_object_get_member (object, name, &value))
    cs_json_value_get_uint64 (value, G_MAXUINT64, out_count);
}

static gboolean
parse_month (CsJsonValue  name,
             gsize       *out_month)
{
  gsize length;
  const char *text = cs_json_value_get_raw (name, &length);
  guint64 year, month;
  gsize n_zeros;

  if (length != strlen ("2027-03") || text[4] != '-')
    return FALSE;

  n_zeros = text[5] == '0' ? 1 : 0;

  if (!cs_digits_parse_uint64 (text, 4, CS_AUDIT_FIRST_YEAR, LAST_YEAR, &year) ||
      !cs_digits_parse_uint64 (text + 5 + n_zeros, 2 - n_zeros, 1, 12, &month))
    return FALSE;

  *out_month = (gsize) ((year - CS_AUDIT_FIRST_YEAR) * 12 + month - 1);

  return TRUE;
}

/* Few of all months are there: they are taken as they come and not searched for. */
static void
read_months (CsAuditTotals *self,
             CsJsonValue    group)
{
  CsJsonIter iter = cs_json_iter (group);
  CsJsonValue name, value;
  gsize month;

  if (cs_json_value_get_type (group) != CS_JSON_OBJECT)
    return;

  while (cs_json_iter_next (&iter, &name, &value))
    if (parse_month (name, &month))
      cs_json_value_get_uint64 (value, G_MAXUINT64, &self->months[month]);
}

/**
 * cs_audit_totals_read:
 * @self: totals, all 0
 * @root: the object that [method@AuditTotals.write] added to
 *
 * Reads totals. What is not there, or is no count, stays 0.
 */
void
cs_audit_totals_read (CsAuditTotals *self,
                      CsJsonValue    root)
{
  CsJsonValue counts, group;

  if (!cs_json_object_get_member (root, "counts", &counts))
    return;

  cs_audit_count_read (counts, "rows", &self->n_rows);
  cs_audit_count_read (counts, "cards", &self->n_cards);
  cs_audit_count_read (counts, "findings", &self->n_findings);
  cs_audit_count_read (counts, "withoutCards", &self->n_without_cards);
  cs_audit_count_read (counts, "withoutExpiry", &self->n_without_expiry);

  for (guint i = 0; i < CS_AUDIT_N_OUTCOMES; i++)
    cs_audit_count_read (counts, cs_audit_outcome_to_string ((CsAuditOutcome) i),
                         &self->outcomes[i]);

  if (cs_json_object_get_member (counts, "verdicts", &group))
    for (guint i = 0; i < CS_N_VERDICTS; i++)
      cs_audit_count_read (group, cs_verdict_to_string ((CsVerdict) i), &self->verdicts[i]);

  if (cs_json_object_get_member (counts, "rules", &group))
    for (guint i = 0; i < CS_AUDIT_N_RULES; i++)
      cs_audit_count_read (group, cs_audit_rule_get_id (i), &self->findings[i]);

  if (cs_json_object_get_member (counts, "expiryMonths", &group))
    read_months (self, group);
}
