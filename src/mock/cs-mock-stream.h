/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-mock-connection.h"

G_BEGIN_DECLS

#define CS_TYPE_MOCK_STREAM (cs_mock_stream_get_type ())

G_DECLARE_FINAL_TYPE (CsMockStream, cs_mock_stream, CS, MOCK_STREAM, GIOStream)

GIOStream *cs_mock_stream_new (CsMockConnection *connection,
                               GBytes           *request,
                               GOutputStream    *output) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
