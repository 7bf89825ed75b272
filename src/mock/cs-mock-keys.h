/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-credentials.h"

G_BEGIN_DECLS

/**
 * CsMockKeys:
 *
 * What the service and its clients sign and encrypt with. Made anew for every
 * service, so that nothing in the program opens anything.
 */
typedef struct _CsMockKeys CsMockKeys;

CsMockKeys    *cs_mock_keys_new        (void) G_GNUC_WARN_UNUSED_RESULT;
void           cs_mock_keys_free       (CsMockKeys *self);
CsCredentials *cs_mock_keys_get_client (CsMockKeys *self);
CsCredentials *cs_mock_keys_get_server (CsMockKeys *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsMockKeys, cs_mock_keys_free)

G_END_DECLS
