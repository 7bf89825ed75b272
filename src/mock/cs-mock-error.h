/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CS_MOCK_ERROR (cs_mock_error_quark ())

/**
 * CsMockError:
 * @CS_MOCK_ERROR_NO_SUCH_FAULT: a name that the table of faults does not have
 * @CS_MOCK_ERROR_BAD_FAULT: a known fault with an argument or mode that cannot be
 * @CS_MOCK_ERROR_FAILED: the service cannot be started or its profile written
 *
 * What can be wrong with the mock service itself.
 */
typedef enum
{
  CS_MOCK_ERROR_NO_SUCH_FAULT,
  CS_MOCK_ERROR_BAD_FAULT,
  CS_MOCK_ERROR_FAILED,
} CsMockError;

GQuark cs_mock_error_quark (void);

G_END_DECLS
