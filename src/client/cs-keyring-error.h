/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CS_KEYRING_ERROR (cs_keyring_error_quark ())

/**
 * CsKeyringError:
 * @CS_KEYRING_ERROR_NO_SERVICE: nobody answers: no session bus, no Secret Service, or it went
 * @CS_KEYRING_ERROR_LOCKED: the keyring is locked, and nobody was asked to unlock it
 * @CS_KEYRING_ERROR_DISMISSED: somebody was asked and declined
 * @CS_KEYRING_ERROR_MISSING: the item is not there: never stored, deleted, another keyring
 * @CS_KEYRING_ERROR_DAMAGED: there is an item, and its content is not what was stored
 * @CS_KEYRING_ERROR_REFUSED: the service answered with an error of its own
 *
 * What can be wrong with a secret in the keyring. Each message says what to do. Whatever
 * it is, nothing is kept or read in another place instead.
 */
typedef enum
{
  CS_KEYRING_ERROR_NO_SERVICE,
  CS_KEYRING_ERROR_LOCKED,
  CS_KEYRING_ERROR_DISMISSED,
  CS_KEYRING_ERROR_MISSING,
  CS_KEYRING_ERROR_DAMAGED,
  CS_KEYRING_ERROR_REFUSED,
} CsKeyringError;

GQuark cs_keyring_error_quark (void);

void   cs_keyring_set_error   (GError         **error,
                               CsKeyringError   code);
void   cs_keyring_take_error  (GError         **error,
                               GError          *why);

G_END_DECLS
