/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "cs-mock-connection.h"
#include "cs-mock-directory.h"
#include "cs-mock-faults.h"
#include "cs-mock-keys.h"

G_BEGIN_DECLS

/**
 * CsMockResponder:
 * @limits: what a client may use up
 * @directory: the members
 * @keys: the service's keys
 * @faults: what goes wrong
 * @origin: the service's own scheme, host and port
 * @n_requests: calls so far; read and written atomically
 *
 * What it takes to answer a message of the HTTP library. Everything is borrowed.
 */
typedef struct
{
  const CsMockLimits    *limits;
  const CsMockDirectory *directory;
  CsMockKeys            *keys;
  CsMockFaults          *faults;
  const char            *origin;
  gsize                  n_requests;
} CsMockResponder;

void cs_mock_responder_attach (CsMockResponder  *self,
                               SoupServer       *soup);
void cs_mock_responder_take   (CsMockConnection *connection,
                               GIOStream        *stream,
                               SoupServer       *soup);

G_END_DECLS
