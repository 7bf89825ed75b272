/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-field-words.h"

#include <glib/gi18n-lib.h>

#include "cs-date.h"
#include "cs-printable.h"
#include "cs-won.h"

#define TEXT_SHOWN_MAX 255     /* characters */

typedef enum
{
  AMOUNT,
  ALLOWED,
  YES,
  TEXT,
  PAN,
  DATE,
} Kind;

/* How a field is shown, and where its value lies. */
typedef struct
{
  CsCardField field;
  Kind        kind;
  gsize       offset;
} Form;

#define FORM(field, kind, member) \
  { CS_CARD_FIELD_ ## field, kind, G_STRUCT_OFFSET (CsCardFields, member) }

static const Form forms[] = {
  FORM (PAR, TEXT, par),
  FORM (SERVICE_ID, TEXT, service_id),
  FORM (SERVICE_NAME, TEXT, service_name),
  FORM (MOBILE_CARD_NO, PAN, mobile_card_no),
  FORM (PHYSICAL_CARD_NO, PAN, physical_card_no),
  FORM (EXPIRY_DATE, DATE, expiry_date),
  FORM (BALANCE, AMOUNT, balance),
  FORM (PENDING_AMOUNT, AMOUNT, pending_amount),
  FORM (IS_NAMED, YES, is_named),
  FORM (MAX_REAL_NAME_RECHARGE_AMOUNT, AMOUNT, max_real_name_recharge_amount),
  FORM (MAX_NON_REAL_NAME_RECHARGE_AMOUNT, AMOUNT, max_non_real_name_recharge_amount),
  FORM (RECHARGEABLE_AMOUNT, AMOUNT, rechargeable_amount),
  FORM (MIN_RECHARGE_AMOUNT, AMOUNT, min_recharge_amount),
  FORM (RECHARGE_UNIT_AMT, AMOUNT, recharge_unit_amt),
  FORM (RECHARGEABLE, ALLOWED, rechargeable),
  FORM (PERSONAL_RECHARGEABLE, ALLOWED, personal_rechargeable),
  FORM (REFUNDABLE, ALLOWED, refundable),
  FORM (REMITTABLE, ALLOWED, remittable),
  FORM (ENABLE_FIC, YES, enable_fic),
  FORM (LIMIT_ONCE, AMOUNT, limit_once),
  FORM (LIMIT_DAY, AMOUNT, limit_day),
  FORM (LIMIT_MONTH, AMOUNT, limit_month),
  FORM (BANK_NAME, TEXT, bank_name),
  FORM (CARD_APPLY_NO, TEXT, card_apply_no),
  FORM (ENABLE_VIRTUAL_ACCOUNT_PENDING_AMOUNT, ALLOWED, enable_virtual_account_pending_amount),
  FORM (VIRTUAL_ACCOUNT_MAX_PENDING_AMOUNT, AMOUNT, virtual_account_max_pending_amount),
};

static char *
dup_form (const CsCardFields *fields,
          const Form         *form)
{
  gconstpointer value = G_STRUCT_MEMBER_P (fields, form->offset);

  switch (form->kind)
    {
    case AMOUNT:
      return cs_won_dup (*(const guint64 *) value);
    case ALLOWED:
      return g_strdup (*(const gboolean *) value ? _("Allowed") : _("Not allowed"));
    case YES:
      return g_strdup (*(const gboolean *) value ? _("Yes") : _("No"));
    case TEXT:
      return cs_printable_dup (*(char *const *) value, TEXT_SHOWN_MAX);
    case PAN:
      return g_strdup (((const CsMaskedPan *) value)->masked);
    case DATE:
      return cs_date_dup_text ((const GDate *) value);
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * cs_field_words_get_blank:
 * @fields: a card's fields
 * @field: a field
 *
 * Says why a field has no value.
 *
 * Returns: (nullable): words, or `NULL` if it has one
 */
const char *
cs_field_words_get_blank (const CsCardFields *fields,
                          CsCardField         field)
{
  if (cs_card_fields_has (fields, field))
    return NULL;

  if ((fields->invalid & CS_CARD_FIELD_BIT (field)) != 0)
    return _("not readable");

  return _("not supplied");
}

/**
 * cs_field_words_dup:
 * @fields: a card's fields
 * @field: a field with one value
 *
 * Writes a field as it is shown. Blanks are words.
 *
 * Returns: (transfer full): the words
 */
char *
cs_field_words_dup (const CsCardFields *fields,
                    CsCardField         field)
{
  const char *blank = cs_field_words_get_blank (fields, field);

  if (blank != NULL)
    return g_strdup (blank);

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (forms[i].field == field)
      return dup_form (fields, &forms[i]);

  g_return_val_if_reached (NULL);
}
