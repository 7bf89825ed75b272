/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

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
  CS_N_ACTIONS,
} CsAction;

/**
 * CsAccessRecord:
 * @sequence: set by the log: 1, 2, 3, …
 * @unix_us: when, microseconds UTC, by the injectable clock
 * @operator_name: who: the login name
 * @host: where
 * @environment: `mock`, `sandbox` or `production`
 * @action: what was done
 * @member_id: whose data; 0 if none is known
 * @par: (nullable): which card, when one was asked for
 * @outcome: one word, `ok` or the family of the failure, and the service's code
 *   behind a colon where there is one: `refused:001_006`
 * @n_cards: how many cards were read
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
