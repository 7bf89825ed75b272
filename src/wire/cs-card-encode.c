/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-card-masked.h"
#include "cs-card-table.h"

/* Where the members of one object come from. */
typedef struct
{
  gpointer            values;       /* CsCardFields or CsCardPoint */
  const CsCardRecord *record;       /* the card that they are part of */
  CsCardFieldSet      present;
  CsCardFieldSet      invalid;
} Source;

/* A group and a point policy are objects in an object. */
static void encode_members (CsJsonWriter      *writer,
                            const Source      *source,
                            const CsCardTable *table);

static void
write_date (CsJsonWriter       *writer,
            const char         *name,
            const GDate        *date,
            const CsCardRecord *record)
{
  char text[16];

  if (record->expiry_text != NULL)
    {
      cs_json_writer_string (writer, name, record->expiry_text);
      return;
    }

  g_snprintf (text, sizeof text, "%04u%02u%02u", g_date_get_year (date),
              (guint) g_date_get_month (date), g_date_get_day (date));
  cs_json_writer_string (writer, name, text);
}

static void
write_point (CsJsonWriter       *writer,
             const CsCardRecord *record,
             CsCardPoint        *point)
{
  Source source = { .values = point, .record = record };

  source.present = CS_CARD_FIELD_BIT (CS_CARD_POINT_POLICY_ID) |
                   CS_CARD_FIELD_BIT (CS_CARD_POINT_NAME) |
                   CS_CARD_FIELD_BIT (CS_CARD_POINT_AUTO_USE);

  if (point->has_remaining)
    source.present |= CS_CARD_FIELD_BIT (CS_CARD_POINT_REMAINING);

  cs_json_writer_begin_object (writer, NULL);
  encode_members (writer, &source, &cs_card_point_table);
  cs_json_writer_end_object (writer);
}

/* Present and invalid at once: beside the policies stands an element that is none. */
static void
write_points (CsJsonWriter    *writer,
              const Source    *source,
              const CsCardRow *row)
{
  const GPtrArray *points = G_STRUCT_MEMBER (GPtrArray *, source->values, row->offset);

  cs_json_writer_begin_array (writer, row->name);

  for (guint i = 0; i < points->len; i++)
    write_point (writer, source->record, g_ptr_array_index (points, i));

  if ((source->invalid & CS_CARD_FIELD_BIT (row->bit)) != 0)
    cs_json_writer_uint64 (writer, NULL, 0);

  cs_json_writer_end_array (writer);
}

/* A value of a type that is wrong for the member, or a date that there is not. */
static void
write_unusable (CsJsonWriter    *writer,
                const Source    *source,
                const CsCardRow *row)
{
  gboolean is_text = row->kind == CS_CARD_KIND_TEXT || row->kind == CS_CARD_KIND_NUMBER ||
                     row->kind == CS_CARD_KIND_DATE;

  if (row->kind == CS_CARD_KIND_DATE && source->record->expiry_text != NULL)
    cs_json_writer_string (writer, row->name, source->record->expiry_text);
  else if (is_text)
    cs_json_writer_uint64 (writer, row->name, 0);
  else
    cs_json_writer_string (writer, row->name, "?");
}

static void
write_member (CsJsonWriter    *writer,
              const Source    *source,
              const CsCardRow *row)
{
  gpointer values = source->values;

  switch (row->kind)
    {
    case CS_CARD_KIND_TEXT:
      cs_json_writer_string (writer, row->name, G_STRUCT_MEMBER (char *, values, row->offset));
      break;

    case CS_CARD_KIND_NUMBER:
      cs_json_writer_string (writer, row->name,
                             G_STRUCT_MEMBER (char *, source->record, row->offset));
      break;

    case CS_CARD_KIND_DATE:
      write_date (writer, row->name, G_STRUCT_MEMBER_P (values, row->offset), source->record);
      break;

    case CS_CARD_KIND_AMOUNT:
      cs_json_writer_uint64 (writer, row->name, G_STRUCT_MEMBER (guint64, values, row->offset));
      break;

    case CS_CARD_KIND_FLAG:
      cs_json_writer_boolean (writer, row->name, G_STRUCT_MEMBER (gboolean, values, row->offset));
      break;

    case CS_CARD_KIND_GROUP:
      cs_json_writer_begin_object (writer, row->name);
      encode_members (writer, source, row->group);
      cs_json_writer_end_object (writer);
      break;

    case CS_CARD_KIND_POINTS:
      write_points (writer, source, row);
      break;

    default:
      g_assert_not_reached ();
    }
}

static void
encode_members (CsJsonWriter      *writer,
                const Source      *source,
                const CsCardTable *table)
{
  for (guint i = 0; i < table->n_rows; i++)
    {
      const CsCardRow *row = &table->rows[i];

      if ((source->present & CS_CARD_FIELD_BIT (row->bit)) != 0)
        write_member (writer, source, row);
      else if ((source->invalid & CS_CARD_FIELD_BIT (row->bit)) != 0)
        write_unusable (writer, source, row);
    }
}

/**
 * cs_card_record_encode:
 * @self: a record
 * @writer: where an array is open, or nothing yet
 *
 * Writes one card: what is present with its value, what is invalid with a value of a
 * wrong type, and nothing else. So the service that we embed can also serve cards
 * with members missing and mistyped. The date is written as `expiry_text` says if
 * there is one, valid or not, or else as yyyyMMdd.
 */
void
cs_card_record_encode (const CsCardRecord *self,
                       CsJsonWriter       *writer)
{
  Source source = {
    .values = self->fields,
    .record = self,
    .present = self->fields->present,
    .invalid = self->fields->invalid,
  };

  cs_json_writer_begin_object (writer, NULL);
  encode_members (writer, &source, &cs_card_table);
  cs_json_writer_end_object (writer);
}

/**
 * cs_card_masked_encode:
 * @fields: what is kept of a card
 * @writer: where an object is open
 *
 * Writes what is present of a card as members of the open object: under the
 * service's names and in its order, card and account numbers masked, the date as
 * yyyyMMdd. What was unusable is left out.
 */
void
cs_card_masked_encode (const CsCardFields *fields,
                       CsJsonWriter       *writer)
{
  g_autofree char *account_no = cs_pan_dup_short (fields->account_last4 != NULL
                                                  ? fields->account_last4 : "");
  const CsCardRecord record = {
    .mobile_card_no = (char *) fields->mobile_card_no.masked,
    .physical_card_no = (char *) fields->physical_card_no.masked,
    .account_no = account_no,
  };
  const Source source = {
    .values = (gpointer) fields,
    .record = &record,
    .present = fields->present,
  };

  encode_members (writer, &source, &cs_card_table);
}
