/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-member.h"

G_BEGIN_DECLS

/* A lost card, a debit card that is fine, an expired card, and one that needs care. */
CsMember     *sample_member_new  (void);

CsCardFields *sample_fields_new  (const char *par,
                                  const char *name,
                                  const char *number);
CsCard       *sample_card_new    (CsCardFields *fields);

G_END_DECLS
