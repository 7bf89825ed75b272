/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CS_TYPE_FLOW_LAYOUT (cs_flow_layout_get_type ())

G_DECLARE_FINAL_TYPE (CsFlowLayout, cs_flow_layout, CS, FLOW_LAYOUT, GtkLayoutManager)

G_END_DECLS
