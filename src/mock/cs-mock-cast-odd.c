/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-cast-tables.h"

#include "cs-digits.h"

#define GROUP CS_MOCK_GROUP_ODD

#define CITY   .product = CS_MOCK_PRODUCT_GARAM_CITY, .balance = 300000
#define DEBIT  .product = CS_MOCK_PRODUCT_SAEBOM_YOUTH, .balance = 300000

/* Names at the limit of 255 characters. */
#define TEN_SYLLABLES  "가나다라마바사아자차"
#define FIFTY          TEN_SYLLABLES TEN_SYLLABLES TEN_SYLLABLES TEN_SYLLABLES TEN_SYLLABLES
#define LONG_KOREAN    FIFTY FIFTY FIFTY FIFTY FIFTY "끝입니다."
#define TEN_LETTERS    "Wonderland"
#define FIFTY_LETTERS  TEN_LETTERS TEN_LETTERS TEN_LETTERS TEN_LETTERS TEN_LETTERS
#define LONG_ONE_WORD  FIFTY_LETTERS FIFTY_LETTERS FIFTY_LETTERS FIFTY_LETTERS FIFTY_LETTERS \
                       "Cards"

/* The controls of the bidirectional algorithm, written so that no editor obeys them. */
#define RTL_OVERRIDE   "\xe2\x80\xae"
#define RTL_ISOLATE    "\xe2\x81\xa7"
#define POP_DIRECTION  "\xe2\x80\xac"

