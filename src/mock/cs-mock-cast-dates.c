/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-cast-tables.h"

#define GROUP CS_MOCK_GROUP_DATES

static const CsMockPart parts[] = {
  {
    .member_id = 50000200035, .group = GROUP,
    .name = N_("Expired yesterday"),
    .shows = N_("A card whose last day was yesterday, stopped by its expiry (35)."),
    .facts = FACT (EXPIRED),
    CARDS ({ .product = CS_MOCK_PRODUCT_GARAM_CITY, .life = "30", .biz = "35",
             .mobile = "SUSPENDED", .physical = "SUSPENDED", .expires = CS_MOCK_IN_DAYS (-1),
             .balance = 41000 }),
  },
  {
    .member_id = 50000300099, .group = GROUP,
    .name = N_("Expired yesterday, yet normal"),
    .shows = N_("The date has passed and the reason still says normal (60): a contradiction."),
    .facts = FACT (EXPIRED) | FACT (CONTRADICTION),
    CARDS ({ .product = CS_MOCK_PRODUCT_NARAE_TRANSIT, .expires = CS_MOCK_IN_DAYS (-1),
             .balance = 5200 }),
  },
  {
    .member_id = 50000200135, .group = GROUP,
    .name = N_("Expired ahead of its date"),
    .shows = N_("The reason says expired (35) and the date is years ahead: a contradiction."),
    .facts = FACT (EXPIRED) | FACT (CONTRADICTION),
    CARDS ({ .product = CS_MOCK_PRODUCT_GARAM_CITY, .life = "30", .biz = "35",
             .mobile = "SUSPENDED", .physical = "SUSPENDED", .balance = 70000 }),
  },
  {
    .member_id = 50000300000, .group = GROUP,
    .name = N_("Expires today"),
    .shows = N_("A card that works until midnight in Korea."),
    .facts = FACT (EXPIRES_SOON),
    CARDS ({ .product = CS_MOCK_PRODUCT_GARAM_CITY, .expires = CS_MOCK_IN_DAYS (0),
             .balance = 33000 }),
  },
  {
    .member_id = 50000300001, .group = GROUP,
    .name = N_("Expires tomorrow"),
    .shows = N_("A card that has today and tomorrow left."),
    .facts = FACT (EXPIRES_SOON),
    CARDS ({ .product = CS_MOCK_PRODUCT_GARAM_CITY, .expires = CS_MOCK_IN_DAYS (1),
             .balance = 33000 }),
  },
  {
    .member_id = 50000300029, .group = GROUP,
    .name = N_("Expires in 29 days"),
    .shows = N_("A card that expires just inside the warning of 30 days."),
    .facts = FACT (EXPIRES_SOON),
    CARDS ({ .product = CS_MOCK_PRODUCT_GARAM_CITY, .expires = CS_MOCK_IN_DAYS (29),
             .balance = 33000 }),
  },
  {
    .member_id = 50000300030, .group = GROUP,
    .name = N_("The edge of the warning"),
    .shows = N_("One card expires in 30 days and is warned of, one in 31 days and is not."),
    .facts = FACT (EXPIRES_SOON),
    CARDS ({ .product = CS_MOCK_PRODUCT_GARAM_CITY, .expires = CS_MOCK_IN_DAYS (30),
             .balance = 33000 },
           { .product = CS_MOCK_PRODUCT_NARAE_TRANSIT, .expires = CS_MOCK_IN_DAYS (31),
             .balance = 3300 }),
  },
  {
    .member_id = 50000300004, .group = GROUP,
    .name = N_("An expiry of four digits"),
    .shows = N_("The date is given as year and month only and means the last day of that month."),
    CARDS ({ .product = CS_MOCK_PRODUCT_SOLIP_GREEN, .expires = CS_MOCK_SHORT_DATE (14),
             .balance = 21000 }),
  },
};

const CsMockTable cs_mock_cast_dates = { parts, G_N_ELEMENTS (parts) };
