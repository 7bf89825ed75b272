/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-card.h"

#include <string.h>

#define USUAL_MONTHS_AHEAD 33

#define LINKED_BANK        "가람은행"
#define LINKED_ACCOUNT     "110949330005557"

static const guint64 usual_limits[] = { 500000, 2000000, 5000000 };

static void
supply (CsCardFields *fields,
        CsCardField   field)
{
  fields->present |= CS_CARD_FIELD_BIT (field);
}

static void
supply_text (CsCardFields *fields,
             CsCardField   field,
             char        **place,
             const char   *text)
{
  *place = g_strdup (text);
  supply (fields, field);
}

static void
supply_amount (CsCardFields *fields,
               CsCardField   field,
               guint64      *place,
               guint64       amount)
{
  *place = amount;
  supply (fields, field);
}

static void
supply_boolean (CsCardFields *fields,
                CsCardField   field,
                gboolean     *place,
                gboolean      value)
{
  *place = value;
  supply (fields, field);
}

static gboolean
has_flag (const CsMockCard *self,
          CsMockCardFlags   flag)
{
  return (self->flags & flag) != 0;
}

static const char *
or_usual (const char *text,
          const char *usual)
{
  return text != NULL ? text : usual;
}

/* Four digits end a made number; anything else is one in itself, however odd. */
static char *
dup_card_no (const char *own,
             const char *made)
{
  return g_strdup (own != NULL && cs_mock_tail (own) == NULL ? own : made);
}

static void
supply_identity (const CsMockCard    *self,
                 const CsMockNumbers *numbers,
                 const char          *image_base,
                 CsCardRecord        *record)
{
  const CsMockProduct *product = cs_mock_product_get (self->product);
  CsCardFields *fields = record->fields;

  supply_text (fields, CS_CARD_FIELD_PAR, &fields->par, or_usual (self->par, numbers->par));
  supply_text (fields, CS_CARD_FIELD_SERVICE_ID, &fields->service_id, product->service_id);
  supply_text (fields, CS_CARD_FIELD_SERVICE_NAME, &fields->service_name,
               or_usual (self->name, product->service_name));
  fields->service_image_url = self->image != NULL && strchr (self->image, ':') != NULL
                              ? g_strdup (self->image)
                              : g_strconcat (image_base, or_usual (self->image, product->image),
                                             NULL);
  supply (fields, CS_CARD_FIELD_SERVICE_IMAGE_URL);

  record->mobile_card_no = dup_card_no (self->mobile_no, numbers->mobile);
  supply (fields, CS_CARD_FIELD_MOBILE_CARD_NO);

  if (!has_flag (self, CS_MOCK_CARD_MOBILE_ONLY))
    {
      record->physical_card_no = dup_card_no (self->physical_no, numbers->physical);
      supply (fields, CS_CARD_FIELD_PHYSICAL_CARD_NO);
    }

  if (has_flag (self, CS_MOCK_CARD_APPLIED_FOR))
    {
      /* 22 characters, made of the PAR: a card number has no business in here. */
      fields->card_apply_no = g_strdup_printf ("AP%.20s", numbers->par + 2);
      supply (fields, CS_CARD_FIELD_CARD_APPLY_NO);
    }
}

static void
supply_statuses (const CsMockCard *self,
                 CsCardFields     *fields)
{
  supply_text (fields, CS_CARD_FIELD_CARD_LIFE_STATUS, &fields->card_life_status,
               or_usual (self->life, "60"));
  supply_text (fields, CS_CARD_FIELD_CARD_BIZ_STATUS, &fields->card_biz_status,
               or_usual (self->biz, "60"));
  supply_text (fields, CS_CARD_FIELD_MOBILE_CARD_STATUS, &fields->mobile_card_status,
               or_usual (self->mobile, "ACTIVE"));
  supply_text (fields, CS_CARD_FIELD_ACC_TRANSFER_STATUS, &fields->acc_transfer_status,
               or_usual (self->transfer, "0"));
  supply_text (fields, CS_CARD_FIELD_AUTO_RELOAD_STATUS, &fields->auto_reload_status,
               or_usual (self->auto_reload, "NONE"));

  if (!has_flag (self, CS_MOCK_CARD_MOBILE_ONLY))
    supply_text (fields, CS_CARD_FIELD_PHYSICAL_CARD_STATUS, &fields->physical_card_status,
                 or_usual (self->physical, "ACTIVE"));
}

