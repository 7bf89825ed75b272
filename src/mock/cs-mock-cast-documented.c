/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-cast-tables.h"

static const CsMockPart parts[] = {
  {
    .member_id = 50000104652,
    .name = N_("A member with cards"),
    .shows = N_("Four cards: one reported lost, two that can be used and one that has expired."),
    .test_case = 1,
    .facts = FACT (LOST) | FACT (TRANSFER_IN_PROGRESS) | FACT (AUTO_RELOAD_ON_BLOCKED) |
             FACT (EXPIRES_SOON) | FACT (EXPIRED) | FACT (EMPTY),
    CARDS ({ .product = CS_MOCK_PRODUCT_GARAM_CITY,
             .life = "30", .biz = "31", .mobile = "SUSPENDED", .physical = "SUSPENDED",
             .transfer = "1", .auto_reload = "ACTIVE",
             .expires = CS_MOCK_MONTH_END (57), .balance = 300000,
             .par = "Q1E704A91C55D2B80F3677E1A90", .mobile_no = "4410", .physical_no = "0765",
             POINTS ({ "000000000000101", "Garam points", 1100, TRUE },
                     { "000000000000102", "Market day points", 134, FALSE },
                     { "000000000000103", "Green mileage", -1, FALSE }) },
           { .product = CS_MOCK_PRODUCT_SAEBOM_YOUTH,
             .expires = CS_MOCK_MONTH_END (29), .balance = 1284700,
             .flags = CS_MOCK_CARD_APPLIED_FOR, .physical_no = "0906",
             POINTS ({ "000000000000201", "Saebom points", 8120, TRUE }) },
           { .product = CS_MOCK_PRODUCT_NARAE_TRANSIT,
             .expires = CS_MOCK_IN_DAYS (12), .balance = 18450, .physical_no = "2210" },
           { .product = CS_MOCK_PRODUCT_MOA_GIFT,
             .life = "30", .biz = "35", .mobile = "SUSPENDED", .physical = "SUSPENDED",
             .expires = CS_MOCK_MONTH_END (-3), .physical_no = "1188" }),
  },
  {
    .member_id = 50000100002,
    .name = N_("A member without cards"),
    .shows = N_("The member exists and holds no card."),
    .test_case = 2,
  },
  {
    .member_id = 50000100003,
    .name = N_("An invalid parameter"),
    .shows = N_("The service answers that the member ID is not valid (000_002)."),
    .test_case = 3,
    .answer = CS_MOCK_ANSWER_INVALID_PARAMETER,
  },
  {
    .member_id = 50000100004,
    .name = N_("A missing parameter"),
    .shows = N_("The service answers that the member ID is missing (000_003)."),
    .test_case = 4,
    .answer = CS_MOCK_ANSWER_MISSING_PARAMETER,
  },
  {
    .member_id = 50000109999,
    .name = N_("Nobody, or membership cancelled"),
    .shows = N_("The service knows no such member (001_006)."),
    .test_case = 5,
    .answer = CS_MOCK_ANSWER_NO_SUCH_MEMBER,
  },
  {
    .member_id = 50000100006,
    .name = N_("One card by its PAR"),
    .shows = N_("Three cards, of which only the first is asked for by its PAR."),
    .test_case = 6,
    .ask = CS_MOCK_ASK_PAR,
    CARDS ({ .product = CS_MOCK_PRODUCT_BADA_TRAVEL, .balance = 420000 },
           { .product = CS_MOCK_PRODUCT_GARAM_CITY, .balance = 55000 },
           { .product = CS_MOCK_PRODUCT_SOLIP_GREEN, .balance = 7500 }),
  },
  {
    .member_id = 50000100007,
    .name = N_("One card by its number"),
    .shows = N_("Three cards, of which only the first is asked for by its physical card number."),
    .test_case = 7,
    .ask = CS_MOCK_ASK_CARD,
    CARDS ({ .product = CS_MOCK_PRODUCT_SAEBOM_YOUTH, .balance = 98000 },
           { .product = CS_MOCK_PRODUCT_NARAE_TRANSIT, .balance = 12350 },
           { .product = CS_MOCK_PRODUCT_SOLIP_GREEN, .balance = 30000 }),
  },
};

const CsMockTable cs_mock_cast_documented = { parts, G_N_ELEMENTS (parts) };
