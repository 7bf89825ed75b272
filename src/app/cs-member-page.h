/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-connection.h"
#include "cs-image-store.h"
#include "cs-member.h"
#include "cs-member-view.h"
#include "cs-question.h"

G_BEGIN_DECLS

#define CS_TYPE_MEMBER_PAGE (cs_member_page_get_type ())

G_DECLARE_FINAL_TYPE (CsMemberPage, cs_member_page, CS, MEMBER_PAGE, AdwBin)

GtkWidget  *cs_member_page_new            (void) G_GNUC_WARN_UNUSED_RESULT;
void        cs_member_page_set_connection (CsMemberPage     *self,
                                           CsConnection     *connection,
                                           CsImageStore     *images);

void        cs_member_page_set_recents    (CsMemberPage     *self,
                                           const GArray     *member_ids);

void        cs_member_page_look_up        (CsMemberPage     *self,
                                           CsQuestion       *question);
void        cs_member_page_postpone       (CsMemberPage     *self,
                                           CsQuestion       *question);
void        cs_member_page_wake           (CsMemberPage     *self);
void        cs_member_page_refresh        (CsMemberPage     *self,
                                           const CsCase     *purpose);
void        cs_member_page_cancel         (CsMemberPage     *self);
void        cs_member_page_show_error     (CsMemberPage     *self,
                                           const GError     *error);

void        cs_member_page_fill           (CsMemberPage     *self,
                                           CsMemberView     *view);
void        cs_member_page_set_selected   (CsMemberPage     *self,
                                           CsCard           *card);
void        cs_member_page_set_scroll     (CsMemberPage     *self,
                                           double            scroll);
void        cs_member_page_copy           (CsMemberPage     *self,
                                           const char       *text);

const char *cs_member_page_get_title      (CsMemberPage     *self);
guint64     cs_member_page_get_member_id  (CsMemberPage     *self);
const char *cs_member_page_get_par        (CsMemberPage     *self);
CsMember   *cs_member_page_get_member     (CsMemberPage     *self);
gboolean    cs_member_page_is_untouched   (CsMemberPage     *self);
gboolean    cs_member_page_can_refresh    (CsMemberPage     *self);
gboolean    cs_member_page_has_cards      (CsMemberPage     *self);
gboolean    cs_member_page_is_refresh     (CsMemberPage     *self);

G_END_DECLS
