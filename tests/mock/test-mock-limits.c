/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mock-client.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "cs-mock-head.h"

#define LIST     "{\"userId\":50000104652}"
#define SECOND   1000
#define PATH     "/open-api" CS_PATH_CARD_LIST
#define MEGABYTE (1024 * 1024)

static const CsMockLimits few = { 4, 60000, 10000, 15000, 120000, 1000 };
static const CsMockLimits soon = { 256, 300, 200, 250, 120000, 1000 };

static void
talk (Desk       *desk,
      const char *bytes,
      Talk       *out_talk)
{
  raw_talk (desk, bytes, strlen (bytes), 3 * SECOND, out_talk);
}

static gboolean
starts_with (const Talk *what,
             const char *text)
{
  return what->start->len >= strlen (text) &&
         memcmp (what->start->data, text, strlen (text)) == 0;
}

static guint
count_answers (const Talk *what)
{
  const char *place = (const char *) what->start->data;
  const char *end = place + what->start->len;
  guint n = 0;

  while ((place = memmem (place, (gsize) (end - place), "HTTP/1.1 ", 9)) != NULL)
    {
      place += 9;
      n++;
    }

  return n;
}

static void
test_refused (Desk          *desk,
              gconstpointer  unused)
{
  static const struct { const char *request; const char *answer; } cases[] = {
    { "POST " PATH " HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\n\r\n{}",
      "HTTP/1.1 400 " },
    { "POST " PATH " HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil\r\nContent-Length: 2\r\n\r\n{}",
      "HTTP/1.1 421 " },
    { "POST " PATH " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\n"
      "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "HTTP/1.1 411 " },
    { "POST " PATH " HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n"
      "zzz\r\n", "HTTP/1.1 411 " },
    { "POST " PATH " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\nContent-Length: 3\r\n"
      "\r\n{}", "HTTP/1.1 400 " },
    { "POST " PATH " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 65537\r\n\r\n",
      "HTTP/1.1 413 " },
    { "GET /images/../../../etc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "HTTP/1.1 400 " },
    { "GET /images/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
      "HTTP/1.1 400 " },
    { "GET /etc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
      "HTTP/1.1 405 " },
    { "GET /images/garam-city.png HTTP/1.1\r\nHost: 127.0.0.1\r\nRange: bytes=0-1,0-1\r\n\r\n",
      "HTTP/1.1 400 " },
    { "\x16\x03\x01\x02\x01\x01\r\n\r\n", "HTTP/1.1 400 " },
  };
  g_autoptr (CsCardList) after = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Talk) answer = { 0 };

      g_test_message ("%s", cases[i].request);
      talk (desk, cases[i].request, &answer);
      g_assert_true (starts_with (&answer, cases[i].answer));
      g_assert_cmpint (answer.end, ==, 0);
    }

  after = desk_list (desk, 50000104652);
  g_assert_cmpuint (after->cards->len, ==, 4);
}

static void
test_long_head (Desk          *desk,
                gconstpointer  unused)
{
  g_autofree char *filler = g_strnfill (CS_MOCK_HEAD_MAX, 'x');
  g_autofree char *request = g_strdup_printf ("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: %s\r\n\r\n",
                                              filler);
  g_auto (Talk) answer = { 0 };

  talk (desk, request, &answer);
  g_assert_true (starts_with (&answer, "HTTP/1.1 431 "));
}

/* More connections than there may be are told so; when some go, others may come. */
static void
test_cap (Desk          *desk,
          gconstpointer  unused)
{
  g_autofree char *request = raw_request (desk, LIST);
  int held[4];

  for (gsize i = 0; i < G_N_ELEMENTS (held); i++)
    held[i] = raw_connect (desk);

  while (cs_mock_service_count_open (desk->service) < G_N_ELEMENTS (held))
    ;

  for (guint i = 0; i < 20; i++)
    {
      g_auto (Talk) answer = { 0 };

      talk (desk, "", &answer);
      g_assert_true (starts_with (&answer, "HTTP/1.1 503 "));
    }

  close (held[0]);

  while (cs_mock_service_count_open (desk->service) == G_N_ELEMENTS (held))
    ;

  {
    g_auto (Talk) answer = { 0 };

    raw_talk (desk, request, strlen (request), 300, &answer);
    g_assert_true (starts_with (&answer, "HTTP/1.1 200 "));
  }

  for (gsize i = 1; i < G_N_ELEMENTS (held); i++)
    close (held[i]);
}

