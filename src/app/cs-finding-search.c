/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-finding-search.h"

#include <string.h>

/**
 * CsFindingSearch:
 *
 * What is searched for in many findings: texts that repeat are folded once.
 */
struct _CsFindingSearch
{
  GObject     parent_instance;

  char       *text;             /* folded, NULL for nothing */
  GHashTable *matches;          /* interned text -> whether it has @text, plus 1 */
};

G_DEFINE_FINAL_TYPE (CsFindingSearch, cs_finding_search, G_TYPE_OBJECT)

static void
cs_finding_search_finalize (GObject *object)
{
  CsFindingSearch *self = CS_FINDING_SEARCH (object);

  g_free (self->text);
  g_hash_table_unref (self->matches);

  G_OBJECT_CLASS (cs_finding_search_parent_class)->finalize (object);
}

static void
cs_finding_search_class_init (CsFindingSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_finding_search_finalize;
}

static void
cs_finding_search_init (CsFindingSearch *self)
{
  self->matches = g_hash_table_new_full (g_direct_hash, g_direct_equal,
                                         (GDestroyNotify) g_ref_string_release, NULL);
}

CsFindingSearch *
cs_finding_search_new (void)
{
  return g_object_new (CS_TYPE_FINDING_SEARCH, NULL);
}

/**
 * cs_finding_search_set_text:
 * @self: a search
 * @text: (nullable): what is searched for, in any case
 *
 * Sets what is searched for.
 */
void
cs_finding_search_set_text (CsFindingSearch *self,
                            const char      *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));

  g_free (self->text);
  self->text = *stripped != '\0' ? g_utf8_casefold (stripped, -1) : NULL;
  g_hash_table_remove_all (self->matches);
}

static gboolean
text_matches (CsFindingSearch *self,
              const char      *text)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (self->matches, text));
  g_autofree char *folded = NULL;
  gboolean is_match;

  if (known != 0)
    return known - 1 != 0;

  folded = g_utf8_casefold (text, -1);
  is_match = strstr (folded, self->text) != NULL;
  g_hash_table_insert (self->matches, g_ref_string_acquire ((char *) text),
                       GUINT_TO_POINTER (is_match ? 2 : 1));

  return is_match;
}

/* By hand: a hundred thousand of them are written for one search. */
static void
write_id (guint64  id,
          char    *text)
{
  char reversed[20];
  guint n_digits = 0;

  do
    {
      reversed[n_digits++] = (char) ('0' + id % 10);
      id /= 10;
    }
  while (id > 0);

  while (n_digits > 0)
    *text++ = reversed[--n_digits];

  *text = '\0';
}

/**
 * cs_finding_search_matches:
 * @self: a search
 * @finding: a finding
 *
 * Tells whether member ID, end of the card number, product, PAR or sentence of a finding
 * have what is searched for.
 *
 * Returns: `TRUE` if one has
 */
gboolean
cs_finding_search_matches (CsFindingSearch *self,
                           CsAuditFinding  *finding)
{
  const char *par = cs_audit_finding_get_par (finding);
  char id[21];

  if (self->text == NULL)
    return TRUE;

  write_id (cs_audit_finding_get_member_id (finding), id);

  return strstr (id, self->text) != NULL ||
         strstr (cs_audit_finding_get_number (finding), self->text) != NULL ||
         g_ascii_strncasecmp (par, self->text, strlen (self->text)) == 0 ||
         text_matches (self, cs_audit_finding_get_product (finding)) ||
         text_matches (self, cs_audit_finding_get_sentence (finding));
}
