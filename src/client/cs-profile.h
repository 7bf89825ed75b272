/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cs-credentials.h"

G_BEGIN_DECLS

typedef enum
{
  CS_ENVIRONMENT_MOCK,
  CS_ENVIRONMENT_SANDBOX,
  CS_ENVIRONMENT_PRODUCTION,
} CsEnvironment;

#define CS_TYPE_PROFILE (cs_profile_get_type ())

G_DECLARE_FINAL_TYPE (CsProfile, cs_profile, CS, PROFILE, GObject)

CsProfile         *cs_profile_new             (const char      *name,
                                               CsEnvironment    environment,
                                               const char      *base_url,
                                               CsCredentials   *credentials,
                                               GError         **error) G_GNUC_WARN_UNUSED_RESULT;
CsProfile         *cs_profile_load            (const char      *path,
                                               GError         **error) G_GNUC_WARN_UNUSED_RESULT;
CsProfile         *cs_profile_load_with       (const char      *path,
                                               CsSecret        *passphrase,
                                               GError         **error) G_GNUC_WARN_UNUSED_RESULT;
CsProfile         *cs_profile_find            (const char      *name_or_path,
                                               GError         **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean           cs_profile_trust_file      (CsProfile       *self,
                                               const char      *ca_file,
                                               GError         **error);

const char        *cs_profile_get_name        (CsProfile       *self);
CsEnvironment      cs_profile_get_environment (CsProfile       *self);
GUri              *cs_profile_get_base_uri    (CsProfile       *self);
CsCredentials     *cs_profile_get_credentials (CsProfile       *self);
GTlsDatabase      *cs_profile_get_tls_database (CsProfile      *self);
gboolean           cs_profile_allows_image    (CsProfile       *self,
                                               GUri            *uri);

const char        *cs_environment_to_string   (CsEnvironment    environment);
gboolean           cs_environment_from_string (const char      *text,
                                               CsEnvironment   *out_environment);

G_END_DECLS
