/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CsLogTurn:
 *
 * A place in the queue of those who want to write to a log.
 */
typedef struct _CsLogTurn CsLogTurn;

CsLogTurn *cs_log_turn_new  (const char *log_path);
void       cs_log_turn_free (CsLogTurn  *self);
void       cs_log_turn_take (CsLogTurn  *self);
void       cs_log_turn_give (CsLogTurn  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsLogTurn, cs_log_turn_free)

G_END_DECLS
