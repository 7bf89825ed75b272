/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-json.h"

#include <string.h>

#include "cs-json-private.h"
#include "cs-wire-error.h"

/* What the grammar allows next. */
typedef enum
{
  EXPECT_VALUE,
  EXPECT_VALUE_OR_END,       /* after [ */
  EXPECT_NAME,
  EXPECT_NAME_OR_END,        /* after { */
  EXPECT_SEPARATOR,          /* , or the end of the container */
  EXPECT_NOTHING,
  EXPECT_FAILED,
} Expect;

typedef struct
{
  CsJson     *json;
  const char *data;
  gsize       length;
  gsize       at;
  guint32     open[CS_JSON_DEPTH_MAX];      /* tokens of the containers around us */
  guint       depth;
  const char *problem;
} Scanner;

/* A byte, or -1 at the end: NUL is a byte like any other here. */
static int
peek (const Scanner *self)
{
  return self->at < self->length ? (guint8) self->data[self->at] : -1;
}

static Expect
fail (Scanner    *self,
      const char *problem)
{
  self->problem = problem;

  return EXPECT_FAILED;
}

static void
skip_space (Scanner *self)
{
  int c = peek (self);

  for (; c == ' ' || c == '\n' || c == '\r' || c == '\t'; c = peek (self))
    self->at++;
}

static void
add_token (Scanner    *self,
           CsJsonType  type,
           gsize       start,
           gsize       extent,
           gboolean    escaped)
{
  CsJson *json = self->json;

  if (json->n_tokens == json->capacity)
    {
      json->capacity *= 2;
      json->tokens = g_renew (CsJsonToken, json->tokens, json->capacity);
    }

  json->tokens[json->n_tokens++] = (CsJsonToken) {
    .start = start & (CS_JSON_FILE_MAX - 1),
    .type = type & 7,
    .escaped = escaped ? 1 : 0,
    .extent = (guint32) extent,
  };
}

static Expect
after_value (const Scanner *self)
{
  return self->depth > 0 ? EXPECT_SEPARATOR : EXPECT_NOTHING;
}

/* Bytes from 0x80 on: one whole character, neither overlong nor a surrogate. */
static gsize
measure_character (const char *text,
                   gsize       length)
{
  gunichar c = g_utf8_get_char_validated (text, (gssize) MIN (length, 4));

  return c < 0x110000 ? (gsize) g_utf8_skip[(guint8) *text] : 0;
}

#define EACH_BYTE(byte)  (G_GUINT64_CONSTANT (0x0101010101010101) * (byte))
#define HAS_ZERO(word)   (((word) - EACH_BYTE (1)) & ~(word) & EACH_BYTE (0x80))

/* Whether none of eight bytes is a quote, a backslash, below 0x20 or beyond ASCII. May
 * say no of eight that are plain, but only behind one that is not.
 */
static gboolean
are_plain (guint64 word)
{
  guint64 suspects = word | HAS_ZERO (word ^ EACH_BYTE ('"')) |
                     HAS_ZERO (word ^ EACH_BYTE ('\\')) | ((word - EACH_BYTE (0x20)) & ~word);

  return (suspects & EACH_BYTE (0x80)) == 0;
}

/* Most of an answer is one long string: Base64. */
static void
skip_plain (Scanner *self)
{
  guint64 word;

  while (self->length - self->at >= sizeof word)
    {
      memcpy (&word, self->data + self->at, sizeof word);

      if (!are_plain (word))
        return;

      self->at += sizeof word;
    }
}

static gboolean
take_string (Scanner *self)
{
  gsize start = ++self->at;
  gboolean escaped = FALSE;

  skip_plain (self);

  for (int c = peek (self); c != '"'; c = peek (self))
    {
      gsize length = 1;

      if (c == '\\')
        {
          escaped = TRUE;
          length = cs_json_escape_measure (self->data + self->at, self->length - self->at);
        }
      else if (c >= 0x80)
        {
          length = measure_character (self->data + self->at, self->length - self->at);
        }
      else if (c < 0x20)
        {
          length = 0;
        }

      if (length == 0)
        {
          fail (self, c < 0 ? "a string without an end" : "a string with what may not be in one");
          return FALSE;
        }

      self->at += length;
    }

  add_token (self, CS_JSON_STRING, start, self->at - start, escaped);
  self->at++;

  return TRUE;
}

static Expect
take_number (Scanner *self)
{
  gsize length = cs_json_number_measure (self->data + self->at, self->length - self->at);

  if (length == 0)
    return fail (self, "a malformed number");

  add_token (self, CS_JSON_NUMBER, self->at, length, FALSE);
  self->at += length;

  return after_value (self);
}

static Expect
take_word (Scanner    *self,
           const char *word,
           CsJsonType  type)
{
  gsize length = strlen (word);

  if (self->length - self->at < length || memcmp (self->data + self->at, word, length) != 0)
    return fail (self, "an unknown word");

  add_token (self, type, self->at, length, FALSE);
  self->at += length;

  return after_value (self);
}

static Expect
open_container (Scanner    *self,
                CsJsonType  type)
{
  if (self->depth == CS_JSON_DEPTH_MAX)
    return fail (self, "nested too deep");

  self->open[self->depth++] = self->json->n_tokens;
  add_token (self, type, self->at++, 0, FALSE);

  return type == CS_JSON_OBJECT ? EXPECT_NAME_OR_END : EXPECT_VALUE_OR_END;
}

