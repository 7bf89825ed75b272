/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-image-store.h"
#include "cs-member.h"

G_BEGIN_DECLS

#define CS_TYPE_MEMBER_VIEW (cs_member_view_get_type ())

G_DECLARE_FINAL_TYPE (CsMemberView, cs_member_view, CS, MEMBER_VIEW, AdwBin)

void   cs_member_view_prepare       (CsMemberView *self);
void   cs_member_view_set_member    (CsMemberView *self,
                                     CsMember     *member,
                                     CsCard       *selected,
                                     GPtrArray    *changes,
                                     CsImageStore *images);
double cs_member_view_get_scroll    (CsMemberView *self);
void   cs_member_view_set_scroll    (CsMemberView *self,
                                     double        scroll);
void   cs_member_view_set_compact   (CsMemberView *self,
                                     gboolean      is_compact);
void   cs_member_view_focus_verdict (CsMemberView *self);

G_END_DECLS
