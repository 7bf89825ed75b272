/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-call-report.h"
#include "cs-profile.h"

G_BEGIN_DECLS

#define CS_TYPE_ERROR_PAGE (cs_error_page_get_type ())

/* Buttons use the actions page.retry and win.show-cast. */
G_DECLARE_FINAL_TYPE (CsErrorPage, cs_error_page, CS, ERROR_PAGE, AdwBin)

void cs_error_page_set_failure (CsErrorPage        *self,
                                const GError       *error,
                                const CsCallReport *report,
                                CsProfile          *profile,
                                gint64              duration_us);

G_END_DECLS
