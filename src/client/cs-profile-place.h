/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CS_PROFILE_SUFFIX ".ini"

const char *cs_profile_place_get_user_directory  (void);
const char *cs_profile_place_get_admin_directory (void);
void        cs_profile_place_set_admin_directory (const char *path);

gboolean    cs_profile_place_is_id               (const char *text);
char       *cs_profile_place_dup_file            (const char *id,
                                                  gboolean    is_admin) G_GNUC_WARN_UNUSED_RESULT;
char       *cs_profile_place_find                (const char *id) G_GNUC_WARN_UNUSED_RESULT;
char       *cs_profile_place_dup_id              (const char *path) G_GNUC_WARN_UNUSED_RESULT;
char       *cs_profile_place_make_id             (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
