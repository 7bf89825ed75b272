/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <openssl/ssl.h>

G_BEGIN_DECLS

typedef enum
{
  TEST_KEEP,          /* wait for the next request */
  TEST_CLOSE,
  TEST_RESET,         /* RST instead of FIN */
  TEST_STALL,         /* neither answer nor close */
  TEST_ENDLESS,       /* go on with the filler until the client has had enough */
  TEST_TUNNEL,        /* a proxy's: from here on the client speaks TLS */
} TestEnding;

/**
 * TestAnswer:
 * @text: what is sent, headers and all; may be empty
 * @length: of @text, 0 if it ends with its NUL
 * @ending: what comes after it
 * @drip_ms: pause after every byte of it
 * @filler: what is sent again and again
 *
 * What the server does with one request.
 */
typedef struct
{
  const char *text;
  gsize       length;
  TestEnding  ending;
  guint       drip_ms;
  const char *filler;
} TestAnswer;

/**
 * TestServer:
 *
 * A server on the loopback interface that answers as it is told, right or wrong, and
 * counts what it is sent. It has threads of its own.
 */
typedef struct _TestServer TestServer;

TestServer *test_server_new             (const TestAnswer  *answers,
                                         gsize              n_answers) G_GNUC_WARN_UNUSED_RESULT;
void        test_server_set_tls         (TestServer        *self,
                                         SSL_CTX           *context);
void        test_server_set_silent      (TestServer        *self);
void        test_server_free            (TestServer        *self);

guint16     test_server_get_port        (TestServer        *self);
char       *test_server_dup_url         (TestServer        *self,
                                         const char        *path) G_GNUC_WARN_UNUSED_RESULT;
char       *test_server_dup_request     (TestServer        *self,
                                         guint              number) G_GNUC_WARN_UNUSED_RESULT;
guint       test_server_get_connections (TestServer        *self);
guint       test_server_get_requests    (TestServer        *self);
gsize       test_server_get_received    (TestServer        *self);
gsize       test_server_get_sent        (TestServer        *self);
char       *test_server_dup_alpn        (TestServer        *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestServer, test_server_free)

#define test_server_new_one(...) \
  test_server_new ((const TestAnswer[]) { __VA_ARGS__ }, \
                   G_N_ELEMENTS (((const TestAnswer[]) { __VA_ARGS__ })))

/* Runs the main loop until *@done; fails the test when that takes ten seconds. */
void        test_run_until              (gboolean          *done);

/* A port that nobody listens on. */
guint16     test_find_closed_port       (void);

G_END_DECLS
