/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean cs_log_aside_move (const char  *path,
                            char       **out_name,
                            GError     **error);

G_END_DECLS
