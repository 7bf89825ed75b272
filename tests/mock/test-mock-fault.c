/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cs-mock-error.h"
#include "cs-mock-faults.h"

static CsMockFault *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  CsMockFault *fault = cs_mock_fault_parse (text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (fault);

  return fault;
}

static guint
count_strikes (const char *text,
               guint       n_turns)
{
  g_autoptr (CsMockFaults) faults = cs_mock_faults_new ();
  guint n_strikes = 0;

  cs_mock_faults_set_seed (faults, 7);
  cs_mock_faults_add (faults, parse (text));

  for (guint i = 0; i < n_turns; i++)
    {
      g_auto (CsMockStroke) stroke = { NULL, NULL, 0 };

      cs_mock_faults_draw (faults, &stroke);
      n_strikes += stroke.kind != NULL;
    }

  return n_strikes;
}

static void
test_table (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const char *const *names = cs_mock_fault_get_names ();
  gsize n_kinds;
  const CsMockFaultKind *kinds = cs_mock_fault_get_kinds (&n_kinds);

  g_assert_cmpuint (g_strv_length ((char **) names), ==, n_kinds);

  for (gsize i = 0; i < n_kinds; i++)
    {
      g_assert_cmpstr (names[i], ==, kinds[i].name);
      g_assert_true (g_hash_table_add (seen, (gpointer) kinds[i].name));
      g_assert_true (g_str_has_suffix (cs_mock_fault_get_meaning (kinds[i].name), "."));
    }

  g_assert_null (cs_mock_fault_get_meaning ("no-such-fault"));
}

/* Whatever the table has can be written, in every mode. */
static void
test_parse_all (void)
{
  static const char *const modes[] = { "", ":once", ":next=3", ":always", ":25", ":25%" };
  gsize n_kinds;
  const CsMockFaultKind *kinds = cs_mock_fault_get_kinds (&n_kinds);

  for (gsize i = 0; i < n_kinds; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (modes); j++)
      {
        const char *argument = kinds[i].argument != NULL ? ":5" : "";
        g_autofree char *text = g_strconcat (kinds[i].name, argument, modes[j], NULL);
        g_autoptr (CsMockFault) fault = parse (text);

        g_assert_cmpstr (cs_mock_fault_get_name (fault), ==, kinds[i].name);
        g_assert_cmpstr (cs_mock_fault_get_text (fault), ==, text);
      }
}

/* Every fault can be armed by its name alone, and with a mode but no argument. */
static void
test_parse_usual (void)
{
  const char *const *names = cs_mock_fault_get_names ();

  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autofree char *text = g_strconcat (names[i], ":once", NULL);
      g_autoptr (CsMockFault) bare = parse (names[i]);
      g_autoptr (CsMockFault) counted = parse (text);

      g_assert_cmpstr (cs_mock_fault_get_argument (bare), ==,
                       cs_mock_fault_get_kind (bare)->usual);
      g_assert_true (cs_mock_fault_is_permanent (bare));
      g_assert_false (cs_mock_fault_is_permanent (counted));
    }
}

static void
test_parse_wrong (void)
{
  static const char *const unknown[] = { "", ":", "no-such-fault", "HTML", "html ", "http-200" };
  static const char *const wrong[] = {
    "html:", "html:101", "html:-1", "html:1.5", "html:next", "html:next=", "html:next=0",
    "html:next=-1", "html:twice", "html:%", "html:once:once", "html:5:once", "html:once:",
    "latency:", "latency:-5", "latency:9-5", "latency:5-", "latency:-",
    "latency:60001", "latency:5:6:7", "latency:tail:tail", "latency:99999999999999999999",
    "retry-after-503:soon", "retry-after-429:1.5", "retry-after-503:86401",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cs_mock_fault_parse (unknown[i], &error));
      g_assert_error (error, CS_MOCK_ERROR, CS_MOCK_ERROR_NO_SUCH_FAULT);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", wrong[i]);
      g_assert_null (cs_mock_fault_parse (wrong[i], &error));
      g_assert_error (error, CS_MOCK_ERROR, CS_MOCK_ERROR_BAD_FAULT);
    }
}

static void
test_modes (void)
{
  guint n_of_quarter = count_strikes ("html:25", 4000);

  g_assert_cmpuint (count_strikes ("html", 100), ==, 100);
  g_assert_cmpuint (count_strikes ("html:always", 100), ==, 100);
  g_assert_cmpuint (count_strikes ("html:once", 100), ==, 1);
  g_assert_cmpuint (count_strikes ("html:next=7", 100), ==, 7);
  g_assert_cmpuint (count_strikes ("html:next=7", 3), ==, 3);
  g_assert_cmpuint (count_strikes ("html:0", 1000), ==, 0);
  g_assert_cmpuint (count_strikes ("html:100%", 1000), ==, 1000);
  g_assert_cmpuint (n_of_quarter, >, 900);
  g_assert_cmpuint (n_of_quarter, <, 1100);
  g_assert_cmpuint (count_strikes ("html:25", 4000), ==, n_of_quarter);
}

static guint
draw_delay (CsMockFaults *faults)
{
  g_auto (CsMockStroke) stroke = { NULL, NULL, 0 };

  cs_mock_faults_draw (faults, &stroke);
  g_assert_null (stroke.kind);

  return stroke.delay;
}

