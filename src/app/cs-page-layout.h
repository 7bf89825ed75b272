/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CS_TYPE_PAGE_LAYOUT (cs_page_layout_get_type ())

G_DECLARE_FINAL_TYPE (CsPageLayout, cs_page_layout, CS, PAGE_LAYOUT, GtkLayoutManager)

G_END_DECLS
