/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-saved-answer.h"

#include <string.h>

#include "cs-client-error.h"
#include "cs-envelope.h"
#include "cs-lookup.h"
#include "cs-outcome.h"
#include "cs-wire-error.h"
#include "log-support.h"
#include "lookup-service.h"

typedef struct
{
  TestService *service;
  char        *folder;
  char        *path;
  CsAccessLog *access_log;
  CsClock     *clock;
  CsCase      *purpose;
  CsMember    *member;
  CsBuffer    *plaintext;
  GError      *error;
} Fixture;

static void
setup (Fixture       *fixture,
       gconstpointer  unused)
{
  fixture->service = test_service_new ();
  fixture->folder = test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "access-log.db", NULL);
  fixture->access_log = test_log_open (fixture->path);
  fixture->clock = cs_clock_new_fixed (TEST_UNIX_US);
  fixture->purpose = cs_case_new ("4711", "refused payment");
}

static void
clear_result (Fixture *fixture)
{
  g_clear_object (&fixture->member);
  g_clear_pointer (&fixture->plaintext, cs_buffer_unref);
  g_clear_error (&fixture->error);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  unused)
{
  clear_result (fixture);
  test_service_free (fixture->service);
  cs_case_free (fixture->purpose);
  g_assert_finalize_object (fixture->access_log);
  g_assert_finalize_object (fixture->clock);
  g_free (fixture->path);
  test_folder_remove (fixture->folder);
}

static GBytes *
to_bytes (CsBuffer *buffer)
{
  gsize length;
  const guint8 *data = cs_buffer_get_data (buffer, &length);

  return g_bytes_new (data, length);
}

static GBytes *
new_plain (const char *code)
{
  g_autoptr (CsBuffer) answer = test_service_new_answer (code, "Wallet user not found");

  return to_bytes (answer);
}

/* The same, as `{"encData":"…"}`. */
static GBytes *
new_sealed (Fixture    *fixture,
            const char *code)
{
  g_autoptr (GBytes) plain = new_plain (code);
  g_autoptr (CsBuffer) sealed = cs_buffer_new (CS_JSON_NETWORK_MAX);

  g_assert_true (cs_envelope_seal (fixture->service->client_public, CS_JWE_A128GCM,
                                   g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), sealed,
                                   NULL));

  return to_bytes (sealed);
}

static GBytes *
new_compact (Fixture    *fixture,
             const char *before,
             const char *after)
{
  g_autoptr (GBytes) plain = new_plain (CS_CODE_SUCCESS);
  g_autoptr (CsBuffer) token = cs_buffer_new (CS_JSON_NETWORK_MAX);

  g_assert_true (cs_buffer_append_string (token, before));
  g_assert_true (cs_jwe_encrypt (fixture->service->client_public, CS_JWE_A256GCM,
                                 g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), token,
                                 NULL));
  g_assert_true (cs_buffer_append_string (token, after));

  return to_bytes (token);
}

static void
show (Fixture  *fixture,
      GBytes   *bytes,
      CsRsaKey *key)
{
  clear_result (fixture);
  fixture->member = cs_saved_answer_show (bytes, key, CS_EXPIRY_DAYS_DEFAULT, fixture->purpose,
                                          fixture->access_log, fixture->clock, &fixture->error);
  g_assert_true ((fixture->member == NULL) == (fixture->error != NULL));
}

static void
decrypt (Fixture  *fixture,
         GBytes   *bytes,
         CsRsaKey *key)
{
  clear_result (fixture);
  fixture->plaintext = cs_saved_answer_decrypt (bytes, key, fixture->purpose, fixture->access_log,
                                                fixture->clock, &fixture->error);
  g_assert_true ((fixture->plaintext == NULL) == (fixture->error != NULL));
}

static void
assert_record (Fixture    *fixture,
               guint       n_records,
               CsAction    action,
               const char *outcome,
               guint       n_cards)
{
  g_autoptr (GPtrArray) records = cs_access_log_list (fixture->access_log, 0, 1000, NULL);
  const CsAccessRecord *record;

  g_assert_cmpuint (records->len, ==, n_records);
  record = g_ptr_array_index (records, n_records - 1);
  g_assert_cmpint (record->action, ==, action);
  g_assert_cmpstr (record->environment, ==, "file");
  g_assert_cmpint (record->unix_us, ==, TEST_UNIX_US);
  g_assert_cmpuint (record->member_id, ==, 0);
  g_assert_cmpstr (record->outcome, ==, outcome);
  g_assert_cmpuint (record->n_cards, ==, n_cards);
  g_assert_cmpstr (record->case_reference, ==, "4711");
}

