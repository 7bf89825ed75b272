/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-lookup-record.h"

static CsAccessRecord *
record_new (CsLookup     *lookup,
            CsAction      action,
            guint         n_cards,
            const CsCase *purpose)
{
  CsEnvironment environment = cs_profile_get_environment (cs_lookup_get_profile (lookup));
  CsAccessRecord *record =
    cs_case_new_record (purpose, action, cs_environment_to_string (environment),
                        cs_clock_get_unix_us (cs_lookup_get_clock (lookup)));

  record->n_cards = n_cards;
  record->outcome = g_strdup ("ok");

  return record;
}

static void
recorded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (cs_access_log_append_finish (CS_ACCESS_LOG (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
append (CsLookup            *lookup,
        CsAccessRecord      *record,
        GAsyncReadyCallback  callback,
        gpointer             user_data)
{
  g_autoptr (GPtrArray) records =
    g_ptr_array_new_with_free_func ((GDestroyNotify) cs_access_record_free);
  GTask *task = g_task_new (lookup, NULL, callback, user_data);

  g_task_set_source_tag (task, append);
  g_ptr_array_add (records, record);
  cs_access_log_append_async (cs_lookup_get_access_log (lookup), records, NULL, recorded_cb, task);
}

/**
 * cs_lookup_record_async:
 * @lookup: what the member came from
 * @action: what is about to be done with it: `CS_ACTION_COPY`, `_EXPORT` or `_PRINT`
 * @member: whose data
 * @card: (nullable): which card, or `NULL` for all of them
 * @purpose: (nullable): what it is for
 * @callback: (scope async): called when it may be done, or may not
 * @user_data: data for @callback
 *
 * Records what is done with a member after the look-up. Nothing leaves the window before
 * its record is committed.
 */
void
cs_lookup_record_async (CsLookup            *lookup,
                        CsAction             action,
                        CsMember            *member,
                        CsCard              *card,
                        const CsCase        *purpose,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  CsAccessRecord *record;

  g_return_if_fail (CS_IS_LOOKUP (lookup));
  g_return_if_fail (CS_IS_MEMBER (member));

  record = record_new (lookup, action, card != NULL ? 1 : cs_member_get_n_cards (member), purpose);
  record->member_id = cs_member_get_id (member);
  record->par = card != NULL ? g_strdup (cs_card_get_fields (card)->par) : NULL;
  append (lookup, record, callback, user_data);
}

/**
 * cs_lookup_record_subject_async:
 * @lookup: what it came from
 * @action: what is about to be done with it
 * @subject: what it is, where it is no one member
 * @n_cards: of how many cards
 * @purpose: (nullable): what it is for
 * @callback: (scope async): called when it may be done, or may not
 * @user_data: data for @callback
 *
 * Records what is done with the cards of many members at once. To be finished with
 * [func@lookup_record_finish], like [func@lookup_record_async].
 */
void
cs_lookup_record_subject_async (CsLookup            *lookup,
                                CsAction             action,
                                const char          *subject,
                                guint                n_cards,
                                const CsCase        *purpose,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  CsAccessRecord *record;

  g_return_if_fail (CS_IS_LOOKUP (lookup));

  record = record_new (lookup, action, n_cards, purpose);
  record->subject = g_strdup (subject);
  append (lookup, record, callback, user_data);
}

/**
 * cs_lookup_record_finish:
 * @lookup: a look-up
 * @result: the result handed to the callback
 * @error: return location for an error
 *
 * Finishes [func@lookup_record_async].
 *
 * Returns: `FALSE` with an error of `CS_LOG_ERROR` or `CS_KEYRING_ERROR` if it is not
 *   recorded, and must not be done
 */
gboolean
cs_lookup_record_finish (CsLookup      *lookup,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, lookup), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
