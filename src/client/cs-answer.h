/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cs-buffer.h"
#include "cs-credentials.h"
#include "cs-outcome.h"

G_BEGIN_DECLS

/**
 * CsOperation:
 * @path: where it is below the base address
 * @decode: reads a plaintext; what it returns begins with a [struct@Outcome]
 * @free: frees what @decode returned
 *
 * One call that the service offers.
 */
typedef struct
{
  const char     *path;
  gpointer      (*decode) (const guint8  *body,
                           gsize          length,
                           gsize          maximum,
                           GError       **error);
  GDestroyNotify  free;
} CsOperation;

extern const CsOperation cs_operation_list_cards;
extern const CsOperation cs_operation_get_card_info;

/* Plain data for the worker thread. */
typedef struct
{
  const CsOperation *operation;
  CsBuffer          *body;
  CsCredentials     *credentials;
  char              *key_id;        /* NULL: try each */
} CsSealedAnswer;

void     cs_answer_open_async  (const CsSealedAnswer  *sealed,
                                GAsyncReadyCallback    callback,
                                gpointer               user_data);
gpointer cs_answer_open_finish (GAsyncResult          *result,
                                GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
