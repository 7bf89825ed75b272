/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-card-fields.h"

typedef struct
{
  const char *name;
  gboolean    required;
} FieldInfo;

/* The R column of the service's own table. What is required only beside another
 * field says so in cs_card_fields_get_required().
 */
static const FieldInfo infos[CS_N_CARD_FIELDS] = {
  [CS_CARD_FIELD_PAR] = { "par", TRUE },
  [CS_CARD_FIELD_SERVICE_ID] = { "serviceId", TRUE },
  [CS_CARD_FIELD_SERVICE_NAME] = { "serviceName", TRUE },
  [CS_CARD_FIELD_SERVICE_IMAGE_URL] = { "serviceImageUrl", TRUE },
  [CS_CARD_FIELD_MOBILE_CARD_NO] = { "mobileCardNo", FALSE },
  [CS_CARD_FIELD_PHYSICAL_CARD_NO] = { "physicalCardNo", FALSE },
  [CS_CARD_FIELD_MOBILE_CARD_STATUS] = { "mobileCardStatus", TRUE },
  [CS_CARD_FIELD_PHYSICAL_CARD_STATUS] = { "physicalCardStatus", FALSE },
  [CS_CARD_FIELD_CARD_LIFE_STATUS] = { "cardLifeStatus", TRUE },
  [CS_CARD_FIELD_CARD_BIZ_STATUS] = { "cardBizStatus", TRUE },
  [CS_CARD_FIELD_ACC_TRANSFER_STATUS] = { "accTransferStatus", TRUE },
  [CS_CARD_FIELD_EXPIRY_DATE] = { "expiryDate", TRUE },
  [CS_CARD_FIELD_BALANCE] = { "balance", TRUE },
  [CS_CARD_FIELD_PENDING_AMOUNT] = { "pendingAmount", TRUE },
  [CS_CARD_FIELD_IS_NAMED] = { "isNamed", TRUE },
  [CS_CARD_FIELD_MAX_REAL_NAME_RECHARGE_AMOUNT] = { "maxRealNameRechargeAmount", TRUE },
  [CS_CARD_FIELD_MAX_NON_REAL_NAME_RECHARGE_AMOUNT] = { "maxNonRealNameRechargeAmount", TRUE },
  [CS_CARD_FIELD_RECHARGEABLE_AMOUNT] = { "rechargeableAmount", TRUE },
  [CS_CARD_FIELD_MIN_RECHARGE_AMOUNT] = { "minRechargeAmount", TRUE },
  [CS_CARD_FIELD_RECHARGE_UNIT_AMT] = { "rechargeUnitAmt", FALSE },
  [CS_CARD_FIELD_RECHARGEABLE] = { "rechargeable", TRUE },
  [CS_CARD_FIELD_PERSONAL_RECHARGEABLE] = { "personalRechargeable", TRUE },
  [CS_CARD_FIELD_REFUNDABLE] = { "refundable", TRUE },
  [CS_CARD_FIELD_REMITTABLE] = { "remittable", TRUE },
  [CS_CARD_FIELD_ENABLE_FIC] = { "enableFIC", FALSE },
  [CS_CARD_FIELD_LIMITS] = { "limits", FALSE },
  [CS_CARD_FIELD_LIMIT_ONCE] = { "limits.once", FALSE },
  [CS_CARD_FIELD_LIMIT_DAY] = { "limits.day", FALSE },
  [CS_CARD_FIELD_LIMIT_MONTH] = { "limits.month", FALSE },
  [CS_CARD_FIELD_BANK_INFO] = { "bankInfo", FALSE },
  [CS_CARD_FIELD_BANK_NAME] = { "bankInfo.bankName", FALSE },
  [CS_CARD_FIELD_ACCOUNT_NO] = { "bankInfo.accountNo", FALSE },
  [CS_CARD_FIELD_CARD_POINT_INFO] = { "cardPointInfo", FALSE },
  [CS_CARD_FIELD_AUTO_RELOAD_STATUS] = { "autoReloadStatus", FALSE },
  [CS_CARD_FIELD_CARD_APPLY_NO] = { "cardApplyNo", FALSE },
  [CS_CARD_FIELD_ENABLE_VIRTUAL_ACCOUNT_PENDING_AMOUNT] =
    { "enableVirtualAccountPendingAmount", TRUE },
  [CS_CARD_FIELD_VIRTUAL_ACCOUNT_MAX_PENDING_AMOUNT] =
    { "virtualAccountMaxPendingAmount", TRUE },
};

G_STATIC_ASSERT (CS_N_CARD_FIELDS < 64);

/**
 * cs_card_point_new:
 *
 * Makes a point policy without any values.
 *
 * Returns: (transfer full): a point policy
 */
CsCardPoint *
cs_card_point_new (void)
{
  return g_new0 (CsCardPoint, 1);
}

