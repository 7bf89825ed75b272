/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "cs-status.h"

G_BEGIN_DECLS

#define CS_TYPE_DICTIONARY_POPOVER (cs_dictionary_popover_get_type ())

G_DECLARE_FINAL_TYPE (CsDictionaryPopover, cs_dictionary_popover, CS, DICTIONARY_POPOVER, GtkPopover)

GtkWidget *cs_dictionary_popover_new (CsStatusDimension  dimension,
                                      const char        *code) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
