/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void cs_word_wrap_label (GtkLabel *label);

G_END_DECLS
