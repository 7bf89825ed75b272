/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every combination of every status, known, unknown, absent and unusable, with
 * every kind of expiry, judged by the tables below. They are written from the
 * description of the facts and share nothing with the rules of the model: a state
 * is a word of seven letters, and a line of the table is a pattern for such words.
 */

#include <string.h>

#include "sample-card.h"
#include "sample-walk.h"

enum
{
  LEDGER,
  BUSINESS,
  MOBILE,
  PHYSICAL,
  EXPIRY,
  TRANSFER,
  RELOAD,
  N_AXES,
};

static const char *const ledger[] = { "=30", "=60", "=90", "=31", "-", "!90", NULL };
static const char *const business[] = {
  "=31", "=35", "=36", "=3A", "=60", "=61", "=90", "-", "!31", NULL,
};
static const char *const form[] = {
  "=ACTIVE", "=SUSPENDED", "=suspended", "-", "!SUSPENDED", NULL,
};
static const char *const expiry[] = { "=-1", "=0", "=1", "=30", "=31", "-", "!-1", NULL };
static const char *const transfer[] = { "=0", "=1", "=2", "-", "!1", NULL };
static const char *const reload[] = { "=ACTIVE", "=INACTIVE", "=NONE", "=", "-", "!ACTIVE", NULL };

static const SampleAxis axes[N_AXES] = {
  { "cardLifeStatus", ledger },
  { "cardBizStatus", business },
  { "mobileCardStatus", form },
  { "physicalCardStatus", form },
  { "expiryDate", expiry },
  { "accTransferStatus", transfer },
  { "autoReloadStatus", reload },
};

/* The letters of the states, in the order of the values: `?` is a code that nobody
 * knows, `-` nothing, `!` something unusable; of the expiry p is past, t today, n
 * near, e the last near one, l later.
 */
static const char *const letters[N_AXES] = {
  "369?-!", "156A0W?-!", "as?-!", "as?-!", "ptnel-!", "01?-!", "AIN?-!",
};

static const CsCardField letter_fields[N_AXES] = {
  CS_CARD_FIELD_CARD_LIFE_STATUS, CS_CARD_FIELD_CARD_BIZ_STATUS,
  CS_CARD_FIELD_MOBILE_CARD_STATUS, CS_CARD_FIELD_PHYSICAL_CARD_STATUS,
  CS_CARD_FIELD_EXPIRY_DATE, CS_CARD_FIELD_ACC_TRANSFER_STATUS,
  CS_CARD_FIELD_AUTO_RELOAD_STATUS,
};

#define ANY NULL

/* When a fact is found, and the axes that it comes from. Lines of one fact, one
 * severity and one number are one fact, from all the axes of those that match.
 */
typedef struct
{
  CsFactId    id;
  CsSeverity  severity;
  guint       number;
  const char *from;                 /* L B M P E T R */
  const char *patterns[N_AXES];     /* in the order of the axes; the rest is any */
} Line;

#define NOT_WHY_LEDGER   "36?-!"
#define NOT_WHY_BUSINESS "0W?-!"
#define NOT_WHY_EXPIRY   "tnel-!"

