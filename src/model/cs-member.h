/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cs-card.h"

G_BEGIN_DECLS

#define CS_TYPE_MEMBER (cs_member_get_type ())

G_DECLARE_FINAL_TYPE (CsMember, cs_member, CS, MEMBER, GObject)

CsMember   *cs_member_new                         (guint64      id,
                                                   GPtrArray   *cards) G_GNUC_WARN_UNUSED_RESULT;
guint64     cs_member_get_id                      (CsMember    *self);
CsCard     *cs_member_get_card                    (CsMember    *self,
                                                   guint        index);
guint       cs_member_get_n_cards                 (CsMember    *self);
guint       cs_member_count                       (CsMember    *self,
                                                   CsVerdict    verdict);

const char *cs_member_get_environment             (CsMember    *self);
void        cs_member_set_environment             (CsMember    *self,
                                                   const char  *environment);
GDateTime  *cs_member_get_as_of                   (CsMember    *self);
void        cs_member_set_as_of                   (CsMember    *self,
                                                   GDateTime   *as_of);
const char *cs_member_get_correlation_id          (CsMember    *self);
const char *cs_member_get_answered_correlation_id (CsMember    *self);
void        cs_member_set_correlation_ids         (CsMember    *self,
                                                   const char  *sent,
                                                   const char  *answered);
CsCard     *cs_member_get_selected                (CsMember    *self);
void        cs_member_set_selected                (CsMember    *self,
                                                   CsCard      *card);

G_END_DECLS
