/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-profile.h"

G_BEGIN_DECLS

#define CS_TYPE_PROFILE_ENTRY (cs_profile_entry_get_type ())

G_DECLARE_FINAL_TYPE (CsProfileEntry, cs_profile_entry, CS, PROFILE_ENTRY, GObject)

CsProfileEntry *cs_profile_entry_new             (const char      *path,
                                                  gboolean         is_read_only) G_GNUC_WARN_UNUSED_RESULT;

const char     *cs_profile_entry_get_path        (CsProfileEntry  *self);
const char     *cs_profile_entry_get_id          (CsProfileEntry  *self);
const char     *cs_profile_entry_get_name        (CsProfileEntry  *self);
const char     *cs_profile_entry_get_problem     (CsProfileEntry  *self);
const char     *cs_profile_entry_get_host        (CsProfileEntry  *self);
CsEnvironment   cs_profile_entry_get_environment (CsProfileEntry  *self);
guint           cs_profile_entry_get_n_keys      (CsProfileEntry  *self);
const char     *cs_profile_entry_get_key_id      (CsProfileEntry  *self,
                                                  guint            index);
gboolean        cs_profile_entry_is_read_only    (CsProfileEntry  *self);
gboolean        cs_profile_entry_uses_keyring    (CsProfileEntry  *self);
gboolean        cs_profile_entry_check_writable  (CsProfileEntry  *self,
                                                  GError         **error);

G_END_DECLS
