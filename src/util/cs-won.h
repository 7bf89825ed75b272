/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *cs_won_dup    (guint64 amount) G_GNUC_WARN_UNUSED_RESULT;
char *cs_points_dup (guint64 points) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
