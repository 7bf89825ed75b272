/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *cs_prompt_read (const char  *question,
                      gsize        maximum,
                      GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
