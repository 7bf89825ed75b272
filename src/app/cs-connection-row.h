/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-profile-entry.h"

G_BEGIN_DECLS

#define CS_TYPE_CONNECTION_ROW (cs_connection_row_get_type ())

G_DECLARE_FINAL_TYPE (CsConnectionRow, cs_connection_row, CS, CONNECTION_ROW, AdwExpanderRow)

GtkWidget      *cs_connection_row_new         (CsProfileEntry  *entry) G_GNUC_WARN_UNUSED_RESULT;
CsProfileEntry *cs_connection_row_get_entry   (CsConnectionRow *self);
const char     *cs_connection_row_get_name    (CsConnectionRow *self);
void            cs_connection_row_set_default (CsConnectionRow *self,
                                               gboolean         is_default);

G_END_DECLS
