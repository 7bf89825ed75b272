/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-card-fields.h"

G_BEGIN_DECLS

#define CS_TYPE_POINT_ROW (cs_point_row_get_type ())

G_DECLARE_FINAL_TYPE (CsPointRow, cs_point_row, CS, POINT_ROW, AdwBin)

GtkWidget *cs_point_row_new        (const CsCardPoint *point) G_GNUC_WARN_UNUSED_RESULT;
char      *cs_point_row_dup_spoken (CsPointRow        *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
