/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CsMockFault:
 *
 * Something that goes wrong on purpose: what, and how often.
 */
typedef struct _CsMockFault CsMockFault;

CsMockFault       *cs_mock_fault_parse       (const char         *text,
                                              GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void               cs_mock_fault_free        (CsMockFault        *self);
const char        *cs_mock_fault_get_name    (const CsMockFault  *self);

/* (array zero-terminated=1): every name that cs_mock_fault_parse() knows */
const char *const *cs_mock_fault_get_names   (void);
const char        *cs_mock_fault_get_meaning (const char         *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsMockFault, cs_mock_fault_free)

G_END_DECLS
