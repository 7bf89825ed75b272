/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs the service for tests in other languages: writes its profile into a folder,
 * prints its address and stops at the end of its input.
 *
 * mock-runner FOLDER [--members N] [--seed N] [--head-ms N] [--body-ms N] [--fault FAULT]…
 */

#include <stdio.h>
#include <string.h>

#include "cs-digits.h"
#include "cs-mock-service.h"

static guint64
read_number (const char *text)
{
  guint64 number = 0;

  if (!cs_digits_parse_uint64 (text, strlen (text), 0, G_MAXUINT64, &number))
    g_error ("Not a number: %s", text);

  return number;
}

static void
apply (CsMockService *service,
       CsMockLimits  *limits,
       const char    *option,
       const char    *value)
{
  g_autoptr (GError) error = NULL;
  CsMockFault *fault;

  if (g_str_equal (option, "--members"))
    cs_mock_service_set_n_members (service, (guint) read_number (value));
  else if (g_str_equal (option, "--seed"))
    cs_mock_service_set_seed (service, read_number (value));
  else if (g_str_equal (option, "--head-ms"))
    limits->head = limits->idle = (guint) read_number (value);
  else if (g_str_equal (option, "--body-ms"))
    limits->body = (guint) read_number (value);
  else if (g_str_equal (option, "--fault") &&
           (fault = cs_mock_fault_parse (value, &error)) != NULL)
    cs_mock_service_add_fault (service, fault);
  else
    g_error ("%s %s: %s", option, value, error != NULL ? error->message : "unknown option");
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (CsClock) clock = cs_clock_new_system ();
  g_autoptr (CsMockService) service = cs_mock_service_new (clock);
  g_autoptr (GError) error = NULL;
  CsMockLimits limits = CS_MOCK_LIMITS_USUAL;

  g_assert (argc >= 2 && argc % 2 == 0);

  for (int i = 2; i < argc; i += 2)
    apply (service, &limits, argv[i], argv[i + 1]);

  cs_mock_service_set_limits (service, &limits);

  if (!cs_mock_service_start (service, 0, &error) ||
      !cs_mock_service_export_profile (service, argv[1], &error))
    g_error ("%s", error->message);

  printf ("ready %s\n", cs_mock_service_get_base_url (service));
  fflush (stdout);

  while (getchar () != EOF)
    ;

  return 0;
}
