/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-card.h"

G_BEGIN_DECLS

#define CS_TYPE_FACT_ROW (cs_fact_row_get_type ())

G_DECLARE_FINAL_TYPE (CsFactRow, cs_fact_row, CS, FACT_ROW, AdwBin)

GtkWidget *cs_fact_row_new (const CsFact       *fact,
                            const CsCardFields *fields) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
