/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-json.h"

G_BEGIN_DECLS

/* 26 bits reach every byte of the largest document. */
G_STATIC_ASSERT (CS_JSON_FILE_MAX <= 1 << 26);

/**
 * CsJsonToken:
 * @start: offset of the first byte of the value; of a string, the one after its quote
 * @type: a #CsJsonType
 * @escaped: whether a string holds escapes, so that its bytes are not its text
 * @extent: of a scalar, its length in bytes; of a container, the index of the token
 *   after its last descendant
 *
 * One value, or the name of a member, which is followed by its value.
 *
 * Eight bytes, and every token takes two bytes of the document at least (itself and
 * a separator): a hostile document costs four times its own size and no more.
 */
typedef struct
{
  guint32 start : 26;
  guint32 type : 3;
  guint32 escaped : 1;
  guint32 extent;
} CsJsonToken;

G_STATIC_ASSERT (sizeof (CsJsonToken) == 8);

struct _CsJson
{
  const char  *data;
  CsJsonToken *tokens;
  guint32      n_tokens;
  guint32      capacity;
};

static inline gboolean
cs_json_token_is_container (const CsJsonToken *token)
{
  return token->type >= CS_JSON_ARRAY;
}

/* The index of the token after a value and all that it holds. */
static inline guint32
cs_json_token_skip (const CsJson *json,
                    guint32       index)
{
  const CsJsonToken *token = &json->tokens[index];

  return cs_json_token_is_container (token) ? token->extent : index + 1;
}

gboolean cs_json_names_are_unique (const CsJson *json,
                                   guint32       object);
gsize    cs_json_number_measure   (const char   *text,
                                   gsize         length);
gsize    cs_json_escape_measure   (const char   *text,
                                   gsize         length);
int      cs_json_text_compare     (const CsJson *json,
                                   guint32       a,
                                   guint32       b);

G_END_DECLS
