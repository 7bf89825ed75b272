/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-profile.h"

G_BEGIN_DECLS

void cs_profile_set_tls_database (CsProfile          *self,
                                  GTlsDatabase       *database);
void cs_profile_set_image_hosts  (CsProfile          *self,
                                  const char *const  *hosts);

G_END_DECLS