static void
move_days (GDate *date,
           gint   days)
{
  if (days >= 0)
    g_date_add_days (date, (guint) days);
  else
    g_date_subtract_days (date, (guint) -days);
}

static void
move_to_month_end (GDate *date,
                   gint   months)
{
  gint month = g_date_get_year (date) * 12 + (gint) g_date_get_month (date) - 1 + months;
  GDateYear year = (GDateYear) (month / 12);
  GDateMonth month_of_year = (GDateMonth) (month % 12 + 1);

  g_date_set_dmy (date, g_date_get_days_in_month (month_of_year, year), month_of_year, year);
}

static void
supply_expiry (const CsMockCard *self,
               const GDate      *today,
               CsCardRecord     *record)
{
  gint expires = self->expires != 0 ? self->expires : CS_MOCK_MONTH_END (USUAL_MONTHS_AHEAD);
  gint distance = (expires + 50000) % 100000 - 50000;
  GDate *date = &record->fields->expiry_date;

  *date = *today;

  if (expires - distance == CS_MOCK_IN_DAYS (0))
    move_days (date, distance);
  else
    move_to_month_end (date, distance);

  record->expiry_text = expires - distance == CS_MOCK_SHORT_DATE (0)
                        ? g_strdup_printf ("%02d%02d", g_date_get_year (date) % 100,
                                           g_date_get_month (date))
                        : g_strdup_printf ("%04d%02d%02d", g_date_get_year (date),
                                           g_date_get_month (date), g_date_get_day (date));
  supply (record->fields, CS_CARD_FIELD_EXPIRY_DATE);
}

static void
supply_amounts (const CsMockCard *self,
                CsCardFields     *fields)
{
  const CsMockProduct *product = cs_mock_product_get (self->product);
  guint64 maximum = cs_mock_card_get_maximum (self);
  guint64 rechargeable = maximum > self->balance ? maximum - self->balance : 0;

  if (has_flag (self, CS_MOCK_CARD_WRONG_RECHARGEABLE))
    rechargeable += product->recharge_unit;

  supply_amount (fields, CS_CARD_FIELD_BALANCE, &fields->balance, self->balance);
  supply_amount (fields, CS_CARD_FIELD_PENDING_AMOUNT, &fields->pending_amount, self->pending);
  supply_amount (fields, CS_CARD_FIELD_MAX_REAL_NAME_RECHARGE_AMOUNT,
                 &fields->max_real_name_recharge_amount, product->max_named);
  supply_amount (fields, CS_CARD_FIELD_MAX_NON_REAL_NAME_RECHARGE_AMOUNT,
                 &fields->max_non_real_name_recharge_amount, product->max_anonymous);
  supply_amount (fields, CS_CARD_FIELD_RECHARGEABLE_AMOUNT, &fields->rechargeable_amount,
                 rechargeable);
  supply_amount (fields, CS_CARD_FIELD_MIN_RECHARGE_AMOUNT, &fields->min_recharge_amount,
                 product->min_recharge);
  supply_amount (fields, CS_CARD_FIELD_RECHARGE_UNIT_AMT, &fields->recharge_unit_amt,
                 product->recharge_unit);
  supply_amount (fields, CS_CARD_FIELD_VIRTUAL_ACCOUNT_MAX_PENDING_AMOUNT,
                 &fields->virtual_account_max_pending_amount, product->pending_cap);
}

