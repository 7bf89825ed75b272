/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "cs-card-table.h"
#include "cs-digits.h"

#define CENTURY 2000

/* Where the members of one object go. */
typedef struct
{
  gpointer        values;       /* CsCardFields or CsCardPoint */
  CsCardRecord   *record;       /* the card that they are part of */
  CsCardFieldSet  present;
  CsCardFieldSet  invalid;
} Target;

/* A group and a point policy are objects in an object. */
static void decode_object (Target            *target,
                           const CsCardTable *table,
                           CsJsonValue        object);

/* A service that has nothing to say of a member may leave it out, or say so with
 * null or an empty string: it is then not supplied.
 */
static gboolean
is_nothing (CsJsonValue value)
{
  gsize length;

  if (cs_json_value_get_type (value) == CS_JSON_NULL)
    return TRUE;

  cs_json_value_get_raw (value, &length);

  return cs_json_value_get_type (value) == CS_JSON_STRING && length == 0;
}

static gboolean
read_text (gpointer         base,
           const CsCardRow *row,
           CsJsonValue      value)
{
  return cs_json_value_copy_string (value, row->max_characters,
                                    G_STRUCT_MEMBER_P (base, row->offset));
}

static guint
read_digits (const char *text,
             gsize       length)
{
  guint number = 0;

  for (gsize i = 0; i < length; i++)
    number = number * 10 + (guint) (text[i] - '0');

  return number;
}

/* The documentation says yyyyMMdd; its test data also have the yyMM of a card's
 * face, which means to the end of that month.
 */
static gboolean
parse_expiry (const char *text,
              GDate      *out_date)
{
  gsize length = strlen (text);
  guint year, month, day;

  if ((length != 4 && length != 8) || !cs_digits_only (text, length))
    return FALSE;

  year = length == 8 ? read_digits (text, 4) : CENTURY + read_digits (text, 2);
  month = read_digits (text + length - (length == 8 ? 4 : 2), 2);

  if (!g_date_valid_month (month))
    return FALSE;

  if (length == 8)
    day = read_digits (text + 6, 2);
  else
    day = g_date_get_days_in_month (month, (GDateYear) year);

  if (!g_date_valid_dmy ((GDateDay) day, month, (GDateYear) year))
    return FALSE;

  g_date_set_dmy (out_date, (GDateDay) day, month, (GDateYear) year);

  return TRUE;
}

static gboolean
read_date (const Target    *target,
           const CsCardRow *row,
           CsJsonValue      value)
{
  return cs_json_value_copy_string (value, row->max_characters, &target->record->expiry_text) &&
         parse_expiry (target->record->expiry_text,
                       G_STRUCT_MEMBER_P (target->values, row->offset));
}

static gboolean
read_flag (gpointer         base,
           const CsCardRow *row,
           CsJsonValue      value)
{
  CsJsonType type = cs_json_value_get_type (value);

  G_STRUCT_MEMBER (gboolean, base, row->offset) = type == CS_JSON_TRUE;

  return type == CS_JSON_TRUE || type == CS_JSON_FALSE;
}

static gboolean
read_group (Target          *target,
            const CsCardRow *row,
            CsJsonValue      value)
{
  decode_object (target, row->group, value);

  return cs_json_value_get_type (value) == CS_JSON_OBJECT;
}

/* Adds the policy if it has all that it needs to be shown. */
static gboolean
add_point (CsCardRecord *record,
           GPtrArray    *points,
           CsJsonValue   value)
{
  const CsCardFieldSet required = CS_CARD_FIELD_BIT (CS_CARD_POINT_POLICY_ID) |
                                  CS_CARD_FIELD_BIT (CS_CARD_POINT_NAME) |
                                  CS_CARD_FIELD_BIT (CS_CARD_POINT_AUTO_USE);
  g_autoptr (CsCardPoint) point = cs_card_point_new ();
  Target target = { .values = point, .record = record };

  decode_object (&target, &cs_card_point_table, value);

  if ((target.present & required) != required || points->len == CS_CARD_POINTS_MAX)
    return FALSE;

  point->has_remaining = (target.present & CS_CARD_FIELD_BIT (CS_CARD_POINT_REMAINING)) != 0;
  g_ptr_array_add (points, g_steal_pointer (&point));

  return target.invalid == 0;
}

