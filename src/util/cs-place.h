/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *cs_place_find (const char *installed,
                     const char *built,
                     const char *configured) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
