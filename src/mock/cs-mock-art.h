/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where the service serves its pictures from. */
#define CS_MOCK_IMAGE_PATH "/images/"

GBytes *cs_mock_art_find (const char  *name,
                          const char **out_content_type) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
