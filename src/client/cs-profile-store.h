/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-profile-entry.h"

G_BEGIN_DECLS

GPtrArray      *cs_profile_store_list           (void) G_GNUC_WARN_UNUSED_RESULT;
CsProfileEntry *cs_profile_store_find           (const char      *id_or_name,
                                                 GError         **error) G_GNUC_WARN_UNUSED_RESULT;
char           *cs_profile_store_add            (CsProfile       *profile,
                                                 const char      *name,
                                                 GError         **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean        cs_profile_store_rename         (CsProfileEntry  *entry,
                                                 const char      *name,
                                                 GError         **error);
gboolean        cs_profile_store_remove         (CsProfileEntry  *entry,
                                                 GError         **error);

gboolean        cs_profile_store_add_key        (CsProfileEntry  *entry,
                                                 const char      *key_id,
                                                 CsRsaKey        *server_public,
                                                 CsRsaKey        *client_private,
                                                 GError         **error);
gboolean        cs_profile_store_switch_keys    (CsProfileEntry  *entry,
                                                 GError         **error);
gboolean        cs_profile_store_drop_key       (CsProfileEntry  *entry,
                                                 GError         **error);
gboolean        cs_profile_store_set_secret_key (CsProfileEntry  *entry,
                                                 CsSecret        *secret_key,
                                                 GError         **error);
gboolean        cs_profile_store_set_private_key (CsProfileEntry *entry,
                                                 const char      *key_id,
                                                 CsRsaKey        *client_private,
                                                 GError         **error);

G_END_DECLS
