/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-tone-style.h"

static const CsToneStyle tones[] = {
  [CS_TONE_FINE] = { "fine", "cs-fine-symbolic" },
  [CS_TONE_CARE] = { "care", "cs-care-symbolic" },
  [CS_TONE_PAUSED] = { "paused", "cs-paused-symbolic" },
  [CS_TONE_FINISHED] = { "finished", "cs-finished-symbolic" },
  [CS_TONE_MOVING] = { "moving", "cs-moving-symbolic" },
  [CS_TONE_UNKNOWN] = { "unknown", "cs-unknown-symbolic" },
};

static const CsToneStyle note = { "note", "cs-note-symbolic" };

/**
 * cs_tone_style_for_tone:
 * @tone: a tone of the status dictionary
 *
 * Finds what a tone looks like.
 *
 * Returns: the style
 */
const CsToneStyle *
cs_tone_style_for_tone (CsTone tone)
{
  return &tones[tone];
}

/**
 * cs_tone_style_for_fact:
 * @fact: a fact
 *
 * Finds what a fact looks like in a list. A transfer under way has the moving
 * tone; all others go by their severity.
 *
 * Returns: the style
 */
const CsToneStyle *
cs_tone_style_for_fact (const CsFact *fact)
{
  if (fact->id == CS_FACT_TRANSFER_IN_PROGRESS)
    return &tones[CS_TONE_MOVING];

  switch (fact->severity)
    {
    case CS_SEVERITY_FINISHED:
      return &tones[CS_TONE_FINISHED];
    case CS_SEVERITY_BLOCKED:
    case CS_SEVERITY_LIMITED:
      return &tones[CS_TONE_PAUSED];
    case CS_SEVERITY_UNKNOWN:
      return &tones[CS_TONE_UNKNOWN];
    case CS_SEVERITY_CARE:
      return &tones[CS_TONE_CARE];
    case CS_SEVERITY_NOTE:
    default:
      return &note;
    }
}

/**
 * cs_tone_style_apply:
 * @self: a style
 * @widget: a widget
 *
 * Gives @widget the colours of @self in place of those it had.
 */
void
cs_tone_style_apply (const CsToneStyle *self,
                     GtkWidget         *widget)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tones); i++)
    if (&tones[i] != self)
      gtk_widget_remove_css_class (widget, tones[i].css_class);

  if (self != &note)
    gtk_widget_remove_css_class (widget, note.css_class);

  gtk_widget_add_css_class (widget, self->css_class);
}
