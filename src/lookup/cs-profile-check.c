/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-profile-check.h"

#include <glib/gi18n-lib.h>

#include "cs-client-error.h"
#include "cs-failure.h"
#include "cs-identify.h"
#include "cs-lookup.h"
#include "cs-outcome.h"
#include "cs-tls-probe.h"

#define SECRET_LENGTH_USUAL  16
#define SKEW_MAX_S           60
#define CERTIFICATE_DAYS_MIN 30

static const char *const part_words[] = {
  [CS_CHECK_KEYS] = "keys",
  [CS_CHECK_SECRET_KEY] = "secret-key",
  [CS_CHECK_TLS] = "tls",
  [CS_CHECK_CALL] = "call",
  [CS_CHECK_CLOCK] = "clock",
};

static const char *const result_words[] = {
  [CS_CHECK_OK] = "ok",
  [CS_CHECK_WARNING] = "warning",
  [CS_CHECK_FAILED] = "failed",
  [CS_CHECK_SKIPPED] = "skipped",
};

/* The data of the caller's task. */
typedef struct
{
  CsProfile      *profile;
  CsAccessLog    *access_log;
  CsClock        *clock;
  CsLookup       *lookup;
  guint64         member_id;
  CsProfileCheck *check;
} Run;

static void
run_free (gpointer data)
{
  Run *self = data;

  g_object_unref (self->profile);
  g_object_unref (self->access_log);
  g_object_unref (self->clock);
  g_clear_object (&self->lookup);
  g_clear_pointer (&self->check, cs_profile_check_free);
  g_free (self);
}

static void
line_free (gpointer data)
{
  CsCheckLine *line = data;

  g_free (line->text);
  g_free (line);
}

/**
 * cs_profile_check_free:
 * @self: (transfer full): a check
 *
 * Frees what a check found.
 */
void
cs_profile_check_free (CsProfileCheck *self)
{
  g_ptr_array_unref (self->lines);
  g_clear_error (&self->failure);
  g_clear_pointer (&self->report, cs_call_report_free);
  g_free (self);
}

/* Takes @text. */
static void
add_line (Run           *self,
          CsCheckPart    part,
          CsCheckResult  result,
          char          *text)
{
  CsCheckLine *line = g_new0 (CsCheckLine, 1);

  line->part = part;
  line->result = result;
  line->text = text;
  g_ptr_array_add (self->check->lines, line);
}

static void
add_failure (Run          *self,
             CsCheckPart   part,
             const GError *error)
{
  g_autoptr (CsFailure) failure = cs_failure_new (error, self->check->report);

  add_line (self, part, CS_CHECK_FAILED,
            g_strdup_printf ("%s: %s", failure->title, failure->cause));

  if (self->check->failure == NULL)
    self->check->failure = g_error_copy (error);
}

/* A mix-up that is easily made: one's own public key in the place of the server's. The
 * halves of two different pairs cannot be told from outside.
 */
static gboolean
check_pair (Run               *self,
            const CsCryptoKey *key,
            guint              number)
{
  g_autoptr (GError) error = NULL;

  if (!cs_rsa_key_is_same_pair (key->server_public, key->client_private))
    return TRUE;

  g_set_error (&error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
               /* Translators: the number of a crypto key, 1 or 2. */
               _("Crypto key %u: the server’s public key belongs to the private key, so one of "
                 "the two is the wrong one."), number);
  add_failure (self, CS_CHECK_KEYS, error);

  return FALSE;
}

