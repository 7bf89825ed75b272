/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every combination of numbers, PAR, limits and what the card allows. */

#include "sample-walk.h"

enum
{
  MOBILE_NO,
  PHYSICAL_NO,
  PAR,
  ONCE,
  DAY,
  MONTH,
  RECHARGEABLE,
  REFUNDABLE,
  REMITTABLE,
  N_AXES,
};

/* The values of each kind in the same order: good, bad, absent, unusable; limits
 * have their size instead.
 */
enum
{
  GOOD,
  BAD,
  ABSENT,
  UNUSABLE,
};

static const char *const numbers[] = { "=4111111111111111", "=4111111111111112", "-", "!1", NULL };
static const char *const pars[] = {
  "=Q1E704A91C55D2B80F3677E1A90", "=Q1E704A91C55D2B80F3677E1A9", "-", "!Q1", NULL,
};
static const char *const limits[] = { "=0", "=9999999999", "-", "!9", NULL };
static const char *const answers[] = { "=yes", "=no", "-", "!no", NULL };

static const SampleAxis axes[N_AXES] = {
  { "mobileCardNo", numbers },
  { "physicalCardNo", numbers },
  { "par", pars },
  { "limits.once", limits },
  { "limits.day", limits },
  { "limits.month", limits },
  { "rechargeable", answers },
  { "refundable", answers },
  { "remittable", answers },
};

#define BIT(field) CS_CARD_FIELD_BIT (CS_CARD_FIELD_ ## field)

static const CsCardFieldSet bits[N_AXES] = {
  BIT (MOBILE_CARD_NO), BIT (PHYSICAL_CARD_NO), BIT (PAR), BIT (LIMIT_ONCE), BIT (LIMIT_DAY),
  BIT (LIMIT_MONTH), BIT (RECHARGEABLE), BIT (REFUNDABLE), BIT (REMITTABLE),
};

/* With the two sizes there are, one limit is above another in one way only. */
static gboolean
is_above (guint higher,
          guint lower)
{
  return higher == BAD && lower == GOOD;
}

static void
add (CsFact         *expected,
     guint          *n_expected,
     CsFactId        id,
     CsSeverity      severity,
     CsCardFieldSet  fields)
{
  if (fields != 0)
    expected[(*n_expected)++] = (CsFact) { id, severity, fields };
}

static void
visit (const CsCardFields *fields,
       const guint        *chosen)
{
  static const CsFactId refusals[] = {
    CS_FACT_NOT_RECHARGEABLE, CS_FACT_NOT_REFUNDABLE, CS_FACT_NOT_REMITTABLE,
  };
  CsFact expected[16];
  guint n_expected = 0;
  CsCardFieldSet wanting = 0, bad_numbers = 0, bad_limits = 0;

  for (guint i = 0; i < N_AXES; i++)
    if (chosen[i] == UNUSABLE || (chosen[i] == ABSENT && (i == PAR || i >= RECHARGEABLE)))
      wanting |= bits[i];

  for (guint i = MOBILE_NO; i <= PHYSICAL_NO; i++)
    if (chosen[i] == BAD)
      bad_numbers |= bits[i];

  for (guint i = ONCE; i <= DAY; i++)
    if (is_above (chosen[i], chosen[i + 1]))
      bad_limits |= bits[i] | bits[i + 1];

  add (expected, &n_expected, CS_FACT_INCOMPLETE, CS_SEVERITY_CARE, wanting);
  add (expected, &n_expected, CS_FACT_NUMBER_INVALID, CS_SEVERITY_CARE, bad_numbers);
  add (expected, &n_expected, CS_FACT_PAR_MALFORMED, CS_SEVERITY_CARE,
       chosen[PAR] == BAD ? bits[PAR] : 0);
  add (expected, &n_expected, CS_FACT_LIMITS_ORDER, CS_SEVERITY_CARE, bad_limits);

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    add (expected, &n_expected, refusals[i], CS_SEVERITY_NOTE,
         chosen[RECHARGEABLE + i] == BAD ? bits[RECHARGEABLE + i] : 0);

  sample_assert_facts (fields, expected, n_expected);
}

static void
test_every_combination (void)
{
  g_assert_cmpuint (sample_walk (axes, N_AXES, visit), ==, 4 * 4 * 4 * 4 * 4 * 4 * 4 * 4 * 4);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/details/every-combination", test_every_combination);

  return g_test_run ();
}