static void
assert_shown (Fixture *fixture,
              guint    n_records)
{
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (cs_member_get_id (fixture->member), ==, 0);
  g_assert_cmpuint (cs_member_get_n_cards (fixture->member), ==, 2);
  g_assert_cmpstr (cs_member_get_environment (fixture->member), ==, "file");
  g_assert_nonnull (cs_member_get_as_of (fixture->member));
  assert_record (fixture, n_records, CS_ACTION_SHOW, "ok", 2);
}

static void
test_show (Fixture       *fixture,
           gconstpointer  unused)
{
  g_autoptr (GBytes) plain = new_plain (CS_CODE_SUCCESS);
  g_autoptr (GBytes) sealed = new_sealed (fixture, CS_CODE_SUCCESS);
  g_autoptr (GBytes) compact = new_compact (fixture, "", "");
  g_autoptr (GBytes) pasted = new_compact (fixture, " \n\t", "\r\n");

  show (fixture, plain, NULL);
  assert_shown (fixture, 1);
  show (fixture, plain, fixture->service->client_private);
  assert_shown (fixture, 2);
  show (fixture, sealed, fixture->service->client_private);
  assert_shown (fixture, 3);
  show (fixture, compact, fixture->service->client_private);
  assert_shown (fixture, 4);
  show (fixture, pasted, fixture->service->client_private);
  assert_shown (fixture, 5);
}

static void
test_show_needs_key (Fixture       *fixture,
                     gconstpointer  unused)
{
  g_autoptr (GBytes) sealed = new_sealed (fixture, CS_CODE_SUCCESS);

  show (fixture, sealed, NULL);
  g_assert_error (fixture->error, CS_LOOKUP_ERROR, CS_LOOKUP_ERROR_NEEDS_KEY);
  assert_record (fixture, 1, CS_ACTION_SHOW, "input", 0);
}

static void
test_wrong_key (Fixture       *fixture,
                gconstpointer  unused)
{
  g_autoptr (GBytes) sealed = new_sealed (fixture, CS_CODE_SUCCESS);
  CsRsaKey *other = fixture->service->own->keys[0].client_private;

  show (fixture, sealed, other);
  g_assert_error (fixture->error, CS_WIRE_ERROR, CS_WIRE_ERROR_UNVERIFIED);
  assert_record (fixture, 1, CS_ACTION_SHOW, "unusable", 0);

  decrypt (fixture, sealed, other);
  g_assert_error (fixture->error, CS_WIRE_ERROR, CS_WIRE_ERROR_UNVERIFIED);
  assert_record (fixture, 2, CS_ACTION_DECRYPT, "unusable", 0);
}

static void
test_show_refused (Fixture       *fixture,
                   gconstpointer  unused)
{
  g_autoptr (GBytes) plain = new_plain (CS_CODE_NO_SUCH_MEMBER);
  g_autoptr (GBytes) sealed = new_sealed (fixture, CS_CODE_NO_SUCH_MEMBER);

  show (fixture, plain, NULL);
  g_assert_error (fixture->error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_REFUSED);
  g_assert_nonnull (strstr (fixture->error->message, "001_006"));
  assert_record (fixture, 1, CS_ACTION_SHOW, "refused:001_006", 0);

  show (fixture, sealed, fixture->service->client_private);
  g_assert_error (fixture->error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_REFUSED);
  assert_record (fixture, 2, CS_ACTION_SHOW, "refused:001_006", 0);
}

static const char *const garbage[] = {
  "", " ", "hello", "{", "{}", "[]", "null", "{\"encData\":1}", "{\"encData\":\"\"}",
  "{\"encData\":\"a.b.c.d.e\"}", "a.b.c.d.e", "....", "{\"response\":{\"code\":\"000_000\"}}",
  "{\"encData\":\"\\u0061.b.c.d.e\"}", "<html></html>",
};

