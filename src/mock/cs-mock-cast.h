/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cs-clock.h"

G_BEGIN_DECLS

/**
 * CsMockPart:
 * @member_id: whom to look up
 * @name: a memorable name, translated by the getter
 * @shows: what the member shows, one sentence, translated by the getter
 * @test_case: number of the documentation's own test case, 0 if it is none of them
 *
 * One member of the cast.
 */
typedef struct
{
  guint64     member_id;
  const char *name;
  const char *shows;
  guint       test_case;
} CsMockPart;

const CsMockPart *cs_mock_cast_get_parts  (gsize            *out_n_parts);
const char       *cs_mock_part_get_name   (const CsMockPart *part);
const char       *cs_mock_part_get_shows  (const CsMockPart *part);

guint64           cs_mock_generated_id    (guint             index);

G_END_DECLS
