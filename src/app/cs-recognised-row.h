/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-identify.h"

G_BEGIN_DECLS

#define CS_TYPE_RECOGNISED_ROW (cs_recognised_row_get_type ())

G_DECLARE_FINAL_TYPE (CsRecognisedRow, cs_recognised_row, CS, RECOGNISED_ROW, AdwBin)

void     cs_recognised_row_set_identity     (CsRecognisedRow  *self,
                                             const CsIdentity *identity);
void     cs_recognised_row_hide             (CsRecognisedRow  *self);
gboolean cs_recognised_row_get_par_member   (CsRecognisedRow  *self,
                                             guint64          *out_member_id);
void     cs_recognised_row_focus_par_member (CsRecognisedRow  *self);

G_END_DECLS
