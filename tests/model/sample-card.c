/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sample-card.h"

#include <string.h>

typedef enum
{
  KIND_OBJECT,
  KIND_STRING,
  KIND_AMOUNT,
  KIND_BOOLEAN,
  KIND_NUMBER,
  KIND_DATE,
} Kind;

typedef struct
{
  Kind  kind;
  gsize offset;
} Slot;

#define SLOT(kind, member) { KIND_ ## kind, G_STRUCT_OFFSET (CsCardFields, member) }

static const Slot slots[CS_N_CARD_FIELDS] = {
  [CS_CARD_FIELD_PAR] = SLOT (STRING, par),
  [CS_CARD_FIELD_SERVICE_ID] = SLOT (STRING, service_id),
  [CS_CARD_FIELD_SERVICE_NAME] = SLOT (STRING, service_name),
  [CS_CARD_FIELD_SERVICE_IMAGE_URL] = SLOT (STRING, service_image_url),
  [CS_CARD_FIELD_MOBILE_CARD_NO] = SLOT (NUMBER, mobile_card_no),
  [CS_CARD_FIELD_PHYSICAL_CARD_NO] = SLOT (NUMBER, physical_card_no),
  [CS_CARD_FIELD_MOBILE_CARD_STATUS] = SLOT (STRING, mobile_card_status),
  [CS_CARD_FIELD_PHYSICAL_CARD_STATUS] = SLOT (STRING, physical_card_status),
  [CS_CARD_FIELD_CARD_LIFE_STATUS] = SLOT (STRING, card_life_status),
  [CS_CARD_FIELD_CARD_BIZ_STATUS] = SLOT (STRING, card_biz_status),
  [CS_CARD_FIELD_ACC_TRANSFER_STATUS] = SLOT (STRING, acc_transfer_status),
  [CS_CARD_FIELD_EXPIRY_DATE] = SLOT (DATE, expiry_date),
  [CS_CARD_FIELD_BALANCE] = SLOT (AMOUNT, balance),
  [CS_CARD_FIELD_PENDING_AMOUNT] = SLOT (AMOUNT, pending_amount),
  [CS_CARD_FIELD_IS_NAMED] = SLOT (BOOLEAN, is_named),
  [CS_CARD_FIELD_MAX_REAL_NAME_RECHARGE_AMOUNT] = SLOT (AMOUNT, max_real_name_recharge_amount),
  [CS_CARD_FIELD_MAX_NON_REAL_NAME_RECHARGE_AMOUNT] =
    SLOT (AMOUNT, max_non_real_name_recharge_amount),
  [CS_CARD_FIELD_RECHARGEABLE_AMOUNT] = SLOT (AMOUNT, rechargeable_amount),
  [CS_CARD_FIELD_MIN_RECHARGE_AMOUNT] = SLOT (AMOUNT, min_recharge_amount),
  [CS_CARD_FIELD_RECHARGE_UNIT_AMT] = SLOT (AMOUNT, recharge_unit_amt),
  [CS_CARD_FIELD_RECHARGEABLE] = SLOT (BOOLEAN, rechargeable),
  [CS_CARD_FIELD_PERSONAL_RECHARGEABLE] = SLOT (BOOLEAN, personal_rechargeable),
  [CS_CARD_FIELD_REFUNDABLE] = SLOT (BOOLEAN, refundable),
  [CS_CARD_FIELD_REMITTABLE] = SLOT (BOOLEAN, remittable),
  [CS_CARD_FIELD_ENABLE_FIC] = SLOT (BOOLEAN, enable_fic),
  [CS_CARD_FIELD_LIMITS] = { KIND_OBJECT, 0 },
  [CS_CARD_FIELD_LIMIT_ONCE] = SLOT (AMOUNT, limit_once),
  [CS_CARD_FIELD_LIMIT_DAY] = SLOT (AMOUNT, limit_day),
  [CS_CARD_FIELD_LIMIT_MONTH] = SLOT (AMOUNT, limit_month),
  [CS_CARD_FIELD_BANK_INFO] = { KIND_OBJECT, 0 },
  [CS_CARD_FIELD_BANK_NAME] = SLOT (STRING, bank_name),
  [CS_CARD_FIELD_ACCOUNT_NO] = SLOT (STRING, account_last4),
  [CS_CARD_FIELD_CARD_POINT_INFO] = { KIND_OBJECT, 0 },
  [CS_CARD_FIELD_AUTO_RELOAD_STATUS] = SLOT (STRING, auto_reload_status),
  [CS_CARD_FIELD_CARD_APPLY_NO] = SLOT (STRING, card_apply_no),
  [CS_CARD_FIELD_ENABLE_VIRTUAL_ACCOUNT_PENDING_AMOUNT] =
    SLOT (BOOLEAN, enable_virtual_account_pending_amount),
  [CS_CARD_FIELD_VIRTUAL_ACCOUNT_MAX_PENDING_AMOUNT] =
    SLOT (AMOUNT, virtual_account_max_pending_amount),
};