/* Deadlines: nothing said, a head that never ends, a body that never comes. */
static void
test_deadlines (Desk          *desk,
                gconstpointer  unused)
{
  static const struct { const char *request; guint least_ms; } cases[] = {
    { "", 290 },
    { "P", 190 },
    { "POST " PATH " HTTP/1.1\r\nHost: 127.0.0.1\r\n", 190 },
    { "POST " PATH " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 30\r\n\r\n", 240 },
    { "POST " PATH " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 30\r\n\r\n{\"userId\"", 240 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Talk) answer = { 0 };
      gint64 start = g_get_monotonic_time ();

      talk (desk, cases[i].request, &answer);
      g_assert_cmpint (answer.end, !=, TALK_TIMED_OUT);
      g_assert_cmpint (g_get_monotonic_time () - start, >=, cases[i].least_ms * 1000);
      g_assert_false (starts_with (&answer, "HTTP/1.1 200 "));
    }
}

/* Byte by byte, each in good time: the deadline is of the whole head. */
static void
test_slow_loris (Desk          *desk,
                 gconstpointer  unused)
{
  gint64 start = g_get_monotonic_time ();
  int fd = raw_connect (desk);
  char byte;

  g_assert_cmpint (send (fd, "GET / HTTP/1.1\r\nX: ", 18, MSG_NOSIGNAL), ==, 18);

  while (recv (fd, &byte, 1, MSG_DONTWAIT) < 0 && errno == EAGAIN)
    {
      g_assert_cmpint (g_get_monotonic_time () - start, <, 3 * G_USEC_PER_SEC);
      (void) !send (fd, "x", 1, MSG_NOSIGNAL);
      g_usleep (5000);
    }

  close (fd);
}

static void
test_half_open (Desk          *desk,
                gconstpointer  unused)
{
  gint64 start = g_get_monotonic_time ();
  int held[200];

  for (gsize i = 0; i < G_N_ELEMENTS (held); i++)
    {
      held[i] = raw_connect (desk);
      g_assert_cmpint (held[i], >=, 0);
      (void) !send (held[i], "POST ", 5, MSG_NOSIGNAL);
    }

  while (cs_mock_service_count_open (desk->service) > 0)
    g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);

  for (gsize i = 0; i < G_N_ELEMENTS (held); i++)
    close (held[i]);
}

/* An answer that is under way is no idle connection. */
static void
test_late_answer (Desk          *desk,
                  gconstpointer  unused)
{
  g_autoptr (CsCardList) list = NULL;

  desk_arm (desk, "latency:600");
  list = desk_list (desk, 50000104652);
  g_assert_cmpuint (list->cards->len, ==, 4);
}

static glong
read_resident_kb (void)
{
  g_autofree char *status = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));

  return (glong) g_ascii_strtoll (strstr (status, "VmRSS:") + 6, NULL, 10);
}

/* 300 MB, announced or in chunks: refused at once, and nothing of it is kept. */
static void
test_huge_request (Desk          *desk,
                   gconstpointer  unused)
{
  static const char *const heads[] = {
    "POST " PATH " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 314572800\r\n\r\n",
    "POST " PATH " HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n12c00000\r\n",
    "POST " PATH " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 60000\r\n\r\n",
    "POST " PATH " HTTP/1.1\r\nX: ",
    "",
  };
  static char page[MEGABYTE];
  glong before = read_resident_kb ();

  memset (page, 'x', sizeof page);
  before = read_resident_kb ();

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      int fd = raw_connect (desk);
      gsize n_sent = 0;

      (void) !send (fd, heads[i], strlen (heads[i]), MSG_NOSIGNAL);

      while (n_sent < 300 * (gsize) MEGABYTE)
        {
          ssize_t n = send (fd, page, sizeof page, MSG_NOSIGNAL);

          if (n < 0)
            break;

          n_sent += (gsize) n;
        }

      g_assert_cmpuint (n_sent, <, 64 * MEGABYTE);
      close (fd);
    }

  g_assert_cmpint (read_resident_kb () - before, <, 20 * 1024);
}

