/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-unlock.h"

#include <string.h>

#include "cs-digits.h"
#include "cs-keyring.h"
#include "cs-passphrase.h"

/* One item holds all of it, so that no part can be changed without the others. What is
 * in it, a line each: sealed passphrase, number of wrong ones in a row, time of the last
 * one in seconds since 1970.
 */
#define PURPOSE "unlock"
#define NAME    "console"
#define N_LINES 3

typedef struct
{
  char    *sealed;
  guint64  n_wrong;
  guint64  last_wrong;
} Record;

static void
record_clear (Record *record)
{
  g_clear_pointer (&record->sealed, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Record, record_clear)

static gboolean
parse_number (const char *line,
              guint64     maximum,
              guint64    *out_number)
{
  return cs_digits_parse_uint64 (line, strlen (line), 0, maximum, out_number);
}

static gboolean
parse_record (CsSecret *item,
              Record   *out_record)
{
  g_auto (GStrv) lines = g_strsplit (cs_secret_get_data (item, NULL), "\n", N_LINES + 1);

  if (g_strv_length (lines) != N_LINES || !cs_passphrase_is_sealed (lines[0]) ||
      !parse_number (lines[1], G_MAXUINT, &out_record->n_wrong) ||
      !parse_number (lines[2], G_MAXINT64, &out_record->last_wrong))
    return FALSE;

  out_record->sealed = g_strdup (lines[0]);

  return TRUE;
}

static gboolean
load (Record        *out_record,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr (CsSecret) item = cs_keyring_lookup (PURPOSE, NAME, cancellable, error);

  if (item == NULL)
    return FALSE;

  if (parse_record (item, out_record))
    return TRUE;

  cs_keyring_set_error (error, CS_KEYRING_ERROR_DAMAGED);

  return FALSE;
}

static gboolean
store (const Record  *record,
       GCancellable  *cancellable,
       GError       **error)
{
  g_autofree char *text =
    g_strdup_printf ("%s\n%" G_GUINT64_FORMAT "\n%" G_GUINT64_FORMAT,
                     record->sealed, record->n_wrong, record->last_wrong);
  g_autoptr (CsSecret) item = cs_secret_new (text, strlen (text));

  return cs_keyring_store (PURPOSE, NAME, item, cancellable, error);
}

static guint64
get_now (CsClock *clock)
{
  return (guint64) (cs_clock_get_unix_us (clock) / G_USEC_PER_SEC);
}

/* After a clock was put back the whole wait begins anew: it is no free try, and does not
 * last until the clock has come as far again, which may be years.
 */
static gboolean
take_from_future (Record        *record,
                  guint64        now,
                  GCancellable  *cancellable,
                  GError       **error)
{
  if (record->last_wrong <= now)
    return TRUE;

  record->last_wrong = now;

  return store (record, cancellable, error);
}

static guint
get_wait_seconds (const Record *record,
                  guint64       now)
{
  guint64 gone = now - MIN (record->last_wrong, now);
  guint wait = cs_passphrase_wait_seconds ((guint) record->n_wrong);

  return gone < wait ? (guint) (wait - gone) : 0;
}

/**
 * cs_unlock_read:
 * @clock: the time
 * @out_state: (out caller-allocates): what there is
 * @cancellable: (nullable): a cancellable
 * @error: a [error@KeyringError]; not for a passphrase that was never set
 *
 * Asks the keyring whether there is a passphrase, and changes nothing in it: a try may be
 * under way. Blocks: not for the main thread, like all of these.
 *
 * Returns: whether @out_state is set
 */
gboolean
cs_unlock_read (CsClock        *clock,
                CsUnlockState  *out_state,
                GCancellable   *cancellable,
                GError        **error)
{
  g_autoptr (GError) failure = NULL;
  g_auto (Record) record = { 0 };

  memset (out_state, 0, sizeof *out_state);

  if (load (&record, cancellable, &failure))
    {
      out_state->is_set = TRUE;
      out_state->wait_seconds = get_wait_seconds (&record, get_now (clock));
      return TRUE;
    }

  if (g_error_matches (failure, CS_KEYRING_ERROR, CS_KEYRING_ERROR_MISSING))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

/**
 * cs_unlock_set:
 * @passphrase: [const@PASSPHRASE_MIN] to [const@PASSPHRASE_MAX] bytes
 * @cancellable: (nullable): a cancellable
 * @error: a [error@KeyringError], or `G_IO_ERROR_INVALID_ARGUMENT` for one that is too
 *   short or too long
 *
 * Sets the passphrase, in place of any other.
 *
 * Returns: whether it is set
 */
gboolean
cs_unlock_set (CsSecret      *passphrase,
               GCancellable  *cancellable,
               GError       **error)
{
  g_auto (Record) record = { .sealed = cs_passphrase_seal (passphrase) };

  if (record.sealed == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           "The passphrase is too short or too long");
      return FALSE;
    }

  return store (&record, cancellable, error);
}

/**
 * cs_unlock_forget:
 * @cancellable: (nullable): a cancellable
 * @error: a [error@KeyringError]
 *
 * Forgets the passphrase. That there is none is no error.
 *
 * Returns: whether there is none now
 */
gboolean
cs_unlock_forget (GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr (GError) failure = NULL;

  if (cs_keyring_clear (PURPOSE, NAME, cancellable, &failure) ||
      g_error_matches (failure, CS_KEYRING_ERROR, CS_KEYRING_ERROR_MISSING))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

static gboolean
try_alone (CsSecret        *passphrase,
           CsClock         *clock,
           CsUnlockResult  *out_result,
           guint           *out_wait_seconds,
           GCancellable    *cancellable,
           GError         **error)
{
  g_auto (Record) record = { 0 };
  guint64 now;

  if (!load (&record, cancellable, error))
    return FALSE;

  /* Read once: the clock may be put back while the keyring is asked. */
  now = get_now (clock);

  if (!take_from_future (&record, now, cancellable, error))
    return FALSE;

  *out_wait_seconds = get_wait_seconds (&record, now);
  *out_result = CS_UNLOCK_WAIT;

  if (*out_wait_seconds > 0)
    return TRUE;

  record.n_wrong = MIN (record.n_wrong + 1, G_MAXUINT);
  record.last_wrong = now;

  if (!store (&record, cancellable, error))
    return FALSE;

  *out_result = CS_UNLOCK_WRONG;
  *out_wait_seconds = get_wait_seconds (&record, now);

  if (!cs_passphrase_matches (record.sealed, passphrase))
    return TRUE;

  record.n_wrong = 0;

  if (!store (&record, cancellable, error))
    return FALSE;

  *out_result = CS_UNLOCK_OPEN;
  *out_wait_seconds = 0;

  return TRUE;
}

/**
 * cs_unlock_try:
 * @passphrase: what was typed
 * @clock: the time
 * @out_result: (out): what came of it
 * @out_wait_seconds: (out): how long the next try is not looked at
 * @cancellable: (nullable): a cancellable
 * @error: a [error@KeyringError]: nothing is opened then
 *
 * Tries to unlock. A try is counted as wrong before it is looked at, so that ending the
 * process does not take it back. While one is looked at, another one is not: of several at
 * once, only one would be counted.
 *
 * Returns: whether @out_result is set
 */
gboolean
cs_unlock_try (CsSecret        *passphrase,
               CsClock         *clock,
               CsUnlockResult  *out_result,
               guint           *out_wait_seconds,
               GCancellable    *cancellable,
               GError         **error)
{
  static int is_under_way;
  gboolean is_done;

  if (!g_atomic_int_compare_and_exchange (&is_under_way, FALSE, TRUE))
    {
      *out_result = CS_UNLOCK_WAIT;
      *out_wait_seconds = 1;
      return TRUE;
    }

  is_done = try_alone (passphrase, clock, out_result, out_wait_seconds, cancellable, error);
  g_atomic_int_set (&is_under_way, FALSE);

  return is_done;
}