/**
 * cs_card_point_free:
 * @point: (transfer full) (nullable): a point policy
 *
 * Frees a point policy.
 */
void
cs_card_point_free (CsCardPoint *point)
{
  if (point == NULL)
    return;

  g_free (point->policy_id);
  g_free (point->name);
  g_free (point);
}

/**
 * cs_card_fields_new:
 *
 * Makes the fields of a card of which nothing is known: both sets are empty.
 *
 * Returns: (transfer full): fields
 */
CsCardFields *
cs_card_fields_new (void)
{
  CsCardFields *self = g_new0 (CsCardFields, 1);

  g_date_clear (&self->expiry_date, 1);
  self->points = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_card_point_free);

  return self;
}

/**
 * cs_card_fields_free:
 * @self: (transfer full) (nullable): fields
 *
 * Frees the fields of a card.
 */
void
cs_card_fields_free (CsCardFields *self)
{
  if (self == NULL)
    return;

  g_free (self->par);
  g_free (self->service_id);
  g_free (self->service_name);
  g_free (self->service_image_url);
  g_free (self->mobile_card_status);
  g_free (self->physical_card_status);
  g_free (self->card_life_status);
  g_free (self->card_biz_status);
  g_free (self->acc_transfer_status);
  g_free (self->auto_reload_status);
  g_free (self->bank_name);
  g_free (self->account_last4);
  g_free (self->card_apply_no);
  g_ptr_array_unref (self->points);
  g_free (self);
}

/**
 * cs_card_fields_has:
 * @self: fields
 * @field: one of them
 *
 * Tells whether the value of @field may be read.
 *
 * Returns: `TRUE` if it was supplied and is usable
 */
gboolean
cs_card_fields_has (const CsCardFields *self,
                    CsCardField         field)
{
  return (self->present & CS_CARD_FIELD_BIT (field)) != 0;
}

/**
 * cs_card_fields_get_required:
 * @self: fields
 *
 * Tells which fields this card must have: those that every card must have, and
 * `enableFIC` and the members of `bankInfo` where the card is a debit card.
 *
 * Returns: the required fields
 */
CsCardFieldSet
cs_card_fields_get_required (const CsCardFields *self)
{
  CsCardFieldSet required = 0;

  for (CsCardField field = 0; field < CS_N_CARD_FIELDS; field++)
    if (infos[field].required)
      required |= CS_CARD_FIELD_BIT (field);

  if (cs_card_fields_has (self, CS_CARD_FIELD_LIMITS) ||
      cs_card_fields_has (self, CS_CARD_FIELD_BANK_INFO))
    required |= CS_CARD_FIELD_BIT (CS_CARD_FIELD_ENABLE_FIC);

  if (cs_card_fields_has (self, CS_CARD_FIELD_BANK_INFO))
    required |= CS_CARD_FIELD_BIT (CS_CARD_FIELD_BANK_NAME) |
                CS_CARD_FIELD_BIT (CS_CARD_FIELD_ACCOUNT_NO);

  return required;
}

/**
 * cs_card_fields_get_problems:
 * @self: fields
 *
 * Tells which fields are wanting: required and not supplied, or supplied with a
 * value that cannot be used. An optional field counts once it was supplied, for
 * a value that was sent and got lost is worth knowing.
 *
 * Returns: the fields that make this card incomplete
 */
CsCardFieldSet
cs_card_fields_get_problems (const CsCardFields *self)
{
  return (cs_card_fields_get_required (self) & ~self->present) | self->invalid;
}

/**
 * cs_card_fields_get_maximum:
 * @self: fields
 * @out_maximum: (out): the amount in won
 *
 * Gets the most that the card may hold, which depends on whether it is named.
 *
 * Returns: `FALSE` if `isNamed` or the maximum that it selects is not known
 */
gboolean
cs_card_fields_get_maximum (const CsCardFields *self,
                            guint64            *out_maximum)
{
  CsCardField field;

  if (!cs_card_fields_has (self, CS_CARD_FIELD_IS_NAMED))
    return FALSE;

  field = self->is_named ? CS_CARD_FIELD_MAX_REAL_NAME_RECHARGE_AMOUNT
                         : CS_CARD_FIELD_MAX_NON_REAL_NAME_RECHARGE_AMOUNT;

  if (!cs_card_fields_has (self, field))
    return FALSE;

  *out_maximum = self->is_named ? self->max_real_name_recharge_amount
                                : self->max_non_real_name_recharge_amount;

  return TRUE;
}

/**
 * cs_card_field_get_name:
 * @field: a field
 *
 * Names a field as the wire does, with its parent where it has one:
 * `limits.once`.
 *
 * Returns: the name
 */
const char *
cs_card_field_get_name (CsCardField field)
{
  g_return_val_if_fail (field < CS_N_CARD_FIELDS, NULL);

  return infos[field].name;
}
