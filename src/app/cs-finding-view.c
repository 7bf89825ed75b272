/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-finding-view.h"

#include <string.h>

/* A finding that is shown, with what it is ordered by. */
typedef struct
{
  union
  {
    guint64     number;
    const char *text;           /* a collation key */
  };
  guint32 index;                /* in the list */
} Entry;

/**
 * CsFindingView:
 *
 * Findings of a list, filtered and ordered.
 *
 * What is compared is computed once for each finding, and all that changes is told in one
 * change: a hundred thousand are filtered or sorted within a few frames. The models of
 * GTK took half a second to filter them and up to 26 to sort them.
 */
struct _CsFindingView
{
  GObject          parent_instance;

  CsFindingList   *list;
  GArray          *shown;           /* of Entry */
  GHashTable      *keys;            /* interned text -> its collation key */
  CsFindingSearch *search;
  guint            rule;
  guint            severity;
  guint            column;          /* CS_FINDING_ANY: as they came */
  gboolean         is_descending;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CsFindingView, cs_finding_view, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
cs_finding_view_dispose (GObject *object)
{
  CsFindingView *self = CS_FINDING_VIEW (object);

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);

  g_clear_object (&self->list);

  G_OBJECT_CLASS (cs_finding_view_parent_class)->dispose (object);
}

static void
cs_finding_view_finalize (GObject *object)
{
  CsFindingView *self = CS_FINDING_VIEW (object);

  g_array_unref (self->shown);
  g_hash_table_unref (self->keys);
  g_object_unref (self->search);

  G_OBJECT_CLASS (cs_finding_view_parent_class)->finalize (object);
}

static void
cs_finding_view_class_init (CsFindingViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cs_finding_view_dispose;
  object_class->finalize = cs_finding_view_finalize;
}

static void
cs_finding_view_init (CsFindingView *self)
{
  self->shown = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->search = cs_finding_search_new ();
  self->keys = g_hash_table_new_full (g_direct_hash, g_direct_equal,
                                      (GDestroyNotify) g_ref_string_release, g_free);
  self->rule = CS_FINDING_ANY;
  self->severity = CS_FINDING_ANY;
  self->column = CS_FINDING_ANY;
}

static GType
cs_finding_view_get_item_type (GListModel *model)
{
  return CS_TYPE_AUDIT_FINDING;
}

static guint
cs_finding_view_get_n_items (GListModel *model)
{
  return CS_FINDING_VIEW (model)->shown->len;
}

static gpointer
cs_finding_view_get_item (GListModel *model,
                          guint       position)
{
  CsFindingView *self = CS_FINDING_VIEW (model);

  if (position >= self->shown->len)
    return NULL;

  return g_object_ref (cs_finding_list_get (self->list,
                                            g_array_index (self->shown, Entry, position).index));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = cs_finding_view_get_item_type;
  iface->get_n_items = cs_finding_view_get_n_items;
  iface->get_item = cs_finding_view_get_item;
}

static gboolean
is_text (guint column)
{
  return column == CS_FINDING_COLUMN_CARD || column == CS_FINDING_COLUMN_SENTENCE;
}

static const char *
get_key (CsFindingView *self,
         const char    *text)
{
  char *key = g_hash_table_lookup (self->keys, text);

  if (key != NULL)
    return key;

  key = g_utf8_collate_key (text, -1);
  g_hash_table_insert (self->keys, g_ref_string_acquire ((char *) text), key);

  return key;
}

static Entry
make_entry (CsFindingView  *self,
            CsAuditFinding *finding,
            guint           index)
{
  Entry entry = { .number = 0, .index = index };

  switch (self->column)
    {
    case CS_FINDING_COLUMN_SEVERITY:
      /* The worst first, unless somebody turns the column round. */
      entry.number = CS_SEVERITY_FINISHED - cs_audit_finding_get_severity (finding);
      break;

    case CS_FINDING_COLUMN_MEMBER:
      entry.number = cs_audit_finding_get_member_id (finding);
      break;

    case CS_FINDING_COLUMN_FACT:
      entry.number = cs_audit_finding_get_rule (finding);
      break;

    case CS_FINDING_COLUMN_CARD:
      entry.text = get_key (self, cs_audit_finding_get_product (finding));
      break;

    case CS_FINDING_COLUMN_SENTENCE:
      entry.text = get_key (self, cs_audit_finding_get_sentence (finding));
      break;

    default:
      break;
    }

  return entry;
}

