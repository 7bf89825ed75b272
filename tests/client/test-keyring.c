/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Against the real gnome-keyring, see tests/support/session.py. */

#include "cs-keyring.h"

#include <libsecret/secret.h>
#include <string.h>

#define PURPOSE "test"

typedef struct
{
  CsSecret *secret;
  GError   *error;
  gboolean  stored;
  gboolean  cleared;
  gboolean  done;
} Answer;

static void
answer_clear (Answer *answer)
{
  g_clear_pointer (&answer->secret, cs_secret_unref);
  g_clear_error (&answer->error);
  *answer = (Answer) { NULL };
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static void
wait_for (Answer *answer)
{
  while (!answer->done)
    g_main_context_iteration (NULL, TRUE);
}

static void
store (const char *name,
       const void *data,
       gsize       length)
{
  g_autoptr (CsSecret) secret = cs_secret_new (data, length);
  g_autoptr (GError) error = NULL;

  g_assert_true (cs_keyring_store (PURPOSE, name, secret, NULL, &error));
  g_assert_no_error (error);
}

static void
assert_secret (const char *name,
               const void *data,
               gsize       length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsSecret) secret = cs_keyring_lookup (PURPOSE, name, NULL, &error);
  const char *found;
  gsize found_length;

  g_assert_no_error (error);
  found = cs_secret_get_data (secret, &found_length);
  g_assert_cmpmem (found, found_length, data, length);
}

static void
assert_missing (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsSecret) secret = cs_keyring_lookup (PURPOSE, name, NULL, &error);

  g_assert_error (error, CS_KEYRING_ERROR, CS_KEYRING_ERROR_MISSING);
  g_assert_null (secret);
}

/* Written once more here: what is kept must be found again by a later version. */
static const SecretSchema schema = {
  "io.github.cardsync.CardSync", SECRET_SCHEMA_NONE,
  { { "purpose", SECRET_SCHEMA_ATTRIBUTE_STRING }, { "name", SECRET_SCHEMA_ATTRIBUTE_STRING } },
};

static guint
count_items (void)
{
  GList *items = secret_password_search_sync (&schema, SECRET_SEARCH_ALL, NULL, NULL, "purpose",
                                              PURPOSE, NULL);
  guint n_items = g_list_length (items);

  g_list_free_full (items, g_object_unref);

  return n_items;
}

static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsSecret) secret = NULL;

  g_assert_true (cs_keyring_is_available ());
  assert_missing ("desk");

  store ("desk", "hunter2", 7);
  assert_secret ("desk", "hunter2", 7);
  assert_missing ("Desk");
  assert_missing ("des");

  secret = cs_keyring_lookup (PURPOSE, "desk", NULL, NULL);
  g_assert_true (cs_secret_is_locked (secret));

  g_assert_true (cs_keyring_clear (PURPOSE, "desk", NULL, &error));
  g_assert_no_error (error);
  assert_missing ("desk");
  g_assert_true (cs_keyring_clear (PURPOSE, "desk", NULL, &error));
}

/* One item before and after: a second one would let the old secret live on. */
static void
test_replace (void)
{
  store ("one", "old and longer", 14);
  store ("two", "another", 7);
  store ("one", "new", 3);

  g_assert_cmpuint (count_items (), ==, 2);
  assert_secret ("one", "new", 3);
  assert_secret ("two", "another", 7);

  g_assert_true (cs_keyring_clear (PURPOSE, "one", NULL, NULL));
  assert_missing ("one");
  assert_secret ("two", "another", 7);
  g_assert_true (cs_keyring_clear (PURPOSE, "two", NULL, NULL));
}

static void
test_any_bytes (void)
{
  g_autofree guint8 *bytes = g_malloc (CS_KEYRING_SECRET_MAX);
  const gsize lengths[] = { 1, 2, 3, 4, 255, 256, 257, CS_KEYRING_SECRET_MAX };

  for (gsize i = 0; i < CS_KEYRING_SECRET_MAX; i++)
    bytes[i] = (guint8) (i * 7);

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      store ("bytes", bytes, lengths[i]);
      assert_secret ("bytes", bytes, lengths[i]);
    }

  g_assert_true (cs_keyring_clear (PURPOSE, "bytes", NULL, NULL));
}