static const Line lines[] = {
  { CS_FACT_DELETED, CS_SEVERITY_FINISHED, 0, "L", { "9" } },

  { CS_FACT_EXPIRED, CS_SEVERITY_FINISHED, 0, "E", { ANY, ANY, ANY, ANY, "p" } },
  { CS_FACT_EXPIRED, CS_SEVERITY_FINISHED, 0, "B", { ANY, "5" } },

  { CS_FACT_LOST, CS_SEVERITY_BLOCKED, 0, "B", { ANY, "1" } },
  { CS_FACT_AWAITING_RECEIPT, CS_SEVERITY_BLOCKED, 0, "B", { ANY, "6" } },
  { CS_FACT_REISSUED, CS_SEVERITY_BLOCKED, 0, "B", { ANY, "A" } },

  { CS_FACT_SUSPENDED, CS_SEVERITY_BLOCKED, 0, "L",
    { "3", NOT_WHY_BUSINESS, ANY, ANY, NOT_WHY_EXPIRY } },
  { CS_FACT_SUSPENDED, CS_SEVERITY_BLOCKED, 0, "MP",
    { NOT_WHY_LEDGER, NOT_WHY_BUSINESS, "s", "s", NOT_WHY_EXPIRY } },
  { CS_FACT_SUSPENDED, CS_SEVERITY_BLOCKED, 0, "M",
    { NOT_WHY_LEDGER, NOT_WHY_BUSINESS, "s", "-", NOT_WHY_EXPIRY } },
  { CS_FACT_SUSPENDED, CS_SEVERITY_BLOCKED, 0, "P",
    { NOT_WHY_LEDGER, NOT_WHY_BUSINESS, "-", "s", NOT_WHY_EXPIRY } },

  { CS_FACT_MOBILE_SUSPENDED, CS_SEVERITY_LIMITED, 0, "M", { ANY, ANY, "s", "a?!" } },
  { CS_FACT_PHYSICAL_SUSPENDED, CS_SEVERITY_LIMITED, 0, "P", { ANY, ANY, "a?!", "s" } },

  { CS_FACT_UNKNOWN_STATUS, CS_SEVERITY_UNKNOWN, 0, "L", { "?" } },
  { CS_FACT_UNKNOWN_STATUS, CS_SEVERITY_UNKNOWN, 0, "B", { ANY, "?" } },
  { CS_FACT_UNKNOWN_STATUS, CS_SEVERITY_UNKNOWN, 0, "M", { ANY, ANY, "?" } },
  { CS_FACT_UNKNOWN_STATUS, CS_SEVERITY_UNKNOWN, 0, "P", { ANY, ANY, ANY, "?" } },
  { CS_FACT_UNKNOWN_STATUS, CS_SEVERITY_CARE, 1, "T", { ANY, ANY, ANY, ANY, ANY, "?" } },
  { CS_FACT_UNKNOWN_STATUS, CS_SEVERITY_CARE, 1, "R", { ANY, ANY, ANY, ANY, ANY, ANY, "?" } },

  { CS_FACT_INCOMPLETE, CS_SEVERITY_UNKNOWN, 0, "L", { "-!" } },
  { CS_FACT_INCOMPLETE, CS_SEVERITY_UNKNOWN, 0, "B", { ANY, "-!" } },
  { CS_FACT_INCOMPLETE, CS_SEVERITY_UNKNOWN, 0, "M", { ANY, ANY, "-!" } },
  { CS_FACT_INCOMPLETE, CS_SEVERITY_UNKNOWN, 0, "P", { ANY, ANY, ANY, "!" } },
  { CS_FACT_INCOMPLETE, CS_SEVERITY_UNKNOWN, 0, "E", { ANY, ANY, ANY, ANY, "-!" } },
  { CS_FACT_INCOMPLETE, CS_SEVERITY_CARE, 1, "T", { ANY, ANY, ANY, ANY, ANY, "-!" } },
  { CS_FACT_INCOMPLETE, CS_SEVERITY_CARE, 1, "R", { ANY, ANY, ANY, ANY, ANY, ANY, "!" } },

  { CS_FACT_CONTRADICTION, CS_SEVERITY_CARE, 0, "LB", { "6", "156A" } },
  { CS_FACT_CONTRADICTION, CS_SEVERITY_CARE, 0, "LB", { "3", "0W" } },
  { CS_FACT_CONTRADICTION, CS_SEVERITY_CARE, 1, "BE", { ANY, "0", ANY, ANY, "p" } },
  { CS_FACT_CONTRADICTION, CS_SEVERITY_CARE, 1, "BE", { ANY, "5", ANY, ANY, "nel" } },

  { CS_FACT_TRANSFER_IN_PROGRESS, CS_SEVERITY_CARE, 0, "T", { ANY, ANY, ANY, ANY, ANY, "1" } },
  { CS_FACT_EXPIRES_SOON, CS_SEVERITY_CARE, 0, "E", { ANY, ANY, ANY, ANY, "tne" } },

  { CS_FACT_AUTO_RELOAD_ON_BLOCKED, CS_SEVERITY_NOTE, 0, "R",
    { "39", ANY, ANY, ANY, ANY, ANY, "A" } },
  { CS_FACT_AUTO_RELOAD_ON_BLOCKED, CS_SEVERITY_NOTE, 0, "R",
    { ANY, "156A", ANY, ANY, ANY, ANY, "A" } },
  { CS_FACT_AUTO_RELOAD_ON_BLOCKED, CS_SEVERITY_NOTE, 0, "R",
    { ANY, ANY, ANY, ANY, "p", ANY, "A" } },
  { CS_FACT_AUTO_RELOAD_ON_BLOCKED, CS_SEVERITY_NOTE, 0, "R",
    { ANY, ANY, "s", "s-", ANY, ANY, "A" } },
  { CS_FACT_AUTO_RELOAD_ON_BLOCKED, CS_SEVERITY_NOTE, 0, "R",
    { ANY, ANY, "-", "s", ANY, ANY, "A" } },

  { CS_FACT_LOSS_WITHDRAWN, CS_SEVERITY_NOTE, 0, "B", { ANY, "W" } },
};

