/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-client.h"
#include "cs-test-server.h"

G_BEGIN_DECLS

/* What must never be seen outside a request. */
#define TEST_ASP_ID     "000170000000000"
#define TEST_ACCESS_KEY "canary7-0123456789abcdef0123456789abcdef"
#define TEST_SECRET_KEY "canary-secret"
#define TEST_KEY_ID_1   "11111111111111111111111111111111"
#define TEST_KEY_ID_2   "22222222222222222222222222222222"

/* 2026-09-07 12:00:00 in Korea */
#define TEST_NOW_US     (G_GINT64_CONSTANT (1788750000) * G_USEC_PER_SEC)

typedef enum
{
  TEST_SERVER_KEY,
  TEST_CLIENT_KEY_1,
  TEST_CLIENT_KEY_2,
  TEST_STRANGE_KEY,
} TestKey;

CsRsaKey      *test_get_key           (TestKey      key);
CsCredentials *test_credentials_new   (guint        n_keys) G_GNUC_WARN_UNUSED_RESULT;
CsClient      *test_client_new        (const char  *base_url,
                                       guint        n_keys) G_GNUC_WARN_UNUSED_RESULT;

char          *test_dup_cards         (guint        n_cards) G_GNUC_WARN_UNUSED_RESULT;
char          *test_dup_outcome       (const char  *code) G_GNUC_WARN_UNUSED_RESULT;
char          *test_seal              (const char  *plaintext,
                                       TestKey      recipient) G_GNUC_WARN_UNUSED_RESULT;
char          *test_dup_answer        (const char  *status,
                                       const char  *headers,
                                       const char  *body) G_GNUC_WARN_UNUSED_RESULT;
char          *test_dup_header        (const char  *request,
                                       const char  *name) G_GNUC_WARN_UNUSED_RESULT;
const char    *test_find_body         (const char  *request);

/**
 * TestCall:
 *
 * One call and what came of it.
 */
typedef struct
{
  CsCardList   *cards;
  CsCardInfo   *info;
  GBytes       *image;
  CsCallReport *report;
  GError       *error;
  gboolean      done;
} TestCall;

void           test_call_clear        (TestCall     *call);
void           test_call_start_list   (TestCall     *call,
                                       CsClient     *client,
                                       GCancellable *cancellable);
void           test_call_start_info   (TestCall     *call,
                                       CsClient     *client,
                                       GCancellable *cancellable);
void           test_call_start_image  (TestCall     *call,
                                       CsClient     *client,
                                       const char   *url,
                                       GCancellable *cancellable);
void           test_call_list         (TestCall     *call,
                                       CsClient     *client);
void           test_call_assert_clean (TestCall     *call);

/**
 * TestService:
 *
 * A service, a client of it, and a call.
 */
typedef struct
{
  TestServer *server;
  CsClient   *client;
  TestCall    call;
} TestService;

void           test_service_start     (TestService  *service,
                                       TestServer   *server,
                                       guint         n_keys);
void           test_service_stop      (TestService  *service);

void           test_cancel_soon       (GCancellable *cancellable);

G_END_DECLS
