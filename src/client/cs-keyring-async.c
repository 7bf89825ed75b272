/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-keyring.h"

/* What a worker thread is to do. */
typedef struct
{
  char     *purpose;
  char     *name;
  CsSecret *secret;     /* to be stored */
} Errand;

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  g_free (errand->purpose);
  g_free (errand->name);
  g_clear_pointer (&errand->secret, cs_secret_unref);
  g_free (errand);
}

static void
start (const char          *purpose,
       const char          *name,
       CsSecret            *secret,
       GTaskThreadFunc      function,
       gpointer             source_tag,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Errand *errand = g_new0 (Errand, 1);

  errand->purpose = g_strdup (purpose);
  errand->name = g_strdup (name);
  errand->secret = secret != NULL ? cs_secret_ref (secret) : NULL;

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, errand, errand_free);
  g_task_run_in_thread (task, function);
}

static void
return_boolean (GTask    *task,
                gboolean  success,
                GError   *error)
{
  if (success)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
store_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  const Errand *errand = task_data;
  GError *error = NULL;
  gboolean success = cs_keyring_store (errand->purpose, errand->name, errand->secret,
                                       cancellable, &error);

  return_boolean (task, success, error);
}

static void
lookup_in_thread (GTask        *task,
                  gpointer      source_object,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  const Errand *errand = task_data;
  GError *error = NULL;
  CsSecret *secret = cs_keyring_lookup (errand->purpose, errand->name, cancellable, &error);

  if (secret != NULL)
    g_task_return_pointer (task, secret, (GDestroyNotify) cs_secret_unref);
  else
    g_task_return_error (task, error);
}

static void
clear_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  const Errand *errand = task_data;
  GError *error = NULL;
  gboolean success = cs_keyring_clear (errand->purpose, errand->name, cancellable, &error);

  return_boolean (task, success, error);
}

/**
 * cs_keyring_store_async:
 * @purpose: what the secret is for
 * @name: which one
 * @secret: the secret, 1 to %CS_KEYRING_SECRET_MAX bytes
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when it is stored or not
 * @user_data: data for @callback
 *
 * Does what [func@keyring_store] does, in a worker thread.
 */
void
cs_keyring_store_async (const char          *purpose,
                        const char          *name,
                        CsSecret            *secret,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (purpose != NULL && name != NULL && secret != NULL);

  start (purpose, name, secret, store_in_thread, cs_keyring_store_async, cancellable, callback,
         user_data);
}

/**
 * cs_keyring_store_finish:
 * @result: what the callback was given
 * @error: [error@KeyringError], or cancelled
 *
 * Finishes [func@keyring_store_async].
 *
 * Returns: `TRUE` if the secret is stored
 */
gboolean
cs_keyring_store_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, cs_keyring_store_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * cs_keyring_lookup_async:
 * @purpose: what the secret is for
 * @name: which one
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when it is there or not
 * @user_data: data for @callback
 *
 * Does what [func@keyring_lookup] does, in a worker thread.
 */
void
cs_keyring_lookup_async (const char          *purpose,
                         const char          *name,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (purpose != NULL && name != NULL);

  start (purpose, name, NULL, lookup_in_thread, cs_keyring_lookup_async, cancellable, callback,
         user_data);
}

/**
 * cs_keyring_lookup_finish:
 * @result: what the callback was given
 * @error: [error@KeyringError], or cancelled
 *
 * Finishes [func@keyring_lookup_async].
 *
 * Returns: (transfer full): the secret, or `NULL` on error
 */
CsSecret *
cs_keyring_lookup_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, cs_keyring_lookup_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * cs_keyring_clear_async:
 * @purpose: what the secret is for
 * @name: which one
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when it is gone or not
 * @user_data: data for @callback
 *
 * Does what [func@keyring_clear] does, in a worker thread.
 */
void
cs_keyring_clear_async (const char          *purpose,
                        const char          *name,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (purpose != NULL && name != NULL);

  start (purpose, name, NULL, clear_in_thread, cs_keyring_clear_async, cancellable, callback,
         user_data);
}

/**
 * cs_keyring_clear_finish:
 * @result: what the callback was given
 * @error: [error@KeyringError], or cancelled
 *
 * Finishes [func@keyring_clear_async].
 *
 * Returns: `TRUE` if there is no such secret now
 */
gboolean
cs_keyring_clear_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, cs_keyring_clear_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
