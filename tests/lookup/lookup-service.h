/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "cs-card-record.h"
#include "cs-credentials.h"
#include "cs-profile.h"

G_BEGIN_DECLS

#define TEST_MEMBER_ID 50000104652

/* Generated card numbers, and the middle digits that nobody may ever see. */
#define TEST_CARD_A    "9491330000000768"
#define TEST_CARD_B    "9491331234567895"
#define TEST_CARD_LOST "9491330000000008"
#define TEST_MIDDLE_A  "30000000"
#define TEST_MIDDLE_B  "31234567"

#define TEST_PAR_A "Q1AAAAAAAAAAAAAAAAAAAAAAAAA"
#define TEST_PAR_B "Q1BBBBBBBBBBBBBBBBBBBBBBBBB"
#define TEST_PAR_C "Q1CCCCCCCCCCCCCCCCCCCCCCCCC"

typedef enum
{
  TEST_ANSWER_CARDS,
  TEST_ANSWER_NO_CARDS,
  TEST_ANSWER_REFUSED,
  TEST_ANSWER_PLAIN,
  TEST_ANSWER_LATER,          /* 429, and not within the time that is waited */
  TEST_ANSWER_NEVER,
} TestAnswer;

/**
 * TestService:
 *
 * A card service of one member with two cards, A and B, over the real protocol: it
 * holds calls to their signature, opens what is sealed and seals what it says.
 */
typedef struct
{
  SoupServer    *server;
  char          *base_url;
  CsCredentials *credentials;     /* the client's */
  CsCredentials *own;             /* with the service's private key */
  CsRsaKey      *client_private;
  CsRsaKey      *client_public;

  TestAnswer     answer;
  TestAnswer     info_answer;
  gboolean       is_nobodys;
  const char    *other_id;        /* answered instead of the call's correlation ID */
  GPtrArray     *silent;          /* (element-type SoupServerMessage): never answered */

  guint          n_list;
  guint          n_info;
  guint64        asked_member_id;
  char          *asked_par;
} TestService;

TestService *test_service_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void         test_service_free        (TestService *self);
CsProfile   *test_service_new_profile (TestService *self) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray   *test_service_new_records (void) G_GNUC_WARN_UNUSED_RESULT;
CsBuffer    *test_service_new_answer  (const char  *code,
                                       const char  *description) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
