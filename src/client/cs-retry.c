/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-retry.h"

#include <libsoup/soup.h>
#include <openssl/rand.h>
#include <string.h>

#include "cs-digits.h"

#define VALUE_MAX_LENGTH 64

/**
 * cs_retry_parse_after:
 * @value: (nullable): a Retry-After header
 * @now_us: the time by the service's clock, microseconds UTC
 *
 * Reads how long the service asks to wait (RFC 9110, section 10.2.3): a number of
 * seconds or a date.
 *
 * Returns: seconds, or 0 for "now", for no header, and for nonsense
 */
guint
cs_retry_parse_after (const char *value,
                      gint64      now_us)
{
  g_autoptr (GDateTime) date = NULL;
  guint64 seconds;
  gint64 left;

  if (value == NULL || strlen (value) > VALUE_MAX_LENGTH)
    return 0;

  if (cs_digits_parse_uint64 (value, strlen (value), 0, CS_RETRY_AFTER_SECONDS_MAX, &seconds))
    return (guint) seconds;

  if (cs_digits_only (value, strlen (value)))
    return 0;

  date = soup_date_time_new_from_http_string (value);

  if (date == NULL)
    return 0;

  left = g_date_time_to_unix (date) * G_USEC_PER_SEC - now_us;

  if (left <= 0 || left / G_USEC_PER_SEC >= CS_RETRY_AFTER_SECONDS_MAX)
    return 0;

  /* Rounded up, so that the call after it is not too early. */
  return (guint) ((left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}

/* Not for secrets: it keeps many desks from coming back in the same moment. */
static guint
choose_below (guint bound)
{
  guint32 random;

  if (bound == 0 || RAND_bytes ((unsigned char *) &random, sizeof random) != 1)
    return 0;

  return random % bound;
}

/**
 * cs_retry_get_pause_ms:
 * @n_retries: how often the call has been repeated already
 * @base_ms: the shortest pause before the first repetition
 * @retry_after_s: what the service asks for, 0 if nothing
 *
 * Chooses how long to wait before a call is repeated: as long as the service asks, or
 * else a time that doubles with each repetition, and up to as much again by chance.
 *
 * Returns: milliseconds
 */
guint
cs_retry_get_pause_ms (guint n_retries,
                       guint base_ms,
                       guint retry_after_s)
{
  guint shortest = base_ms << MIN (n_retries, 4);

  if (retry_after_s > 0)
    return retry_after_s * 1000;

  return shortest + choose_below (shortest);
}

static gboolean
pause_over_cb (gpointer user_data)
{
  GTask *task = user_data;

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, TRUE);

  return G_SOURCE_REMOVE;
}

/**
 * cs_retry_pause_async:
 * @milliseconds: how long
 * @cancellable: (nullable): a cancellable, which ends the pause at once
 * @callback: (scope async): called when it is over
 * @user_data: data for @callback
 *
 * Waits.
 */
void
cs_retry_pause_async (guint                milliseconds,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GSource) timer = g_timeout_source_new (milliseconds);

  g_task_set_source_tag (task, cs_retry_pause_async);

  if (cancellable != NULL)
    {
      g_autoptr (GSource) watch = g_cancellable_source_new (cancellable);

      /* A child's own callback does nothing; it makes the timer fire. */
      g_source_set_dummy_callback (watch);
      g_source_add_child_source (timer, watch);
    }

  g_task_attach_source (task, timer, pause_over_cb);
}

/**
 * cs_retry_pause_finish:
 * @result: what the callback was given
 * @error: `G_IO_ERROR_CANCELLED`
 *
 * Finishes cs_retry_pause_async().
 *
 * Returns: `FALSE` if it was cancelled
 */
gboolean
cs_retry_pause_finish (GAsyncResult  *result,
                       GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
