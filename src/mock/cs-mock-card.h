/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-card-record.h"
#include "cs-mock-number.h"
#include "cs-mock-product.h"

G_BEGIN_DECLS

/* When a card expires, in one number: 0 is "as usual", over two years ahead. */
#define CS_MOCK_IN_DAYS(n)    (100000 + (n))
#define CS_MOCK_MONTH_END(n)  (200000 + (n))    /* the last day of the month n months ahead */
#define CS_MOCK_SHORT_DATE(n) (300000 + (n))    /* the same, written yyMM */

typedef enum
{
  CS_MOCK_CARD_ANONYMOUS             = 1 << 0,
  CS_MOCK_CARD_NOT_RECHARGEABLE      = 1 << 1,
  CS_MOCK_CARD_NOT_PERSONAL          = 1 << 2,    /* not rechargeable from a personal account */
  CS_MOCK_CARD_NOT_REFUNDABLE        = 1 << 3,
  CS_MOCK_CARD_NOT_REMITTABLE        = 1 << 4,
  CS_MOCK_CARD_MOBILE_ONLY           = 1 << 5,    /* no physical form: neither number nor status */
  CS_MOCK_CARD_NO_ACCOUNT            = 1 << 6,    /* a debit card that no account is linked to */
  CS_MOCK_CARD_CASH_IC               = 1 << 7,
  CS_MOCK_CARD_NO_PENDING            = 1 << 8,    /* charges may not wait */
  CS_MOCK_CARD_APPLIED_FOR           = 1 << 9,    /* has an application number */
  CS_MOCK_CARD_WRONG_RECHARGEABLE    = 1 << 10,
} CsMockCardFlags;

/**
 * CsMockPoint:
 * @policy_id: pointPolicyId, 15 characters; `NULL` ends a list
 * @name: pointName
 * @remaining: remainingPoint, or -1 if it is not supplied
 * @auto_use: autoUse
 *
 * A point policy of a card.
 */
typedef struct
{
  const char *policy_id;
  const char *name;
  gint64      remaining;
  gboolean    auto_use;
} CsMockPoint;

/**
 * CsMockPatch:
 * @name: a member of the card's JSON; `NULL` ends a list
 * @json: what stands there instead of its value, as it is
 *
 * A value that no codec would write: mistyped, negative, fractional.
 */
typedef struct
{
  const char *name;
  const char *json;
} CsMockPatch;

/**
 * CsMockCard:
 * @product: which product it is
 * @life: (nullable): cardLifeStatus; `NULL` stands for the usual 60
 * @biz: (nullable): cardBizStatus; `NULL` stands for 60
 * @mobile: (nullable): mobileCardStatus; `NULL` stands for ACTIVE
 * @physical: (nullable): physicalCardStatus; `NULL` stands for ACTIVE
 * @transfer: (nullable): accTransferStatus; `NULL` stands for 0
 * @auto_reload: (nullable): autoReloadStatus; `NULL` stands for NONE
 * @expires: one of the macros above
 * @flags: in what else it is unusual
 * @balance: whole won
 * @pending: whole won
 * @limits: once, day and month; all 0 stands for the usual ones of a debit card
 * @points: (nullable) (array zero-terminated=1): its point policies
 * @par: (nullable): its PAR, where it is not a made one
 * @name: (nullable): its serviceName, where it is not the product's
 * @image: (nullable): its serviceImageUrl as it is, where it is not the product's
 * @mobile_no: (nullable): its mobile number: four digits end a made one, others are taken
 *   as they are
 * @physical_no: (nullable): its physical card number, likewise
 * @without: members that are left out
 * @patches: (nullable) (array zero-terminated=1): members with other values
 * @extra: (nullable): JSON members added at the end
 *
 * A card in as few words as it takes: only what is unusual about it is said.
 */
typedef struct _CsMockCard
{
  CsMockProductId    product;
  const char        *life;
  const char        *biz;
  const char        *mobile;
  const char        *physical;
  const char        *transfer;
  const char        *auto_reload;
  gint               expires;
  guint              flags;
  guint64            balance;
  guint64            pending;
  guint64            limits[3];
  const CsMockPoint *points;
  const char        *par;
  const char        *name;
  const char        *image;
  const char        *mobile_no;
  const char        *physical_no;
  CsCardFieldSet     without;
  const CsMockPatch *patches;
  const char        *extra;
} CsMockCard;

/**
 * CsMockNumbers:
 * @par: its PAR
 * @mobile: its mobile card number
 * @physical: its physical card number
 *
 * What tells one card from another.
 */
typedef struct
{
  CsMockPar    par;
  CsMockCardNo mobile;
  CsMockCardNo physical;
} CsMockNumbers;

guint64       cs_mock_card_get_maximum (const CsMockCard    *self);
const char   *cs_mock_tail             (const char          *own);
CsCardRecord *cs_mock_card_to_record   (const CsMockCard    *self,
                                        const CsMockNumbers *numbers,
                                        const GDate         *today,
                                        const char          *image_base) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
