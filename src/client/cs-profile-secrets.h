/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-bounded-file.h"
#include "cs-keyring.h"

G_BEGIN_DECLS

#define CS_SECRET_KEY_NAME "secret-key"

/* Longer ones are nothing that a platform hands out. */
#define CS_SECRET_KEY_MAX  4096

CsSecret *cs_profile_secrets_read_line   (const char    *path,
                                          CsFileAccess   access,
                                          GError       **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes   *cs_profile_secrets_read_bytes  (const char    *path,
                                          CsFileAccess   access,
                                          GError       **error) G_GNUC_WARN_UNUSED_RESULT;
char     *cs_profile_secrets_find_handed (const char    *name,
                                          const char    *suffix) G_GNUC_WARN_UNUSED_RESULT;

CsSecret *cs_profile_secrets_lookup      (const char    *profile_id,
                                          const char    *name,
                                          GError       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  cs_profile_secrets_store       (const char    *profile_id,
                                          const char    *name,
                                          CsSecret      *secret,
                                          GError       **error);
gboolean  cs_profile_secrets_clear       (const char    *profile_id,
                                          const char    *name,
                                          GError       **error);

G_END_DECLS
