/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CS_TYPE_SECRET (cs_secret_get_type ())

/**
 * CsSecret:
 *
 * Bytes that must not outlive their use: a secret key, a card number on its way out.
 */
typedef struct _CsSecret CsSecret;

GType         cs_secret_get_type (void);
CsSecret     *cs_secret_new      (const void   *data,
                                  gsize         length) G_GNUC_WARN_UNUSED_RESULT;
CsSecret     *cs_secret_ref      (CsSecret     *self);
void          cs_secret_unref    (CsSecret     *self);
const char   *cs_secret_get_data (CsSecret     *self,
                                  gsize        *out_length);
gboolean      cs_secret_equal    (CsSecret     *a,
                                  CsSecret     *b);
gboolean      cs_secret_is_locked (CsSecret    *self);

void          cs_secret_wipe_free (char        *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsSecret, cs_secret_unref)

G_END_DECLS
