/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-member-csv.h"

#include "cs-audit-csv.h"
#include "cs-card-json.h"

#define LINE_END "\r\n"

typedef enum
{
  TEXT,
  NUMBER,
  YES,
  DATE,
  PAN,
  ACCOUNT,
} Kind;

/* A column, under the service's own name, and where its value lies. */
typedef struct
{
  CsCardField field;
  Kind        kind;
  gsize       offset;
} Column;

#define COLUMN(field, kind, member) \
  { CS_CARD_FIELD_ ## field, kind, G_STRUCT_OFFSET (CsCardFields, member) }

static const Column columns[] = {
  COLUMN (PAR, TEXT, par),
  COLUMN (SERVICE_ID, TEXT, service_id),
  COLUMN (SERVICE_NAME, TEXT, service_name),
  COLUMN (MOBILE_CARD_NO, PAN, mobile_card_no),
  COLUMN (PHYSICAL_CARD_NO, PAN, physical_card_no),
  COLUMN (MOBILE_CARD_STATUS, TEXT, mobile_card_status),
  COLUMN (PHYSICAL_CARD_STATUS, TEXT, physical_card_status),
  COLUMN (CARD_LIFE_STATUS, TEXT, card_life_status),
  COLUMN (CARD_BIZ_STATUS, TEXT, card_biz_status),
  COLUMN (ACC_TRANSFER_STATUS, TEXT, acc_transfer_status),
  COLUMN (AUTO_RELOAD_STATUS, TEXT, auto_reload_status),
  COLUMN (EXPIRY_DATE, DATE, expiry_date),
  COLUMN (BALANCE, NUMBER, balance),
  COLUMN (PENDING_AMOUNT, NUMBER, pending_amount),
  COLUMN (IS_NAMED, YES, is_named),
  COLUMN (MAX_REAL_NAME_RECHARGE_AMOUNT, NUMBER, max_real_name_recharge_amount),
  COLUMN (MAX_NON_REAL_NAME_RECHARGE_AMOUNT, NUMBER, max_non_real_name_recharge_amount),
  COLUMN (RECHARGEABLE_AMOUNT, NUMBER, rechargeable_amount),
  COLUMN (MIN_RECHARGE_AMOUNT, NUMBER, min_recharge_amount),
  COLUMN (RECHARGE_UNIT_AMT, NUMBER, recharge_unit_amt),
  COLUMN (RECHARGEABLE, YES, rechargeable),
  COLUMN (PERSONAL_RECHARGEABLE, YES, personal_rechargeable),
  COLUMN (REFUNDABLE, YES, refundable),
  COLUMN (REMITTABLE, YES, remittable),
  COLUMN (ENABLE_FIC, YES, enable_fic),
  COLUMN (LIMIT_ONCE, NUMBER, limit_once),
  COLUMN (LIMIT_DAY, NUMBER, limit_day),
  COLUMN (LIMIT_MONTH, NUMBER, limit_month),
  COLUMN (BANK_NAME, TEXT, bank_name),
  COLUMN (ACCOUNT_NO, ACCOUNT, account_last4),
  COLUMN (CARD_APPLY_NO, TEXT, card_apply_no),
  COLUMN (ENABLE_VIRTUAL_ACCOUNT_PENDING_AMOUNT, YES, enable_virtual_account_pending_amount),
  COLUMN (VIRTUAL_ACCOUNT_MAX_PENDING_AMOUNT, NUMBER, virtual_account_max_pending_amount),
};

static void
append_record (GString *text,
               GString *record)
{
  g_string_append_len (text, record->str, (gssize) record->len);
  g_string_append (text, LINE_END);
  g_string_truncate (record, 0);
}

static void
append_headings (GString *text,
                 GString *record)
{
  static const char *const first[] = { "memberId", "environment", "asOf", "correlationId", "case",
                                       "reason", "verdict", "facts", "problems" };

  for (gsize i = 0; i < G_N_ELEMENTS (first); i++)
    cs_audit_csv_append_text (record, first[i]);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    cs_audit_csv_append_text (record, cs_card_field_get_name (columns[i].field));

  append_record (text, record);
}

static void
append_account (GString    *record,
                const char *last4)
{
  g_autofree char *text = cs_pan_dup_short (last4);

  cs_audit_csv_append_text (record, text);
}

static void
append_date (GString     *record,
             const GDate *date)
{
  g_autofree char *text = g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (date),
                                           (guint) g_date_get_month (date), g_date_get_day (date));

  cs_audit_csv_append_text (record, text);
}

