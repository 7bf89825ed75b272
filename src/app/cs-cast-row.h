/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "cs-mock-cast.h"

G_BEGIN_DECLS

#define CS_TYPE_CAST_ROW (cs_cast_row_get_type ())

G_DECLARE_FINAL_TYPE (CsCastRow, cs_cast_row, CS, CAST_ROW, GtkListBoxRow)

GtkWidget        *cs_cast_row_new      (const CsMockPart *part) G_GNUC_WARN_UNUSED_RESULT;
const CsMockPart *cs_cast_row_get_part (CsCastRow        *self);
gboolean          cs_cast_row_matches  (CsCastRow        *self,
                                        const char       *folded);

G_END_DECLS
