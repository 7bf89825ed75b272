/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "cs-access-log.h"
#include "cs-lock.h"

G_BEGIN_DECLS

#define CS_TYPE_DESK_RECORDS (cs_desk_records_get_type ())

G_DECLARE_FINAL_TYPE (CsDeskRecords, cs_desk_records, CS, DESK_RECORDS, GObject)

CsDeskRecords *cs_desk_records_new    (GtkApplication  *app,
                                       CsLock          *lock) G_GNUC_WARN_UNUSED_RESULT;
void           cs_desk_records_append (gboolean         is_demo,
                                       CsAccessRecord  *record);

G_END_DECLS