/* A field that was not supplied is an empty cell, whatever it would have been. */
static void
append_field (GString            *record,
              const CsCardFields *fields,
              const Column       *column)
{
  gconstpointer value = G_STRUCT_MEMBER_P (fields, column->offset);

  if (!cs_card_fields_has (fields, column->field))
    {
      cs_audit_csv_append_nothing (record);
      return;
    }

  switch (column->kind)
    {
    case NUMBER:
      cs_audit_csv_append_number (record, *(const guint64 *) value);
      break;

    case YES:
      cs_audit_csv_append_text (record, *(const gboolean *) value ? "true" : "false");
      break;

    case DATE:
      append_date (record, value);
      break;

    case PAN:
      cs_audit_csv_append_text (record, ((const CsMaskedPan *) value)->masked);
      break;

    case ACCOUNT:
      append_account (record, *(char *const *) value);
      break;

    case TEXT:
    default:
      cs_audit_csv_append_text (record, *(char *const *) value);
    }
}

static char *
dup_facts (CsCard *card)
{
  const GArray *facts = cs_card_get_facts (card);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < facts->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "",
                            cs_fact_id_to_string (g_array_index (facts, CsFact, i).id));

  return g_string_free (names, FALSE);
}

static char *
dup_problems (const CsCardFields *fields)
{
  CsCardFieldSet problems = cs_card_fields_get_problems (fields);
  GString *names = g_string_new (NULL);

  for (guint field = 0; field < CS_N_CARD_FIELDS; field++)
    if ((problems & CS_CARD_FIELD_BIT (field)) != 0)
      g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "",
                              cs_card_field_get_name (field));

  return g_string_free (names, FALSE);
}

static void
append_origin (GString      *record,
               CsMember     *member,
               const CsCase *purpose)
{
  GDateTime *as_of = cs_member_get_as_of (member);
  g_autofree char *time = as_of != NULL ? g_date_time_format (as_of, CS_TIME_FORMAT) : NULL;

  cs_audit_csv_append_number (record, cs_member_get_id (member));
  cs_audit_csv_append_text (record, cs_member_get_environment (member));
  cs_audit_csv_append_text (record, time);
  cs_audit_csv_append_text (record, cs_member_get_correlation_id (member));
  cs_audit_csv_append_text (record, purpose != NULL ? purpose->reference : NULL);
  cs_audit_csv_append_text (record, purpose != NULL ? purpose->reason : NULL);
}

/**
 * cs_member_csv_dup:
 * @member: a member that was asked for
 * @purpose: (nullable): what it is exported for
 *
 * Writes a member as CSV: a heading, and a record a card under the service's own names,
 * with verdict and facts. Numbers of cards and accounts are masked, amounts stay numbers,
 * and text that a spreadsheet would take for a formula is made harmless.
 *
 * Returns: (transfer full): the table, UTF-8
 */
char *
cs_member_csv_dup (CsMember     *member,
                   const CsCase *purpose)
{
  g_autoptr (GString) record = g_string_new (NULL);
  GString *text = g_string_new (NULL);

  append_headings (text, record);

  for (guint i = 0; i < cs_member_get_n_cards (member); i++)
    {
      CsCard *card = cs_member_get_card (member, i);
      const CsCardFields *fields = cs_card_get_fields (card);
      g_autofree char *facts = dup_facts (card);
      g_autofree char *problems = dup_problems (fields);

      append_origin (record, member, purpose);
      cs_audit_csv_append_text (record, cs_verdict_to_string (cs_card_get_verdict (card)));
      cs_audit_csv_append_text (record, facts);
      cs_audit_csv_append_text (record, problems);

      for (gsize column = 0; column < G_N_ELEMENTS (columns); column++)
        append_field (record, fields, &columns[column]);

      append_record (text, record);
    }

  return g_string_free (text, FALSE);
}