/* That they are RSA keys of 2048 bits or more was seen to when they were read. */
static void
check_keys (Run *self)
{
  const CsCredentials *credentials = cs_profile_get_credentials (self->profile);

  for (guint i = 0; i < credentials->n_keys; i++)
    {
      const CsCryptoKey *key = &credentials->keys[i];

      if (check_pair (self, key, i + 1))
        add_line (self, CS_CHECK_KEYS, CS_CHECK_OK,
                  /* Translators: the number of a crypto key; two sizes in bits. */
                  g_strdup_printf (_("Crypto key %u: the server’s public key has %u bits, the "
                                     "private key %u."), i + 1,
                                   cs_rsa_key_get_bits (key->server_public),
                                   cs_rsa_key_get_bits (key->client_private)));
    }

  if (credentials->n_keys == 0)
    add_line (self, CS_CHECK_KEYS, CS_CHECK_WARNING,
              g_strdup (_("The profile has no crypto key: encrypted answers cannot be read.")));
}

static void
check_secret_key (Run *self)
{
  gsize length;

  cs_secret_get_data (cs_profile_get_credentials (self->profile)->secret_key, &length);

  if (length < SECRET_LENGTH_USUAL)
    add_line (self, CS_CHECK_SECRET_KEY, CS_CHECK_WARNING,
              /* Translators: a number of bytes. */
              g_strdup_printf (_("The secret key is shorter than %u bytes. Was it cut?"),
                               SECRET_LENGTH_USUAL));
  else
    add_line (self, CS_CHECK_SECRET_KEY, CS_CHECK_OK,
              /* Translators: a number of bytes. */
              g_strdup_printf (_("The secret key has %u bytes."), (guint) length));
}

static void
check_certificate (Run              *self,
                   const CsTlsFacts *facts)
{
  g_autofree char *day = g_date_time_format (facts->not_after, "%Y-%m-%d");
  g_autoptr (GDateTime) now = cs_clock_dup_kst (self->clock);
  gint64 days = g_date_time_difference (facts->not_after, now) / G_TIME_SPAN_DAY;

  if (days < CERTIFICATE_DAYS_MIN)
    add_line (self, CS_CHECK_TLS, CS_CHECK_WARNING,
              /* Translators: a version of TLS, and a date. */
              g_strdup_printf (_("%s; the server’s certificate ends soon, on %s."),
                               facts->version, day));
  else
    add_line (self, CS_CHECK_TLS, CS_CHECK_OK,
              /* Translators: a version of TLS, and a date. */
              g_strdup_printf (_("%s; the server’s certificate ends on %s."), facts->version,
                               day));
}

static void
check_clock (Run *self)
{
  const CsCallReport *report = self->check->report;
  gint64 skew_s;

  if (report == NULL || report->server_time_us == 0)
    {
      add_line (self, CS_CHECK_CLOCK, CS_CHECK_SKIPPED,
                g_strdup (_("The service did not say what time it is.")));
      return;
    }

  skew_s = (cs_clock_get_unix_us (self->clock) - report->server_time_us) / G_USEC_PER_SEC;

  if (ABS (skew_s) > SKEW_MAX_S)
    add_line (self, CS_CHECK_CLOCK, CS_CHECK_WARNING,
              skew_s > 0
                /* Translators: a number of seconds, with the sign of the unit. */
                ? g_strdup_printf (_("The clock of this computer is ahead of the service’s by "
                                     "%u s. Set it: calls carry the time."), (guint) skew_s)
                /* Translators: a number of seconds, with the sign of the unit. */
                : g_strdup_printf (_("The clock of this computer is behind the service’s by "
                                     "%u s. Set it: calls carry the time."), (guint) -skew_s));
  else
    add_line (self, CS_CHECK_CLOCK, CS_CHECK_OK,
              g_strdup (_("The clock of this computer agrees with the service’s.")));
}

static void
finish (GTask *task)
{
  Run *self = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return;

  g_task_return_pointer (task, g_steal_pointer (&self->check),
                         (GDestroyNotify) cs_profile_check_free);
}

/* "No such member" is the answer to a call whose signature was accepted. */
static gboolean
is_answered (const GError       *error,
             const CsCallReport *report)
{
  return error == NULL ||
         (g_error_matches (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_REFUSED) && report != NULL &&
          g_strcmp0 (report->code, CS_CODE_NO_SUCH_MEMBER) == 0);
}

