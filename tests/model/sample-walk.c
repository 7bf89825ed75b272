/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sample-walk.h"

#include "sample-card.h"

typedef struct
{
  const SampleAxis *axes;
  guint             n_axes;
  SampleVisitFunc   visit;
  CsCardFields     *fields;
  guint             chosen[SAMPLE_AXES_MAX];
  guint             n_visited;
} Walk;

static void
walk_axis (Walk  *walk,
           guint  axis)
{
  const SampleAxis *current = &walk->axes[axis];

  if (axis == walk->n_axes)
    {
      walk->visit (walk->fields, walk->chosen);
      walk->n_visited++;
      return;
    }

  for (guint i = 0; current->values[i] != NULL; i++)
    {
      g_autofree char *patch = g_strconcat (current->field, current->values[i], NULL);

      sample_card_patch (walk->fields, patch);
      walk->chosen[axis] = i;
      walk_axis (walk, axis + 1);
    }
}

/* Visits every combination of what the axes offer, on a card that is otherwise the
 * sample, and answers how many there were.
 */
guint
sample_walk (const SampleAxis *axes,
             guint             n_axes,
             SampleVisitFunc   visit)
{
  g_autoptr (CsCardFields) fields = sample_card_new ();
  Walk walk = { axes, n_axes, visit, fields, { 0 }, 0 };

  g_assert_cmpuint (n_axes, <=, SAMPLE_AXES_MAX);
  walk_axis (&walk, 0);

  return walk.n_visited;
}

static void
print_card (const CsCardFields *fields)
{
  g_autofree char *facts = sample_facts_dup_text (fields);

  for (CsStatusDimension dimension = 0; dimension < CS_N_STATUS_DIMENSIONS; dimension++)
    g_printerr ("%s %s\n",
                cs_card_field_get_name (cs_status_dimension_get_field (dimension)),
                cs_status_get_code (fields, dimension));

  g_printerr ("present %" G_GINT64_MODIFIER "x invalid %" G_GINT64_MODIFIER "x\n"
              "balance %" G_GUINT64_FORMAT " pending %" G_GUINT64_FORMAT "\nfacts %s\n",
              fields->present, fields->invalid, fields->balance, fields->pending_amount, facts);
}

/* Order counts: worst first, then in the order of the facts. */
void
sample_assert_facts (const CsCardFields *fields,
                     const CsFact       *expected,
                     guint               n_expected)
{
  static const GDate today = SAMPLE_TODAY;
  g_autoptr (GArray) facts = cs_facts_derive (fields, &today, CS_EXPIRY_DAYS_DEFAULT);
  gboolean equal = facts->len == n_expected;

  for (guint i = 0; equal && i < n_expected; i++)
    {
      const CsFact *fact = &g_array_index (facts, CsFact, i);

      equal = fact->id == expected[i].id && fact->severity == expected[i].severity &&
              fact->fields == expected[i].fields;
    }

  if (equal)
    return;

  print_card (fields);

  for (guint i = 0; i < n_expected; i++)
    g_printerr ("expected %s %s %" G_GINT64_MODIFIER "x\n", cs_fact_id_to_string (expected[i].id),
                cs_severity_to_string (expected[i].severity), expected[i].fields);

  g_assert_not_reached ();
}
