/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-log-item.h"

/**
 * CsLogItem:
 *
 * A record of the access log in a list model.
 */
struct _CsLogItem
{
  GObject         parent_instance;

  CsAccessRecord *record;
};

G_DEFINE_FINAL_TYPE (CsLogItem, cs_log_item, G_TYPE_OBJECT)

static void
cs_log_item_finalize (GObject *object)
{
  g_clear_pointer (&CS_LOG_ITEM (object)->record, cs_access_record_free);

  G_OBJECT_CLASS (cs_log_item_parent_class)->finalize (object);
}

static void
cs_log_item_class_init (CsLogItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_log_item_finalize;
}

static void
cs_log_item_init (CsLogItem *self)
{
}

/**
 * cs_log_item_new:
 * @record: a record
 *
 * Makes an item of a copy of @record.
 *
 * Returns: (transfer full): the item
 */
CsLogItem *
cs_log_item_new (const CsAccessRecord *record)
{
  CsLogItem *self = g_object_new (CS_TYPE_LOG_ITEM, NULL);

  self->record = cs_access_record_copy (record);

  return self;
}

const CsAccessRecord *
cs_log_item_get_record (CsLogItem *self)
{
  return self->record;
}
