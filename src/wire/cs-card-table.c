/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-card-table.h"

/* Lengths are those of the service's own table. Its lengths of statuses contradict
 * its values, so that those have none; neither has the PAR, nor have card numbers,
 * whose faults are worth showing.
 */
#define TEXT(name, bit, max, member) \
  { name, CS_CARD_KIND_TEXT, bit, max, G_STRUCT_OFFSET (CsCardFields, member), NULL }
#define NUMBER(name, bit, max, member) \
  { name, CS_CARD_KIND_NUMBER, bit, max, G_STRUCT_OFFSET (CsCardRecord, member), NULL }
#define DATE(name, bit, member) \
  { name, CS_CARD_KIND_DATE, bit, CS_CARD_CODE_MAX, G_STRUCT_OFFSET (CsCardFields, member), NULL }
#define AMOUNT(name, bit, member) \
  { name, CS_CARD_KIND_AMOUNT, bit, 0, G_STRUCT_OFFSET (CsCardFields, member), NULL }
#define FLAG(name, bit, member) \
  { name, CS_CARD_KIND_FLAG, bit, 0, G_STRUCT_OFFSET (CsCardFields, member), NULL }
#define GROUP(name, bit, table) \
  { name, CS_CARD_KIND_GROUP, bit, 0, 0, table }
#define POINTS(name, bit, member) \
  { name, CS_CARD_KIND_POINTS, bit, 0, G_STRUCT_OFFSET (CsCardFields, member), NULL }

static const CsCardRow limit_rows[] = {
  AMOUNT ("once", CS_CARD_FIELD_LIMIT_ONCE, limit_once),
  AMOUNT ("day", CS_CARD_FIELD_LIMIT_DAY, limit_day),
  AMOUNT ("month", CS_CARD_FIELD_LIMIT_MONTH, limit_month),
};

static const CsCardTable limit_table = { limit_rows, G_N_ELEMENTS (limit_rows) };

static const CsCardRow bank_rows[] = {
  TEXT ("bankName", CS_CARD_FIELD_BANK_NAME, 10, bank_name),
  NUMBER ("accountNo", CS_CARD_FIELD_ACCOUNT_NO, 20, account_no),
};

static const CsCardTable bank_table = { bank_rows, G_N_ELEMENTS (bank_rows) };