static gboolean
line_matches (const Line *line,
              const char *state)
{
  for (guint i = 0; i < N_AXES; i++)
    if (line->patterns[i] != ANY && strchr (line->patterns[i], state[i]) == NULL)
      return FALSE;

  return TRUE;
}

static CsCardFieldSet
line_get_fields (const Line *line)
{
  CsCardFieldSet fields = 0;

  for (const char *c = line->from; *c != '\0'; c++)
    fields |= CS_CARD_FIELD_BIT (letter_fields[strchr ("LBMPETR", *c) - "LBMPETR"]);

  return fields;
}

static guint
expect_facts (const char *state,
              CsFact     *expected)
{
  guint n_expected = 0;

  for (gint severity = CS_SEVERITY_FINISHED; severity >= CS_SEVERITY_NOTE; severity--)
    {
      const Line *last = NULL;

      for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
        {
          if ((gint) lines[i].severity != severity || !line_matches (&lines[i], state))
            continue;

          if (last == NULL || last->id != lines[i].id || last->number != lines[i].number)
            expected[n_expected++] = (CsFact) { lines[i].id, lines[i].severity, 0 };

          expected[n_expected - 1].fields |= line_get_fields (&lines[i]);
          last = &lines[i];
        }
    }

  return n_expected;
}

/* The question itself: can this card be used? */
static const char *
expect_verdict (const char *state)
{
  char mobile = state[MOBILE], physical = state[PHYSICAL];

  if (state[LEDGER] == '9' || state[BUSINESS] == '5' || state[EXPIRY] == 'p')
    return "finished";

  if (state[LEDGER] == '3' || strchr ("16A", state[BUSINESS]) != NULL ||
      (mobile == 's' && physical == 's') ||
      (mobile == 's' && physical == '-') ||
      (mobile == '-' && physical == 's'))
    return "blocked";

  if (strchr ("?-!", state[LEDGER]) != NULL || strchr ("?-!", state[BUSINESS]) != NULL ||
      strchr ("?-!", mobile) != NULL || strchr ("?!", physical) != NULL ||
      strchr ("-!", state[EXPIRY]) != NULL)
    return "unknown";

  return mobile == 's' || physical == 's' ? "limited" : "usable";
}

static guint n_verdicts[CS_N_VERDICTS];

static void
visit (const CsCardFields *fields,
       const guint        *chosen)
{
  static const GDate today = SAMPLE_TODAY;
  CsFact expected[G_N_ELEMENTS (lines)];
  char state[N_AXES + 1] = { 0 };
  g_autoptr (GArray) facts = NULL;
  CsVerdict verdict;

  for (guint i = 0; i < N_AXES; i++)
    state[i] = letters[i][chosen[i]];

  sample_assert_facts (fields, expected, expect_facts (state, expected));

  facts = cs_facts_derive (fields, &today, CS_EXPIRY_DAYS_DEFAULT);
  verdict = cs_facts_get_verdict (facts);

  if (!g_str_equal (cs_verdict_to_string (verdict), expect_verdict (state)))
    g_error ("%s is %s", state, cs_verdict_to_string (verdict));

  n_verdicts[verdict]++;
}

static void
test_every_combination (void)
{
  guint n_visited = sample_walk (axes, N_AXES, visit);

  g_assert_cmpuint (n_visited, ==, 6 * 9 * 5 * 5 * 7 * 5 * 6);

  /* Usable: 60 with 60 or 61, the mobile card active and the physical one active or
   * not there, four expiries, whatever transfers and auto-reload say. Limited: the
   * same, but one of two forms is suspended.
   */
  g_assert_cmpuint (n_verdicts[CS_VERDICT_USABLE], ==, 1 * 2 * 2 * 4 * 5 * 6);
  g_assert_cmpuint (n_verdicts[CS_VERDICT_LIMITED], ==, 1 * 2 * 2 * 4 * 5 * 6);

  for (CsVerdict verdict = 0; verdict < CS_N_VERDICTS; verdict++)
    g_test_message ("%s: %u", cs_verdict_to_string (verdict), n_verdicts[verdict]);
}

/* The oracle knows every letter, and a letter for every value. */
static void
test_oracle (void)
{
  for (guint i = 0; i < N_AXES; i++)
    g_assert_cmpuint (g_strv_length ((char **) axes[i].values), ==, strlen (letters[i]));

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    for (guint j = 0; j < N_AXES; j++)
      if (lines[i].patterns[j] != ANY)
        g_assert_cmpuint (strspn (lines[i].patterns[j], letters[j]), ==,
                          strlen (lines[i].patterns[j]));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/verdict/oracle", test_oracle);
  g_test_add_func ("/verdict/every-combination", test_every_combination);

  return g_test_run ();
}
