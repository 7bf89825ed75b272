/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "cs-json-private.h"

/* Objects up to this size are compared name by name; more would be quadratic. */
#define SMALL_OBJECT 64

/* Seen names leave a mark here, so that a new one is rarely compared at all. */
typedef struct
{
  guint8 bits[32];
} Marks;

/* An escaped name may equal one that is spelt otherwise: it matches every mark. */
static gboolean
test_and_set (Marks        *marks,
              const CsJson *json,
              guint32       name)
{
  const CsJsonToken *token = &json->tokens[name];
  const char *text = json->data + token->start;
  guint mark = token->extent;
  guint8 bit;
  gboolean seen;

  if (token->escaped)
    {
      memset (marks->bits, 0xff, sizeof marks->bits);
      return TRUE;
    }

  if (token->extent > 0)
    mark += (guint8) text[0] * 7u + (guint8) text[token->extent - 1] * 31u +
            (guint8) text[token->extent / 2] * 131u;

  bit = (guint8) (1u << (mark & 7));
  mark = mark >> 3 & 31;
  seen = (marks->bits[mark] & bit) != 0;
  marks->bits[mark] |= bit;

  return seen;
}

static gboolean
is_among (const CsJson  *json,
          guint32        name,
          const guint32 *names,
          guint          n_names)
{
  for (guint i = 0; i < n_names; i++)
    if (cs_json_text_compare (json, name, names[i]) == 0)
      return TRUE;

  return FALSE;
}

static int
compare_names (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  return cs_json_text_compare (user_data, *(const guint32 *) a, *(const guint32 *) b);
}

/* Sorting needs no hash, so nobody can choose names that collide in one. */
static gboolean
are_unique_sorted (const CsJson *json,
                   guint32       object)
{
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 end = json->tokens[object].extent;

  for (guint32 name = object + 1; name < end; name = cs_json_token_skip (json, name + 1))
    g_array_append_val (names, name);

  g_array_sort_with_data (names, compare_names, (gpointer) json);

  for (guint i = 1; i < names->len; i++)
    if (cs_json_text_compare (json, g_array_index (names, guint32, i - 1),
                              g_array_index (names, guint32, i)) == 0)
      return FALSE;

  return TRUE;
}

/**
 * cs_json_names_are_unique:
 * @json: a document whose object @object is complete
 * @object: its token
 *
 * Tells whether no two members have one name once escapes are undone.
 *
 * Returns: `TRUE` if all differ
 */
gboolean
cs_json_names_are_unique (const CsJson *json,
                          guint32       object)
{
  guint32 end = json->tokens[object].extent;
  guint32 names[SMALL_OBJECT];
  guint n_names = 0;
  Marks marks = { { 0 } };

  for (guint32 name = object + 1; name < end; name = cs_json_token_skip (json, name + 1))
    {
      if (n_names == SMALL_OBJECT)
        return are_unique_sorted (json, object);

      if (test_and_set (&marks, json, name) && is_among (json, name, names, n_names))
        return FALSE;

      names[n_names++] = name;
    }

  return TRUE;
}
