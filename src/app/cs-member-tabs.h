/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-connection.h"
#include "cs-identify.h"
#include "cs-image-store.h"
#include "cs-member-page.h"

G_BEGIN_DECLS

#define CS_TYPE_MEMBER_TABS (cs_member_tabs_get_type ())

G_DECLARE_FINAL_TYPE (CsMemberTabs, cs_member_tabs, CS, MEMBER_TABS, AdwBin)

CsMemberPage *cs_member_tabs_add_page       (CsMemberTabs     *self);
CsMemberPage *cs_member_tabs_get_page       (CsMemberTabs     *self);
CsMemberPage *cs_member_tabs_choose_page    (CsMemberTabs     *self,
                                             const CsIdentity *identity);
gboolean      cs_member_tabs_close_page     (CsMemberTabs     *self);
void          cs_member_tabs_go_to          (CsMemberTabs     *self,
                                             int               index);

void          cs_member_tabs_add_other      (CsMemberTabs     *self,
                                             GtkWidget        *child,
                                             const char       *icon_name);
GtkWidget    *cs_member_tabs_find_other     (CsMemberTabs     *self,
                                             GType             type);
void          cs_member_tabs_show_other     (CsMemberTabs     *self,
                                             GtkWidget        *child);

guint         cs_member_tabs_suspend        (CsMemberTabs     *self);
void          cs_member_tabs_resume         (CsMemberTabs     *self,
                                             const CsCase     *purpose);
void          cs_member_tabs_set_connection (CsMemberTabs     *self,
                                             CsConnection     *connection,
                                             CsImageStore     *images);
void          cs_member_tabs_set_compact    (CsMemberTabs     *self,
                                             gboolean          is_compact);

G_END_DECLS
