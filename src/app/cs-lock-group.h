/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-lock.h"

G_BEGIN_DECLS

#define CS_TYPE_LOCK_GROUP (cs_lock_group_get_type ())

G_DECLARE_FINAL_TYPE (CsLockGroup, cs_lock_group, CS, LOCK_GROUP, AdwPreferencesGroup)

void cs_lock_group_set_lock (CsLockGroup *self,
                             CsLock      *lock);

G_END_DECLS
