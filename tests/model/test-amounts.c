/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every combination of amounts at and beside their bounds, absent and unusable,
 * against plain signed arithmetic.
 */

#include <string.h>

#include "sample-walk.h"

enum
{
  BALANCE,
  PENDING,
  NAMED,
  MAX_NAMED,
  MAX_ANONYMOUS,
  RECHARGEABLE,
  CAP_ENABLED,
  CAP,
  BANK,
  N_AXES,
};

#define ABSENT   (-1)
#define UNUSABLE (-2)

static const char *const balances[] = {
  "=0", "=1", "=500000", "=500001", "=9999999999", "-", "!0", NULL,
};
static const char *const pendings[] = { "=0", "=1", "=9999999999", "-", "!1", NULL };
static const char *const answers[] = { "=no", "=yes", "-", "!no", NULL };
static const char *const maxima[] = { "=0", "=500000", "=9999999999", "-", "!0", NULL };
static const char *const rooms[] = { "=0", "=499999", "=9999999999", "-", "!1", NULL };
static const char *const caps[] = { "=500001", "=9999999999", "-", "!0", NULL };
static const char *const objects[] = { "=", "-", "!", NULL };

static const SampleAxis axes[N_AXES] = {
  { "balance", balances },
  { "pendingAmount", pendings },
  { "isNamed", answers },
  { "maxRealNameRechargeAmount", maxima },
  { "maxNonRealNameRechargeAmount", maxima },
  { "rechargeableAmount", rooms },
  { "enableVirtualAccountPendingAmount", answers },
  { "virtualAccountMaxPendingAmount", caps },
  { "bankInfo", objects },
};

#define BIT(field) CS_CARD_FIELD_BIT (CS_CARD_FIELD_ ## field)

static const CsCardFieldSet bits[N_AXES] = {
  BIT (BALANCE), BIT (PENDING_AMOUNT), BIT (IS_NAMED),
  BIT (MAX_REAL_NAME_RECHARGE_AMOUNT), BIT (MAX_NON_REAL_NAME_RECHARGE_AMOUNT),
  BIT (RECHARGEABLE_AMOUNT), BIT (ENABLE_VIRTUAL_ACCOUNT_PENDING_AMOUNT),
  BIT (VIRTUAL_ACCOUNT_MAX_PENDING_AMOUNT), BIT (BANK_INFO),
};

typedef struct
{
  CsFact facts[16];
  guint  n_facts;
} Expected;

static void
expect (Expected       *expected,
        CsFactId        id,
        CsSeverity      severity,
        CsCardFieldSet  fields)
{
  expected->facts[expected->n_facts++] = (CsFact) { id, severity, fields };
}

static gint64
read_value (const char *value)
{
  if (*value == '-')
    return ABSENT;

  if (*value == '!')
    return UNUSABLE;

  if (g_str_equal (value, "=yes"))
    return 1;

  return g_ascii_strtoll (value + 1, NULL, 10);
}

static void
expect_care (Expected     *expected,
             const gint64 *v,
             gint64        maximum,
             guint         maximum_axis)
{
  CsCardFieldSet held = bits[BALANCE] | bits[NAMED] | bits[maximum_axis];
  CsCardFieldSet wanting = 0;

  for (guint i = 0; i < BANK; i++)
    wanting |= v[i] < 0 ? bits[i] : 0;

  wanting |= v[BANK] == UNUSABLE ? bits[BANK] : 0;

  if (wanting != 0)
    expect (expected, CS_FACT_INCOMPLETE, CS_SEVERITY_CARE, wanting);

  if (v[BALANCE] == 0 && v[BANK] == ABSENT)
    expect (expected, CS_FACT_EMPTY, CS_SEVERITY_CARE, bits[BALANCE]);

  if (v[BALANCE] >= 0 && maximum >= 0 && v[RECHARGEABLE] >= 0 &&
      v[RECHARGEABLE] != MAX (0, maximum - v[BALANCE]))
    expect (expected, CS_FACT_RECHARGEABLE_MISMATCH, CS_SEVERITY_CARE,
            held | bits[RECHARGEABLE]);

  if (v[BALANCE] >= 0 && maximum >= 0 && v[BALANCE] > maximum)
    expect (expected, CS_FACT_OVER_MAXIMUM, CS_SEVERITY_CARE, held);

  if (v[CAP_ENABLED] == 1 && v[CAP] >= 0 && v[BALANCE] >= 0 && v[PENDING] >= 0 &&
      v[BALANCE] + v[PENDING] > v[CAP])
    expect (expected, CS_FACT_OVER_PENDING_CAP, CS_SEVERITY_CARE,
            bits[BALANCE] | bits[PENDING] | bits[CAP_ENABLED] | bits[CAP]);
}

static void
visit (const CsCardFields *fields,
       const guint        *chosen)
{
  Expected expected = { .n_facts = 0 };
  gint64 v[N_AXES];
  guint maximum_axis;
  gint64 maximum;

  for (guint i = 0; i < N_AXES; i++)
    v[i] = read_value (axes[i].values[chosen[i]]);

  maximum_axis = v[NAMED] == 1 ? MAX_NAMED : MAX_ANONYMOUS;
  maximum = v[NAMED] >= 0 ? v[maximum_axis] : ABSENT;

  expect_care (&expected, v, maximum, maximum_axis);

  if (v[PENDING] > 0)
    expect (&expected, CS_FACT_PENDING_CHARGE, CS_SEVERITY_NOTE, bits[PENDING]);

  if (v[NAMED] == 0)
    expect (&expected, CS_FACT_ANONYMOUS, CS_SEVERITY_NOTE, bits[NAMED]);

  if (v[BALANCE] >= 0 && maximum == v[BALANCE])
    expect (&expected, CS_FACT_FULL, CS_SEVERITY_NOTE,
            bits[BALANCE] | bits[NAMED] | bits[maximum_axis]);

  sample_assert_facts (fields, expected.facts, expected.n_facts);
}

static void
test_every_combination (void)
{
  guint n_visited = sample_walk (axes, N_AXES, visit);

  g_assert_cmpuint (n_visited, ==, 7 * 5 * 4 * 5 * 5 * 5 * 4 * 4 * 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/amounts/every-combination", test_every_combination);

  return g_test_run ();
}
