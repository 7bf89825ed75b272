/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-mock-input.h"

G_BEGIN_DECLS

#define CS_TYPE_MOCK_STREAM (cs_mock_stream_get_type ())

G_DECLARE_FINAL_TYPE (CsMockStream, cs_mock_stream, CS, MOCK_STREAM, GIOStream)

CsMockStream *cs_mock_stream_new         (GSocket            *socket,
                                          const CsMockLimits *limits) G_GNUC_WARN_UNUSED_RESULT;
GSocket      *cs_mock_stream_get_socket  (CsMockStream       *self);
gboolean      cs_mock_stream_is_late     (CsMockStream       *self,
                                          gint64              now_us);
void          cs_mock_stream_abort       (CsMockStream       *self);
void          cs_mock_stream_reset       (CsMockStream       *self);

G_END_DECLS