static const CsMockPart parts[] = {
  {
    .member_id = 50000600001, .group = GROUP,
    .name = N_("Codes that nobody knows"),
    .shows = N_("A status outside the dictionary in each place that decides whether a card works."),
    .facts = FACT (UNKNOWN_STATUS),
    CARDS ({ CITY, .life = "77" },
           { CITY, .biz = "8Z" },
           { CITY, .mobile = "PAUSED" },
           { CITY, .physical = "SHREDDED" }),
  },
  {
    .member_id = 50000600002, .group = GROUP,
    .name = N_("Unknown codes that do no harm"),
    .shows = N_("Unknown codes for transfers and auto-reload; the cards stay usable."),
    .facts = FACT (UNKNOWN_STATUS),
    CARDS ({ CITY, .transfer = "7" },
           { CITY, .auto_reload = "SOMETIMES" }),
  },
  {
    .member_id = 50000600003, .group = GROUP,
    .name = N_("Unknown and blocked"),
    .shows = N_("An unknown code does not hide that one card is lost and another deleted."),
    .facts = FACT (UNKNOWN_STATUS) | FACT (LOST) | FACT (DELETED),
    CARDS ({ CITY, .life = "77", .biz = "31", .mobile = "SUSPENDED", .physical = "SUSPENDED" },
           { CITY, .life = "90", .biz = "8Z", .mobile = "SUSPENDED", .physical = "SUSPENDED" }),
  },
  {
    .member_id = 50000600004, .group = GROUP,
    .name = N_("Deciding members missing"),
    .shows = N_("Cards without a status or expiry: whether they work cannot be told."),
    .facts = FACT (INCOMPLETE),
    CARDS ({ CITY, .without = WITHOUT (CARD_LIFE_STATUS) },
           { CITY, .without = WITHOUT (CARD_BIZ_STATUS) },
           { CITY, .without = WITHOUT (MOBILE_CARD_STATUS) },
           { CITY, .without = WITHOUT (EXPIRY_DATE) }),
  },
  {
    .member_id = 50000600005, .group = GROUP,
    .name = N_("Other members missing"),
    .shows = N_("Cards without a name, PAR, balance or maximum; they stay usable."),
    .facts = FACT (INCOMPLETE),
    CARDS ({ CITY, .without = WITHOUT (SERVICE_NAME) | WITHOUT (SERVICE_IMAGE_URL) },
           { CITY, .without = WITHOUT (PAR) },
           { CITY, .without = WITHOUT (BALANCE) },
           { CITY, .without = WITHOUT (IS_NAMED) | WITHOUT (MAX_REAL_NAME_RECHARGE_AMOUNT) },
           { DEBIT, .without = WITHOUT (BANK_NAME) }),
  },
  {
    .member_id = 50000600006, .group = GROUP,
    .name = N_("Mistyped members"),
    .shows = N_("Negative and fractional amounts, a yes that is a text, dates that do not exist."),
    .facts = FACT (INCOMPLETE),
    CARDS ({ CITY, PATCHES ({ "balance", "-5" }) },
           { CITY, PATCHES ({ "balance", "1.5" }) },
           { CITY, PATCHES ({ "isNamed", "\"Y\"" }) },
           { CITY, PATCHES ({ "serviceName", "42" }) },
           { CITY, PATCHES ({ "pendingAmount", "10000000000" }) },
           { CITY, PATCHES ({ "expiryDate", "\"20311341\"" }) },
           { CITY, PATCHES ({ "expiryDate", "\"never\"" }) },
           { CITY, PATCHES ({ "cardLifeStatus", "60" }) },
           { CITY, PATCHES ({ "mobileCardStatus", "null" }) }),
  },
  {
    .member_id = 50000600007, .group = GROUP,
    .name = N_("Numbers in other clothes"),
    .shows = N_("Amounts as text, with an exponent and with .0: all of them are accepted."),
    CARDS ({ CITY, PATCHES ({ "balance", "\"300000\"" }, { "pendingAmount", "0.0" },
                            { "rechargeableAmount", "1.7e6" }, { "minRechargeAmount", "1E+4" },
                            { "maxRealNameRechargeAmount", "2000000.00" }) }),
  },
  {
    .member_id = 50000600008, .group = GROUP,
    .name = N_("Very long names"),
    .shows = N_("Product names of 255 characters, with and without places to break."),
    CARDS ({ CITY, .name = LONG_KOREAN },
           { CITY, .name = LONG_ONE_WORD }),
  },
  {
    .member_id = 50000600009, .group = GROUP,
    .name = N_("Names from right to left"),
    .shows = N_("Product names in Arabic and Hebrew, alone and among other scripts."),
    CARDS ({ CITY, .name = "بطاقة مدينة غارام" },
           { CITY, .name = "כרטיס נוער סבום" },
           { CITY, .name = "가람 بطاقة Card 2031 כרטיס 카드" }),
  },
  {
    .member_id = 50000600010, .group = GROUP,
    .name = N_("Names that turn the line around"),
    .shows = N_("Product names with direction controls that must not reach beyond themselves."),
    CARDS ({ CITY, .name = "Garam " RTL_OVERRIDE "ELBASU" },
           { CITY, .name = "Garam " RTL_ISOLATE "City" },
           { CITY, .name = "Garam " RTL_OVERRIDE "ytiC" POP_DIRECTION " Card" }),
  },
  {
    .member_id = 50000600011, .group = GROUP,
    .name = N_("Names with markup"),
    .shows = N_("Product names that look like markup, formulas, formats and paths."),
    CARDS ({ CITY, .name = "<b>Garam</b> & <span size='99999'>City</span>" },
           { CITY, .name = "=HYPERLINK(\"http://example.com\",\"Garam\")" },
           { CITY, .name = "%s%n%x {0} $(id) `id`" },
           { CITY, .name = "../../etc/passwd\\\"\t\n\"" },
           { CITY, .name = "Z\xcc\x8d\xcc\xbf\xcd\x83\xcc\x92\xcc\xa1\xcc\xa6\xcc\xb0gara\xcc\x80m "
                           "\xf0\x9f\x92\xb3\xef\xbb\xbf\xe2\x80\x8b" }),
  },
  {
    .member_id = 50000600012, .group = GROUP,
    .name = N_("A malformed PAR"),
    .shows = N_("PARs that are too short, too long and of the wrong form."),
    .facts = FACT (PAR_MALFORMED),
    CARDS ({ CITY, .par = "Q1E704A91C55" },
           { CITY, .par = "Q1E704A91C55D2B80F3677E1A90FF" },
           { CITY, .par = "0" }),
  },
  {
    .member_id = 50000600013, .group = GROUP,
    .name = N_("Odd card numbers"),
    .shows = N_("Card numbers with a wrong check digit, too short, too long or masked."),
    .facts = FACT (NUMBER_INVALID),
    CARDS ({ CITY, .physical_no = "9491330000000001" },
           { CITY, .physical_no = "949133000004" },
           { CITY, .physical_no = "94913300000000000004" },
           { CITY, .physical_no = "9491 3300 0000 0002" },
           { CITY, .physical_no = "949133******0765" },
           { CITY, .physical_no = "94913300O0000OO2" },
           { CITY, .physical_no = "９４９１３３００００００００００" },
           { CITY, .mobile_no = "0" }),
  },
  {
    .member_id = 50000600014, .group = GROUP,
    .name = N_("Pictures that cannot be shown"),
    .shows = N_("Product art that is missing, a web page, cut off, or far too large."),
    CARDS ({ CITY, .image = "missing.png" },
           { CITY, .image = "page.png" },
           { CITY, .image = "cut.png" },
           { CITY, .image = "vast.png" }),
  },
  {
    .member_id = 50000600015, .group = GROUP,
    .name = N_("Pictures that must not be fetched"),
    .shows = N_("Picture addresses of files, of inner networks and with a password in them."),
    CARDS ({ CITY, .image = "file:///etc/passwd" },
           { CITY, .image = "http://169.254.169.254/latest/meta-data/" },
           { CITY, .image = "http://127.0.0.1:9/card.png" },
           { CITY, .image = "https://[::1]/card.png" },
           { CITY, .image = "https://desk:secret@img.example.com/card.png" },
           { CITY, .image = "data:image/png;base64,iVBORw0KGgo=" },
           { CITY, .image = "javascript:alert(1)" }),
  },
  {
    .member_id = 50000600016, .group = GROUP,
    .name = N_("Members that nobody asked for"),
    .shows = N_("Unknown members, among them a security code and a PIN, which must be dropped."),
    CARDS ({ CITY, .extra = "\"cvv\":\"949\",\"CVC2\":\"949\",\"pin\":\"9491\",\"trackData\":"
                            "\"%B949133?\",\"future\":{\"balance\":1,\"list\":[null,{}]}" }),
  },
  {
    .member_id = 50000600017, .group = GROUP,
    .name = N_("Somebody else's correlation ID"),
    .shows = N_("The answer carries a correlation ID that is not the request's."),
    .answer = CS_MOCK_ANSWER_OTHER_CORRELATION_ID,
    CARDS ({ CITY }),
  },
  {
    .member_id = 50000600128, .group = GROUP,
    .name = N_("Encrypted by the shorter key"),
    .shows = N_("The answer is encrypted by A128GCM, where all others are by A256GCM."),
    .answer = CS_MOCK_ANSWER_SHORT_KEY,
    CARDS ({ CITY }),
  },
  {
    .member_id = 50000600018, .group = GROUP,
    .name = N_("A refusal with a code of its own"),
    .shows = N_("The service refuses with a code that no document names (777_777)."),
    .answer = CS_MOCK_ANSWER_CODE_OF_ITS_OWN,
  },
  {
    .member_id = 0, .group = GROUP,
    .name = N_("Nobody's card"),
    .shows = N_("A card number that the service knows and that belongs to no member."),
    .ask = CS_MOCK_ASK_CARD,
    .answer = CS_MOCK_ANSWER_NOBODYS_CARD,
  },
  {
    .member_id = 1, .group = GROUP,
    .name = N_("The smallest member ID"),
    .shows = N_("Member 1, with one usable card."),
    CARDS ({ CITY }),
  },
  {
    .member_id = CS_MEMBER_ID_MAX, .group = GROUP,
    .name = N_("The largest member ID"),
    .shows = N_("Nineteen nines, more than a signed number of 64 bits can hold."),
    CARDS ({ CITY }),
  },
};

const CsMockTable cs_mock_cast_odd = { parts, G_N_ELEMENTS (parts) };
