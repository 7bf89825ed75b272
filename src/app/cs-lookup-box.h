/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-identify.h"

G_BEGIN_DECLS

#define CS_TYPE_LOOKUP_BOX (cs_lookup_box_get_type ())

G_DECLARE_FINAL_TYPE (CsLookupBox, cs_lookup_box, CS, LOOKUP_BOX, AdwBin)

const CsIdentity *cs_lookup_box_get_identity (CsLookupBox *self);
void              cs_lookup_box_override     (CsLookupBox *self,
                                              CsOverride   override);
void              cs_lookup_box_set_text     (CsLookupBox *self,
                                              const char  *text);
void              cs_lookup_box_clear        (CsLookupBox *self);

G_END_DECLS
