/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "cs-case.h"
#include "cs-member.h"
#include "cs-profile.h"

G_BEGIN_DECLS

#define CS_TYPE_CASE_SHEET (cs_case_sheet_get_type ())

G_DECLARE_FINAL_TYPE (CsCaseSheet, cs_case_sheet, CS, CASE_SHEET, GObject)

CsCaseSheet *cs_case_sheet_new           (CsMember             *member,
                                          CsProfile            *profile,
                                          const CsCase         *purpose) G_GNUC_WARN_UNUSED_RESULT;
void         cs_case_sheet_print         (CsCaseSheet          *self,
                                          GtkWindow            *parent);
void         cs_case_sheet_revoke        (CsCaseSheet          *self);
void         cs_case_sheet_export_async  (CsCaseSheet          *self,
                                          const char           *path,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean     cs_case_sheet_export_finish (CsCaseSheet          *self,
                                          GAsyncResult         *result,
                                          GError              **error);

G_END_DECLS
