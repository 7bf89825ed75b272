/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-card-detail.h"
#include "cs-card-sidebar.h"
#include "cs-empty-page.h"
#include "cs-error-page.h"
#include "cs-loading-page.h"
#include "cs-member-page.h"
#include "cs-start-page.h"

G_BEGIN_DECLS

struct _CsMemberPage
{
  AdwBin         parent_instance;

  CsConnection  *connection;
  CsImageStore  *images;
  CsIdentity    *identity;
  char          *par;
  CsCase        *purpose;
  CsMember      *member;
  GPtrArray     *changes;
  GCancellable  *cancellable;
  gint64         started_us;
  guint          skeleton_id;
  gboolean       is_waiting;
  gboolean       is_refresh;

  CsCardDetail  *detail;
  CsEmptyPage   *empty;
  CsErrorPage   *error;
  CsLoadingPage *loading;
  GtkPaned      *paned;
  CsCardSidebar *sidebar;
  GtkStack      *stack;
  CsStartPage   *start;
};

void cs_member_page_copy_action (GtkWidget  *widget,
                                 const char *name,
                                 GVariant   *parameter);

G_END_DECLS
