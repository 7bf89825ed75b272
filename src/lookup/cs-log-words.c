/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-log-words.h"

#include <glib/gi18n-lib.h>

static const char *const action_titles[CS_N_ACTIONS] = {
  [CS_ACTION_LOOKUP] = N_("Looked up"),
  [CS_ACTION_SHOW] = N_("Showed a saved answer"),
  [CS_ACTION_COPY] = N_("Copied"),
  [CS_ACTION_EXPORT] = N_("Exported"),
  [CS_ACTION_PRINT] = N_("Printed"),
  [CS_ACTION_AUDIT_ROW] = N_("Audited"),
  [CS_ACTION_DECRYPT] = N_("Decrypted an answer"),
  [CS_ACTION_LOG_OPENED] = N_("Read the access log"),
  [CS_ACTION_LOG_VERIFIED] = N_("Verified the access log"),
  [CS_ACTION_LOG_EXPORTED] = N_("Exported the access log"),
  [CS_ACTION_LOG_PURGED] = N_("Purged the access log"),
  [CS_ACTION_PROFILE_CHANGED] = N_("Changed a profile"),
  [CS_ACTION_SETTINGS_CHANGED] = N_("Changed a setting"),
  [CS_ACTION_LOCKED] = N_("Locked the console"),
  [CS_ACTION_UNLOCKED] = N_("Unlocked the console"),
  [CS_ACTION_UNLOCK_FAILED] = N_("Failed to unlock"),
  [CS_ACTION_AUDIT_STARTED] = N_("Started an audit"),
  [CS_ACTION_AUDIT_FINISHED] = N_("Finished an audit"),
};

/**
 * cs_action_get_title:
 * @action: an action
 *
 * Names an action for people.
 *
 * Returns: a few translated words
 */
const char *
cs_action_get_title (CsAction action)
{
  g_return_val_if_fail (action < CS_N_ACTIONS, NULL);

  return _(action_titles[action]);
}

static char *
dup_number (guint64 number)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT, number);
}

static char *
dup_intact (const CsLogReport *report)
{
  g_autofree char *count = dup_number (report->n_verified);
  g_autofree char *first = dup_number (report->first_sequence);
  g_autofree char *last = dup_number (report->last_sequence);

  if (report->n_verified == 0)
    return g_strdup (_("The access log is intact. It has no records yet."));

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       /* Translators: how many records; the sequence of the
                                        * first and of the last. */
                                       "The access log is intact: %s record, %s to %s.",
                                       "The access log is intact: %s records, %s to %s.",
                                       (gulong) report->n_verified), count, first, last);
}

/**
 * cs_log_report_dup_sentence:
 * @report: what a verification found
 *
 * Says what a verification found, with the first record that is not as it was.
 *
 * Returns: (transfer full): translated sentences
 */
char *
cs_log_report_dup_sentence (const CsLogReport *report)
{
  g_autofree char *bad = dup_number (report->bad_sequence);
  g_autofree char *last = dup_number (report->last_sequence);

  switch (report->state)
    {
    case CS_LOG_INTACT:
      return dup_intact (report);

    case CS_LOG_CHANGED:
      /* Translators: the sequence of a record. */
      return g_strdup_printf (_("Record %s is not as it was written: it was changed, moved or put "
                                "in."), bad);

    case CS_LOG_MISSING:
      /* Translators: the sequence of a record. */
      return g_strdup_printf (_("Record %s is missing: it was taken out."), bad);

    case CS_LOG_CUT:
      /* Translators: the sequences of the first and the last record that are missing. */
      return g_strdup_printf (_("Records %s to %s are missing: the end was cut off, or this is an "
                                "older copy."), bad, last);

    case CS_LOG_BEGINNING_CHANGED:
      /* Translators: the sequence of a record. */
      return g_strdup_printf (_("From record %s on, this is not the log that was begun here, or it "
                                "was purged by somebody else."), bad);

    case CS_LOG_UNREADABLE:
      /* Translators: the sequence of a record. */
      return g_strdup_printf (_("From record %s on, nothing can be read: the file is gone, empty "
                                "or no log any more."), bad);

    case CS_LOG_INDEX_DAMAGED:
    default:
      return g_strdup (_("Every record is as it was written, but an index is damaged, and "
                         "searches may miss records."));
    }
}

/**
 * cs_log_report_dup_clock:
 * @report: what a verification found
 *
 * Says whether the clock was ever put back.
 *
 * Returns: (transfer full) (nullable): a translated sentence, or `NULL` if it was not
 */
char *
cs_log_report_dup_clock (const CsLogReport *report)
{
  g_autofree char *count = dup_number (report->n_backwards);
  g_autofree char *first = dup_number (report->backwards_sequence);

  if (report->n_backwards == 0)
    return NULL;

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       /* Translators: how often; the sequence of a record. */
                                       "The clock ran backwards %s time, first at record %s.",
                                       "The clock ran backwards %s times, first at record %s.",
                                       (gulong) report->n_backwards), count, first);
}