CsCardField
sample_field_from_name (const char *name)
{
  for (CsCardField field = 0; field < CS_N_CARD_FIELDS; field++)
    if (g_str_equal (cs_card_field_get_name (field), name))
      return field;

  g_error ("No field is called %s", name);
}

static void
set_value (CsCardFields *fields,
           CsCardField   field,
           const char   *value)
{
  static const GDate today = SAMPLE_TODAY;
  gpointer place = G_STRUCT_MEMBER_P (fields, slots[field].offset);

  switch (slots[field].kind)
    {
    case KIND_STRING:
      g_free (*(char **) place);
      *(char **) place = g_strdup (value);
      break;

    case KIND_AMOUNT:
      *(guint64 *) place = g_ascii_strtoull (value, NULL, 10);
      break;

    case KIND_BOOLEAN:
      *(gboolean *) place = g_str_equal (value, "yes");
      break;

    case KIND_NUMBER:
      cs_pan_mask (value, strlen (value), place);
      break;

    case KIND_DATE:
      {
        gint64 n_days = g_ascii_strtoll (value, NULL, 10);
        GDate date = today;     /* adding to it changes it, and it is const */

        if (n_days < 0)
          g_date_subtract_days (&date, (guint) -n_days);
        else
          g_date_add_days (&date, (guint) n_days);

        *(GDate *) place = date;
      }
      break;

    case KIND_OBJECT:
    default:
      break;
    }
}

/* One step of a patch: `balance=0` supplies a value, `balance-` leaves the field
 * out, `balance!` has it unusable, `balance!0` too but with a value in its place,
 * which nobody may read. An expiry is in days from today.
 */
static void
apply_step (CsCardFields *fields,
            const char   *step)
{
  gsize length = strcspn (step, "=-!");
  g_autofree char *name = g_strndup (step, length);
  CsCardField field = sample_field_from_name (name);
  CsCardFieldSet bit = CS_CARD_FIELD_BIT (field);
  const char *value = step + length + 1;

  fields->present &= ~bit;
  fields->invalid &= ~bit;

  if (step[length] == '=')
    fields->present |= bit;
  else if (step[length] == '!')
    fields->invalid |= bit;

  if (step[length] == '=' || *value != '\0')
    set_value (fields, field, value);
}

void
sample_card_patch (CsCardFields *fields,
                   const char   *patch)
{
  g_auto (GStrv) steps = g_strsplit (patch, " ", -1);

  for (char **step = steps; *step != NULL; step++)
    if (**step != '\0')
      apply_step (fields, *step);
}

/* A debit card on which every field is supplied and nothing is the matter. */
CsCardFields *
sample_card_new (void)
{
  CsCardFields *fields = cs_card_fields_new ();

  sample_card_patch (fields,
                     "par=Q1E704A91C55D2B80F3677E1A90 serviceId=000000000131002 "
                     "serviceName=Garam serviceImageUrl=https://img.example.com/garam.png "
                     "mobileCardNo=4111111111111111 physicalCardNo=5555555555554444 "
                     "mobileCardStatus=ACTIVE physicalCardStatus=ACTIVE cardLifeStatus=60 "
                     "cardBizStatus=60 accTransferStatus=0 expiryDate=1000 balance=300000 "
                     "pendingAmount=0 isNamed=yes maxRealNameRechargeAmount=2000000 "
                     "maxNonRealNameRechargeAmount=500000 rechargeableAmount=1700000 "
                     "minRechargeAmount=10000 rechargeUnitAmt=10000 rechargeable=yes "
                     "personalRechargeable=yes refundable=yes remittable=yes enableFIC=no "
                     "limits= limits.once=500000 limits.day=2000000 limits.month=5000000 "
                     "bankInfo= bankInfo.bankName=IBK bankInfo.accountNo=5557 cardPointInfo= "
                     "autoReloadStatus=NONE cardApplyNo=2026031800000000000001 "
                     "enableVirtualAccountPendingAmount=yes "
                     "virtualAccountMaxPendingAmount=3000000");

  return fields;
}

CsCardFields *
sample_card_new_with (const char *patch)
{
  CsCardFields *fields = sample_card_new ();

  sample_card_patch (fields, patch);

  return fields;
}

/* Writes the facts of a card as `id severity field+field`, separated by `; `. */
char *
sample_facts_dup_text (const CsCardFields *fields)
{
  static const GDate today = SAMPLE_TODAY;
  g_autoptr (GArray) facts = cs_facts_derive (fields, &today, CS_EXPIRY_DAYS_DEFAULT);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < facts->len; i++)
    {
      const CsFact *fact = &g_array_index (facts, CsFact, i);
      char separator = ' ';

      g_string_append_printf (text, "%s%s %s", i > 0 ? "; " : "",
                              cs_fact_id_to_string (fact->id),
                              cs_severity_to_string (fact->severity));

      for (CsCardField field = 0; field < CS_N_CARD_FIELDS; field++)
        if ((fact->fields & CS_CARD_FIELD_BIT (field)) != 0)
          {
            g_string_append_printf (text, "%c%s", separator, cs_card_field_get_name (field));
            separator = '+';
          }
    }

  return g_string_free (text, FALSE);
}
