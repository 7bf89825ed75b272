/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CsLogState:
 * @CS_LOG_INTACT: every record is as it was written, and none is missing
 * @CS_LOG_CHANGED: a record was changed, moved, put in or written by somebody else
 * @CS_LOG_MISSING: a record was taken out
 * @CS_LOG_CUT: the last records are missing, all of them maybe: cut off, or an older copy
 * @CS_LOG_BEGINNING_CHANGED: it does not begin where it was begun or purged
 * @CS_LOG_UNREADABLE: the file is no database any more, or is not there
 * @CS_LOG_INDEX_DAMAGED: all records are as they were, but searches may miss some
 *
 * What a verification found.
 */
typedef enum
{
  CS_LOG_INTACT,
  CS_LOG_CHANGED,
  CS_LOG_MISSING,
  CS_LOG_CUT,
  CS_LOG_BEGINNING_CHANGED,
  CS_LOG_UNREADABLE,
  CS_LOG_INDEX_DAMAGED,
} CsLogState;

/**
 * CsLogReport:
 * @state: what was found
 * @bad_sequence: the first record that is not as it was; 0 if there is none
 * @first_sequence: the first record that there should be
 * @last_sequence: the last record that there should be
 * @n_verified: how many were found as they were written, up to the first bad one
 * @created_us: when the log was made, microseconds UTC
 * @n_backwards: how often a record is older than the one before it
 * @backwards_sequence: the first record that is; 0 if there is none
 *
 * The result of a verification. A clock that was put back is no damage; it is told, since
 * nobody can say any more when these records were made.
 */
typedef struct
{
  CsLogState state;
  guint64    bad_sequence;
  guint64    first_sequence;
  guint64    last_sequence;
  guint64    n_verified;
  gint64     created_us;
  guint64    n_backwards;
  guint64    backwards_sequence;
} CsLogReport;

const char *cs_log_state_to_string (CsLogState state);

G_END_DECLS
