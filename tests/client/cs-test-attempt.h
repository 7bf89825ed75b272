/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-attempt.h"

G_BEGIN_DECLS

/* The request carries this as a header. */
#define TEST_ATTEMPT_SECRET "canary"

/**
 * TestAttempt:
 *
 * An attempt, what it may cost, and what came of it.
 */
typedef struct
{
  SoupSession    *session;
  SoupMessage    *message;
  CsAttemptRules  rules;
  GCancellable   *cancellable;

  CsBodyVerdict   verdict;      /* what is to become of the body */
  guint           n_judged;

  CsBuffer       *body;
  CsRepeat        repeat;
  GError         *error;
  gboolean        done;
} TestAttempt;

void test_attempt_init  (TestAttempt  *self,
                         GTlsDatabase *database);
void test_attempt_clear (TestAttempt  *self);
void test_attempt_start (TestAttempt  *self,
                         const char   *url);
void test_attempt_run   (TestAttempt  *self,
                         const char   *url);

G_END_DECLS
