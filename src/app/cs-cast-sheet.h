/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-mock-cast.h"
#include "cs-mock-service.h"

G_BEGIN_DECLS

#define CS_TYPE_CAST_SHEET (cs_cast_sheet_get_type ())

G_DECLARE_FINAL_TYPE (CsCastSheet, cs_cast_sheet, CS, CAST_SHEET, AdwBin)

GtkWidget *cs_cast_sheet_new (CsMockService *mock) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
