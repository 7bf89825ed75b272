/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "memory-search.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* What is larger is no memory of ours but the map that a sanitizer keeps of it. */
#define MAPPING_MAX G_GUINT64_CONSTANT (0x4000000)

static guint8 chunk[64 * 1024];

static gboolean
is_at (const guint8 *place,
       const guint8 *masked,
       gsize         length)
{
  for (gsize i = 0; i < length; i++)
    if ((place[i] ^ MEMORY_MASK) != masked[i])
      return FALSE;

  return TRUE;
}

static guint
count_in_chunk (gsize         n_bytes,
                const guint8 *masked,
                gsize         length)
{
  const guint8 *end = chunk + n_bytes - length + 1;
  guint n_found = 0;

  for (const guint8 *at = chunk; at < end; at++)
    {
      at = memchr (at, masked[0] ^ MEMORY_MASK, (gsize) (end - at));

      if (at == NULL)
        break;

      n_found += is_at (at, masked, length) ? 1 : 0;
    }

  return n_found;
}

static gboolean
is_in_chunk (guint64 from,
             guint64 to)
{
  return from < (guintptr) chunk + sizeof chunk && to > (guintptr) chunk;
}

/* Chunks overlap, so that none cuts what is looked for in two. */
static guint
count_between (int           memory,
               guint64       from,
               guint64       to,
               const guint8 *masked,
               gsize         length)
{
  guint n_found = 0;

  while (from + length <= to)
    {
      gssize n_read = pread (memory, chunk, MIN (sizeof chunk, to - from), (off_t) from);

      if (n_read < (gssize) length)
        break;

      if (!is_in_chunk (from, from + (guint64) n_read))
        n_found += count_in_chunk ((gsize) n_read, masked, length);

      if ((guint64) n_read < sizeof chunk)
        break;

      from += (guint64) n_read - (length - 1);
    }

  return n_found;
}

/* Counts the places of all the memory that this process can write to, freed memory
 * included, where the bytes lie that @masked stands for.
 */
guint
memory_count (const guint8 *masked,
              gsize         length)
{
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  int memory = open ("/proc/self/mem", O_RDONLY | O_CLOEXEC);
  guint n_found = 0;

  g_assert_cmpint (memory, >=, 0);
  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *end;
      guint64 from = g_ascii_strtoull (lines[i], &end, 16);
      guint64 to = *end == '-' ? g_ascii_strtoull (end + 1, &end, 16) : 0;

      if (g_str_has_prefix (end, " rw") && to - from <= MAPPING_MAX)
        n_found += count_between (memory, from, to, masked, length);
    }

  memset (chunk, 0, sizeof chunk);
  close (memory);

  return n_found;
}
