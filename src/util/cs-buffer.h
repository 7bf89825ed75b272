/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CS_TYPE_BUFFER (cs_buffer_get_type ())

/**
 * CsBuffer:
 *
 * Bytes that grow up to a bound and are wiped when they move or go.
 *
 * Decrypted answers, bodies on their way out and whatever else may hold a card
 * number live in one of these and nowhere else.
 */
typedef struct _CsBuffer CsBuffer;

GType         cs_buffer_get_type      (void);
CsBuffer     *cs_buffer_new           (gsize         maximum) G_GNUC_WARN_UNUSED_RESULT;
CsBuffer     *cs_buffer_ref           (CsBuffer     *self);
void          cs_buffer_unref         (CsBuffer     *self);

gboolean      cs_buffer_append        (CsBuffer     *self,
                                       const void   *data,
                                       gsize         length) G_GNUC_WARN_UNUSED_RESULT;
gboolean      cs_buffer_append_string (CsBuffer     *self,
                                       const char   *text) G_GNUC_WARN_UNUSED_RESULT;
guint8       *cs_buffer_reserve       (CsBuffer     *self,
                                       gsize         length) G_GNUC_WARN_UNUSED_RESULT;
void          cs_buffer_truncate      (CsBuffer     *self,
                                       gsize         length);
const guint8 *cs_buffer_get_data      (CsBuffer     *self,
                                       gsize        *out_length);
gsize         cs_buffer_get_length    (CsBuffer     *self);
gsize         cs_buffer_get_maximum   (CsBuffer     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsBuffer, cs_buffer_unref)

G_END_DECLS
