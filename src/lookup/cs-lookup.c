/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-lookup.h"

#include <glib/gi18n-lib.h>

#include "cs-client.h"
#include "cs-fact.h"
#include "cs-lookup-run.h"

/**
 * CsLookup:
 *
 * Finds the cards of a member, and is the only road to them.
 *
 * What was found is handed on only after its record is committed to the access log;
 * what failed leaves a record as well. A look-up may serve many runs, also
 * overlapping ones. All methods belong to the main thread.
 */
struct _CsLookup
{
  GObject      parent_instance;

  CsClient    *client;
  CsAccessLog *access_log;
  CsClock     *clock;
  guint        expiry_days;
};

G_DEFINE_FINAL_TYPE (CsLookup, cs_lookup, G_TYPE_OBJECT)

static void
cs_lookup_dispose (GObject *object)
{
  CsLookup *self = CS_LOOKUP (object);

  g_clear_object (&self->client);
  g_clear_object (&self->access_log);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (cs_lookup_parent_class)->dispose (object);
}

static void
cs_lookup_class_init (CsLookupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_lookup_dispose;
}

static void
cs_lookup_init (CsLookup *self)
{
  self->expiry_days = CS_EXPIRY_DAYS_DEFAULT;
}

/**
 * cs_lookup_new:
 * @profile: whom to ask, and as whom
 * @access_log: where it is recorded
 * @clock: tells the time
 *
 * Makes a look-up.
 *
 * Returns: (transfer full): a look-up
 */
CsLookup *
cs_lookup_new (CsProfile   *profile,
               CsAccessLog *access_log,
               CsClock     *clock)
{
  CsLookup *self;

  g_return_val_if_fail (CS_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (CS_IS_ACCESS_LOG (access_log), NULL);
  g_return_val_if_fail (CS_IS_CLOCK (clock), NULL);

  self = g_object_new (CS_TYPE_LOOKUP, NULL);
  self->client = cs_client_new (profile, clock);
  self->access_log = g_object_ref (access_log);
  self->clock = g_object_ref (clock);

  return self;
}

CsProfile *
cs_lookup_get_profile (CsLookup *self)
{
  g_return_val_if_fail (CS_IS_LOOKUP (self), NULL);

  return cs_client_get_profile (self->client);
}

CsAccessLog *
cs_lookup_get_access_log (CsLookup *self)
{
  g_return_val_if_fail (CS_IS_LOOKUP (self), NULL);

  return self->access_log;
}

CsClock *
cs_lookup_get_clock (CsLookup *self)
{
  g_return_val_if_fail (CS_IS_LOOKUP (self), NULL);

  return self->clock;
}

/**
 * cs_lookup_set_expiry_days:
 * @self: a look-up
 * @days: 7 to 180
 *
 * Sets from how many days before its expiry a card expires soon.
 */
void
cs_lookup_set_expiry_days (CsLookup *self,
                           guint     days)
{
  g_return_if_fail (CS_IS_LOOKUP (self));
  g_return_if_fail (days >= CS_EXPIRY_DAYS_MIN && days <= CS_EXPIRY_DAYS_MAX);

  self->expiry_days = days;
}

/* The one place where a member leaves: its record is committed, or there is nothing
 * to record.
 */
static void
hand_on (GTask *task)
{
  CsLookupRun *run = g_task_get_task_data (task);

  /* Cancelled while the record was written: what nobody waits for goes to nobody. */
  if (run->error == NULL)
    g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &run->error);

  if (run->error != NULL)
    g_task_return_error (task, g_steal_pointer (&run->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&run->member), g_object_unref);
}

static void
logged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  CsLookupRun *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  /* No log, no display; and whatever else went wrong, this is worse. */
  if (!cs_access_log_append_finish (CS_ACCESS_LOG (source), result, &error))
    {
      g_clear_object (&run->member);
      g_clear_error (&run->error);
      run->error = g_steal_pointer (&error);
    }

  hand_on (task);
}

/* The record is written even if nobody waits any more: the data was read. */
static void
conclude (GTask *task)
{
  CsLookup *self = g_task_get_source_object (task);
  CsLookupRun *run = g_task_get_task_data (task);
  CsEnvironment environment = cs_profile_get_environment (cs_lookup_get_profile (self));
  g_autoptr (GPtrArray) records = NULL;

  if (!cs_lookup_run_is_to_log (run))
    {
      hand_on (task);
      g_object_unref (task);
      return;
    }

  records = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_access_record_free);
  g_ptr_array_add (records,
                   cs_lookup_run_new_record (run, cs_environment_to_string (environment),
                                             cs_clock_get_unix_us (self->clock)));

  cs_access_log_append_async (self->access_log, records, NULL, logged_cb, task);
}

static void
cards_listed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GTask *task = user_data;
  CsLookup *self = g_task_get_source_object (task);
  CsLookupRun *run = g_task_get_task_data (task);
  g_autoptr (CsCardList) list = NULL;
  CsCallReport *report = NULL;

  list = cs_client_list_cards_finish (CS_CLIENT (source), result, &report, &run->error);
  cs_lookup_run_take_report (run, report);

  if (list != NULL)
    cs_lookup_run_take_cards (run, list->cards, self->clock, self->expiry_days);

  if (run->member != NULL)
    cs_member_set_environment (run->member, cs_environment_to_string (
      cs_profile_get_environment (cs_lookup_get_profile (self))));

  conclude (task);
}

