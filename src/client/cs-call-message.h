/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-call.h"

G_BEGIN_DECLS

SoupMessage *cs_call_message_new (const CsCallSettings  *settings,
                                  const char            *path,
                                  CsBuffer              *body,
                                  CsCallReport          *report,
                                  GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
