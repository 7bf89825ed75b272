/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-profile.h"

G_BEGIN_DECLS

/**
 * CsTlsFacts:
 * @version: (nullable): `TLS 1.3`; not for translation
 * @not_after: (nullable): when the certificate ends
 *
 * What a server shows of itself before anything is asked.
 */
typedef struct
{
  const char *version;
  GDateTime  *not_after;
} CsTlsFacts;

void        cs_tls_facts_free       (CsTlsFacts           *self);

void        cs_tls_probe_run_async  (CsProfile            *profile,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
CsTlsFacts *cs_tls_probe_run_finish (GAsyncResult         *result,
                                     GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsTlsFacts, cs_tls_facts_free)

G_END_DECLS
