/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-lock.h"

G_BEGIN_DECLS

#define CS_TYPE_LOCK_PAGE (cs_lock_page_get_type ())

G_DECLARE_FINAL_TYPE (CsLockPage, cs_lock_page, CS, LOCK_PAGE, AdwBin)

GtkWidget *cs_lock_page_new (CsLock   *lock,
                             gboolean  is_demo,
                             guint     n_tabs) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