/* Equal ones stay as they came. */
static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      user_data)
{
  CsFindingView *self = user_data;
  const Entry *first = a;
  const Entry *second = b;
  int order;

  if (is_text (self->column))
    order = first->text == second->text ? 0 : strcmp (first->text, second->text);
  else
    order = (first->number > second->number) - (first->number < second->number);

  if (order == 0)
    return (first->index > second->index) - (first->index < second->index);

  return self->is_descending ? -order : order;
}

static gboolean
is_shown (CsFindingView  *self,
          CsAuditFinding *finding)
{
  return (self->rule == CS_FINDING_ANY ||
          cs_audit_finding_get_rule (finding) == self->rule) &&
         (self->severity == CS_FINDING_ANY ||
          cs_audit_finding_get_severity (finding) == self->severity) &&
         cs_finding_search_matches (self->search, finding);
}

static void
rebuild (CsFindingView *self)
{
  guint n_before = self->shown->len;
  guint n_items = self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;

  g_array_set_size (self->shown, 0);

  for (guint i = 0; i < n_items; i++)
    {
      CsAuditFinding *finding = cs_finding_list_get (self->list, i);
      Entry entry;

      if (!is_shown (self, finding))
        continue;

      entry = make_entry (self, finding, i);
      g_array_append_val (self->shown, entry);
    }

  if (self->column != CS_FINDING_ANY)
    g_array_sort_with_data (self->shown, compare, self);

  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->shown->len);
}

static guint
find_place (CsFindingView *self,
            const Entry   *entry)
{
  guint low = 0;
  guint high = self->shown->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare (&g_array_index (self->shown, Entry, middle), entry, self) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* What somebody looks at stays where it is. */
static void
insert (CsFindingView *self,
        Entry          entry)
{
  guint place = self->column != CS_FINDING_ANY ? find_place (self, &entry) : self->shown->len;

  g_array_insert_val (self->shown, place, entry);
  g_list_model_items_changed (G_LIST_MODEL (self), place, 0, 1);
}

/* Lists only grow. Many at once are not worth placing one by one. */
static void
grown_cb (CsFindingView *self,
          guint          position,
          guint          n_removed,
          guint          n_added)
{
  if (n_added > self->shown->len)
    {
      rebuild (self);
      return;
    }

  for (guint i = position; i < position + n_added; i++)
    {
      CsAuditFinding *finding = cs_finding_list_get (self->list, i);

      if (is_shown (self, finding))
        insert (self, make_entry (self, finding, i));
    }
}

CsFindingView *
cs_finding_view_new (void)
{
  return g_object_new (CS_TYPE_FINDING_VIEW, NULL);
}

/**
 * cs_finding_view_set_list:
 * @self: a view
 * @list: (nullable): findings; more may come
 *
 * Sets what is viewed.
 */
void
cs_finding_view_set_list (CsFindingView *self,
                          CsFindingList *list)
{
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);

  g_set_object (&self->list, list);

  if (list != NULL)
    g_signal_connect_object (list, "items-changed", G_CALLBACK (grown_cb), self,
                             G_CONNECT_SWAPPED);

  rebuild (self);
}

/**
 * cs_finding_view_filter:
 * @self: a view
 * @rule: a rule, or `CS_FINDING_ANY`
 * @severity: a [enum@Severity], or `CS_FINDING_ANY`
 * @text: (nullable): what is searched for
 *
 * Shows only these findings.
 */
void
cs_finding_view_filter (CsFindingView *self,
                        guint          rule,
                        guint          severity,
                        const char    *text)
{
  self->rule = rule;
  self->severity = severity;
  cs_finding_search_set_text (self->search, text);
  rebuild (self);
}

/**
 * cs_finding_view_order:
 * @self: a view
 * @column: a [enum@FindingColumn], or `CS_FINDING_ANY` for the order in which they came
 * @is_descending: whether the order is turned round
 *
 * Orders the findings.
 */
void
cs_finding_view_order (CsFindingView *self,
                       guint          column,
                       gboolean       is_descending)
{
  self->column = column;
  self->is_descending = is_descending;
  rebuild (self);
}
