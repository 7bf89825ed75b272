/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-directory.h"

#include <string.h>

#include "cs-mock-call.h"
#include "cs-mock-card-json.h"
#include "cs-mock-cast-cards.h"
#include "cs-mock-generated.h"

#define SUCCESS_TEXT "Success."

/* A member of the service: a part of the cast, or a generated one. */
typedef struct
{
  guint64           id;
  const CsMockPart *part;       /* NULL: generated */
  guint             index;      /* of a generated member */
  guint             n_cards;
} Member;

static gboolean
find_member (const CsMockDirectory *self,
             guint64                id,
             Member                *member)
{
  *member = (Member) { id, cs_mock_cast_find (id), 0, 0 };

  if (member->part != NULL)
    {
      member->n_cards = member->part->n_cards;
      return TRUE;
    }

  member->n_cards = CS_MOCK_GENERATED_CARDS;

  return cs_mock_generated_index (id, &member->index) && member->index < self->n_generated;
}

static gboolean
plays (const Member *member,
       CsMockAnswer  answer)
{
  return member->part != NULL && member->part->answer == answer;
}

static void
get_card (const Member  *member,
          guint          index,
          CsMockCard    *card,
          CsMockNumbers *numbers)
{
  if (member->part != NULL)
    {
      cs_mock_part_get_card (member->part, index, card, numbers);
      return;
    }

  cs_mock_generated_card (member->id * CS_MOCK_GENERATED_CARDS + index, card);
  cs_mock_generated_numbers (member->index, index, numbers);
}

static const char *
get_number (const CsMockCard    *card,
            const CsMockNumbers *numbers,
            CsMockForm           form)
{
  const char *own = form == CS_MOCK_FORM_MOBILE ? card->mobile_no : card->physical_no;

  if (form == CS_MOCK_FORM_PHYSICAL && (card->flags & CS_MOCK_CARD_MOBILE_ONLY) != 0)
    return "";

  if (own != NULL && cs_mock_tail (own) == NULL)
    return own;

  return form == CS_MOCK_FORM_MOBILE ? numbers->mobile : numbers->physical;
}

/* As the vendor says of it: the number of a mobile card may find nothing. */
static gboolean
is_asked_for (const CsMockCard        *card,
              const CsMockNumbers     *numbers,
              const CsCardListRequest *request)
{
  const char *par = card->par != NULL ? card->par : numbers->par;

  if (request->par != NULL && !g_str_equal (request->par, par))
    return FALSE;

  return request->physical_card_no == NULL ||
         g_str_equal (cs_secret_get_data (request->physical_card_no, NULL),
                      get_number (card, numbers, CS_MOCK_FORM_PHYSICAL));
}

static gboolean
write_cards (const CsMockDirectory   *self,
             const Member            *member,
             const CsCardListRequest *request,
             CsBuffer                *body)
{
  GDate today;
  gboolean is_first = TRUE;

  cs_clock_get_today (self->clock, &today);

  for (guint i = 0; i < member->n_cards; i++)
    {
      CsMockCard card;
      CsMockNumbers numbers;

      get_card (member, i, &card, &numbers);

      if (!is_asked_for (&card, &numbers, request))
        continue;

      if ((!is_first && !cs_buffer_append_string (body, ",")) ||
          !cs_mock_card_write (&card, &numbers, &today, self->image_base, body))
        return FALSE;

      is_first = FALSE;
    }

  return TRUE;
}

static gboolean
write_list (const CsMockDirectory   *self,
            const Member            *member,
            const CsCardListRequest *request,
            CsBuffer                *body)
{
  return cs_buffer_append_string (body, "{\"response\":{\"code\":\"" CS_CODE_SUCCESS "\","
                                        "\"description\":\"" SUCCESS_TEXT "\"},"
                                        "\"cardDataInfo\":[") &&
         write_cards (self, member, request, body) &&
         cs_buffer_append_string (body, "]}");
}

static void
begin (CsMockContent *content,
       guint          status)
{
  *content = (CsMockContent) { status, cs_buffer_new (CS_MOCK_CONTENT_MAX), FALSE, FALSE };
}

/**
 * cs_mock_content_refuse:
 * @out_content: (out caller-allocates): an answer
 * @status: HTTP status
 * @outcome: why
 *
 * Writes an answer that is a code and nothing else.
 */
void
cs_mock_content_refuse (CsMockContent   *out_content,
                        guint            status,
                        const CsOutcome *outcome)
{
  begin (out_content, status);

  if (!cs_card_list_encode (outcome, NULL, out_content->body))
    g_assert_not_reached ();
}

static void
refuse (CsMockContent *content,
        const char    *code,
        const char    *description)
{
  g_auto (CsOutcome) outcome = { NULL, NULL };

  cs_outcome_set (&outcome, code, description);
  cs_mock_content_refuse (content, 400, &outcome);
}

