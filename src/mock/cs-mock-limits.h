/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CsMockLimits:
 * @n_connections: connections at a time; more are answered 503 at once
 * @idle: how long a connection may stay without a request, milliseconds
 * @head: from the first byte of a request to the end of its headers
 * @body: from there to the end of its body
 * @answer: from there to the end of the answer
 * @drip: time between two bytes of a slow answer
 *
 * What a client may use up.
 */
typedef struct
{
  guint n_connections;
  guint idle;
  guint head;
  guint body;
  guint answer;
  guint drip;
} CsMockLimits;

#define CS_MOCK_LIMITS_USUAL { 256, 60000, 10000, 15000, 120000, 1000 }

G_END_DECLS
