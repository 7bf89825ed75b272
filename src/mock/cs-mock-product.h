/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CS_MOCK_PRODUCT_GARAM_CITY,
  CS_MOCK_PRODUCT_NARAE_TRANSIT,
  CS_MOCK_PRODUCT_SAEBOM_YOUTH,
  CS_MOCK_PRODUCT_MOA_GIFT,
  CS_MOCK_PRODUCT_DAON_BUSINESS,
  CS_MOCK_PRODUCT_BADA_TRAVEL,
  CS_MOCK_PRODUCT_SOLIP_GREEN,
  CS_N_MOCK_PRODUCTS,
} CsMockProductId;

/**
 * CsMockProduct:
 * @service_id: serviceId, 15 characters
 * @service_name: serviceName
 * @image: file name of its art below `/images/`
 * @max_named: maxRealNameRechargeAmount, whole won
 * @max_anonymous: maxNonRealNameRechargeAmount, whole won
 * @min_recharge: minRechargeAmount, whole won
 * @recharge_unit: rechargeUnitAmt, whole won
 * @pending_cap: virtualAccountMaxPendingAmount, whole won
 * @is_debit: whether its cards have limits and a linked account
 *
 * A card product of the mock service. All of them are invented.
 */
typedef struct
{
  const char *service_id;
  const char *service_name;
  const char *image;
  guint64     max_named;
  guint64     max_anonymous;
  guint64     min_recharge;
  guint64     recharge_unit;
  guint64     pending_cap;
  gboolean    is_debit;
} CsMockProduct;

const CsMockProduct *cs_mock_product_get (CsMockProductId id);

G_END_DECLS
