/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-member-page.h"

#include "cs-empty-page.h"
#include "cs-error-page.h"
#include "cs-loading-page.h"
#include "cs-start-page.h"

G_BEGIN_DECLS

struct _CsMemberPage
{
  AdwBin         parent_instance;

  CsConnection  *connection;
  CsImageStore  *images;
  CsQuestion    *question;
  CsMember      *member;
  CsCard        *selected;         /* or NULL for the worst */
  GPtrArray     *changes;          /* of CsCardChanges, if a refresh brought any */
  double         scroll;           /* pixels */
  GCancellable  *cancellable;
  gint64         started_us;
  guint          skeleton_id;
  gboolean       is_waiting;
  gboolean       is_refresh;
  gboolean       is_postponed;
  gboolean       has_cards;        /* to be shown */

  GtkStack      *stack;
  CsStartPage   *start;
};

/* What is on screen. */
GtkWidget *cs_member_page_ensure_state    (CsMemberPage       *self,
                                           const char         *name,
                                           GType               type);
void       cs_member_page_show            (CsMemberPage       *self,
                                           const char         *name);
void       cs_member_page_show_member     (CsMemberPage       *self,
                                           CsMember           *member);
void       cs_member_page_show_failure    (CsMemberPage       *self,
                                           const GError       *error,
                                           const CsCallReport *report);

/* What is asked, in a file of its own. */
void       cs_member_page_ask             (CsMemberPage       *self);
void       cs_member_page_install_actions (GtkWidgetClass     *widget_class);

/* What is copied, likewise. */
void cs_member_page_copy_action     (GtkWidget          *widget,
                                     const char         *name,
                                     GVariant           *parameter);

G_END_DECLS
