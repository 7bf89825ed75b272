/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-member-page.h"

G_BEGIN_DECLS

#define CS_TYPE_MEMBER_STAGE (cs_member_stage_get_type ())

G_DECLARE_FINAL_TYPE (CsMemberStage, cs_member_stage, CS, MEMBER_STAGE, AdwBin)

void cs_member_stage_set_front   (CsMemberStage *self,
                                  CsMemberPage  *page);
void cs_member_stage_update      (CsMemberStage *self,
                                  CsMemberPage  *page);
void cs_member_stage_forget      (CsMemberStage *self,
                                  CsMemberPage  *page);
void cs_member_stage_prepare     (CsMemberStage *self);
void cs_member_stage_clear       (CsMemberStage *self);
void cs_member_stage_set_compact (CsMemberStage *self,
                                  gboolean       is_compact);

G_END_DECLS
