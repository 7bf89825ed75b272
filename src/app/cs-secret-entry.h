/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "cs-secret.h"

G_BEGIN_DECLS

CsSecret *cs_secret_entry_take     (GtkEditable  *entry) G_GNUC_WARN_UNUSED_RESULT;
CsSecret *cs_secret_entry_take_new (GtkEditable  *entry,
                                    GtkEditable  *repeated,
                                    char        **out_problem) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
