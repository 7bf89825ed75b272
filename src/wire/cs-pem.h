/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cs-buffer.h"

G_BEGIN_DECLS

#define CS_PEM_LABEL_MAX 63

/**
 * CsPemBlock:
 * @label: what it says that it is: `PRIVATE KEY`
 * @headers: (nullable): the lines above the data, as RFC 1421 has them
 * @data: what is in it
 *
 * One block of a PEM file.
 */
typedef struct
{
  char      label[CS_PEM_LABEL_MAX + 1];
  char     *headers;
  CsBuffer *data;
} CsPemBlock;

gboolean cs_pem_block_read  (CsPemBlock    *self,
                             const char   **inout_text,
                             gsize         *inout_length);
gboolean cs_pem_block_write (const char    *label,
                             const guint8  *data,
                             gsize          length,
                             CsBuffer      *out_text);
void     cs_pem_block_clear (CsPemBlock    *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsPemBlock, cs_pem_block_clear)

G_END_DECLS
