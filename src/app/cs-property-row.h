/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CS_TYPE_PROPERTY_ROW (cs_property_row_get_type ())

G_DECLARE_FINAL_TYPE (CsPropertyRow, cs_property_row, CS, PROPERTY_ROW, AdwBin)

void cs_property_row_set_value  (CsPropertyRow *self,
                                 const char    *value,
                                 gboolean       can_copy);
void cs_property_row_set_blank  (CsPropertyRow *self,
                                 const char    *words);
void cs_property_row_set_change (CsPropertyRow *self,
                                 const char    *before);

G_END_DECLS
