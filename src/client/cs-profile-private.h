/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-profile.h"

G_BEGIN_DECLS

void               cs_profile_set_tls_database (CsProfile         *self,
                                               GTlsDatabase      *database,
                                               const char        *ca_file);
void               cs_profile_set_image_hosts  (CsProfile         *self,
                                                const char *const *hosts);
const char        *cs_profile_get_ca_file      (CsProfile         *self);
const char *const *cs_profile_get_image_hosts  (CsProfile         *self);
gboolean           cs_profile_check_name       (const char        *name,
                                               GError           **error);

G_END_DECLS
