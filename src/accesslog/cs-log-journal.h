/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Of every record in the journal: `journalctl MESSAGE_ID=…`. */
#define CS_LOG_MESSAGE_ID "6a1f9c0e4b7d4f58a3f2d1c7e8b05a94"

void cs_log_journal_mirror (GPtrArray *records);

G_END_DECLS
