/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-body-read.h"

#include <glib/gi18n-lib.h>

#include "cs-client-error.h"

#define BLOCK (16 * 1024)

/* The data of the caller's task. */
typedef struct
{
  CsBuffer *body;
  gsize     maximum;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  cs_buffer_unref (self->body);
  g_free (self);
}

static void read_block (GTask *task);

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  Reading *self = g_task_get_task_data (task);
  gssize n_read = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);
  gsize before = cs_buffer_get_length (self->body) - BLOCK;

  cs_buffer_truncate (self->body, before + (gsize) MAX (n_read, 0));

  if (n_read < 0)
    g_task_return_error (task, error);
  else if (n_read == 0)
    g_task_return_pointer (task, cs_buffer_ref (self->body), (GDestroyNotify) cs_buffer_unref);
  else
    read_block (task);
}

static void
read_block (GTask *task)
{
  Reading *self = g_task_get_task_data (task);

  if (cs_buffer_get_length (self->body) > self->maximum)
    {
      g_task_return_new_error (task, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE, "%s",
                               _("The answer is longer than any answer of this service."));
      return;
    }

  /* There is always room: the buffer may hold a block more than is let through. */
  g_input_stream_read_async (g_task_get_source_object (task),
                             cs_buffer_reserve (self->body, BLOCK), BLOCK, G_PRIORITY_DEFAULT,
                             g_task_get_cancellable (task), read_cb, g_object_ref (task));
}

/**
 * cs_body_read_async:
 * @stream: a stream
 * @maximum: the most bytes that it may have
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when all is read
 * @user_data: data for @callback
 *
 * Reads a stream to its end, into memory that is wiped, and gives up as soon as it is
 * too long.
 */
void
cs_body_read_async (GInputStream        *stream,
                    gsize                maximum,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (stream, cancellable, callback, user_data);
  Reading *self = g_new0 (Reading, 1);

  g_task_set_source_tag (task, cs_body_read_async);
  g_task_set_task_data (task, self, reading_free);
  self->body = cs_buffer_new (maximum + BLOCK);
  self->maximum = maximum;

  read_block (task);
}

/**
 * cs_body_read_finish:
 * @stream: the stream
 * @result: what the callback was given
 * @error: [error@ClientError] `UNUSABLE`, or what the stream says
 *
 * Finishes cs_body_read_async().
 *
 * Returns: (transfer full): the bytes, or `NULL` on error
 */
CsBuffer *
cs_body_read_finish (GInputStream  *stream,
                     GAsyncResult  *result,
                     GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
