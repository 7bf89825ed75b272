/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cs-clock.h"
#include "cs-secret.h"

G_BEGIN_DECLS

/**
 * CsUnlockResult:
 * @CS_UNLOCK_OPEN: it is the passphrase
 * @CS_UNLOCK_WRONG: it is not
 * @CS_UNLOCK_WAIT: it was not looked at: there were too many wrong ones just now
 *
 * What came of a try.
 */
typedef enum
{
  CS_UNLOCK_OPEN,
  CS_UNLOCK_WRONG,
  CS_UNLOCK_WAIT,
} CsUnlockResult;

/**
 * CsUnlockState:
 * @is_set: whether there is a passphrase
 * @wait_seconds: how long no try is looked at
 *
 * What the keyring knows about the lock.
 */
typedef struct
{
  gboolean is_set;
  guint    wait_seconds;
} CsUnlockState;

gboolean cs_unlock_read   (CsClock         *clock,
                           CsUnlockState   *out_state,
                           GCancellable    *cancellable,
                           GError         **error);
gboolean cs_unlock_set    (CsSecret        *passphrase,
                           GCancellable    *cancellable,
                           GError         **error);
gboolean cs_unlock_forget (GCancellable    *cancellable,
                           GError         **error);
gboolean cs_unlock_try    (CsSecret        *passphrase,
                           CsClock         *clock,
                           CsUnlockResult  *out_result,
                           guint           *out_wait_seconds,
                           GCancellable    *cancellable,
                           GError         **error);

G_END_DECLS
