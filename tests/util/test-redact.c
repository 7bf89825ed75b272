/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-redact.h"

typedef struct
{
  const char *text;
  const char *redacted;
} Case;

static const Case cases[] = {
  { "card 4111111111111111 refused", "card 411111******1111 refused" },
  { "card 4111 1111 1111 1111.", "card 4111 11** **** 1111." },
  { "4111-1111-1111-1111", "4111-11**-****-1111" },
  { "not one: 4111111111111112", "not one: 4111111111111112" },
  { "member 50000104652", "member 50000104652" },
  { "12345678901234567890123", "12345678901234567890123" },
  { "50000104652 4111111111111111", "50000104652 411111******1111" },
  { "4111111111111111 4111 1111 1111 1111", "411111******1111 4111 11** **** 1111" },
  { "1-2-3-4-5 4111111111111111-6", "1-2-3-4-5 411111******1111-6" },
  { "", "" },
  { "trailing -", "trailing -" },
};

static void
test_dup (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *redacted = cs_redact_dup (cases[i].text);

      g_assert_cmpstr (redacted, ==, cases[i].redacted);
    }
}

/* Every message passes the writer, whatever library it comes from. */
static void
test_writer (void)
{
  if (g_test_subprocess ())
    {
      cs_redact_log_writer ();
      g_log_structured ("other", G_LOG_LEVEL_MESSAGE, "MESSAGE", "number %s", "4111111111111111");
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("*number 411111??????1111*");
  g_test_trap_assert_stderr_unmatched ("*4111111111111111*");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/redact/dup", test_dup);
  g_test_add_func ("/redact/writer", test_writer);

  return g_test_run ();
}
