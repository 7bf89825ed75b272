/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-question.h"

/**
 * cs_question_new:
 * @identity: whom to look for
 * @par: (nullable): only this card of the member
 * @purpose: (nullable): case and reason
 *
 * Makes a question, with copies of all that.
 *
 * Returns: (transfer full): the question
 */
CsQuestion *
cs_question_new (const CsIdentity *identity,
                 const char       *par,
                 const CsCase     *purpose)
{
  CsQuestion *self = g_new0 (CsQuestion, 1);

  self->identity = cs_identity_copy (identity);
  self->par = g_strdup (par);
  self->purpose = purpose != NULL ? cs_case_copy (purpose) : NULL;

  return self;
}

/**
 * cs_question_new_member:
 * @member_id: a member ID
 * @par: (nullable): only this card of the member
 * @purpose: (nullable): case and reason
 *
 * Makes a question about a member who is known by ID.
 *
 * Returns: (transfer full): the question
 */
CsQuestion *
cs_question_new_member (guint64       member_id,
                        const char   *par,
                        const CsCase *purpose)
{
  g_autoptr (CsIdentity) identity = cs_identity_new_member (member_id);

  return cs_question_new (identity, par, purpose);
}

/**
 * cs_question_free:
 * @self: (transfer full): a question
 *
 * Frees it; a card number in it is wiped.
 */
void
cs_question_free (CsQuestion *self)
{
  cs_identity_free (self->identity);
  g_free (self->par);
  g_clear_pointer (&self->purpose, cs_case_free);
  g_free (self);
}
