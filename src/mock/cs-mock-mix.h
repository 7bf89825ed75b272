/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* SplitMix64 (Steele, Lea and Flood, 2014): every number has its own, well mixed
 * one, so that a card, a member or a draw needs no state of a generator. For data
 * that is invented anyway, never for keys.
 */
static inline guint64
cs_mock_mix (guint64 number)
{
  guint64 z = number + G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return z ^ (z >> 31);
}

G_END_DECLS
