/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CS_TYPE_LOADING_PAGE (cs_loading_page_get_type ())

/* Skeleton of the member view; after 5 s it says how long it has been asking, with Cancel (page.cancel). */
G_DECLARE_FINAL_TYPE (CsLoadingPage, cs_loading_page, CS, LOADING_PAGE, AdwBin)

void cs_loading_page_set_connecting (CsLoadingPage *self,
                                     gboolean       is_connecting);
void cs_loading_page_start          (CsLoadingPage *self);
void cs_loading_page_stop           (CsLoadingPage *self);

G_END_DECLS