/* Anything that is no answer is refused, and recorded as such. */
static void
test_garbage (Fixture       *fixture,
              gconstpointer  unused)
{
  for (guint i = 0; i < G_N_ELEMENTS (garbage); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (garbage[i], strlen (garbage[i]));

      show (fixture, bytes, fixture->service->client_private);
      g_assert_cmpstr (g_quark_to_string (fixture->error->domain), ==, "cs-wire-error-quark");
      assert_record (fixture, 2 * i + 1, CS_ACTION_SHOW, "unusable", 0);

      decrypt (fixture, bytes, fixture->service->client_private);
      g_assert_cmpstr (g_quark_to_string (fixture->error->domain), ==, "cs-wire-error-quark");
      assert_record (fixture, 2 * i + 2, CS_ACTION_DECRYPT, "unusable", 0);
    }
}

static void
test_too_large (Fixture       *fixture,
                gconstpointer  unused)
{
  gsize length = CS_JSON_FILE_MAX + 1;
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_strnfill (length, ' '), length);

  show (fixture, bytes, NULL);
  g_assert_error (fixture->error, CS_WIRE_ERROR, CS_WIRE_ERROR_TOO_LARGE);
  decrypt (fixture, bytes, fixture->service->client_private);
  g_assert_error (fixture->error, CS_WIRE_ERROR, CS_WIRE_ERROR_TOO_LARGE);
}

static void
assert_decrypted (Fixture *fixture,
                  GBytes  *expected,
                  guint    n_records)
{
  gsize length;
  const guint8 *data;

  g_assert_no_error (fixture->error);
  data = cs_buffer_get_data (fixture->plaintext, &length);
  g_assert_cmpmem (data, length, g_bytes_get_data (expected, NULL), g_bytes_get_size (expected));
  assert_record (fixture, n_records, CS_ACTION_DECRYPT, "ok", 0);
}

/* Byte for byte, whatever is in it. */
static void
test_decrypt (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autoptr (GBytes) plain = new_plain (CS_CODE_SUCCESS);
  g_autoptr (GBytes) sealed = new_sealed (fixture, CS_CODE_SUCCESS);
  g_autoptr (GBytes) compact = new_compact (fixture, "\n", "\n");

  decrypt (fixture, sealed, fixture->service->client_private);
  assert_decrypted (fixture, plain, 1);
  decrypt (fixture, compact, fixture->service->client_private);
  assert_decrypted (fixture, plain, 2);
}

static void
test_decrypt_refused (Fixture       *fixture,
                      gconstpointer  unused)
{
  g_autoptr (GBytes) plain = new_plain (CS_CODE_SUCCESS);
  g_autoptr (GBytes) compact = new_compact (fixture, "", "");

  decrypt (fixture, plain, fixture->service->client_private);
  g_assert_error (fixture->error, CS_WIRE_ERROR, CS_WIRE_ERROR_ENVELOPE);
  decrypt (fixture, compact, NULL);
  g_assert_error (fixture->error, CS_LOOKUP_ERROR, CS_LOOKUP_ERROR_NEEDS_KEY);
  assert_record (fixture, 2, CS_ACTION_DECRYPT, "input", 0);
}

/* No log, no display, and no plaintext. */
static void
test_log_fails (Fixture       *fixture,
                gconstpointer  unused)
{
  g_autoptr (GBytes) plain = new_plain (CS_CODE_SUCCESS);
  g_autoptr (GBytes) compact = new_compact (fixture, "", "");

  test_log_execute (fixture->path, "DROP TABLE record");

  show (fixture, plain, NULL);
  g_assert_error (fixture->error, CS_LOG_ERROR, CS_LOG_ERROR_WRITE);
  show (fixture, compact, NULL);
  g_assert_error (fixture->error, CS_LOG_ERROR, CS_LOG_ERROR_WRITE);
  decrypt (fixture, compact, fixture->service->client_private);
  g_assert_error (fixture->error, CS_LOG_ERROR, CS_LOG_ERROR_WRITE);
}

#define ADD(name, function) \
  g_test_add ("/saved-answer/" name, Fixture, NULL, setup, function, teardown)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("show", test_show);
  ADD ("show-needs-key", test_show_needs_key);
  ADD ("wrong-key", test_wrong_key);
  ADD ("show-refused", test_show_refused);
  ADD ("garbage", test_garbage);
  ADD ("too-large", test_too_large);
  ADD ("decrypt", test_decrypt);
  ADD ("decrypt-refused", test_decrypt_refused);
  ADD ("log-fails", test_log_fails);

  return g_test_run ();
}
