/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "cs-card-list.h"

/* The seeds of the fuzz targets serve as samples too. */
char       *sample_load          (const char  *name,
                                  gsize       *out_length);
JsonNode   *sample_load_node     (const char  *name);
CsCardList *sample_decode_node   (JsonNode    *root);
void        assert_json_equal    (CsJsonValue  value,
                                  JsonNode    *node);
void        assert_fields_equal  (const CsCardFields *a,
                                  const CsCardFields *b);