static const CsCardRow rows[] = {
  TEXT ("par", CS_CARD_FIELD_PAR, CS_CARD_CODE_MAX, par),
  TEXT ("serviceId", CS_CARD_FIELD_SERVICE_ID, 15, service_id),
  TEXT ("serviceName", CS_CARD_FIELD_SERVICE_NAME, 255, service_name),
  TEXT ("serviceImageUrl", CS_CARD_FIELD_SERVICE_IMAGE_URL, 255, service_image_url),
  NUMBER ("mobileCardNo", CS_CARD_FIELD_MOBILE_CARD_NO, CS_CARD_CODE_MAX, mobile_card_no),
  NUMBER ("physicalCardNo", CS_CARD_FIELD_PHYSICAL_CARD_NO, CS_CARD_CODE_MAX, physical_card_no),
  TEXT ("mobileCardStatus", CS_CARD_FIELD_MOBILE_CARD_STATUS, CS_CARD_CODE_MAX,
        mobile_card_status),
  TEXT ("physicalCardStatus", CS_CARD_FIELD_PHYSICAL_CARD_STATUS, CS_CARD_CODE_MAX,
        physical_card_status),
  TEXT ("cardLifeStatus", CS_CARD_FIELD_CARD_LIFE_STATUS, CS_CARD_CODE_MAX, card_life_status),
  TEXT ("cardBizStatus", CS_CARD_FIELD_CARD_BIZ_STATUS, CS_CARD_CODE_MAX, card_biz_status),
  TEXT ("accTransferStatus", CS_CARD_FIELD_ACC_TRANSFER_STATUS, CS_CARD_CODE_MAX,
        acc_transfer_status),
  DATE ("expiryDate", CS_CARD_FIELD_EXPIRY_DATE, expiry_date),
  AMOUNT ("balance", CS_CARD_FIELD_BALANCE, balance),
  AMOUNT ("pendingAmount", CS_CARD_FIELD_PENDING_AMOUNT, pending_amount),
  FLAG ("isNamed", CS_CARD_FIELD_IS_NAMED, is_named),
  AMOUNT ("maxRealNameRechargeAmount", CS_CARD_FIELD_MAX_REAL_NAME_RECHARGE_AMOUNT,
          max_real_name_recharge_amount),
  AMOUNT ("maxNonRealNameRechargeAmount", CS_CARD_FIELD_MAX_NON_REAL_NAME_RECHARGE_AMOUNT,
          max_non_real_name_recharge_amount),
  AMOUNT ("rechargeableAmount", CS_CARD_FIELD_RECHARGEABLE_AMOUNT, rechargeable_amount),
  AMOUNT ("minRechargeAmount", CS_CARD_FIELD_MIN_RECHARGE_AMOUNT, min_recharge_amount),
  AMOUNT ("rechargeUnitAmt", CS_CARD_FIELD_RECHARGE_UNIT_AMT, recharge_unit_amt),
  FLAG ("rechargeable", CS_CARD_FIELD_RECHARGEABLE, rechargeable),
  FLAG ("personalRechargeable", CS_CARD_FIELD_PERSONAL_RECHARGEABLE, personal_rechargeable),
  FLAG ("refundable", CS_CARD_FIELD_REFUNDABLE, refundable),
  FLAG ("remittable", CS_CARD_FIELD_REMITTABLE, remittable),
  FLAG ("enableFIC", CS_CARD_FIELD_ENABLE_FIC, enable_fic),
  GROUP ("limits", CS_CARD_FIELD_LIMITS, &limit_table),
  GROUP ("bankInfo", CS_CARD_FIELD_BANK_INFO, &bank_table),
  POINTS ("cardPointInfo", CS_CARD_FIELD_CARD_POINT_INFO, points),
  TEXT ("autoReloadStatus", CS_CARD_FIELD_AUTO_RELOAD_STATUS, CS_CARD_CODE_MAX,
        auto_reload_status),
  TEXT ("cardApplyNo", CS_CARD_FIELD_CARD_APPLY_NO, 22, card_apply_no),
  FLAG ("enableVirtualAccountPendingAmount", CS_CARD_FIELD_ENABLE_VIRTUAL_ACCOUNT_PENDING_AMOUNT,
        enable_virtual_account_pending_amount),
  AMOUNT ("virtualAccountMaxPendingAmount", CS_CARD_FIELD_VIRTUAL_ACCOUNT_MAX_PENDING_AMOUNT,
          virtual_account_max_pending_amount),
};

const CsCardTable cs_card_table = { rows, G_N_ELEMENTS (rows) };

static const CsCardRow point_rows[] = {
  { "pointPolicyId", CS_CARD_KIND_TEXT, CS_CARD_POINT_POLICY_ID, 15,
    G_STRUCT_OFFSET (CsCardPoint, policy_id), NULL },
  { "pointName", CS_CARD_KIND_TEXT, CS_CARD_POINT_NAME, 255,
    G_STRUCT_OFFSET (CsCardPoint, name), NULL },
  { "autoUse", CS_CARD_KIND_FLAG, CS_CARD_POINT_AUTO_USE, 0,
    G_STRUCT_OFFSET (CsCardPoint, auto_use), NULL },
  { "remainingPoint", CS_CARD_KIND_AMOUNT, CS_CARD_POINT_REMAINING, 0,
    G_STRUCT_OFFSET (CsCardPoint, remaining), NULL },
};

const CsCardTable cs_card_point_table = { point_rows, G_N_ELEMENTS (point_rows) };
