/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sample-member.h"

#include "../model/sample-card.h"
#include "cs-clock.h"

/* 2026-03-18 14:03:22 KST */
#define AS_OF_US (G_GINT64_CONSTANT (1773810202) * G_USEC_PER_SEC)

CsCard *
sample_member_card (CsCardFields *fields)
{
  static const GDate today = SAMPLE_TODAY;

  return cs_card_new (fields, &today, CS_EXPIRY_DAYS_DEFAULT);
}

/* A member of the mock environment with one card a patch (see sample-card.c). */
CsMember *
sample_member_new (const char *const *patches)
{
  g_autoptr (CsClock) clock = cs_clock_new_fixed (AS_OF_US);
  g_autoptr (GDateTime) as_of = cs_clock_dup_kst (clock);
  GPtrArray *cards = g_ptr_array_new_with_free_func (g_object_unref);
  CsMember *member;

  for (gsize i = 0; patches[i] != NULL; i++)
    g_ptr_array_add (cards, sample_member_card (sample_card_new_with (patches[i])));

  member = cs_member_new (SAMPLE_MEMBER_ID, cards);
  cs_member_set_environment (member, "mock");
  cs_member_set_as_of (member, as_of);
  cs_member_set_correlation_ids (member, "260318140322-0a1b2c3", "260318140322-0a1b2c3");

  return member;
}
