/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-heap.h"

#include <stdio.h>

#define N_BLOCKS   (64 * 1024)
#define BLOCK_SIZE 256

/* Pages of the process that are in memory. */
static gulong
get_resident (void)
{
  g_autofree char *text = NULL;
  gulong size, resident;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%lu %lu", &size, &resident), ==, 2);

  return resident;
}

static void
test_trim (void)
{
  g_autofree gpointer *blocks = g_new (gpointer, N_BLOCKS);
  gulong full, pinned;

  for (guint i = 0; i < N_BLOCKS; i++)
    blocks[i] = g_malloc0 (BLOCK_SIZE);

  full = get_resident ();

  /* The last one stays, so that the heap cannot shrink from its end. */
  for (guint i = 0; i < N_BLOCKS - 1; i++)
    g_free (blocks[i]);

  pinned = get_resident ();
  cs_heap_trim ();

  g_assert_cmpuint (pinned, >, full / 2);
  g_assert_cmpuint (get_resident (), <, pinned / 2);

  g_free (blocks[N_BLOCKS - 1]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#if defined (__GLIBC__) && !defined (__SANITIZE_ADDRESS__)
  if (g_getenv ("CARDSYNC_SANITIZED") == NULL)
    g_test_add_func ("/heap/trim", test_trim);
#endif

  return g_test_run ();
}
