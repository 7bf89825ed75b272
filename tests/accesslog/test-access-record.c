/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "log-support.h"

#include <pwd.h>
#include <string.h>
#include <unistd.h>

static void
test_actions (void)
{
  CsAction action = CS_N_ACTIONS;

  for (guint i = 0; i < CS_N_ACTIONS; i++)
    {
      const char *word = cs_action_to_string ((CsAction) i);

      g_assert_true (cs_action_from_string (word, &action));
      g_assert_cmpuint (action, ==, i);
      g_assert_cmpuint (strspn (word, "abcdefghijklmnopqrstuvwxyz-"), ==, strlen (word));
    }

  action = CS_ACTION_COPY;
  g_assert_false (cs_action_from_string ("Lookup", &action));
  g_assert_false (cs_action_from_string ("", &action));
  g_assert_cmpuint (action, ==, CS_ACTION_COPY);
}

/* These words are in every log that exists. */
static void
test_words_stay (void)
{
  g_assert_cmpstr (cs_action_to_string (CS_ACTION_LOOKUP), ==, "lookup");
  g_assert_cmpstr (cs_action_to_string (CS_ACTION_SHOW), ==, "show");
  g_assert_cmpstr (cs_action_to_string (CS_ACTION_COPY), ==, "copy");
  g_assert_cmpstr (cs_action_to_string (CS_ACTION_EXPORT), ==, "export");
  g_assert_cmpstr (cs_action_to_string (CS_ACTION_PRINT), ==, "print");
  g_assert_cmpstr (cs_action_to_string (CS_ACTION_AUDIT_ROW), ==, "audit-row");
  g_assert_cmpstr (cs_action_to_string (CS_ACTION_DECRYPT), ==, "decrypt");
  g_assert_cmpstr (cs_action_to_string (CS_ACTION_LOG_OPENED), ==, "log-opened");
}

static void
test_new (void)
{
  g_autoptr (CsAccessRecord) record = cs_access_record_new (CS_ACTION_SHOW, "production", 42);
  const struct passwd *entry = getpwuid (getuid ());

  g_assert_cmpuint (record->action, ==, CS_ACTION_SHOW);
  g_assert_cmpstr (record->environment, ==, "production");
  g_assert_cmpint (record->unix_us, ==, 42);
  g_assert_cmpstr (record->host, ==, g_get_host_name ());
  g_assert_cmpuint (record->sequence, ==, 0);
  g_assert_cmpuint (record->member_id, ==, 0);
  g_assert_null (record->outcome);

  if (entry != NULL)
    g_assert_cmpstr (record->operator_name, ==, entry->pw_name);
}

/* Who it was is not for the environment to say. */
static void
test_operator (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (CsAccessRecord) record = NULL;

      g_setenv ("LOGNAME", "nobody", TRUE);
      g_setenv ("USER", "nobody", TRUE);
      record = cs_access_record_new (CS_ACTION_LOOKUP, "mock", 0);
      g_assert_cmpstr (record->operator_name, ==, getpwuid (getuid ())->pw_name);
      return;
    }

  if (getpwuid (getuid ()) == NULL)
    {
      g_test_skip ("This user has no entry in the user database");
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
test_copy (void)
{
  g_autoptr (CsAccessRecord) record = test_record_new (50000104652);
  g_autoptr (CsAccessRecord) copy = NULL;

  record->sequence = 7;
  record->n_cards = 4;
  record->par = g_strdup ("Q1ABCDEF0123456789ABCDEF012");
  record->case_reference = g_strdup ("4711");
  copy = cs_access_record_copy (record);

  g_assert_cmpuint (copy->sequence, ==, 7);
  g_assert_cmpuint (copy->member_id, ==, 50000104652);
  g_assert_cmpuint (copy->n_cards, ==, 4);
  g_assert_cmpstr (copy->par, ==, record->par);
  g_assert_true (copy->par != record->par);
  g_assert_cmpstr (copy->case_reference, ==, "4711");
  g_assert_cmpstr (copy->outcome, ==, "ok");
  g_assert_null (copy->reason);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/access-record/actions", test_actions);
  g_test_add_func ("/access-record/words-stay", test_words_stay);
  g_test_add_func ("/access-record/new", test_new);
  g_test_add_func ("/access-record/operator", test_operator);
  g_test_add_func ("/access-record/copy", test_copy);

  return g_test_run ();
}
