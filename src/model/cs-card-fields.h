/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "cs-pan.h"

G_BEGIN_DECLS

/* A payment account reference: what replaces the card number. */
#define CS_PAR_LENGTH 27

/**
 * CsCardField:
 *
 * A member of one card in the answer of /user/card/list. Names are the wire's.
 */
typedef enum
{
  CS_CARD_FIELD_PAR,
  CS_CARD_FIELD_SERVICE_ID,
  CS_CARD_FIELD_SERVICE_NAME,
  CS_CARD_FIELD_SERVICE_IMAGE_URL,
  CS_CARD_FIELD_MOBILE_CARD_NO,
  CS_CARD_FIELD_PHYSICAL_CARD_NO,
  CS_CARD_FIELD_MOBILE_CARD_STATUS,
  CS_CARD_FIELD_PHYSICAL_CARD_STATUS,
  CS_CARD_FIELD_CARD_LIFE_STATUS,
  CS_CARD_FIELD_CARD_BIZ_STATUS,
  CS_CARD_FIELD_ACC_TRANSFER_STATUS,
  CS_CARD_FIELD_EXPIRY_DATE,
  CS_CARD_FIELD_BALANCE,
  CS_CARD_FIELD_PENDING_AMOUNT,
  CS_CARD_FIELD_IS_NAMED,
  CS_CARD_FIELD_MAX_REAL_NAME_RECHARGE_AMOUNT,
  CS_CARD_FIELD_MAX_NON_REAL_NAME_RECHARGE_AMOUNT,
  CS_CARD_FIELD_RECHARGEABLE_AMOUNT,
  CS_CARD_FIELD_MIN_RECHARGE_AMOUNT,
  CS_CARD_FIELD_RECHARGE_UNIT_AMT,
  CS_CARD_FIELD_RECHARGEABLE,
  CS_CARD_FIELD_PERSONAL_RECHARGEABLE,
  CS_CARD_FIELD_REFUNDABLE,
  CS_CARD_FIELD_REMITTABLE,
  CS_CARD_FIELD_ENABLE_FIC,
  CS_CARD_FIELD_LIMITS,
  CS_CARD_FIELD_LIMIT_ONCE,
  CS_CARD_FIELD_LIMIT_DAY,
  CS_CARD_FIELD_LIMIT_MONTH,
  CS_CARD_FIELD_BANK_INFO,
  CS_CARD_FIELD_BANK_NAME,
  CS_CARD_FIELD_ACCOUNT_NO,
  CS_CARD_FIELD_CARD_POINT_INFO,
  CS_CARD_FIELD_AUTO_RELOAD_STATUS,
  CS_CARD_FIELD_CARD_APPLY_NO,
  CS_CARD_FIELD_ENABLE_VIRTUAL_ACCOUNT_PENDING_AMOUNT,
  CS_CARD_FIELD_VIRTUAL_ACCOUNT_MAX_PENDING_AMOUNT,
  CS_N_CARD_FIELDS,
} CsCardField;

/* A set of fields: bit n stands for field n. */
typedef guint64 CsCardFieldSet;

#define CS_CARD_FIELD_BIT(field) ((CsCardFieldSet) 1 << (field))

/**
 * CsCardPoint:
 * @policy_id: pointPolicyId
 * @name: pointName
 * @auto_use: autoUse: points of this policy are spent by themselves
 * @has_remaining: whether remainingPoint was supplied
 * @remaining: remainingPoint: what the *member* holds under the policy, not the card
 *
 * One point policy of a card.
 */
typedef struct
{
  char     *policy_id;
  char     *name;
  gboolean  auto_use;
  gboolean  has_remaining;
  guint64   remaining;
} CsCardPoint;

/**
 * CsCardFields:
 * @present: fields that were supplied with a usable value
 * @invalid: fields that were supplied, but with a value that cannot be used
 *
 * Everything an answer says of one card, less the full card and account numbers.
 *
 * A value may be read only if its bit is in @present. Amounts are whole won. A
 * status keeps the service's own code, also one that nobody knows. A field that
 * was not supplied has its bit in neither set.
 */
typedef struct
{
  CsCardFieldSet  present;
  CsCardFieldSet  invalid;

  char           *par;
  char           *service_id;
  char           *service_name;
  char           *service_image_url;
  CsMaskedPan     mobile_card_no;
  CsMaskedPan     physical_card_no;

  char           *mobile_card_status;
  char           *physical_card_status;
  char           *card_life_status;
  char           *card_biz_status;
  char           *acc_transfer_status;
  char           *auto_reload_status;

  GDate           expiry_date;

  guint64         balance;
  guint64         pending_amount;
  guint64         max_real_name_recharge_amount;
  guint64         max_non_real_name_recharge_amount;
  guint64         rechargeable_amount;
  guint64         min_recharge_amount;
  guint64         recharge_unit_amt;
  guint64         limit_once;
  guint64         limit_day;
  guint64         limit_month;
  guint64         virtual_account_max_pending_amount;

  gboolean        is_named;
  gboolean        rechargeable;
  gboolean        personal_rechargeable;
  gboolean        refundable;
  gboolean        remittable;
  gboolean        enable_fic;
  gboolean        enable_virtual_account_pending_amount;

  char           *bank_name;
  char           *account_last4;
  char           *card_apply_no;
  GPtrArray      *points;           /* (element-type CsCardPoint), never NULL */
} CsCardFields;

CsCardPoint    *cs_card_point_new          (void) G_GNUC_WARN_UNUSED_RESULT;
void            cs_card_point_free         (CsCardPoint        *point);

CsCardFields   *cs_card_fields_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void            cs_card_fields_free        (CsCardFields       *self);
gboolean        cs_card_fields_has         (const CsCardFields *self,
                                            CsCardField         field);
CsCardFieldSet  cs_card_fields_get_required (const CsCardFields *self);
CsCardFieldSet  cs_card_fields_get_problems (const CsCardFields *self);
gboolean        cs_card_fields_get_maximum (const CsCardFields *self,
                                            guint64            *out_maximum);

const char     *cs_card_field_get_name     (CsCardField         field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCardPoint, cs_card_point_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCardFields, cs_card_fields_free)

G_END_DECLS
