/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-identify.h"

G_BEGIN_DECLS

/* What stands for a character that no identifier has. */
#define CS_FOLDED_OTHER '?'

/* What stands for a line end or a tab: the border between two values. */
#define CS_FOLDED_BREAK '\n'

/**
 * CsFolded:
 * @text: printable ASCII, terminated
 * @length: its length
 *
 * A pasted text in its plainest form. May hold a card number: to be wiped.
 */
typedef struct
{
  char  text[CS_IDENTIFY_TEXT_MAX + 1];
  gsize length;
} CsFolded;

gboolean cs_folded_init  (CsFolded   *self,
                          const char *text,
                          gsize       length);
void     cs_folded_clear (CsFolded   *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsFolded, cs_folded_clear)

G_END_DECLS