/* Two requests in one packet are two requests, and three in bytes are three. */
static void
test_pipeline (Desk          *desk,
               gconstpointer  unused)
{
  g_autofree char *one = raw_request (desk, LIST);
  g_autofree char *two = g_strconcat (one, one, NULL);
  g_auto (Talk) answer = { 0 };

  raw_talk (desk, two, strlen (two), 500, &answer);
  g_assert_cmpuint (count_answers (&answer), ==, 2);
}

static void
test_byte_by_byte (Desk          *desk,
                   gconstpointer  unused)
{
  g_autofree char *request = raw_request (desk, LIST);
  char answer[16] = "";
  int on = 1;

  for (guint round = 0; round < 2; round++)
    {
      int fd = raw_connect (desk);

      setsockopt (fd, 6 /* IPPROTO_TCP */, 1 /* TCP_NODELAY */, &on, sizeof on);

      for (gsize i = 0; i < strlen (request); i += round == 0 ? 1 : 7)
        g_assert_cmpint (send (fd, request + i, MIN (strlen (request) - i, round == 0 ? 1 : 7),
                               MSG_NOSIGNAL), >, 0);

      g_assert_cmpint (recv (fd, answer, 13, MSG_WAITALL), ==, 13);
      g_assert_cmpstr (answer, ==, "HTTP/1.1 200 ");
      close (fd);
    }
}

/* What comes behind a request is the next one, and nonsense there is refused. */
static void
test_trailing (Desk          *desk,
               gconstpointer  unused)
{
  g_autofree char *request = raw_request (desk, LIST);
  g_autofree char *more = g_strconcat (request, "nonsense\r\n\r\n", NULL);
  g_auto (Talk) answer = { 0 };

  talk (desk, more, &answer);
  g_assert_true (starts_with (&answer, "HTTP/1.1 200 "));
  g_assert_cmpuint (count_answers (&answer), ==, 2);
  g_assert_nonnull (memmem (answer.start->data, answer.start->len, "HTTP/1.1 400 ", 13));
  g_assert_cmpint (answer.end, ==, 0);
}

/* Nobody but this computer: the port is on 127.0.0.1 alone. */
static void
test_loopback (Desk          *desk,
               gconstpointer  unused)
{
  g_autoptr (GUri) uri = g_uri_parse (cs_mock_service_get_base_url (desk->service),
                                      G_URI_FLAGS_NONE, NULL);
  g_autofree char *tcp = NULL;
  g_autofree char *anywhere = g_strdup_printf (" 00000000:%04X ", (guint) g_uri_get_port (uri));
  g_autofree char *here = g_strdup_printf (" 0100007F:%04X ", (guint) g_uri_get_port (uri));

  g_assert_true (g_file_get_contents ("/proc/net/tcp", &tcp, NULL, NULL));
  g_assert_nonnull (strstr (tcp, here));
  g_assert_null (strstr (tcp, anywhere));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/mock-limits/refused", Desk, NULL, desk_setup, test_refused, desk_teardown);
  g_test_add ("/mock-limits/long-head", Desk, NULL, desk_setup, test_long_head, desk_teardown);
  g_test_add ("/mock-limits/cap", Desk, &few, desk_setup, test_cap, desk_teardown);
  g_test_add ("/mock-limits/deadlines", Desk, &soon, desk_setup, test_deadlines, desk_teardown);
  g_test_add ("/mock-limits/slow-loris", Desk, &soon, desk_setup, test_slow_loris, desk_teardown);
  g_test_add ("/mock-limits/half-open", Desk, &soon, desk_setup, test_half_open, desk_teardown);
  g_test_add ("/mock-limits/late-answer", Desk, &soon, desk_setup, test_late_answer,
              desk_teardown);
  g_test_add ("/mock-limits/huge-request", Desk, NULL, desk_setup, test_huge_request,
              desk_teardown);
  g_test_add ("/mock-limits/pipeline", Desk, NULL, desk_setup, test_pipeline, desk_teardown);
  g_test_add ("/mock-limits/byte-by-byte", Desk, NULL, desk_setup, test_byte_by_byte,
              desk_teardown);
  g_test_add ("/mock-limits/trailing", Desk, NULL, desk_setup, test_trailing, desk_teardown);
  g_test_add ("/mock-limits/loopback", Desk, NULL, desk_setup, test_loopback, desk_teardown);

  return g_test_run ();
}
