/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CS_CLIENT_ERROR (cs_client_error_quark ())

/**
 * CsClientError:
 * @CS_CLIENT_ERROR_REFUSED: the service answered with a business code
 * @CS_CLIENT_ERROR_UNREACHABLE: no answer: name, route, connection, reset
 * @CS_CLIENT_ERROR_TIMED_OUT: no answer within the deadline
 * @CS_CLIENT_ERROR_TLS: the server did not prove who it is, or not well enough
 * @CS_CLIENT_ERROR_IN_TROUBLE: 429 or 5xx, also after the retries
 * @CS_CLIENT_ERROR_UNUSABLE: an answer, but not one of this service: redirect, wrong
 *   content type, cut short, too large, a 4xx without a code
 * @CS_CLIENT_ERROR_PROFILE: the profile or its keys cannot be used
 * @CS_CLIENT_ERROR_NO_PROFILE: no profile is called so
 * @CS_CLIENT_ERROR_PASSPHRASE: a key of the profile needs a passphrase, or another one, and
 *   the profile names no file of one
 *
 * What can be wrong with a call. What is wrong with the bytes of an answer is a
 * [error@WireError].
 */
typedef enum
{
  CS_CLIENT_ERROR_REFUSED,
  CS_CLIENT_ERROR_UNREACHABLE,
  CS_CLIENT_ERROR_TIMED_OUT,
  CS_CLIENT_ERROR_TLS,
  CS_CLIENT_ERROR_IN_TROUBLE,
  CS_CLIENT_ERROR_UNUSABLE,
  CS_CLIENT_ERROR_PROFILE,
  CS_CLIENT_ERROR_NO_PROFILE,
  CS_CLIENT_ERROR_PASSPHRASE,
} CsClientError;

GQuark cs_client_error_quark (void);

G_END_DECLS
