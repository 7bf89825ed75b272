/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib/gi18n-lib.h>

#include "cs-mock-card.h"
#include "cs-mock-cast.h"

G_BEGIN_DECLS

/* How the tables of the cast are written. A part claims the facts of its cards;
 * the tests hold it to them.
 */
#define FACT(name)    ((CsMockFacts) 1 << CS_FACT_##name)
#define WITHOUT(name) CS_CARD_FIELD_BIT (CS_CARD_FIELD_##name)
#define CARDS(...) \
  .cards = (const CsMockCard[]) { __VA_ARGS__ }, \
  .n_cards = sizeof ((const CsMockCard[]) { __VA_ARGS__ }) / sizeof (CsMockCard)
#define POINTS(...) \
  .points = (const CsMockPoint[]) { __VA_ARGS__, { NULL, NULL, 0, FALSE } }
#define PATCHES(...) \
  .patches = (const CsMockPatch[]) { __VA_ARGS__, { NULL, NULL } }

/**
 * CsMockTable:
 * @parts: members of the cast
 * @n_parts: how many
 *
 * One chapter of the cast.
 */
typedef struct
{
  const CsMockPart *parts;
  gsize             n_parts;
} CsMockTable;

extern const CsMockTable cs_mock_cast_documented;
extern const CsMockTable cs_mock_cast_status;
extern const CsMockTable cs_mock_cast_dates;
extern const CsMockTable cs_mock_cast_money;
extern const CsMockTable cs_mock_cast_odd;

G_END_DECLS
