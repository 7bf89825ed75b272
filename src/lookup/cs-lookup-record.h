/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-lookup.h"

G_BEGIN_DECLS

void     cs_lookup_record_async         (CsLookup             *lookup,
                                         CsAction              action,
                                         CsMember             *member,
                                         CsCard               *card,
                                         const CsCase         *purpose,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
void     cs_lookup_record_subject_async (CsLookup             *lookup,
                                         CsAction              action,
                                         const char           *subject,
                                         guint                 n_cards,
                                         const CsCase         *purpose,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean cs_lookup_record_finish        (CsLookup             *lookup,
                                         GAsyncResult         *result,
                                         GError              **error);

G_END_DECLS
