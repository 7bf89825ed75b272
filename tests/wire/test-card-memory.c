/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-card-info.h"
#include "cs-card-list.h"

#include "memory-search.h"

#define LENGTH 16

/* free() writes over the first 16 bytes of a block and would hide what starts there:
 * these are that many, in four characters.
 */
#define PADDING "\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80"

/* A block of an unusual size, which nothing else takes up again soon. */
#define LONG_PADDING \
  PADDING PADDING PADDING PADDING PADDING PADDING PADDING PADDING PADDING PADDING PADDING PADDING

/* Made up, with a prefix that no scheme has given away and a valid check digit. */
static const guint8 masked_canary[LENGTH] = {
  0x63, 0x6e, 0x63, 0x6b, 0x69, 0x69, 0x63, 0x62, 0x6d, 0x6c, 0x6f, 0x6e, 0x69, 0x68, 0x6b, 0x6f,
};

static void
append_canary (CsBuffer *buffer)
{
  guint8 *place = cs_buffer_reserve (buffer, LENGTH);

  for (guint i = 0; i < LENGTH; i++)
    place[i] = masked_canary[i] ^ MEMORY_MASK;
}

static guint
count_canaries (void)
{
  return memory_count (masked_canary, LENGTH);
}

static CsBuffer *
make_answer (void)
{
  static const char *parts[] = {
    "{\"response\":{\"code\":\"000_000\",\"description\":\"" LONG_PADDING,
    "\"},\"cardDataInfo\":[{\"mobileCardNo\":\"" PADDING,
    "\",\"physicalCardNo\":\"\\u002d" PADDING,
    "\",\"serviceName\":\"" LONG_PADDING,
    "\",\"cvc\":\"" PADDING,
    "\",\"bankInfo\":{\"bankName\":\"B\",\"accountNo\":\"" PADDING,
  };
  CsBuffer *body = cs_buffer_new (4096);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_assert_true (cs_buffer_append_string (body, parts[i]));
      append_canary (body);
    }

  g_assert_true (cs_buffer_append_string (body, "\"}}]}"));

  return body;
}

static void
test_search_finds (void)
{
  CsBuffer *body = cs_buffer_new (100);

  g_assert_cmpuint (count_canaries (), ==, 0);
  g_assert_true (cs_buffer_append_string (body, PADDING));
  append_canary (body);
  g_assert_cmpuint (count_canaries (), >=, 1);
  cs_buffer_unref (body);
  g_assert_cmpuint (count_canaries (), ==, 0);
}

/* So that the other tests mean something: a copy that is freed and not wiped is found.
 * It is another number, because it may stay where it is.
 */
static void
test_search_finds_what_was_freed (void)
{
  guint8 masked_other[LENGTH];
  char *copy = g_strdup (PADDING PADDING);

  for (guint i = 0; i < LENGTH; i++)
    {
      masked_other[i] = masked_canary[LENGTH - 1 - i];
      copy[LENGTH + i] = (char) (masked_other[i] ^ MEMORY_MASK);
    }

  g_free (copy);
  g_assert_cmpuint (memory_count (masked_other, LENGTH), ==, 1);
}

/* security.md defect 13: json-glib leaves two copies behind. */
static void
test_answer_leaves_nothing (void)
{
  CsBuffer *body = make_answer ();
  g_autoptr (CsCardList) list = NULL;
  const CsCardFields *fields;
  const guint8 *data;
  gsize length;

  data = cs_buffer_get_data (body, &length);
  list = cs_card_list_decode (data, length, length, NULL);
  g_assert_nonnull (list);
  cs_buffer_unref (body);

  fields = g_ptr_array_index (list->cards, 0);
  g_assert_cmpstr (fields->mobile_card_no.last4, ==, "3215");
  g_assert_cmpstr (fields->physical_card_no.last4, ==, "3215");
  g_assert_cmpstr (fields->account_last4, ==, "3215");
  g_assert_cmpuint (count_canaries (), ==, 0);
}

static void
test_broken_answer_leaves_nothing (void)
{
  CsBuffer *body = make_answer ();
  g_autoptr (GError) error = NULL;
  const guint8 *data;
  gsize length;

  data = cs_buffer_get_data (body, &length);
  g_assert_null (cs_card_list_decode (data, length - 1, length, &error));
  g_assert_nonnull (error);
  cs_buffer_unref (body);
  g_assert_cmpuint (count_canaries (), ==, 0);
}

static void
test_request_leaves_nothing (void)
{
  g_autoptr (CsBuffer) number = cs_buffer_new (100);
  CsBuffer *body = cs_buffer_new (100);
  CsOutcome refusal = { 0 };
  CsSecret *sent, *heard;
  const guint8 *data;
  gsize length;

  append_canary (number);
  sent = cs_secret_new (cs_buffer_get_data (number, NULL), LENGTH);
  cs_buffer_truncate (number, 0);

  g_assert_true (cs_card_info_request_encode (sent, body));
  data = cs_buffer_get_data (body, &length);
  heard = cs_card_info_request_decode (data, length, &refusal);
  g_assert_true (cs_secret_equal (sent, heard));

  cs_secret_unref (sent);
  cs_secret_unref (heard);
  cs_buffer_unref (body);
  g_assert_cmpuint (count_canaries (), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/card-memory/search-finds", test_search_finds);
  g_test_add_func ("/card-memory/search-finds-what-was-freed", test_search_finds_what_was_freed);
  g_test_add_func ("/card-memory/answer-leaves-nothing", test_answer_leaves_nothing);
  g_test_add_func ("/card-memory/broken-answer-leaves-nothing",
                   test_broken_answer_leaves_nothing);
  g_test_add_func ("/card-memory/request-leaves-nothing", test_request_leaves_nothing);

  return g_test_run ();
}
