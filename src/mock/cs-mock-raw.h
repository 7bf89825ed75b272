/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-mock-connection.h"
#include "cs-mock-reply.h"

G_BEGIN_DECLS

void cs_mock_raw_answer (GIOStream          *stolen,
                         CsMockConnection   *connection,
                         const CsMockReply  *reply,
                         CsMockFaultId       fault,
                         const CsMockLimits *limits);

G_END_DECLS
