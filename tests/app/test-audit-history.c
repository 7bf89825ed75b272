/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-audit-history.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "cs-settings.h"

static void
keep_run (const char *place,
          const char *name,
          const char *environment,
          const char *started_at)
{
  g_autofree char *folder = g_build_filename (place, name, NULL);
  g_autoptr (CsAuditManifest) manifest = cs_audit_manifest_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  manifest->rules = g_strdup ("lost@1");
  manifest->input_sha256 = g_strdup ("abc");
  manifest->input_name = g_strdup (name);
  manifest->environment = g_strdup (environment);
  manifest->started_at = g_strdup (started_at);
  cs_audit_manifest_write (manifest, folder, &error);
  g_assert_no_error (error);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GPtrArray **runs = user_data;
  g_autoptr (GError) error = NULL;

  *runs = cs_audit_history_list_finish (result, &error);
  g_assert_no_error (error);
}

static char *
dup_names (const char *folder)
{
  g_autoptr (GPtrArray) runs = NULL;
  GString *names = g_string_new (NULL);

  cs_audit_history_list_async (folder, "mock", NULL, listed_cb, &runs);

  while (runs == NULL)
    g_main_context_iteration (NULL, TRUE);

  for (guint i = 0; i < runs->len; i++)
    {
      const CsAuditPast *past = g_ptr_array_index (runs, i);

      g_string_append_printf (names, "%s ", past->manifest->input_name);
    }

  return g_string_free (names, FALSE);
}

static void
test_folders (void)
{
  g_autofree char *root = g_dir_make_tmp ("cardsync-history-XXXXXX", NULL);
  g_autofree char *usual = g_build_filename (root, "usual", NULL);
  g_autofree char *other = g_build_filename (root, "other", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  keep_run (usual, "first", "mock", "2026-11-01T10:00:00+09:00");
  keep_run (usual, "third", "mock", "2026-11-03T10:00:00+09:00");
  keep_run (usual, "live", "production", "2026-11-04T10:00:00+09:00");
  keep_run (other, "second", "mock", "2026-11-02T10:00:00+09:00");

  before = dup_names (usual);
  g_assert_cmpstr (before, ==, "third first ");

  /* One that is there twice lists nothing twice; one that is gone lists nothing. */
  cs_audit_history_remember ("/nonexistent");
  cs_audit_history_remember (other);
  cs_audit_history_remember (usual);
  cs_audit_history_remember (other);
  after = dup_names (usual);
  g_assert_cmpstr (after, ==, "third second first ");
}

static void
test_bound (void)
{
  g_autoptr (GSettings) settings = cs_settings_new ();
  g_auto (GStrv) folders = NULL;

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *folder = g_strdup_printf ("/nonexistent/%u", i);

      cs_audit_history_remember (folder);
    }

  folders = g_settings_get_strv (settings, "audit-folders");
  g_assert_cmpuint (g_strv_length (folders), ==, 8);
  g_assert_cmpstr (folders[0], ==, "/nonexistent/19");
  g_assert_cmpstr (folders[7], ==, "/nonexistent/12");
}

/* A folder with more runs than are listed leaves room for a later one of another. */
static void
test_many (void)
{
  g_autofree char *root = g_dir_make_tmp ("cardsync-history-XXXXXX", NULL);
  g_autofree char *usual = g_build_filename (root, "usual", NULL);
  g_autofree char *other = g_build_filename (root, "other", NULL);
  g_autofree char *names = NULL;
  g_auto (GStrv) words = NULL;

  keep_run (usual, "old", "mock", "2026-11-01T10:00:00+09:00");
  keep_run (other, "late", "mock", "2026-11-02T10:00:00+09:00");

  for (guint i = 0; i < 600; i++)
    {
      g_autofree char *link = g_strdup_printf ("%s/%u", usual, i);

      g_assert_cmpint (symlink ("old", link), ==, 0);
    }

  cs_audit_history_remember (other);
  names = dup_names (usual);
  g_assert_true (g_str_has_prefix (names, "late old "));
  words = g_strsplit (names, " ", -1);
  g_assert_cmpuint (g_strv_length (words), ==, 500 + 1);
}

/* A name in an older encoding of Korean. Settings take none such. */
static void
test_no_utf8 (void)
{
  g_autoptr (GSettings) settings = cs_settings_new ();
  g_auto (GStrv) folders = NULL;

  cs_audit_history_remember ("/nonexistent/utf8");
  cs_audit_history_remember ("/tmp/\xb0\xa1");
  folders = g_settings_get_strv (settings, "audit-folders");
  g_assert_cmpstr (folders[0], ==, "/nonexistent/utf8");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/audit-history/folders", test_folders);
  g_test_add_func ("/audit-history/bound", test_bound);
  g_test_add_func ("/audit-history/many", test_many);
  g_test_add_func ("/audit-history/no-utf8", test_no_utf8);

  return g_test_run ();
}