static void
supply_rights (const CsMockCard *self,
               CsCardFields     *fields)
{
  supply_boolean (fields, CS_CARD_FIELD_IS_NAMED, &fields->is_named,
                  !has_flag (self, CS_MOCK_CARD_ANONYMOUS));
  supply_boolean (fields, CS_CARD_FIELD_RECHARGEABLE, &fields->rechargeable,
                  !has_flag (self, CS_MOCK_CARD_NOT_RECHARGEABLE));
  supply_boolean (fields, CS_CARD_FIELD_PERSONAL_RECHARGEABLE, &fields->personal_rechargeable,
                  !has_flag (self, CS_MOCK_CARD_NOT_PERSONAL));
  supply_boolean (fields, CS_CARD_FIELD_REFUNDABLE, &fields->refundable,
                  !has_flag (self, CS_MOCK_CARD_NOT_REFUNDABLE));
  supply_boolean (fields, CS_CARD_FIELD_REMITTABLE, &fields->remittable,
                  !has_flag (self, CS_MOCK_CARD_NOT_REMITTABLE));
  supply_boolean (fields, CS_CARD_FIELD_ENABLE_VIRTUAL_ACCOUNT_PENDING_AMOUNT,
                  &fields->enable_virtual_account_pending_amount,
                  !has_flag (self, CS_MOCK_CARD_NO_PENDING));
}

static void
supply_debit (const CsMockCard *self,
              CsCardRecord     *record)
{
  const guint64 *limits = self->limits[0] != 0 ? self->limits : usual_limits;
  CsCardFields *fields = record->fields;

  supply (fields, CS_CARD_FIELD_LIMITS);
  supply_amount (fields, CS_CARD_FIELD_LIMIT_ONCE, &fields->limit_once, limits[0]);
  supply_amount (fields, CS_CARD_FIELD_LIMIT_DAY, &fields->limit_day, limits[1]);
  supply_amount (fields, CS_CARD_FIELD_LIMIT_MONTH, &fields->limit_month, limits[2]);
  supply_boolean (fields, CS_CARD_FIELD_ENABLE_FIC, &fields->enable_fic,
                  has_flag (self, CS_MOCK_CARD_CASH_IC));

  if (has_flag (self, CS_MOCK_CARD_NO_ACCOUNT))
    return;

  supply (fields, CS_CARD_FIELD_BANK_INFO);
  supply_text (fields, CS_CARD_FIELD_BANK_NAME, &fields->bank_name, LINKED_BANK);
  record->account_no = g_strdup (LINKED_ACCOUNT);
  supply (fields, CS_CARD_FIELD_ACCOUNT_NO);
}

static void
supply_points (const CsMockPoint *points,
               CsCardFields      *fields)
{
  for (const CsMockPoint *point = points; point->policy_id != NULL; point++)
    {
      CsCardPoint *copy = cs_card_point_new ();

      copy->policy_id = g_strdup (point->policy_id);
      copy->name = g_strdup (point->name);
      copy->auto_use = point->auto_use;
      copy->has_remaining = point->remaining >= 0;
      copy->remaining = copy->has_remaining ? (guint64) point->remaining : 0;
      g_ptr_array_add (fields->points, copy);
    }

  supply (fields, CS_CARD_FIELD_CARD_POINT_INFO);
}

/**
 * cs_mock_card_to_record:
 * @self: a card
 * @numbers: its numbers
 * @today: today's date in KST, which expiry dates are relative to
 * @image_base: address below which the product art is
 *
 * Writes a card out, with everything that is as usual. What only a patch can say
 * is not in the record.
 *
 * Returns: (transfer full): the card as the codec encodes it
 */
CsCardRecord *
cs_mock_card_to_record (const CsMockCard    *self,
                        const CsMockNumbers *numbers,
                        const GDate         *today,
                        const char          *image_base)
{
  CsCardRecord *record = cs_card_record_new ();

  supply_identity (self, numbers, image_base, record);
  supply_statuses (self, record->fields);
  supply_expiry (self, today, record);
  supply_amounts (self, record->fields);
  supply_rights (self, record->fields);

  if (cs_mock_product_get (self->product)->is_debit)
    supply_debit (self, record);

  if (self->points != NULL)
    supply_points (self->points, record->fields);

  record->fields->present &= ~self->without;

  return record;
}
