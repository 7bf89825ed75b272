/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cs-call-report.h"
#include "cs-card-info.h"
#include "cs-card-list.h"
#include "cs-clock.h"
#include "cs-profile.h"

G_BEGIN_DECLS

#define CS_CONNECT_DEADLINE_MS 10000
#define CS_ATTEMPT_DEADLINE_MS 30000
#define CS_RETRIES_MAX         2
#define CS_IMAGE_BYTES_MAX     (5 * 1024 * 1024)

#define CS_TYPE_CLIENT (cs_client_get_type ())

G_DECLARE_FINAL_TYPE (CsClient, cs_client, CS, CLIENT, GObject)

CsClient   *cs_client_new                  (CsProfile            *profile,
                                            CsClock              *clock) G_GNUC_WARN_UNUSED_RESULT;
CsClient   *cs_client_new_sized            (CsProfile            *profile,
                                            CsClock              *clock,
                                            guint                 n_connections) G_GNUC_WARN_UNUSED_RESULT;
CsProfile  *cs_client_get_profile          (CsClient             *self);
void        cs_client_set_retry_after_max  (CsClient             *self,
                                            guint                 seconds);
void        cs_client_set_leaves_busy      (CsClient             *self,
                                            gboolean              leaves_busy);

void        cs_client_list_cards_async     (CsClient             *self,
                                            guint64               member_id,
                                            const char           *par,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
CsCardList *cs_client_list_cards_finish    (CsClient             *self,
                                            GAsyncResult         *result,
                                            CsCallReport        **out_report,
                                            GError              **error) G_GNUC_WARN_UNUSED_RESULT;

void        cs_client_get_card_info_async  (CsClient             *self,
                                            CsSecret             *card_no,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
CsCardInfo *cs_client_get_card_info_finish (CsClient             *self,
                                            GAsyncResult         *result,
                                            CsCallReport        **out_report,
                                            GError              **error) G_GNUC_WARN_UNUSED_RESULT;

void        cs_client_fetch_image_async    (CsClient             *self,
                                            const char           *url,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
GBytes     *cs_client_fetch_image_finish   (CsClient             *self,
                                            GAsyncResult         *result,
                                            GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
