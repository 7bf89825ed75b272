/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-cast-tables.h"

#define GROUP CS_MOCK_GROUP_STATUS

/* Both forms of a card stopped. */
#define STOPPED .mobile = "SUSPENDED", .physical = "SUSPENDED"

static const CsMockPart parts[] = {
  {
    .member_id = 50000200031, .group = GROUP,
    .name = N_("Reported lost"),
    .shows = N_("A card that its holder reported lost (31), stopped in every form."),
    .facts = FACT (LOST),
    CARDS ({ .product = CS_MOCK_PRODUCT_GARAM_CITY, .life = "30", .biz = "31", STOPPED,
             .balance = 120000 }),
  },
  {
    .member_id = 50000200131, .group = GROUP,
    .name = N_("Reloading a lost card"),
    .shows = N_("A card reported lost whose auto-reload is still on."),
    .facts = FACT (LOST) | FACT (AUTO_RELOAD_ON_BLOCKED),
    CARDS ({ .product = CS_MOCK_PRODUCT_SAEBOM_YOUTH, .life = "30", .biz = "31", STOPPED,
             .auto_reload = "ACTIVE", .balance = 64000 }),
  },
  {
    .member_id = 50000200061, .group = GROUP,
    .name = N_("Found again"),
    .shows = N_("A card whose loss report was withdrawn (61); it can be used."),
    .facts = FACT (LOSS_WITHDRAWN),
    CARDS ({ .product = CS_MOCK_PRODUCT_NARAE_TRANSIT, .biz = "61", .balance = 23400 }),
  },
  {
    .member_id = 50000200036, .group = GROUP,
    .name = N_("Waiting for receipt"),
    .shows = N_("A new card that works only after its receipt is confirmed (36)."),
    .facts = FACT (AWAITING_RECEIPT),
    CARDS ({ .product = CS_MOCK_PRODUCT_BADA_TRAVEL, .life = "30", .biz = "36", STOPPED,
             .flags = CS_MOCK_CARD_APPLIED_FOR, .balance = 50000 }),
  },
  {
    .member_id = 50000200330, .group = GROUP,
    .name = N_("Stopped by re-issue"),
    .shows = N_("An old card replaced by a new one (3A), and the new one beside it."),
    .facts = FACT (REISSUED),
    CARDS ({ .product = CS_MOCK_PRODUCT_GARAM_CITY, .life = "30", .biz = "3A", STOPPED,
             .balance = 1000 },
           { .product = CS_MOCK_PRODUCT_GARAM_CITY, .balance = 310000 }),
  },
  {
    .member_id = 50000200030, .group = GROUP,
    .name = N_("Suspended without a reason"),
    .shows = N_("Both forms of the card are suspended and no code says why."),
    .facts = FACT (SUSPENDED),
    CARDS ({ .product = CS_MOCK_PRODUCT_SOLIP_GREEN, STOPPED, .balance = 42000 }),
  },
  {
    .member_id = 50000200003, .group = GROUP,
    .name = N_("A mobile card alone, suspended"),
    .shows = N_("A card without a physical form, and its only form is suspended."),
    .facts = FACT (SUSPENDED),
    CARDS ({ .product = CS_MOCK_PRODUCT_NARAE_TRANSIT, .mobile = "SUSPENDED",
             .flags = CS_MOCK_CARD_MOBILE_ONLY, .balance = 9800 }),
  },
  {
    .member_id = 50000200001, .group = GROUP,
    .name = N_("Mobile card suspended"),
    .shows = N_("The mobile card is suspended while the physical card works."),
    .facts = FACT (MOBILE_SUSPENDED),
    CARDS ({ .product = CS_MOCK_PRODUCT_GARAM_CITY, .mobile = "SUSPENDED", .balance = 77000 }),
  },
  {
    .member_id = 50000200002, .group = GROUP,
    .name = N_("Physical card suspended"),
    .shows = N_("The physical card is suspended while the mobile card works."),
    .facts = FACT (PHYSICAL_SUSPENDED),
    CARDS ({ .product = CS_MOCK_PRODUCT_GARAM_CITY, .physical = "SUSPENDED", .balance = 77000 }),
  },
  {
    .member_id = 50000200004, .group = GROUP,
    .name = N_("Auto-reload on, off and not set"),
    .shows = N_("Three usable cards, one for each setting of auto-reload."),
    CARDS ({ .product = CS_MOCK_PRODUCT_SAEBOM_YOUTH, .auto_reload = "ACTIVE",
             .balance = 150000 },
           { .product = CS_MOCK_PRODUCT_GARAM_CITY, .auto_reload = "INACTIVE", .balance = 15000 },
           { .product = CS_MOCK_PRODUCT_NARAE_TRANSIT, .auto_reload = "NONE", .balance = 1500 }),
  },
  {
    .member_id = 50000200090, .group = GROUP,
    .name = N_("Deleted"),
    .shows = N_("A card that was deleted from the ledger (90); it is final."),
    .facts = FACT (DELETED),
    CARDS ({ .product = CS_MOCK_PRODUCT_MOA_GIFT, .life = "90", STOPPED, .balance = 3000 }),
  },
  {
    .member_id = 50000200190, .group = GROUP,
    .name = N_("Deleted after a loss"),
    .shows = N_("A card that is deleted as well as reported lost: finished counts before blocked."),
    .facts = FACT (DELETED) | FACT (LOST),
    CARDS ({ .product = CS_MOCK_PRODUCT_GARAM_CITY, .life = "90", .biz = "31", STOPPED,
             .balance = 500 }),
  },
  {
    .member_id = 50000200160, .group = GROUP,
    .name = N_("Lost, yet active in the ledger"),
    .shows = N_("The ledger says active (60) and the reason says lost (31): a contradiction."),
    .facts = FACT (LOST) | FACT (CONTRADICTION),
    CARDS ({ .product = CS_MOCK_PRODUCT_GARAM_CITY, .biz = "31", STOPPED, .balance = 88000 }),
  },
  {
    .member_id = 50000200130, .group = GROUP,
    .name = N_("Normal, yet suspended in the ledger"),
    .shows = N_("The ledger says suspended (30) and the reason says normal (60): a contradiction."),
    .facts = FACT (SUSPENDED) | FACT (CONTRADICTION),
    CARDS ({ .product = CS_MOCK_PRODUCT_SOLIP_GREEN, .life = "30", .balance = 61000 }),
  },
  {
    .member_id = 50000200999, .group = GROUP,
    .name = N_("Every combination"),
    .shows = N_("One card for each combination of ledger, reason, mobile and physical status."),
    .answer = CS_MOCK_ANSWER_EVERY_COMBINATION,
    .n_cards = 3 * 6 * 2 * 3,
    .facts = FACT (DELETED) | FACT (EXPIRED) | FACT (LOST) | FACT (AWAITING_RECEIPT) |
             FACT (REISSUED) | FACT (SUSPENDED) | FACT (MOBILE_SUSPENDED) |
             FACT (PHYSICAL_SUSPENDED) | FACT (CONTRADICTION) | FACT (LOSS_WITHDRAWN),
  },
};

const CsMockTable cs_mock_cast_status = { parts, G_N_ELEMENTS (parts) };
