/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cs-buffer.h"

G_BEGIN_DECLS

#define CS_JSON_DEPTH_MAX    32
#define CS_JSON_NETWORK_MAX  (4 * 1024 * 1024)
#define CS_JSON_FILE_MAX     (64 * 1024 * 1024)

typedef enum
{
  CS_JSON_NULL,
  CS_JSON_FALSE,
  CS_JSON_TRUE,
  CS_JSON_NUMBER,
  CS_JSON_STRING,
  CS_JSON_ARRAY,
  CS_JSON_OBJECT,
} CsJsonType;

/**
 * CsJson:
 *
 * A document that has passed the gate: tokens over bytes that stay where they are.
 *
 * Nothing is copied, so nothing of a card number is left behind when the bytes
 * are wiped. The bytes must outlive the document.
 */
typedef struct _CsJson CsJson;

/* A value in a document; cheap to copy, valid as long as the document is. */
typedef struct
{
  const CsJson *json;
  guint32       token;
} CsJsonValue;

CsJson     *cs_json_parse              (const void   *data,
                                        gsize         length,
                                        gsize         maximum,
                                        GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void        cs_json_free               (CsJson       *self);
CsJsonValue cs_json_get_root           (const CsJson *self);

CsJsonType  cs_json_value_get_type     (CsJsonValue   value);
guint       cs_json_value_get_size     (CsJsonValue   value);
const char *cs_json_value_get_raw      (CsJsonValue   value,
                                        gsize        *out_length);
gboolean    cs_json_value_copy_string  (CsJsonValue   value,
                                        gsize         max_characters,
                                        char        **out_text);
char       *cs_json_value_dup_start    (CsJsonValue   value,
                                        gsize         max_characters) G_GNUC_WARN_UNUSED_RESULT;
gboolean    cs_json_value_get_uint64   (CsJsonValue   value,
                                        guint64       maximum,
                                        guint64      *out_number);

gboolean    cs_json_object_get_member  (CsJsonValue   object,
                                        const char   *name,
                                        CsJsonValue  *out_value);

/* for (it = cs_json_iter (container); cs_json_iter_next (&it, &name, &value); ) */
typedef struct
{
  CsJsonValue container;
  guint32     next;
  guint32     end;
} CsJsonIter;

CsJsonIter  cs_json_iter               (CsJsonValue   container);
gboolean    cs_json_iter_next          (CsJsonIter   *self,
                                        CsJsonValue  *out_name,
                                        CsJsonValue  *out_value);
gboolean    cs_json_value_equals       (CsJsonValue   string,
                                        const char   *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsJson, cs_json_free)

G_END_DECLS