static void
list_cards (GTask *task)
{
  CsLookup *self = g_task_get_source_object (task);
  CsLookupRun *run = g_task_get_task_data (task);

  cs_client_list_cards_async (self->client, run->member_id, run->par,
                              g_task_get_cancellable (task), cards_listed_cb, task);
}

static void
card_info_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  CsLookupRun *run = g_task_get_task_data (task);
  g_autoptr (CsCardInfo) info = NULL;
  CsCallReport *report = NULL;

  info = cs_client_get_card_info_finish (CS_CLIENT (source), result, &report, &run->error);
  cs_lookup_run_take_report (run, report);

  if (info != NULL && !info->has_user_id)
    g_set_error_literal (&run->error, CS_LOOKUP_ERROR, CS_LOOKUP_ERROR_NOBODYS_CARD,
                         _("The card exists, but it belongs to no member."));

  if (info == NULL || run->error != NULL)
    {
      conclude (task);
      return;
    }

  run->member_id = info->user_id;
  list_cards (task);
}

static void
start (GTask *task)
{
  CsLookup *self = g_task_get_source_object (task);
  CsLookupRun *run = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (g_cancellable_set_error_if_cancelled (cancellable, &run->error) ||
      !cs_lookup_run_check (run))
    conclude (task);
  else if (run->identity->kind == CS_IDENTITY_CARD_NUMBER)
    cs_client_get_card_info_async (self->client, run->identity->card_no, cancellable,
                                   card_info_cb, task);
  else
    list_cards (task);
}

/**
 * cs_lookup_run_async:
 * @self: a look-up
 * @identity: what to look up
 * @par: (nullable): only this card of the member; with a member ID only
 * @purpose: (nullable): what it is for
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when the member may be shown, or there is none
 * @user_data: data for @callback
 *
 * Finds a member's cards. A member ID takes one request. A card number takes two: one
 * to find its member (`/user/card/info`), one for all of the member's cards, of which
 * that one is then selected.
 *
 * Every run leaves one record in the access log, committed before the callback runs,
 * unless it is cancelled before anything is sent.
 */
void
cs_lookup_run_async (CsLookup            *self,
                     const CsIdentity    *identity,
                     const char          *par,
                     const CsCase        *purpose,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (CS_IS_LOOKUP (self));
  g_return_if_fail (identity != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cs_lookup_run_async);
  g_task_set_task_data (task, cs_lookup_run_new (identity, par, purpose),
                        (GDestroyNotify) cs_lookup_run_free);

  /* An error of the log must not hide behind a cancellation: hand_on() decides. */
  g_task_set_check_cancellable (task, FALSE);

  start (task);
}

/**
 * cs_lookup_run_finish:
 * @self: a look-up
 * @result: the result handed to the callback
 * @out_report: (out) (optional) (nullable): how the last call went, if there was
 *   one; set on failure too
 * @error: return location for an error
 *
 * Finishes [method@Lookup.run_async].
 *
 * Returns: (transfer full): the member, or `NULL` with an error of `CS_LOOKUP_ERROR`,
 *   `CS_LOG_ERROR`, `CS_CLIENT_ERROR`, `CS_WIRE_ERROR`, or `G_IO_ERROR_CANCELLED`;
 *   see cs_failure_new()
 */
CsMember *
cs_lookup_run_finish (CsLookup      *self,
                      GAsyncResult  *result,
                      CsCallReport **out_report,
                      GError       **error)
{
  CsLookupRun *run;

  g_return_val_if_fail (CS_IS_LOOKUP (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  run = g_task_get_task_data (G_TASK (result));

  if (out_report != NULL)
    *out_report = run->report != NULL ? cs_call_report_copy (run->report) : NULL;

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
image_fetched_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GBytes *image = cs_client_fetch_image_finish (CS_CLIENT (source), result, &error);

  if (image != NULL)
    g_task_return_pointer (task, image, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/**
 * cs_lookup_fetch_image_async:
 * @self: a look-up
 * @url: serviceImageUrl of a card
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when the image is there
 * @user_data: data for @callback
 *
 * Fetches the picture of a card product, which is nobody's data and leaves no record.
 */
void
cs_lookup_fetch_image_async (CsLookup            *self,
                             const char          *url,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (CS_IS_LOOKUP (self));
  g_return_if_fail (url != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cs_lookup_fetch_image_async);
  cs_client_fetch_image_async (self->client, url, cancellable, image_fetched_cb, task);
}

/**
 * cs_lookup_fetch_image_finish:
 * @self: a look-up
 * @result: the result handed to the callback
 * @error: return location for an error
 *
 * Finishes [method@Lookup.fetch_image_async].
 *
 * Returns: (transfer full): the image as it came, PNG or JPEG
 */
GBytes *
cs_lookup_fetch_image_finish (CsLookup      *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (CS_IS_LOOKUP (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