static void
called_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsMember) member = NULL;
  Run *self = g_task_get_task_data (task);

  member = cs_lookup_run_finish (CS_LOOKUP (source), result, &self->check->report, &error);

  if (!is_answered (error, self->check->report))
    add_failure (self, CS_CHECK_CALL, error);
  else if (member != NULL)
    add_line (self, CS_CHECK_CALL, CS_CHECK_OK,
              g_strdup (_("A signed call was accepted, and its answer decrypted.")));
  else
    add_line (self, CS_CHECK_CALL, CS_CHECK_OK,
              g_strdup (_("A signed call was accepted: the service knows no such member.")));

  check_clock (self);
  finish (task);
}

/* Takes @task. */
static void
call (GTask *task)
{
  Run *self = g_task_get_task_data (task);
  g_autoptr (CsIdentity) identity = cs_identity_new_member (self->member_id);

  self->lookup = cs_lookup_new (self->profile, self->access_log, self->clock);
  cs_lookup_run_async (self->lookup, identity, NULL, NULL, g_task_get_cancellable (task),
                       called_cb, task);
}

static void
probed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsTlsFacts) facts = cs_tls_probe_run_finish (result, &error);
  Run *self = g_task_get_task_data (task);

  if (facts != NULL)
    {
      check_certificate (self, facts);
      call (g_steal_pointer (&task));
      return;
    }

  /* A call would meet the same. */
  add_failure (self, CS_CHECK_TLS, error);
  add_line (self, CS_CHECK_CALL, CS_CHECK_SKIPPED, g_strdup (_("Nothing was sent.")));
  finish (task);
}

/**
 * cs_profile_check_run_async:
 * @profile: a profile with its secrets
 * @access_log: where the call is recorded, as any look-up is
 * @clock: the clock to be checked
 * @member_id: whom to ask for; %CS_CHECK_MEMBER_ID reads nobody's cards
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when everything was looked at
 * @user_data: data for @callback
 *
 * Looks at everything that a look-up depends on: keys, secret key, TLS, one signed call,
 * and the clock against the service's.
 */
void
cs_profile_check_run_async (CsProfile           *profile,
                            CsAccessLog         *access_log,
                            CsClock             *clock,
                            guint64              member_id,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Run *self = g_new0 (Run, 1);

  self->profile = g_object_ref (profile);
  self->access_log = g_object_ref (access_log);
  self->clock = g_object_ref (clock);
  self->member_id = member_id;
  self->check = g_new0 (CsProfileCheck, 1);
  self->check->lines = g_ptr_array_new_with_free_func (line_free);
  g_task_set_source_tag (task, cs_profile_check_run_async);
  g_task_set_task_data (task, self, run_free);

  check_keys (self);
  check_secret_key (self);

  if (g_str_equal (g_uri_get_scheme (cs_profile_get_base_uri (profile)), "https"))
    {
      cs_tls_probe_run_async (profile, cancellable, probed_cb, task);
      return;
    }

  add_line (self, CS_CHECK_TLS, CS_CHECK_SKIPPED,
            g_strdup (_("The service is on this computer and is spoken to without TLS.")));
  call (task);
}

/**
 * cs_profile_check_run_finish:
 * @result: what the callback was given
 * @error: cancelled; what a check finds is no error
 *
 * Finishes [func@profile_check_run_async].
 *
 * Returns: (transfer full): what was found, or `NULL` on error
 */
CsProfileCheck *
cs_profile_check_run_finish (GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * cs_check_part_to_string:
 * @part: a part of a check
 *
 * Names it for programs; not for display.
 *
 * Returns: a word
 */
const char *
cs_check_part_to_string (CsCheckPart part)
{
  return part_words[part];
}

/**
 * cs_check_result_to_string:
 * @result: a result
 *
 * Names it for programs; not for display.
 *
 * Returns: a word
 */
const char *
cs_check_result_to_string (CsCheckResult result)
{
  return result_words[result];
}
