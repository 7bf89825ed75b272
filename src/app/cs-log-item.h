/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "cs-access-record.h"

G_BEGIN_DECLS

#define CS_TYPE_LOG_ITEM (cs_log_item_get_type ())

G_DECLARE_FINAL_TYPE (CsLogItem, cs_log_item, CS, LOG_ITEM, GObject)

CsLogItem            *cs_log_item_new        (const CsAccessRecord *record)
                                                G_GNUC_WARN_UNUSED_RESULT;
const CsAccessRecord *cs_log_item_get_record (CsLogItem            *self);

G_END_DECLS