/* Parts that are a refusal, whatever is asked of them. */
static gboolean
play_refusal (const CsMockPart *part,
              CsMockContent    *content)
{
  g_auto (CsOutcome) outcome = { NULL, NULL };

  if (part->answer == CS_MOCK_ANSWER_INVALID_PARAMETER)
    cs_outcome_set_invalid (&outcome, "userId");
  else if (part->answer == CS_MOCK_ANSWER_MISSING_PARAMETER)
    cs_outcome_set_missing (&outcome, "userId");
  else if (part->answer == CS_MOCK_ANSWER_NO_SUCH_MEMBER)
    cs_outcome_set (&outcome, CS_CODE_NO_SUCH_MEMBER, "Wallet user not found.");
  else if (part->answer == CS_MOCK_ANSWER_CODE_OF_ITS_OWN)
    cs_outcome_set (&outcome, CS_MOCK_CODE_UNHEARD_OF, "Not on <b>Mondays</b>\n%s");
  else
    return FALSE;

  cs_mock_content_refuse (content, 400, &outcome);

  return TRUE;
}

/**
 * cs_mock_directory_list:
 * @self: the members
 * @request: what is asked
 * @out_content: (out caller-allocates): what the service says, to be cleared
 *
 * Answers /user/card/list.
 */
void
cs_mock_directory_list (const CsMockDirectory   *self,
                        const CsCardListRequest *request,
                        CsMockContent           *out_content)
{
  Member member;

  if (!find_member (self, request->user_id, &member))
    {
      refuse (out_content, CS_CODE_NO_SUCH_MEMBER, "Wallet user not found.");
      return;
    }

  if (member.part != NULL && play_refusal (member.part, out_content))
    return;

  begin (out_content, 200);
  out_content->has_other_correlation_id = plays (&member, CS_MOCK_ANSWER_OTHER_CORRELATION_ID);
  out_content->has_short_key = plays (&member, CS_MOCK_ANSWER_SHORT_KEY);

  if (!write_list (self, &member, request, out_content->body))
    g_assert_not_reached ();
}

static gboolean
has_number (const Member *member,
            guint         index,
            const char   *card_no,
            CsMockCard   *card)
{
  CsMockNumbers numbers;

  get_card (member, index, card, &numbers);

  return g_str_equal (get_number (card, &numbers, CS_MOCK_FORM_MOBILE), card_no) ||
         g_str_equal (get_number (card, &numbers, CS_MOCK_FORM_PHYSICAL), card_no);
}

static gboolean
find_generated_card (const CsMockDirectory *self,
                     const char            *card_no,
                     Member                *member,
                     CsMockCard            *card)
{
  guint32 serial;

  return cs_mock_generated_serial (card_no, &serial) &&
         find_member (self, cs_mock_generated_id (serial / 2 / CS_MOCK_GENERATED_CARDS), member) &&
         has_number (member, serial / 2 % CS_MOCK_GENERATED_CARDS, card_no, card);
}

static gboolean
find_cast_card (const CsMockDirectory *self,
                const char            *card_no,
                Member                *member,
                CsMockCard            *card)
{
  gsize n_parts;
  const CsMockPart *parts = cs_mock_cast_get_parts (&n_parts);

  for (gsize i = 0; i < n_parts; i++)
    for (guint j = 0; j < parts[i].n_cards; j++)
      if (find_member (self, parts[i].member_id, member) &&
          has_number (member, j, card_no, card))
        return TRUE;

  return FALSE;
}

static CsCardInfo *
make_info (const Member     *member,
           const CsMockCard *card)
{
  const CsMockProduct *product = cs_mock_product_get (card->product);
  CsCardInfo *info = cs_card_info_new ();

  cs_outcome_set (&info->outcome, CS_CODE_SUCCESS, SUCCESS_TEXT);
  info->has_user_id = member != NULL;
  info->user_id = member != NULL ? member->id : 0;
  info->balance = card->balance;
  info->service_id = g_strdup (product->service_id);
  info->service_name = g_strdup (card->name != NULL ? card->name : product->service_name);
  info->card_status = g_strdup (card->mobile != NULL ? card->mobile : "ACTIVE");

  return info;
}

static CsCardInfo *
find_card (const CsMockDirectory *self,
           const char            *card_no)
{
  CsMockCardNo nobodys;
  CsMockCard card = { .product = CS_MOCK_PRODUCT_MOA_GIFT, .balance = 50000 };
  Member member;

  cs_mock_nobodys_card_no (nobodys);

  if (g_str_equal (card_no, nobodys))
    return make_info (NULL, &card);

  if (find_generated_card (self, card_no, &member, &card) ||
      find_cast_card (self, card_no, &member, &card))
    return make_info (&member, &card);

  return NULL;
}

/**
 * cs_mock_directory_info:
 * @self: the members
 * @card_no: a card number, of a mobile or a physical card
 * @out_content: (out caller-allocates): what the service says, to be cleared
 *
 * Answers /user/card/info.
 */
void
cs_mock_directory_info (const CsMockDirectory *self,
                        CsSecret              *card_no,
                        CsMockContent         *out_content)
{
  g_autoptr (CsCardInfo) info = find_card (self, cs_secret_get_data (card_no, NULL));

  if (info == NULL)
    {
      refuse (out_content, CS_MOCK_CODE_INVALID_CARD, "Invalid card.");
      return;
    }

  begin (out_content, 200);

  if (!cs_card_info_encode (info, out_content->body))
    g_assert_not_reached ();
}

/**
 * cs_mock_content_clear:
 * @self: an answer
 *
 * Wipes and frees what is in it.
 */
void
cs_mock_content_clear (CsMockContent *self)
{
  g_clear_pointer (&self->body, cs_buffer_unref);
}
