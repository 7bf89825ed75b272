/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-finding-list.h"

/**
 * CsFindingList:
 *
 * Findings in the order in which they came: an array, so that the models above reach
 * each of a hundred thousand in one step.
 */
struct _CsFindingList
{
  GObject    parent_instance;

  GPtrArray *findings;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CsFindingList, cs_finding_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
cs_finding_list_finalize (GObject *object)
{
  g_ptr_array_unref (CS_FINDING_LIST (object)->findings);

  G_OBJECT_CLASS (cs_finding_list_parent_class)->finalize (object);
}

static void
cs_finding_list_class_init (CsFindingListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_finding_list_finalize;
}

static void
cs_finding_list_init (CsFindingList *self)
{
  self->findings = g_ptr_array_new_with_free_func (g_object_unref);
}

static GType
cs_finding_list_get_item_type (GListModel *model)
{
  return CS_TYPE_AUDIT_FINDING;
}

static guint
cs_finding_list_get_n_items (GListModel *model)
{
  return CS_FINDING_LIST (model)->findings->len;
}

static gpointer
cs_finding_list_get_item (GListModel *model,
                          guint       position)
{
  CsFindingList *self = CS_FINDING_LIST (model);

  if (position >= self->findings->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->findings, position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = cs_finding_list_get_item_type;
  iface->get_n_items = cs_finding_list_get_n_items;
  iface->get_item = cs_finding_list_get_item;
}

CsFindingList *
cs_finding_list_new (void)
{
  return g_object_new (CS_TYPE_FINDING_LIST, NULL);
}

/**
 * cs_finding_list_append:
 * @self: a list
 * @findings: (element-type CsAuditFinding): more of them
 *
 * Adds findings at the end, in one change.
 */
void
cs_finding_list_append (CsFindingList *self,
                        GPtrArray     *findings)
{
  guint n_before = self->findings->len;

  for (guint i = 0; i < findings->len; i++)
    g_ptr_array_add (self->findings, g_object_ref (g_ptr_array_index (findings, i)));

  if (findings->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, findings->len);
}

/**
 * cs_finding_list_get:
 * @self: a list
 * @index: one that is there
 *
 * Borrows a finding.
 *
 * Returns: (transfer none): the finding
 */
CsAuditFinding *
cs_finding_list_get (CsFindingList *self,
                     guint          index)
{
  return g_ptr_array_index (self->findings, index);
}
