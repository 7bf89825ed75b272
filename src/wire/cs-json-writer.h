/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cs-buffer.h"

G_BEGIN_DECLS

/**
 * CsJsonWriter:
 * @buffer: where it goes
 * @failed: whether the buffer was too small at any point
 *
 * Writes JSON into a buffer that is wiped, compact unless told otherwise. Lives on
 * the stack.
 */
typedef struct
{
  CsBuffer *buffer;
  gboolean  failed;
  gboolean  needs_comma;
  gboolean  is_pretty;
  guint     depth;
} CsJsonWriter;

void     cs_json_writer_init         (CsJsonWriter *self,
                                      CsBuffer     *buffer);
void     cs_json_writer_set_pretty   (CsJsonWriter *self);
gboolean cs_json_writer_finish       (CsJsonWriter *self);
void     cs_json_writer_begin_object (CsJsonWriter *self,
                                      const char   *name);
void     cs_json_writer_end_object   (CsJsonWriter *self);
void     cs_json_writer_begin_array  (CsJsonWriter *self,
                                      const char   *name);
void     cs_json_writer_end_array    (CsJsonWriter *self);
void     cs_json_writer_string       (CsJsonWriter *self,
                                      const char   *name,
                                      const char   *text);
void     cs_json_writer_uint64       (CsJsonWriter *self,
                                      const char   *name,
                                      guint64       number);
void     cs_json_writer_boolean      (CsJsonWriter *self,
                                      const char   *name,
                                      gboolean      value);
void     cs_json_writer_null         (CsJsonWriter *self,
                                      const char   *name);

G_END_DECLS
