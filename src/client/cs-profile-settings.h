/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cs-rsa-key.h"

G_BEGIN_DECLS

#define CS_PROFILE_GROUP    "profile"

/* And its number, 1 or 2. Calls use the first. */
#define CS_CRYPTO_KEY_GROUP "crypto-key-"

/**
 * CsProfileSettings:
 * @key_file: what is in the file, known groups and keys only
 * @directory: what its relative paths are relative to
 * @id: (nullable): by what its secrets are found in the keyring; %NULL for a file in any
 *   other place than those of profiles
 * @passphrase: (nullable): of private keys for which the file names none
 *
 * A profile file that has been read and not yet been acted upon.
 */
typedef struct
{
  GKeyFile *key_file;
  char     *directory;
  char     *id;
  CsSecret *passphrase;
} CsProfileSettings;

CsProfileSettings *cs_profile_settings_new            (const char               *directory)
                                                      G_GNUC_WARN_UNUSED_RESULT;
CsProfileSettings *cs_profile_settings_read           (const char               *path,
                                                       GError                  **error)
                                                      G_GNUC_WARN_UNUSED_RESULT;
gboolean           cs_profile_settings_write          (const CsProfileSettings  *self,
                                                       const char               *path,
                                                       GError                  **error);
void               cs_profile_settings_free           (CsProfileSettings        *self);

gboolean           cs_profile_settings_has_group      (const CsProfileSettings  *self,
                                                       const char               *group);
char              *cs_profile_settings_dup_text       (const CsProfileSettings  *self,
                                                       const char               *group,
                                                       const char               *key)
                                                      G_GNUC_WARN_UNUSED_RESULT;
char              *cs_profile_settings_need_text      (const CsProfileSettings  *self,
                                                       const char               *group,
                                                       const char               *key,
                                                       GError                  **error)
                                                      G_GNUC_WARN_UNUSED_RESULT;
char              *cs_profile_settings_dup_path       (const CsProfileSettings  *self,
                                                       const char               *group,
                                                       const char               *key)
                                                      G_GNUC_WARN_UNUSED_RESULT;
GBytes            *cs_profile_settings_dup_public_key (const CsProfileSettings  *self,
                                                       const char               *group,
                                                       GError                  **error)
                                                      G_GNUC_WARN_UNUSED_RESULT;
void               cs_profile_settings_set_public_key (CsProfileSettings        *self,
                                                       const char               *group,
                                                       CsRsaKey                 *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsProfileSettings, cs_profile_settings_free)

G_END_DECLS