static void
test_latency (void)
{
  g_autoptr (CsMockFaults) faults = cs_mock_faults_new ();
  guint n_soon = 0, n_late = 0, lowest = G_MAXUINT, highest = 0;

  cs_mock_faults_add (faults, parse ("latency:50"));
  g_assert_cmpuint (draw_delay (faults), ==, 50);
  cs_mock_faults_add (faults, parse ("latency:7:once"));
  g_assert_cmpuint (draw_delay (faults), ==, 57);
  g_assert_cmpuint (draw_delay (faults), ==, 50);

  cs_mock_faults_clear (faults);
  cs_mock_faults_add (faults, parse ("latency:20-200"));

  for (guint i = 0; i < 1000; i++)
    {
      guint delay = draw_delay (faults);

      lowest = MIN (lowest, delay);
      highest = MAX (highest, delay);
    }

  g_assert_cmpuint (lowest, >=, 20);
  g_assert_cmpuint (lowest, <, 25);
  g_assert_cmpuint (highest, <=, 200);
  g_assert_cmpuint (highest, >, 195);

  cs_mock_faults_clear (faults);
  cs_mock_faults_add (faults, parse ("latency:tail"));

  for (guint i = 0; i < 10000; i++)
    {
      guint delay = draw_delay (faults);

      n_soon += delay <= 30;
      n_late += delay >= 1000;
      g_assert_cmpuint (delay, <=, 10000);
    }

  g_assert_cmpuint (n_soon, >, 5000);
  g_assert_cmpuint (n_late, >, 50);
  g_assert_cmpuint (n_late, <, 200);
}

/* A delay and a fault go together; of two faults the first one added strikes, and
 * the other keeps its count.
 */
static void
test_together (void)
{
  g_autoptr (CsMockFaults) faults = cs_mock_faults_new ();
  g_auto (GStrv) list = NULL;

  cs_mock_faults_add (faults, parse ("html:once"));
  cs_mock_faults_add (faults, parse ("retry-after-503:2:once"));
  cs_mock_faults_add (faults, parse ("latency:5"));
  cs_mock_faults_add (faults, parse ("refuse:once"));
  list = cs_mock_faults_list (faults);
  g_assert_cmpuint (g_strv_length (list), ==, 4);
  g_assert_cmpstr (list[1], ==, "retry-after-503:2:once");

  for (guint i = 0; i < 3; i++)
    {
      static const char *const expected[] = { "html", "retry-after-503", NULL };
      g_auto (CsMockStroke) stroke = { NULL, NULL, 0 };

      cs_mock_faults_draw (faults, &stroke);
      g_assert_cmpstr (stroke.kind != NULL ? stroke.kind->name : NULL, ==, expected[i]);
      g_assert_cmpstr (stroke.argument, ==, i == 1 ? "2" : NULL);
      g_assert_cmpuint (stroke.delay, ==, 5);
    }

  g_assert_true (cs_mock_faults_refuse (faults));
  g_assert_false (cs_mock_faults_refuse (faults));
  g_assert_false (cs_mock_faults_close_port (faults));
}

static void
test_close_port (void)
{
  g_autoptr (CsMockFaults) faults = cs_mock_faults_new ();

  cs_mock_faults_add (faults, parse ("refuse:50"));
  g_assert_false (cs_mock_faults_close_port (faults));
  cs_mock_faults_add (faults, parse ("refuse"));
  g_assert_true (cs_mock_faults_close_port (faults));
  cs_mock_faults_clear (faults);
  g_assert_false (cs_mock_faults_close_port (faults));
}

/* The same seed gives the same series, another seed another one. */
static void
test_seed (void)
{
  g_autoptr (CsMockFaults) faults = cs_mock_faults_new ();
  g_autoptr (GString) series = g_string_new (NULL);
  g_autofree char *first = NULL;

  cs_mock_faults_add (faults, parse ("reset:30"));
  cs_mock_faults_add (faults, parse ("html:30"));

  for (guint round = 0; round < 3; round++)
    {
      g_string_truncate (series, 0);
      cs_mock_faults_set_seed (faults, round < 2 ? 11 : 12);

      for (guint i = 0; i < 64; i++)
        {
          g_auto (CsMockStroke) stroke = { NULL, NULL, 0 };

          cs_mock_faults_draw (faults, &stroke);
          g_string_append_c (series, stroke.kind != NULL ? stroke.kind->name[0] : '-');
        }

      if (round == 0)
        first = g_strdup (series->str);
      else if (round == 1)
        g_assert_cmpstr (series->str, ==, first);
      else
        g_assert_cmpstr (series->str, !=, first);
    }

  g_assert_nonnull (strchr (first, 'r'));
  g_assert_nonnull (strchr (first, 'h'));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mock-fault/table", test_table);
  g_test_add_func ("/mock-fault/parse-all", test_parse_all);
  g_test_add_func ("/mock-fault/parse-usual", test_parse_usual);
  g_test_add_func ("/mock-fault/parse-wrong", test_parse_wrong);
  g_test_add_func ("/mock-fault/modes", test_modes);
  g_test_add_func ("/mock-fault/latency", test_latency);
  g_test_add_func ("/mock-fault/together", test_together);
  g_test_add_func ("/mock-fault/close-port", test_close_port);
  g_test_add_func ("/mock-fault/seed", test_seed);

  return g_test_run ();
}
