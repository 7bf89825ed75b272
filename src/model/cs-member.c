/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-member.h"

/**
 * CsMember:
 *
 * A member and the cards that one answer of the service listed, in its order.
 *
 * A member is a list model of [class@Card]. The list never changes: a refresh
 * makes another member, so that what is on screen is always of one moment.
 */
struct _CsMember
{
  GObject    parent_instance;

  guint64    id;
  GPtrArray *cards;
  CsCard    *selected;                 /* one of the cards */

  char      *environment;
  GDateTime *as_of;
  char      *sent_correlation_id;
  char      *answered_correlation_id;
};

static GType
cs_member_get_item_type (GListModel *model)
{
  return CS_TYPE_CARD;
}

static guint
cs_member_get_n_items (GListModel *model)
{
  return CS_MEMBER (model)->cards->len;
}

static gpointer
cs_member_get_item (GListModel *model,
                    guint       position)
{
  GPtrArray *cards = CS_MEMBER (model)->cards;

  return position < cards->len ? g_object_ref (cards->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = cs_member_get_item_type;
  iface->get_n_items = cs_member_get_n_items;
  iface->get_item = cs_member_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CsMember, cs_member, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
cs_member_finalize (GObject *object)
{
  CsMember *self = CS_MEMBER (object);

  self->selected = NULL;
  g_clear_pointer (&self->cards, g_ptr_array_unref);
  g_clear_pointer (&self->environment, g_free);
  g_clear_pointer (&self->as_of, g_date_time_unref);
  g_clear_pointer (&self->sent_correlation_id, g_free);
  g_clear_pointer (&self->answered_correlation_id, g_free);

  G_OBJECT_CLASS (cs_member_parent_class)->finalize (object);
}

static void
cs_member_class_init (CsMemberClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_member_finalize;
}

static void
cs_member_init (CsMember *self)
{
}

/**
 * cs_member_new:
 * @id: userId, up to `CS_MEMBER_ID_MAX`; 0 if it is not known, as with an answer
 *   that was saved
 * @cards: (transfer full) (element-type CsCard): the cards, in the service's
 *   order; its free function is g_object_unref()
 *
 * Makes a member.
 *
 * Returns: (transfer full): a member
 */
CsMember *
cs_member_new (guint64    id,
               GPtrArray *cards)
{
  CsMember *self;

  g_return_val_if_fail (cards != NULL, NULL);

  self = g_object_new (CS_TYPE_MEMBER, NULL);
  self->id = id;
  self->cards = cards;

  return self;
}

guint64
cs_member_get_id (CsMember *self)
{
  g_return_val_if_fail (CS_IS_MEMBER (self), 0);

  return self->id;
}

/**
 * cs_member_get_card:
 * @self: a member
 * @index: which, from 0
 *
 * Gets a card in the service's order.
 *
 * Returns: (transfer none) (nullable): the card, or `NULL` past the last
 */
CsCard *
cs_member_get_card (CsMember *self,
                    guint     index)
{
  g_return_val_if_fail (CS_IS_MEMBER (self), NULL);

  return index < self->cards->len ? self->cards->pdata[index] : NULL;
}

guint
cs_member_get_n_cards (CsMember *self)
{
  g_return_val_if_fail (CS_IS_MEMBER (self), 0);

  return self->cards->len;
}

/**
 * cs_member_count:
 * @self: a member
 * @verdict: a verdict
 *
 * Counts the cards with a verdict.
 *
 * Returns: how many
 */
guint
cs_member_count (CsMember  *self,
                 CsVerdict  verdict)
{
  guint n_cards = 0;

  g_return_val_if_fail (CS_IS_MEMBER (self), 0);

  for (guint i = 0; i < self->cards->len; i++)
    n_cards += cs_card_get_verdict (self->cards->pdata[i]) == verdict ? 1 : 0;

  return n_cards;
}

const char *
cs_member_get_environment (CsMember *self)
{
  g_return_val_if_fail (CS_IS_MEMBER (self), NULL);

  return self->environment;
}

/**
 * cs_member_set_environment:
 * @self: a member
 * @environment: (nullable): `mock`, `sandbox` or `production`
 *
 * Says where the answer came from. It goes into every print and export.
 */
void
cs_member_set_environment (CsMember   *self,
                           const char *environment)
{
  char *copy;

  g_return_if_fail (CS_IS_MEMBER (self));

  copy = g_strdup (environment);
  g_free (self->environment);
  self->environment = copy;
}

GDateTime *
cs_member_get_as_of (CsMember *self)
{
  g_return_val_if_fail (CS_IS_MEMBER (self), NULL);

  return self->as_of;
}

/**
 * cs_member_set_as_of:
 * @self: a member
 * @as_of: (nullable): a time in KST
 *
 * Says when the answer was given.
 */
void
cs_member_set_as_of (CsMember  *self,
                     GDateTime *as_of)
{
  g_return_if_fail (CS_IS_MEMBER (self));

  if (as_of != NULL)
    g_date_time_ref (as_of);

  g_clear_pointer (&self->as_of, g_date_time_unref);
  self->as_of = as_of;
}

const char *
cs_member_get_correlation_id (CsMember *self)
{
  g_return_val_if_fail (CS_IS_MEMBER (self), NULL);

  return self->sent_correlation_id;
}

const char *
cs_member_get_answered_correlation_id (CsMember *self)
{
  g_return_val_if_fail (CS_IS_MEMBER (self), NULL);

  return self->answered_correlation_id;
}

/**
 * cs_member_set_correlation_ids:
 * @self: a member
 * @sent: (nullable): X-KM-Correlation-Id of the request
 * @answered: (nullable): X-KM-Correlation-Id of the answer; one that differs from
 *   @sent is shown beside it
 *
 * Says under which references the call can be found.
 */
void
cs_member_set_correlation_ids (CsMember   *self,
                               const char *sent,
                               const char *answered)
{
  char *sent_copy, *answered_copy;

  g_return_if_fail (CS_IS_MEMBER (self));

  sent_copy = g_strdup (sent);
  answered_copy = g_strdup (answered);
  g_free (self->sent_correlation_id);
  g_free (self->answered_correlation_id);
  self->sent_correlation_id = sent_copy;
  self->answered_correlation_id = answered_copy;
}

CsCard *
cs_member_get_selected (CsMember *self)
{
  g_return_val_if_fail (CS_IS_MEMBER (self), NULL);

  return self->selected;
}

/**
 * cs_member_set_selected:
 * @self: a member
 * @card: (nullable): one of its cards
 *
 * Says which card was asked for, where it was a card and not the member.
 */
void
cs_member_set_selected (CsMember *self,
                        CsCard   *card)
{
  g_return_if_fail (CS_IS_MEMBER (self));
  g_return_if_fail (card == NULL || g_ptr_array_find (self->cards, card, NULL));

  self->selected = card;
}
