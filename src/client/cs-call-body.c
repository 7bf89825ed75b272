/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-call-body.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "cs-card-info.h"
#include "cs-card-list.h"
#include "cs-client-error.h"
#include "cs-envelope.h"

#define BODY_MAX (16 * 1024)

/**
 * cs_call_body_list_cards:
 * @member_id: userId
 * @par: (nullable): only this card
 * @error: `G_IO_ERROR_INVALID_ARGUMENT`
 *
 * Writes the request of /user/card/list, which is sent in the clear.
 *
 * Returns: (transfer full): the bytes to send, or `NULL` on error
 */
CsBuffer *
cs_call_body_list_cards (guint64      member_id,
                         const char  *par,
                         GError     **error)
{
  const CsCardListRequest request = { .user_id = member_id, .par = (char *) par };
  g_autoptr (CsBuffer) body = cs_buffer_new (BODY_MAX);

  if (cs_card_list_request_encode (&request, body))
    return g_steal_pointer (&body);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       "The PAR cannot be one");

  return NULL;
}

/**
 * cs_call_body_card_info:
 * @credentials: whose first key it is sealed with, the one that the service itself
 *   falls back to
 * @card_no: a card number
 * @error: [error@ClientError] `PROFILE`, [error@WireError] or
 *   `G_IO_ERROR_INVALID_ARGUMENT`
 *
 * Writes the request of /user/card/info, which is sent encrypted or not at all.
 *
 * Returns: (transfer full): the bytes to send, or `NULL` on error
 */
CsBuffer *
cs_call_body_card_info (const CsCredentials  *credentials,
                        CsSecret             *card_no,
                        GError              **error)
{
  g_autoptr (CsBuffer) plain = cs_buffer_new (BODY_MAX);
  g_autoptr (CsBuffer) sealed = cs_buffer_new (BODY_MAX);
  const guint8 *data;
  gsize length;

  if (credentials->n_keys == 0 || credentials->keys[0].server_public == NULL)
    {
      g_set_error_literal (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
                           _("A card number is only sent encrypted, and this profile has no key "
                             "for that: add [crypto-key-1] to it."));
      return NULL;
    }

  if (!cs_card_info_request_encode (card_no, plain))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           "The card number cannot be one");
      return NULL;
    }

  data = cs_buffer_get_data (plain, &length);

  if (!cs_envelope_seal (credentials->keys[0].server_public, CS_JWE_A256GCM, data, length, sealed,
                         error))
    return NULL;

  return g_steal_pointer (&sealed);
}
