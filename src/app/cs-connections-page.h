/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-clock.h"

G_BEGIN_DECLS

#define CS_TYPE_CONNECTIONS_PAGE (cs_connections_page_get_type ())

G_DECLARE_FINAL_TYPE (CsConnectionsPage, cs_connections_page, CS, CONNECTIONS_PAGE,
                      AdwPreferencesPage)

void cs_connections_page_set_settings (CsConnectionsPage *self,
                                       GSettings         *settings);
void cs_connections_page_import_file  (CsConnectionsPage *self,
                                       const char        *path);
void cs_connections_page_choose_file  (CsConnectionsPage *self);
void cs_connections_page_create       (CsConnectionsPage *self);

G_END_DECLS
