/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-answer.h"

#include <glib/gi18n-lib.h>

#include "cs-card-info.h"
#include "cs-card-list.h"
#include "cs-envelope.h"
#include "cs-wire-error.h"

static gpointer
decode_card_list (const guint8  *body,
                  gsize          length,
                  gsize          maximum,
                  GError       **error)
{
  return cs_card_list_decode (body, length, maximum, error);
}

static gpointer
decode_card_info (const guint8  *body,
                  gsize          length,
                  gsize          maximum,
                  GError       **error)
{
  return cs_card_info_decode (body, length, maximum, error);
}

const CsOperation cs_operation_list_cards = {
  CS_PATH_CARD_LIST, decode_card_list, (GDestroyNotify) cs_card_list_free,
};

const CsOperation cs_operation_get_card_info = {
  CS_PATH_CARD_INFO, decode_card_info, (GDestroyNotify) cs_card_info_free,
};

G_STATIC_ASSERT (G_STRUCT_OFFSET (CsCardList, outcome) == 0);
G_STATIC_ASSERT (G_STRUCT_OFFSET (CsCardInfo, outcome) == 0);

static void
sealed_answer_free (gpointer data)
{
  CsSealedAnswer *self = data;

  cs_buffer_unref (self->body);
  cs_credentials_unref (self->credentials);
  g_free (self->key_id);
  g_free (self);
}

static CsSealedAnswer *
sealed_answer_copy (const CsSealedAnswer *sealed)
{
  CsSealedAnswer *copy = g_memdup2 (sealed, sizeof *sealed);

  cs_buffer_ref (copy->body);
  cs_credentials_ref (copy->credentials);
  copy->key_id = g_strdup (sealed->key_id);

  return copy;
}

static gpointer
decode (const CsSealedAnswer  *self,
        CsBuffer              *plaintext,
        GError               **error)
{
  gsize length;
  const guint8 *data = cs_buffer_get_data (plaintext, &length);

  return self->operation->decode (data, length, CS_JSON_NETWORK_MAX, error);
}

/* Errors may come in the clear. A success may not where encryption was agreed upon:
 * whoever can change the wire could say anything.
 */
static gpointer
decode_plain (const CsSealedAnswer  *self,
              GError               **error)
{
  gpointer answer = decode (self, self->body, error);

  if (answer == NULL || self->credentials->n_keys == 0 ||
      !cs_outcome_is_success ((const CsOutcome *) answer))
    return answer;

  self->operation->free (answer);
  g_set_error_literal (error, CS_WIRE_ERROR, CS_WIRE_ERROR_NOT_ENCRYPTED,
                       _("The answer is not encrypted, though this profile has a key."));

  return NULL;
}

static gpointer
open_answer (const CsSealedAnswer  *self,
             GError               **error)
{
  g_autoptr (CsBuffer) plaintext = NULL;
  g_autoptr (GError) reason = NULL;
  gsize length;
  const guint8 *data = cs_buffer_get_data (self->body, &length);

  plaintext = cs_envelope_open (data, length, CS_JSON_NETWORK_MAX, self->credentials, self->key_id,
                                &reason);

  if (plaintext != NULL)
    return decode (self, plaintext, error);

  if (g_error_matches (reason, CS_WIRE_ERROR, CS_WIRE_ERROR_NOT_ENCRYPTED))
    return decode_plain (self, error);

  g_propagate_error (error, g_steal_pointer (&reason));

  return NULL;
}

static void
open_in_thread (gpointer data,
                gpointer unused)
{
  g_autoptr (GTask) task = data;
  CsSealedAnswer *self = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer answer = open_answer (self, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, self->operation->free);
  else
    g_task_return_error (task, error);
}

/* As many threads as processors: what they do is arithmetic, and GTask's own threads
 * would be taken from whoever waits for a file.
 */
static GThreadPool *
get_workers (void)
{
  static GThreadPool *workers = NULL;

  if (g_once_init_enter (&workers))
    g_once_init_leave (&workers, g_thread_pool_new (open_in_thread, NULL,
                                                    (gint) g_get_num_processors (), FALSE, NULL));

  return workers;
}

/**
 * cs_answer_open_async:
 * @sealed: what came over the wire
 * @callback: (scope async): called with the answer
 * @user_data: data for @callback
 *
 * Decrypts and decodes an answer in a thread: an RSA operation and 500 cards are too
 * much for the main loop. The thread sees plain data and no object.
 */
void
cs_answer_open_async (const CsSealedAnswer *sealed,
                      GAsyncReadyCallback   callback,
                      gpointer              user_data)
{
  GTask *worker = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (worker, cs_answer_open_async);
  g_task_set_task_data (worker, sealed_answer_copy (sealed), sealed_answer_free);
  g_thread_pool_push (get_workers (), worker, NULL);
}

/**
 * cs_answer_open_finish:
 * @result: what the callback was given
 * @error: [error@WireError]
 *
 * Finishes cs_answer_open_async().
 *
 * Returns: (transfer full): what the operation decodes, or `NULL` on error
 */
gpointer
cs_answer_open_finish (GAsyncResult  *result,
                       GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
