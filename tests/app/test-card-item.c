/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-card-item.h"

#include "sample-member.h"

static void
test_order (void)
{
  g_autoptr (CsMember) member = sample_member_new ();
  g_autoptr (GPtrArray) items = cs_card_items_list (member);
  static const struct
  {
    const char  *name;
    CsCardGroup  group;
    guint        group_size;
  } expected[] = {
    { "Garam City Card", CS_CARD_GROUP_ATTENTION, 2 },
    { "Narae Transit", CS_CARD_GROUP_ATTENTION, 0 },
    { "Saebom Youth Check", CS_CARD_GROUP_USABLE, 1 },
    { "Moa Gift", CS_CARD_GROUP_FINISHED, 1 },
  };

  g_assert_cmpuint (items->len, ==, G_N_ELEMENTS (expected));

  for (guint i = 0; i < items->len; i++)
    {
      CsCardItem *item = g_ptr_array_index (items, i);

      g_assert_cmpstr (cs_card_get_fields (cs_card_item_get_card (item))->service_name, ==,
                       expected[i].name);
      g_assert_cmpint (cs_card_item_get_group (item), ==, expected[i].group);
      g_assert_cmpuint (cs_card_item_get_group_size (item), ==, expected[i].group_size);
    }
}

/* Equal cards keep the service's order. */
static void
test_stable (void)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CsMember) member = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GDateTime) as_of = g_date_time_new_from_iso8601 ("2026-11-24T14:03:22+09", NULL);

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *par = g_strdup_printf ("Q1%025u", i);

      g_ptr_array_add (cards,
                       sample_card_new (sample_fields_new (par, "Same", "4111111111111111")));
    }

  member = cs_member_new (1, g_steal_pointer (&cards));
  cs_member_set_as_of (member, as_of);
  items = cs_card_items_list (member);

  for (guint i = 0; i < items->len; i++)
    g_assert_true (cs_card_item_get_card (g_ptr_array_index (items, i)) ==
                   cs_member_get_card (member, i));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/card-item/order", test_order);
  g_test_add_func ("/card-item/stable", test_stable);

  return g_test_run ();
}
