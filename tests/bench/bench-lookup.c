/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an audit does with every member, without what it writes: a signed call, the
 * answer verified, decrypted and decoded, every card judged. It takes and prints what
 * the scripts do that it is compared with: PROFILE IDS CONCURRENCY, one line of JSON.
 */


#include <string.h>
#include <sys/resource.h>

#include "cs-card.h"
#include "cs-client-error.h"
#include "cs-client.h"
#include "cs-digits.h"

typedef struct
{
  GMainLoop  *loop;
  CsClient   *client;
  char      **ids;
  GDate       today;
  guint       n_asked;
  guint       n_running;
  guint       n_answered;
  guint       n_missing;
  guint       n_failed;
  guint       n_cards;
} Bench;

static void ask_next (Bench *bench);

static void
judge (Bench      *bench,
       CsCardList *list)
{
  gsize n_cards;
  g_autofree gpointer *fields = g_ptr_array_steal (list->cards, &n_cards);

  for (gsize i = 0; i < n_cards; i++)
    {
      g_autoptr (CsCard) card = cs_card_new (fields[i], &bench->today, CS_EXPIRY_DAYS_DEFAULT);

      bench->n_cards += cs_card_get_verdict (card) < CS_N_VERDICTS;
    }
}

static void
list_cards_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Bench *bench = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsCardList) list = cs_client_list_cards_finish (CS_CLIENT (source), result, NULL,
                                                             &error);

  if (list != NULL)
    {
      judge (bench, list);
      bench->n_answered++;
    }
  else if (g_error_matches (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_REFUSED))
    {
      bench->n_missing++;
    }
  else
    {
      g_printerr ("%s\n", error->message);
      bench->n_failed++;
    }

  bench->n_running--;
  ask_next (bench);

  if (bench->n_running == 0)
    g_main_loop_quit (bench->loop);
}

static void
ask_next (Bench *bench)
{
  const char *text = bench->ids[bench->n_asked];
  guint64 member_id;

  if (text == NULL)
    return;

  if (!cs_digits_parse_uint64 (text, strlen (text), 1, CS_MEMBER_ID_MAX, &member_id))
    g_error ("not a member ID: %s", text);

  bench->n_asked++;
  bench->n_running++;
  cs_client_list_cards_async (bench->client, member_id, NULL, NULL, list_cards_cb, bench);
}

static void
print_result (const Bench *bench,
              double       seconds)
{
  struct rusage usage;
  double cpu_us;

  getrusage (RUSAGE_SELF, &usage);
  cpu_us = (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e6
           + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
  g_print ("{\"members\": %u, \"cards\": %u, \"missing\": %u, \"failed\": %u, \"perSecond\": %.0f,"
           " \"cpuMicrosPerMember\": %.1f, \"rssMB\": %ld}\n",
           bench->n_asked, bench->n_cards, bench->n_missing, bench->n_failed,
           bench->n_asked / seconds, cpu_us / bench->n_asked, usage.ru_maxrss / 1000);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (CsClock) clock = cs_clock_new_system ();
  g_autoptr (CsProfile) profile = NULL;
  g_autoptr (CsClient) client = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) ids = NULL;
  Bench bench = { 0 };
  guint64 concurrency;
  gint64 started_us;

  if (argc != 4 || !cs_digits_parse_uint64 (argv[3], strlen (argv[3]), 1, 1000, &concurrency)
      || !g_file_get_contents (argv[2], &text, NULL, &error)
      || (profile = cs_profile_load (argv[1], &error)) == NULL)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "PROFILE IDS CONCURRENCY");
      return 1;
    }

  client = cs_client_new (profile, clock);
  ids = g_strsplit (g_strstrip (text), "\n", -1);
  bench.loop = loop;
  bench.client = client;
  bench.ids = ids;
  cs_clock_get_today (clock, &bench.today);

  started_us = g_get_monotonic_time ();
  for (guint64 i = 0; i < concurrency; i++)
    ask_next (&bench);
  g_main_loop_run (loop);
  print_result (&bench, (double) (g_get_monotonic_time () - started_us) / 1e6);

  return bench.n_failed != 0;
}