/* What can be shown is shown: the field is then present and invalid at once. */
static gboolean
read_points (Target          *target,
             const CsCardRow *row,
             CsJsonValue      value)
{
  GPtrArray *points = G_STRUCT_MEMBER (GPtrArray *, target->values, row->offset);
  CsJsonIter iter = cs_json_iter (value);
  CsJsonValue element;

  if (cs_json_value_get_type (value) != CS_JSON_ARRAY)
    return FALSE;

  while (cs_json_iter_next (&iter, NULL, &element))
    if (!add_point (target->record, points, element))
      target->invalid |= CS_CARD_FIELD_BIT (row->bit);

  return TRUE;
}

static gboolean
read_member (Target          *target,
             const CsCardRow *row,
             CsJsonValue      value)
{
  switch (row->kind)
    {
    case CS_CARD_KIND_TEXT:
      return read_text (target->values, row, value);

    case CS_CARD_KIND_NUMBER:
      return read_text (target->record, row, value);

    case CS_CARD_KIND_DATE:
      return read_date (target, row, value);

    case CS_CARD_KIND_AMOUNT:
      return cs_json_value_get_uint64 (value, CS_AMOUNT_MAX,
                                       G_STRUCT_MEMBER_P (target->values, row->offset));

    case CS_CARD_KIND_FLAG:
      return read_flag (target->values, row, value);

    case CS_CARD_KIND_GROUP:
      return read_group (target, row, value);

    case CS_CARD_KIND_POINTS:
      return read_points (target, row, value);

    default:
      g_assert_not_reached ();
    }
}

/* Members mostly come in the order of the table: look first where the last was. */
static const CsCardRow *
find_row (const CsCardTable *table,
          CsJsonValue        name,
          guint             *next)
{
  for (guint i = 0; i < table->n_rows; i++)
    {
      const CsCardRow *row = &table->rows[*next];

      *next = *next + 1 < table->n_rows ? *next + 1 : 0;

      if (cs_json_value_equals (name, row->name))
        return row;
    }

  return NULL;
}

static void
decode_object (Target            *target,
               const CsCardTable *table,
               CsJsonValue        object)
{
  CsJsonIter iter = cs_json_iter (object);
  CsJsonValue name, value;
  guint next = 0;

  if (cs_json_value_get_type (object) != CS_JSON_OBJECT)
    return;

  while (cs_json_iter_next (&iter, &name, &value))
    {
      const CsCardRow *row = find_row (table, name, &next);

      if (row == NULL || is_nothing (value))
        continue;

      if (read_member (target, row, value))
        target->present |= CS_CARD_FIELD_BIT (row->bit);
      else
        target->invalid |= CS_CARD_FIELD_BIT (row->bit);
    }
}

/**
 * cs_card_record_decode:
 * @object: an element of `cardDataInfo`
 *
 * Reads one card. It cannot fail: what is wanting or unusable is in the sets of the
 * fields, and a value that is no object at all is a card of which everything is
 * wanting.
 *
 * Only what the table of members names is ever read, so that a card's verification
 * value, track or PIN is dropped however a service may spell it. Texts may hold
 * control and bidirectional characters; whoever shows them escapes them.
 *
 * Returns: (transfer full): a record
 */
CsCardRecord *
cs_card_record_decode (CsJsonValue object)
{
  CsCardRecord *self = cs_card_record_new ();
  Target target = { .values = self->fields, .record = self };

  decode_object (&target, &cs_card_table, object);
  self->fields->present = target.present;
  self->fields->invalid = target.invalid;

  return self;
}
