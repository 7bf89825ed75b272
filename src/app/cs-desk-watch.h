/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-lock.h"

G_BEGIN_DECLS

#define CS_TYPE_DESK_WATCH (cs_desk_watch_get_type ())

G_DECLARE_FINAL_TYPE (CsDeskWatch, cs_desk_watch, CS, DESK_WATCH, GObject)

CsDeskWatch *cs_desk_watch_new (CsLock *lock) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
