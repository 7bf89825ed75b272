/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cs-clock.h"
#include "cs-fact.h"
#include "cs-mock-number.h"

G_BEGIN_DECLS

/* The chapters of the cast list, in its order. */
typedef enum
{
  CS_MOCK_GROUP_DOCUMENTED,
  CS_MOCK_GROUP_STATUS,
  CS_MOCK_GROUP_DATES,
  CS_MOCK_GROUP_MONEY,
  CS_MOCK_GROUP_COUNT,
  CS_MOCK_GROUP_ODD,
  CS_N_MOCK_GROUPS,
} CsMockGroup;

/* What to ask the service with, to see the part. */
typedef enum
{
  CS_MOCK_ASK_MEMBER,
  CS_MOCK_ASK_PAR,
  CS_MOCK_ASK_CARD,
} CsMockAsk;

/* How the service answers for the part. */
typedef enum
{
  CS_MOCK_ANSWER_CARDS,
  CS_MOCK_ANSWER_GENERATED_CARDS,
  CS_MOCK_ANSWER_EVERY_COMBINATION,
  CS_MOCK_ANSWER_INVALID_PARAMETER,
  CS_MOCK_ANSWER_MISSING_PARAMETER,
  CS_MOCK_ANSWER_NO_SUCH_MEMBER,
  CS_MOCK_ANSWER_CODE_OF_ITS_OWN,
  CS_MOCK_ANSWER_OTHER_CORRELATION_ID,
  CS_MOCK_ANSWER_SHORT_KEY,
  CS_MOCK_ANSWER_NOBODYS_CARD,
} CsMockAnswer;

/* A set of facts: bit n stands for fact n. */
typedef guint64 CsMockFacts;

/**
 * CsMockPart:
 * @member_id: whom to look up; 0 for a card that is nobody's
 * @name: a memorable name, translated by the getter
 * @shows: what the member shows, one sentence, translated by the getter
 * @test_case: number of the documentation's own test case, 0 if it is none of them
 * @group: where it stands in the list
 * @ask: what to ask with; not every part is found by its member ID alone
 * @answer: how the service answers
 * @facts: the facts of all its cards together
 * @cards: (nullable): its cards, unless the answer makes them
 * @n_cards: how many cards it has
 *
 * One member of the cast.
 */
typedef struct
{
  guint64                   member_id;
  const char               *name;
  const char               *shows;
  guint                     test_case;
  CsMockGroup               group;
  CsMockAsk                 ask;
  CsMockAnswer              answer;
  CsMockFacts               facts;
  const struct _CsMockCard *cards;
  guint                     n_cards;
} CsMockPart;

const CsMockPart *cs_mock_cast_get_parts   (gsize            *out_n_parts);
const CsMockPart *cs_mock_cast_find        (guint64           member_id);
const char       *cs_mock_group_get_title  (CsMockGroup       group);
const char       *cs_mock_part_get_name    (const CsMockPart *part);
const char       *cs_mock_part_get_shows   (const CsMockPart *part);
gboolean          cs_mock_part_get_par     (const CsMockPart *part,
                                            CsMockPar         out_par);
gboolean          cs_mock_part_get_card_no (const CsMockPart *part,
                                            CsMockCardNo      out_card_no);

guint64           cs_mock_generated_id     (guint             index);

G_END_DECLS
