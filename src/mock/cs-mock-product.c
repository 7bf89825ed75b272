/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-product.h"

static const CsMockProduct products[CS_N_MOCK_PRODUCTS] = {
  [CS_MOCK_PRODUCT_GARAM_CITY] = {
    "000000000131002", "Garam City Card", "garam-city.png",
    2000000, 500000, 10000, 10000, 3000000, FALSE,
  },
  [CS_MOCK_PRODUCT_NARAE_TRANSIT] = {
    "000000000131010", "Narae Transit", "narae-transit.png",
    500000, 200000, 1000, 1000, 600000, FALSE,
  },
  [CS_MOCK_PRODUCT_SAEBOM_YOUTH] = {
    "000000000131019", "Saebom Youth Check", "saebom-youth.png",
    2000000, 500000, 10000, 10000, 3000000, TRUE,
  },
  [CS_MOCK_PRODUCT_MOA_GIFT] = {
    "000000000131027", "Moa Gift", "moa-gift.png",
    500000, 500000, 10000, 10000, 500000, FALSE,
  },
  [CS_MOCK_PRODUCT_DAON_BUSINESS] = {
    "000000000131035", "Daon Business", "daon-business.png",
    50000000, 500000, 10000, 10000, 60000000, TRUE,
  },
  [CS_MOCK_PRODUCT_BADA_TRAVEL] = {
    "000000000131043", "Bada Travel", "bada-travel.png",
    3000000, 500000, 10000, 10000, 4000000, FALSE,
  },
  [CS_MOCK_PRODUCT_SOLIP_GREEN] = {
    "000000000131051", "Solip Green", "solip-green.png",
    1000000, 300000, 5000, 5000, 1500000, FALSE,
  },
};

/**
 * cs_mock_product_get:
 * @id: a product
 *
 * Gets what all cards of a product have in common.
 *
 * Returns: (transfer none): the product
 */
const CsMockProduct *
cs_mock_product_get (CsMockProductId id)
{
  g_return_val_if_fail (id < CS_N_MOCK_PRODUCTS, NULL);

  return &products[id];
}
