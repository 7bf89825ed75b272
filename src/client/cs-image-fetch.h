/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-call.h"

G_BEGIN_DECLS

void cs_image_fetch_start (GTask                 *task,
                           const CsCallSettings  *settings,
                           SoupSession           *session,
                           GUri                  *uri);

G_END_DECLS
