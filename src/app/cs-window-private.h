/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-window.h"

#include "cs-case-chip.h"
#include "cs-cast-sheet.h"
#include "cs-connection.h"
#include "cs-environment-strip.h"
#include "cs-image-store.h"
#include "cs-lock.h"
#include "cs-lookup-box.h"
#include "cs-member-tabs.h"
#include "cs-recognised-row.h"

G_BEGIN_DECLS

struct _CsWindow
{
  AdwApplicationWindow  parent_instance;

  CsClock              *clock;
  GSettings            *settings;
  char                 *profile;          /* NULL for the demo */
  CsConnection         *connection;
  gboolean              is_connecting;
  gboolean              has_demo_log;
  gboolean              has_painted;
  CsImageStore         *images;
  GCancellable         *cancellable;
  CsCastSheet          *cast_sheet;
  CsLock               *lock;
  GtkWidget            *lock_page;        /* while it is locked */
  guint                 compact_id;

  GtkLabel             *as_of;
  CsCaseChip           *case_chip;
  GtkWidget            *header;
  GtkBox               *lock_place;
  CsLookupBox          *lookup_box;
  GMenuModel           *main_menu;
  GtkMenuButton        *menu_button;
  GtkOverlay           *overlay;
  CsRecognisedRow      *recognised_row;
  CsEnvironmentStrip   *strip;
  CsMemberTabs         *tabs;
  AdwToastOverlay      *toasts;
};

/* What can be asked for is in a file of its own. */
void cs_window_install_actions (GtkWidgetClass   *widget_class);
void cs_window_enable_actions  (CsWindow         *self,
                                gboolean          is_enabled);
void cs_window_update_actions  (CsWindow         *self);
void cs_window_close_cast      (CsWindow         *self);

/* What locks and unlocks it, too. */
void cs_window_set_lock        (CsWindow         *self,
                                CsLock           *lock);

/* As if what stands in the look-up box had been submitted. */
void     cs_window_submit       (CsWindow         *self);
gboolean cs_window_has_case     (CsWindow         *self);
void     cs_window_start_lookup (CsWindow         *self,
                                 const CsIdentity *identity,
                                 const char       *par);

/* What brings a member out of the window is in another. */
void cs_window_install_file_actions (GtkWidgetClass *widget_class);
void cs_window_tell                 (CsWindow       *self,
                                     const char     *text);
void cs_window_tell_failure         (CsWindow       *self,
                                     const GError   *error);

/* Audits, too. */
void cs_window_install_audit_actions (GtkWidgetClass *widget_class);
void cs_window_set_audit_compact     (CsWindow       *self,
                                      gboolean        is_compact);

G_END_DECLS
