/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sample-member.h"

#include <string.h>

#define SAMPLE_YEAR  2026
#define SAMPLE_MONTH G_DATE_NOVEMBER
#define SAMPLE_DAY   24

#define BIT(field) CS_CARD_FIELD_BIT (CS_CARD_FIELD_ ## field)

CsCardFields *
sample_fields_new (const char *par,
                   const char *name,
                   const char *number)
{
  CsCardFields *fields = cs_card_fields_new ();

  fields->par = g_strdup (par);
  fields->service_id = g_strdup ("000000000131002");
  fields->service_name = g_strdup (name);
  fields->mobile_card_status = g_strdup ("ACTIVE");
  fields->card_life_status = g_strdup ("60");
  fields->card_biz_status = g_strdup ("60");
  fields->acc_transfer_status = g_strdup ("0");
  fields->balance = 300000;
  fields->max_real_name_recharge_amount = 2000000;
  fields->max_non_real_name_recharge_amount = 500000;
  fields->rechargeable_amount = 1700000;
  fields->min_recharge_amount = 10000;
  fields->is_named = TRUE;
  fields->rechargeable = TRUE;
  fields->personal_rechargeable = TRUE;
  fields->refundable = TRUE;
  fields->remittable = TRUE;
  cs_pan_mask (number, strlen (number), &fields->mobile_card_no);
  g_date_set_dmy (&fields->expiry_date, 31, G_DATE_AUGUST, 2031);

  fields->present = BIT (PAR) | BIT (SERVICE_ID) | BIT (SERVICE_NAME) | BIT (MOBILE_CARD_NO) |
                    BIT (MOBILE_CARD_STATUS) | BIT (CARD_LIFE_STATUS) | BIT (CARD_BIZ_STATUS) |
                    BIT (ACC_TRANSFER_STATUS) | BIT (EXPIRY_DATE) | BIT (BALANCE) |
                    BIT (PENDING_AMOUNT) | BIT (IS_NAMED) | BIT (MAX_REAL_NAME_RECHARGE_AMOUNT) |
                    BIT (MAX_NON_REAL_NAME_RECHARGE_AMOUNT) | BIT (RECHARGEABLE_AMOUNT) |
                    BIT (MIN_RECHARGE_AMOUNT) | BIT (RECHARGEABLE) | BIT (PERSONAL_RECHARGEABLE) |
                    BIT (REFUNDABLE) | BIT (REMITTABLE) |
                    BIT (ENABLE_VIRTUAL_ACCOUNT_PENDING_AMOUNT) |
                    BIT (VIRTUAL_ACCOUNT_MAX_PENDING_AMOUNT) | BIT (SERVICE_IMAGE_URL);
  fields->service_image_url = g_strdup ("http://127.0.0.1:1/none.png");

  return fields;
}

CsCard *
sample_card_new (CsCardFields *fields)
{
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, SAMPLE_DAY, SAMPLE_MONTH, SAMPLE_YEAR);

  return cs_card_new (fields, &today, CS_EXPIRY_DAYS_DEFAULT);
}

static CsCardFields *
create_lost (void)
{
  CsCardFields *fields = sample_fields_new ("Q1E704A91C55D2B80F3677E1A90", "Garam City Card",
                                            "4111111111111111");

  g_free (fields->card_biz_status);
  g_free (fields->card_life_status);
  g_free (fields->mobile_card_status);
  fields->card_biz_status = g_strdup ("31");
  fields->card_life_status = g_strdup ("30");
  fields->mobile_card_status = g_strdup ("SUSPENDED");

  return fields;
}

static CsCardFields *
create_debit (void)
{
  CsCardFields *fields = sample_fields_new ("Q1E704A91C55D2B80F3677E1A91", "Saebom Youth Check",
                                            "4242424242424242");
  CsCardPoint *point = cs_card_point_new ();

  fields->limit_once = 500000;
  fields->limit_day = 2000000;
  fields->limit_month = 5000000;
  fields->bank_name = g_strdup ("가람은행");
  fields->account_last4 = g_strdup ("5557");
  fields->present |= BIT (LIMITS) | BIT (LIMIT_ONCE) | BIT (LIMIT_DAY) | BIT (LIMIT_MONTH) |
                     BIT (BANK_INFO) | BIT (BANK_NAME) | BIT (ACCOUNT_NO) | BIT (ENABLE_FIC) |
                     BIT (CARD_POINT_INFO);
  point->policy_id = g_strdup ("000000000000001");
  point->name = g_strdup ("Garam points");
  point->has_remaining = TRUE;
  point->remaining = 1100;
  g_ptr_array_add (fields->points, point);

  return fields;
}

static CsCardFields *
create_expired (void)
{
  CsCardFields *fields = sample_fields_new ("Q1E704A91C55D2B80F3677E1A92", "Moa Gift",
                                            "5555555555554444");

  g_date_set_dmy (&fields->expiry_date, 23, G_DATE_NOVEMBER, 2026);

  return fields;
}

static CsCardFields *
create_care (void)
{
  CsCardFields *fields = sample_fields_new ("Q1E704A91C55D2B80F3677E1A93", "Narae Transit",
                                            "4000056655665556");

  g_date_set_dmy (&fields->expiry_date, 6, G_DATE_DECEMBER, 2026);

  return fields;
}

CsMember *
sample_member_new (void)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GDateTime) as_of = g_date_time_new_from_iso8601 ("2026-11-24T14:03:22+09", NULL);
  CsMember *member;

  g_ptr_array_add (cards, sample_card_new (create_expired ()));
  g_ptr_array_add (cards, sample_card_new (create_debit ()));
  g_ptr_array_add (cards, sample_card_new (create_care ()));
  g_ptr_array_add (cards, sample_card_new (create_lost ()));

  member = cs_member_new (G_GUINT64_CONSTANT (50000104652), g_steal_pointer (&cards));
  cs_member_set_as_of (member, as_of);
  cs_member_set_environment (member, "mock");
  cs_member_set_correlation_ids (member, "261124140322-4f0c9a1", "261124140322-4f0c9a1");

  return member;
}
