/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "cs-call-headers.h"
#include "cs-card-info.h"
#include "cs-card-list.h"
#include "cs-mock-service.h"

/* A client of the service, and the service. */
typedef struct
{
  CsClock       *clock;
  CsMockService *service;
  SoupSession   *session;
} Desk;

/* One call and what came of it. */
typedef struct
{
  /* what to do differently */
  const char         *path;             /* NULL: the card list */
  const char         *method;           /* NULL: POST */
  const char         *header;           /* a header to change */
  const char         *value;            /* what to; NULL leaves it out */
  gint64              skew_us;          /* the client's clock is wrong by this */
  gboolean            is_sealed;

  /* what came */
  guint               status;
  SoupMessageHeaders *headers;
  GBytes             *body;
  CsBuffer           *plain;            /* NULL if it was not sealed or cannot be opened */
  GError             *error;
  char                correlation_id[CS_CORRELATION_ID_LENGTH + 1];
} Call;

void        desk_setup      (Desk          *desk,
                             gconstpointer  limits);
void        desk_start      (Desk          *desk);
void        desk_teardown   (Desk          *desk,
                             gconstpointer  unused);
void        desk_call       (Desk          *desk,
                             const char    *body,
                             Call          *call);
void        desk_arm        (Desk          *desk,
                             const char    *fault);
CsCardList *desk_list       (Desk          *desk,
                             guint64        member_id);
void        call_clear      (Call          *call);
CsCardList *call_decode     (const Call    *call,
                             GError       **error);
char       *call_dup_code   (const Call    *call);

/* The socket level: what a service says to exactly these bytes, until it closes or
 * @timeout_ms have passed; -1 in @out_error_code stands for a time-out.
 */
GByteArray *raw_talk        (Desk          *desk,
                             const char    *bytes,
                             gsize          length,
                             guint          timeout_ms,
                             int           *out_error_code);
char       *raw_request     (Desk          *desk,
                             const char    *body);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Call, call_clear)
