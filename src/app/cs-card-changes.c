/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-card-changes.h"

#include "cs-field-words.h"
#include "cs-status.h"

static gboolean
is_status (CsCardField        field,
           CsStatusDimension *out_dimension)
{
  for (guint i = 0; i < CS_N_STATUS_DIMENSIONS; i++)
    if (cs_status_dimension_get_field ((CsStatusDimension) i) == field)
      {
        *out_dimension = (CsStatusDimension) i;
        return TRUE;
      }

  return FALSE;
}

/* Fields that are shown as one value each; compound ones are shown part by part. */
static gboolean
is_compared (CsCardField field)
{
  return field != CS_CARD_FIELD_LIMITS && field != CS_CARD_FIELD_BANK_INFO &&
         field != CS_CARD_FIELD_ACCOUNT_NO && field != CS_CARD_FIELD_CARD_POINT_INFO &&
         field != CS_CARD_FIELD_SERVICE_IMAGE_URL;
}

static gboolean
differs (const CsCardFields *before,
         const CsCardFields *after,
         CsCardField         field)
{
  CsStatusDimension dimension;
  g_autofree char *was = NULL;
  g_autofree char *is = NULL;

  if (is_status (field, &dimension))
    return g_strcmp0 (cs_status_get_code (before, dimension),
                      cs_status_get_code (after, dimension)) != 0;

  was = cs_field_words_dup (before, field);
  is = cs_field_words_dup (after, field);

  return g_strcmp0 (was, is) != 0;
}

/**
 * cs_card_changes_new:
 * @before: (nullable): the card before a refresh
 * @after: the same card after it
 *
 * Compares two answers about one card, field by field, as they are shown.
 *
 * Returns: (transfer full): the differences
 */
CsCardChanges *
cs_card_changes_new (CsCard *before,
                     CsCard *after)
{
  CsCardChanges *self = g_new0 (CsCardChanges, 1);

  if (before == NULL)
    return self;

  self->before = g_object_ref (before);

  for (guint field = 0; field < CS_N_CARD_FIELDS; field++)
    if (is_compared ((CsCardField) field) &&
        differs (cs_card_get_fields (before), cs_card_get_fields (after), (CsCardField) field))
      self->fields |= CS_CARD_FIELD_BIT (field);

  return self;
}

void
cs_card_changes_free (CsCardChanges *self)
{
  g_clear_object (&self->before);
  g_free (self);
}

/**
 * cs_card_changes_get_before:
 * @self: (nullable): changes
 * @field: a field
 *
 * Borrows the fields before the refresh, if it changed @field.
 *
 * Returns: (nullable): the fields, or `NULL` if @field is as it was
 */
const CsCardFields *
cs_card_changes_get_before (const CsCardChanges *self,
                            CsCardField          field)
{
  if (self == NULL || (self->fields & CS_CARD_FIELD_BIT (field)) == 0)
    return NULL;

  return cs_card_get_fields (self->before);
}

/**
 * cs_card_find_same:
 * @member: a member
 * @card: a card of an earlier answer about the member
 *
 * Finds a card again, by its PAR, which stands for the number for good.
 *
 * Returns: (nullable): the card, or `NULL` if the member has it no more
 */
CsCard *
cs_card_find_same (CsMember *member,
                   CsCard   *card)
{
  const char *par = cs_card_get_fields (card)->par;

  for (guint i = 0; par != NULL && i < cs_member_get_n_cards (member); i++)
    {
      CsCard *candidate = cs_member_get_card (member, i);

      if (g_strcmp0 (cs_card_get_fields (candidate)->par, par) == 0)
        return candidate;
    }

  return NULL;
}

/**
 * cs_card_changes_list:
 * @before: a member before a refresh
 * @after: the same member after it
 *
 * Compares two answers about one member.
 *
 * Returns: (transfer full) (element-type CsCardChanges): the changes of each card of
 *   @after, in its order
 */
GPtrArray *
cs_card_changes_list (CsMember *before,
                      CsMember *after)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_card_changes_free);

  for (guint i = 0; i < cs_member_get_n_cards (after); i++)
    {
      CsCard *card = cs_member_get_card (after, i);

      g_ptr_array_add (changes, cs_card_changes_new (cs_card_find_same (before, card), card));
    }

  return changes;
}
