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

#define TALK_TIMED_OUT (-1)

/* What came over a socket. */
typedef struct
{
  GByteArray *start;      /* the first megabyte of it */
  guint64     n_bytes;
  int         end;        /* 0: closed politely; an errno; or TALK_TIMED_OUT */
} Talk;

void        desk_setup      (Desk          *desk,
                             gconstpointer  limits);
void        desk_setup_own  (Desk          *desk,
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

/* The socket level: sends exactly these bytes and reads until the service closes or
 * says nothing for @timeout_ms.
 */
void        raw_talk        (Desk          *desk,
                             const char    *bytes,
                             gsize          length,
                             guint          timeout_ms,
                             Talk          *talk);
void        talk_clear      (Talk          *talk);
int         raw_connect     (Desk          *desk);
char       *raw_request     (Desk          *desk,
                             const char    *body);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Call, call_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Talk, talk_clear)
