/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "cs-fact.h"
#include "cs-status.h"

G_BEGIN_DECLS

/**
 * CsToneStyle:
 * @css_class: colours a widget: `fine`, `care`, `paused`, `finished`, `moving`,
 *   `unknown` or `note`
 * @icon_name: the tone's shape
 *
 * What a tone looks like. Shape and word carry the meaning; colour only repeats it.
 */
typedef struct
{
  const char *css_class;
  const char *icon_name;
} CsToneStyle;

const CsToneStyle *cs_tone_style_for_tone    (CsTone        tone);
const CsToneStyle *cs_tone_style_for_fact    (const CsFact *fact);

void               cs_tone_style_apply       (const CsToneStyle *self,
                                              GtkWidget         *widget);

G_END_DECLS
