/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CS_WIRE_ERROR (cs_wire_error_quark ())

/**
 * CsWireError:
 * @CS_WIRE_ERROR_TOO_LARGE: longer than the caller's bound
 * @CS_WIRE_ERROR_MALFORMED: not JSON as the gate wants it
 * @CS_WIRE_ERROR_ENVELOPE: JSON, but not an answer of this service
 * @CS_WIRE_ERROR_NOT_ENCRYPTED: plain where encryption is due
 * @CS_WIRE_ERROR_UNVERIFIED: encrypted, but it cannot be verified; the only word
 *   there is about a decryption that failed
 * @CS_WIRE_ERROR_KEY: a key that cannot be read or used
 * @CS_WIRE_ERROR_PASSPHRASE: a key that needs a passphrase, or another one
 * @CS_WIRE_ERROR_CREDENTIALS: a value that no header of a call may carry
 *
 * What can be wrong with bytes.
 */
typedef enum
{
  CS_WIRE_ERROR_TOO_LARGE,
  CS_WIRE_ERROR_MALFORMED,
  CS_WIRE_ERROR_ENVELOPE,
  CS_WIRE_ERROR_NOT_ENCRYPTED,
  CS_WIRE_ERROR_UNVERIFIED,
  CS_WIRE_ERROR_KEY,
  CS_WIRE_ERROR_PASSPHRASE,
  CS_WIRE_ERROR_CREDENTIALS,
} CsWireError;

GQuark cs_wire_error_quark (void);

G_END_DECLS
