/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cs-profile-entry.h"

G_BEGIN_DECLS

#define CS_TYPE_PROFILE_JOB (cs_profile_job_get_type ())

G_DECLARE_FINAL_TYPE (CsProfileJob, cs_profile_job, CS, PROFILE_JOB, GObject)

CsProfileJob *cs_profile_job_new_import (const char           *path) G_GNUC_WARN_UNUSED_RESULT;
CsProfileJob *cs_profile_job_new_create (CsProfile            *profile) G_GNUC_WARN_UNUSED_RESULT;
CsProfileJob *cs_profile_job_new_rename (CsProfileEntry       *entry,
                                         const char           *name) G_GNUC_WARN_UNUSED_RESULT;
CsProfileJob *cs_profile_job_new_remove (CsProfileEntry       *entry) G_GNUC_WARN_UNUSED_RESULT;
CsProfileJob *cs_profile_job_new_add_key (CsProfileEntry       *entry,
                                          const char           *key_id,
                                          CsRsaKey             *server_public,
                                          CsRsaKey             *client_private)
                                          G_GNUC_WARN_UNUSED_RESULT;
CsProfileJob *cs_profile_job_new_switch_keys (CsProfileEntry   *entry) G_GNUC_WARN_UNUSED_RESULT;
CsProfileJob *cs_profile_job_new_drop_key (CsProfileEntry      *entry) G_GNUC_WARN_UNUSED_RESULT;
void          cs_profile_job_set_passphrase (CsProfileJob      *self,
                                          CsSecret             *passphrase);
gboolean      cs_profile_job_has_passphrase (CsProfileJob      *self);
gboolean      cs_profile_job_is_addition (CsProfileJob         *self);

void          cs_profile_job_run_async  (CsProfileJob         *self,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
char         *cs_profile_job_run_finish (CsProfileJob         *self,
                                         GAsyncResult         *result,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
