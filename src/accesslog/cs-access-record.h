/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Where a record names an environment: this computer, and no service. */
#define CS_ENVIRONMENT_LOCAL "local"

/**
 * CsAction:
 * @CS_ACTION_LOOKUP: a member was asked for
 * @CS_ACTION_SHOW: a saved answer was shown
 * @CS_ACTION_COPY: something shown went to the clipboard
 * @CS_ACTION_EXPORT: a member's cards were written to a file
 * @CS_ACTION_PRINT: a member's cards were printed
 * @CS_ACTION_AUDIT_ROW: an audit asked for a member
 * @CS_ACTION_DECRYPT: an answer was decrypted to its plaintext
 * @CS_ACTION_LOG_OPENED: the log itself was read
 * @CS_ACTION_LOG_VERIFIED: the log was checked; the outcome says with what result
 * @CS_ACTION_LOG_EXPORTED: records of the log were written to a file
 * @CS_ACTION_LOG_PURGED: records beyond the retention were removed
 * @CS_ACTION_PROFILE_CHANGED: a profile or its keys were made, changed or removed
 * @CS_ACTION_SETTINGS_CHANGED: a setting that concerns card data was changed
 * @CS_ACTION_LOCKED: the console was locked
 * @CS_ACTION_UNLOCKED: the console was unlocked
 * @CS_ACTION_UNLOCK_FAILED: a wrong PIN or passphrase
 * @CS_ACTION_AUDIT_STARTED: an audit began, or went on
 * @CS_ACTION_AUDIT_FINISHED: an audit ended
 * @CS_N_ACTIONS: how many there are
 *
 * What was done. Of each something may be recorded; PCI DSS 10.2.1 asks for them.
 */
typedef enum
{
  CS_ACTION_LOOKUP,
  CS_ACTION_SHOW,
  CS_ACTION_COPY,
  CS_ACTION_EXPORT,
  CS_ACTION_PRINT,
  CS_ACTION_AUDIT_ROW,
  CS_ACTION_DECRYPT,
  CS_ACTION_LOG_OPENED,
  CS_ACTION_LOG_VERIFIED,
  CS_ACTION_LOG_EXPORTED,
  CS_ACTION_LOG_PURGED,
  CS_ACTION_PROFILE_CHANGED,
  CS_ACTION_SETTINGS_CHANGED,
  CS_ACTION_LOCKED,
  CS_ACTION_UNLOCKED,
  CS_ACTION_UNLOCK_FAILED,
  CS_ACTION_AUDIT_STARTED,
  CS_ACTION_AUDIT_FINISHED,
  CS_N_ACTIONS,
} CsAction;

/**
 * CsAccessRecord:
 * @sequence: set by the log: 1, 2, 3, …
 * @unix_us: when, microseconds UTC, by the injectable clock
 * @operator_name: who: the login name
 * @host: where
 * @environment: `mock`, `sandbox` or `production`; `file`; `CS_ENVIRONMENT_LOCAL`
 * @action: what was done
 * @member_id: whose data; 0 if none is known
 * @par: (nullable): which card, when one was asked for
 * @outcome: one word, `ok` or the family of the failure, and the service's code
 *   behind a colon where there is one: `refused:001_006`
 * @n_cards: how many cards were read
 * @subject: (nullable): what it was done to, where that is no member: the field that
 *   was copied, the setting or profile that was changed, the part of the log
 * @case_reference: (nullable): as the operator set it
 * @reason: (nullable): as the operator set it
 * @correlation_id: (nullable): of the call, and of its answer if that names another
 *
 * Who read what, when and why. Never holds a card number.
 */
typedef struct
{
  guint64   sequence;
  gint64    unix_us;
  char     *operator_name;
  char     *host;
  char     *environment;
  CsAction  action;
  guint64   member_id;
  char     *par;
  char     *outcome;
  guint     n_cards;
  char     *subject;
  char     *case_reference;
  char     *reason;
  char     *correlation_id;
} CsAccessRecord;

CsAccessRecord *cs_access_record_new   (CsAction              action,
                                        const char           *environment,
                                        gint64                unix_us) G_GNUC_WARN_UNUSED_RESULT;
CsAccessRecord *cs_access_record_copy  (const CsAccessRecord *self) G_GNUC_WARN_UNUSED_RESULT;
void            cs_access_record_free  (CsAccessRecord       *self);

const char     *cs_action_to_string    (CsAction              action);
gboolean        cs_action_from_string  (const char           *text,
                                        CsAction             *out_action);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsAccessRecord, cs_access_record_free)

G_END_DECLS
