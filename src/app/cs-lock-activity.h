/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "cs-lock.h"

G_BEGIN_DECLS

void cs_lock_activity_watch (CsLock *lock);

G_END_DECLS
