/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-pem.h"

#include <string.h>

static gboolean
read_text (CsPemBlock *block,
           const char *text)
{
  gsize length = strlen (text);

  return cs_pem_block_read (block, &text, &length);
}

static void
test_round_trip (void)
{
  for (guint n = 1; n < 200; n++)
    {
      g_autofree guint8 *data = g_malloc (n);
      g_autoptr (CsBuffer) text = cs_buffer_new (1024);
      g_auto (CsPemBlock) block = { "", NULL, NULL };
      const char *at;
      gsize left;

      for (guint i = 0; i < n; i++)
        data[i] = (guint8) g_test_rand_int ();

      g_assert_true (cs_pem_block_write ("PRIVATE KEY", data, n, text));
      at = (const char *) cs_buffer_get_data (text, &left);
      g_assert_true (cs_pem_block_read (&block, &at, &left));
      g_assert_cmpstr (block.label, ==, "PRIVATE KEY");
      g_assert_null (block.headers);
      g_assert_cmpmem (cs_buffer_get_data (block.data, NULL), cs_buffer_get_length (block.data),
                       data, n);
      g_assert_cmpmem (at, left, "\n", 1);
    }
}

static void
test_write (void)
{
  const char *expected = "-----BEGIN X-----\n"
                         "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVm\n"
                         "IQ==\n"
                         "-----END X-----\n";
  const char *data = "0123456789abcdef0123456789abcdef0123456789abcdef!";
  g_autoptr (CsBuffer) text = cs_buffer_new (1024);

  g_assert_true (cs_pem_block_write ("X", (const guint8 *) data, strlen (data), text));
  g_assert_cmpmem (cs_buffer_get_data (text, NULL), cs_buffer_get_length (text),
                   expected, strlen (expected));

  for (gsize maximum = 0; maximum < strlen (expected); maximum++)
    {
      g_autoptr (CsBuffer) small = cs_buffer_new (maximum);

      g_assert_false (cs_pem_block_write ("X", (const guint8 *) data, strlen (data), small));
    }
}

static void
test_several (void)
{
  const char *text = "Subject: CN=one\n-----BEGIN A-----\r\nMQ==\r\n-----END A-----\r\n"
                     "between\n-----BEGIN B C-----\nMTI=\n-----END B C-----\nafter";
  gsize length = strlen (text);

  for (guint i = 0; i < 3; i++)
    {
      g_auto (CsPemBlock) block = { "", NULL, NULL };

      g_assert_cmpint (cs_pem_block_read (&block, &text, &length), ==, i < 2);

      if (i < 2)
        {
          g_assert_cmpstr (block.label, ==, i == 0 ? "A" : "B C");
          g_assert_cmpuint (cs_buffer_get_length (block.data), ==, i + 1);
        }
    }

  g_assert_cmpstr (text, ==, "\nafter");
}

static void
test_headers (void)
{
  g_auto (CsPemBlock) block = { "", NULL, NULL };

  g_assert_true (read_text (&block, "-----BEGIN RSA PRIVATE KEY-----\r\nProc-Type: 4,ENCRYPTED\r\n"
                                    "DEK-Info: AES-256-CBC,00\r\n\r\nMTIz\r\n"
                                    "-----END RSA PRIVATE KEY-----\r\n"));
  g_assert_cmpstr (block.headers, ==, "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n");
  g_assert_cmpmem (cs_buffer_get_data (block.data, NULL), cs_buffer_get_length (block.data),
                   "123", 3);
}

/* One character more than there is room for. */
#define LONG_LABEL "0123456789012345678901234567890123456789012345678901234567890123"

static void
test_refused (void)
{
  static const char *const refused[] = {
    "",
    "-----BEGIN ",
    "-----BEGIN X",
    "-----BEGIN X-----",
    "-----BEGIN X-----\nMQ==\n",
    "-----BEGIN X-----\nMQ==\n-----END Y-----\n",
    "-----BEGIN X-----\n\n-----END X-----\n",
    "-----BEGIN X-----\nMQ=\n-----END X-----\n",
    "-----BEGIN X-----\nM===\n-----END X-----\n",
    "-----BEGIN X-----\nM=Q=\n-----END X-----\n",
    "-----BEGIN X-----\n====\n-----END X-----\n",
    "-----BEGIN X-----\nMQ=-\n-----END X-----\n",
    "-----BEGIN X-----\nM_Q=\n-----END X-----\n",
    "-----BEGIN X-----\nA: b\nMQ==\n-----END X-----\n",
    "-----BEGIN X\nY-----\nMQ==\n-----END X\nY-----\n",
    "-----BEGIN " LONG_LABEL "-----\nMQ==\n-----END " LONG_LABEL "-----\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_auto (CsPemBlock) block = { "", NULL, NULL };

      if (read_text (&block, refused[i]))
        g_error ("This was read: %s", refused[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pem/round-trip", test_round_trip);
  g_test_add_func ("/pem/write", test_write);
  g_test_add_func ("/pem/several", test_several);
  g_test_add_func ("/pem/headers", test_headers);
  g_test_add_func ("/pem/refused", test_refused);

  return g_test_run ();
}
