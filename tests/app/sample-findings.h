/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-audit-finding.h"

G_BEGIN_DECLS

/* Findings of members 1, 2, 3, …, of changing rules, severities, products and sentences. */
GPtrArray *sample_findings_new (guint n_findings);

G_END_DECLS
