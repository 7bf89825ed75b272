/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-card-record.h"

G_BEGIN_DECLS

/* Codes and identifiers are kept as they come up to this length, also malformed and
 * unknown ones: whoever judges the card says what is wrong with them.
 */
#define CS_CARD_CODE_MAX 64

/* More point policies than this on one card are not believed. */
#define CS_CARD_POINTS_MAX 100

typedef enum
{
  CS_CARD_KIND_TEXT,         /* char *, in the values */
  CS_CARD_KIND_NUMBER,       /* char *, in the record: a full card or account number */
  CS_CARD_KIND_DATE,         /* GDate, in the values, and its text in the record */
  CS_CARD_KIND_AMOUNT,       /* guint64, in the values */
  CS_CARD_KIND_FLAG,         /* gboolean, in the values */
  CS_CARD_KIND_GROUP,        /* nothing of its own: an object of further rows */
  CS_CARD_KIND_POINTS,       /* GPtrArray of CsCardPoint, in the values */
} CsCardKind;

typedef struct _CsCardTable CsCardTable;

/**
 * CsCardRow:
 * @name: the member's name
 * @kind: what it holds and where that is kept
 * @bit: its bit in the sets of fields
 * @max_characters: the longest text
 * @offset: where the value is kept
 * @group: (nullable): the rows of a group
 *
 * One member of an object, for decoding and encoding alike.
 */
typedef struct
{
  const char        *name;
  CsCardKind         kind;
  guint              bit;
  guint              max_characters;
  gsize              offset;
  const CsCardTable *group;
} CsCardRow;

struct _CsCardTable
{
  const CsCardRow *rows;
  guint            n_rows;
};

/* The members of a point policy; the fields of a card have bits of their own. */
typedef enum
{
  CS_CARD_POINT_POLICY_ID,
  CS_CARD_POINT_NAME,
  CS_CARD_POINT_AUTO_USE,
  CS_CARD_POINT_REMAINING,
} CsCardPointMember;

extern const CsCardTable cs_card_table;
extern const CsCardTable cs_card_point_table;

G_END_DECLS
