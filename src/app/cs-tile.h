/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CS_TYPE_TILE (cs_tile_get_type ())

G_DECLARE_FINAL_TYPE (CsTile, cs_tile, CS, TILE, AdwBin)

void cs_tile_set_value   (CsTile     *self,
                          const char *value,
                          const char *note);
void cs_tile_keep_note   (CsTile     *self);
void cs_tile_set_change  (CsTile     *self,
                          const char *before);
void cs_tile_set_compact (CsTile     *self,
                          gboolean    is_compact);

G_END_DECLS