static Expect
close_container (Scanner *self)
{
  guint32 container = self->open[--self->depth];
  CsJsonToken *token = &self->json->tokens[container];

  token->extent = self->json->n_tokens;

  if (token->type == CS_JSON_OBJECT && !cs_json_names_are_unique (self->json, container))
    return fail (self, "an object that names a member twice");

  self->at++;

  return after_value (self);
}

static Expect
take_value (Scanner *self)
{
  switch (peek (self))
    {
    case '{':
      return open_container (self, CS_JSON_OBJECT);

    case '[':
      return open_container (self, CS_JSON_ARRAY);

    case '"':
      return take_string (self) ? after_value (self) : EXPECT_FAILED;

    case 't':
      return take_word (self, "true", CS_JSON_TRUE);

    case 'f':
      return take_word (self, "false", CS_JSON_FALSE);

    case 'n':
      return take_word (self, "null", CS_JSON_NULL);

    case '-':
    case '0': case '1': case '2': case '3': case '4':
    case '5': case '6': case '7': case '8': case '9':
      return take_number (self);

    default:
      return fail (self, "no value where one is due");
    }
}

static Expect
take_name (Scanner *self)
{
  if (peek (self) != '"')
    return fail (self, "no name where one is due");

  if (!take_string (self))
    return EXPECT_FAILED;

  skip_space (self);

  if (peek (self) != ':')
    return fail (self, "no colon after a name");

  self->at++;

  return EXPECT_VALUE;
}

static Expect
take_separator (Scanner *self)
{
  gboolean in_object = self->json->tokens[self->open[self->depth - 1]].type == CS_JSON_OBJECT;
  int c = peek (self);

  if (c == (in_object ? '}' : ']'))
    return close_container (self);

  if (c != ',')
    return fail (self, "no comma where one is due");

  self->at++;

  return in_object ? EXPECT_NAME : EXPECT_VALUE;
}

static Expect
take_next (Scanner *self,
           Expect   expect)
{
  skip_space (self);

  switch (expect)
    {
    case EXPECT_VALUE_OR_END:
      return peek (self) == ']' ? close_container (self) : take_value (self);

    case EXPECT_VALUE:
      return take_value (self);

    case EXPECT_NAME_OR_END:
      return peek (self) == '}' ? close_container (self) : take_name (self);

    case EXPECT_NAME:
      return take_name (self);

    case EXPECT_SEPARATOR:
      return take_separator (self);

    case EXPECT_NOTHING:
    case EXPECT_FAILED:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
scan (Scanner *self)
{
  Expect expect = EXPECT_VALUE;

  while (expect != EXPECT_NOTHING && expect != EXPECT_FAILED)
    expect = take_next (self, expect);

  skip_space (self);

  if (expect == EXPECT_NOTHING && self->at < self->length)
    expect = fail (self, "more after the end");

  return expect == EXPECT_NOTHING;
}

/**
 * cs_json_parse:
 * @data: the document; must stay as it is while the result lives
 * @length: how many bytes
 * @maximum: the most bytes to accept, at most `CS_JSON_FILE_MAX`
 *
 * Lets a document through, or not.
 *
 * This is the one gate for every JSON from outside. It holds RFC 8259 to the letter
 * and is stricter where the RFC leaves it open: UTF-8 without a byte order mark and
 * without lone surrogates, no NUL, no member named twice, nesting up to
 * `CS_JSON_DEPTH_MAX`. Numbers of any size pass, with their text kept: whoever reads
 * one decides. Time is linear in @length (but for objects of many members, whose
 * names are sorted) and memory at most four times @length; there is no recursion.
 *
 * Messages name a place, never content.
 *
 * Returns: (transfer full): the document, or `NULL` with `CS_WIRE_ERROR_TOO_LARGE` or
 *   `CS_WIRE_ERROR_MALFORMED`
 */
CsJson *
cs_json_parse (const void  *data,
               gsize        length,
               gsize        maximum,
               GError     **error)
{
  g_autoptr (CsJson) self = NULL;
  Scanner scanner = { .data = data, .length = length };

  if (length > MIN (maximum, CS_JSON_FILE_MAX))
    {
      g_set_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_TOO_LARGE,
                   "%" G_GSIZE_FORMAT " bytes of JSON are more than %" G_GSIZE_FORMAT,
                   length, MIN (maximum, CS_JSON_FILE_MAX));
      return NULL;
    }

  self = g_new0 (CsJson, 1);
  self->data = data;
  self->capacity = (guint32) (length / 8 + 16);
  self->tokens = g_new (CsJsonToken, self->capacity);
  scanner.json = self;

  if (!scan (&scanner))
    {
      /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autoptr() frees it. */
      g_set_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_MALFORMED,
                   "Not the JSON that is due: %s at byte %" G_GSIZE_FORMAT,
                   scanner.problem, scanner.at);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * cs_json_free:
 * @self: (transfer full) (nullable): a document
 *
 * Frees the tokens; the bytes are the caller's.
 */
void
cs_json_free (CsJson *self)
{
  if (self == NULL)
    return;

  g_free (self->tokens);
  g_free (self);
}

/**
 * cs_json_get_root:
 * @self: a document
 *
 * Gets the value that is the whole document.
 *
 * Returns: the value
 */
CsJsonValue
cs_json_get_root (const CsJson *self)
{
  return (CsJsonValue) { .json = self, .token = 0 };
}
