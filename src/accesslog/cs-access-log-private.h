/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-access-log.h"
#include "cs-log-file.h"

G_BEGIN_DECLS

CsLogKind cs_access_log_get_kind (CsAccessLog *self);

G_END_DECLS
