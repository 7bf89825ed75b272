/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cs-access-record.h"
#include "cs-clock.h"

G_BEGIN_DECLS

/**
 * CsLockReason:
 * @CS_LOCK_ASKED: somebody asked for it
 * @CS_LOCK_IDLE: nobody touched anything for the minutes of the settings
 * @CS_LOCK_SCREEN: the desktop locked its screen
 * @CS_LOCK_SUSPEND: the computer goes to sleep
 * @CS_LOCK_START: it was locked when it ended
 *
 * Why the console is locked.
 */
typedef enum
{
  CS_LOCK_ASKED,
  CS_LOCK_IDLE,
  CS_LOCK_SCREEN,
  CS_LOCK_SUSPEND,
  CS_LOCK_START,
} CsLockReason;

typedef gint64 (*CsLockNow) (void);

#define CS_TYPE_LOCK (cs_lock_get_type ())

G_DECLARE_FINAL_TYPE (CsLock, cs_lock, CS, LOCK, GObject)

CsLock       *cs_lock_new         (GSettings     *settings,
                                   CsClock       *clock) G_GNUC_WARN_UNUSED_RESULT;
gboolean      cs_lock_is_locked   (CsLock        *self);
CsLockReason  cs_lock_get_reason  (CsLock        *self);
GDateTime    *cs_lock_get_since   (CsLock        *self);
CsClock      *cs_lock_get_clock   (CsLock        *self);
GSettings    *cs_lock_get_settings (CsLock       *self);

void          cs_lock_touch       (CsLock        *self);
void          cs_lock_engage      (CsLock        *self,
                                   CsLockReason   reason);
void          cs_lock_release     (CsLock        *self);
void          cs_lock_report      (CsLock        *self,
                                   CsAction       action,
                                   const char    *subject,
                                   const char    *outcome);
void          cs_lock_set_now     (CsLock        *self,
                                   CsLockNow      now);
gboolean      cs_lock_check_idle  (CsLock        *self);

G_END_DECLS