/* What somebody may have typed over it in the keyring's own program. */
static void
test_damaged (void)
{
  const char *const contents[] = {
    "", "c", "cs1.", "cs1.A", "cs1.aHVudGVyMg=", "cs1.aHVudGVyMg==", "cs1.aHVudGVyMh", "cs2.aHVu",
    " cs1.aHVu", "cs1.aHVu\n", "cs1.한국", "hunter2",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CsSecret) secret = NULL;

      g_assert_true (secret_password_store_sync (&schema, NULL, "x", contents[i], NULL, NULL,
                                                 "purpose", PURPOSE, "name", "odd", NULL));
      secret = cs_keyring_lookup (PURPOSE, "odd", NULL, &error);
      g_assert_error (error, CS_KEYRING_ERROR, CS_KEYRING_ERROR_DAMAGED);
      g_assert_null (secret);
    }

  store ("odd", "good again", 10);
  assert_secret ("odd", "good again", 10);
  g_assert_true (cs_keyring_clear (PURPOSE, "odd", NULL, NULL));
}

/* More than any private key is nothing of ours, and is not decoded. */
static void
test_too_long (void)
{
  g_autofree char *text = g_strnfill (CS_KEYRING_SECRET_MAX * 2, 'A');
  g_autoptr (GError) error = NULL;
  g_autoptr (CsSecret) secret = NULL;

  memcpy (text, "cs1.", 4);
  g_assert_true (secret_password_store_sync (&schema, NULL, "x", text, NULL, NULL,
                                             "purpose", PURPOSE, "name", "long", NULL));
  secret = cs_keyring_lookup (PURPOSE, "long", NULL, &error);
  g_assert_error (error, CS_KEYRING_ERROR, CS_KEYRING_ERROR_DAMAGED);
  g_assert_true (cs_keyring_clear (PURPOSE, "long", NULL, NULL));
}

static void
store_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Answer *answer = user_data;

  answer->stored = cs_keyring_store_finish (result, &answer->error);
  answer->done = TRUE;
}

static void
lookup_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Answer *answer = user_data;

  answer->secret = cs_keyring_lookup_finish (result, &answer->error);
  answer->done = TRUE;
}

static void
clear_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Answer *answer = user_data;

  answer->cleared = cs_keyring_clear_finish (result, &answer->error);
  answer->done = TRUE;
}

static void
test_async (void)
{
  g_auto (Answer) answer = { NULL };
  CsSecret *secret = cs_secret_new ("hunter2", 7);

  cs_keyring_store_async (PURPOSE, "async", secret, NULL, store_cb, &answer);
  cs_secret_unref (secret);
  wait_for (&answer);
  g_assert_no_error (answer.error);
  g_assert_true (answer.stored);
  answer_clear (&answer);

  cs_keyring_lookup_async (PURPOSE, "async", NULL, lookup_cb, &answer);
  wait_for (&answer);
  g_assert_no_error (answer.error);
  g_assert_cmpstr (cs_secret_get_data (answer.secret, NULL), ==, "hunter2");
  answer_clear (&answer);

  cs_keyring_clear_async (PURPOSE, "async", NULL, clear_cb, &answer);
  wait_for (&answer);
  g_assert_no_error (answer.error);
  g_assert_true (answer.cleared);
  answer_clear (&answer);

  cs_keyring_lookup_async (PURPOSE, "async", NULL, lookup_cb, &answer);
  wait_for (&answer);
  g_assert_error (answer.error, CS_KEYRING_ERROR, CS_KEYRING_ERROR_MISSING);
  g_assert_null (answer.secret);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CsSecret) secret = cs_secret_new ("hunter2", 7);
  g_autoptr (GError) error = NULL;
  g_auto (Answer) answer = { NULL };

  g_cancellable_cancel (cancellable);
  g_assert_false (cs_keyring_store (PURPOSE, "never", secret, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  cs_keyring_lookup_async (PURPOSE, "never", cancellable, lookup_cb, &answer);
  wait_for (&answer);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_missing ("never");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/keyring/round-trip", test_round_trip);
  g_test_add_func ("/keyring/replace", test_replace);
  g_test_add_func ("/keyring/any-bytes", test_any_bytes);
  g_test_add_func ("/keyring/damaged", test_damaged);
  g_test_add_func ("/keyring/too-long", test_too_long);
  g_test_add_func ("/keyring/async", test_async);
  g_test_add_func ("/keyring/cancelled", test_cancelled);

  return g_test_run ();
}
