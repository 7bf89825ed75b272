/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "cs-json-private.h"
#include "cs-secret.h"

/* The longest spelling of one character: two escaped surrogates. */
#define CHARACTER_BYTES_MAX 12

static gboolean
read_code_unit (const char *text,
                gsize       length,
                guint      *out_unit)
{
  guint unit = 0;

  if (length < 6 || text[0] != '\\' || text[1] != 'u')
    return FALSE;

  for (guint i = 2; i < 6; i++)
    {
      int digit = g_ascii_xdigit_value (text[i]);

      if (digit < 0)
        return FALSE;

      unit = unit << 4 | (guint) digit;
    }

  *out_unit = unit;

  return TRUE;
}

/**
 * cs_json_escape_measure:
 * @text: bytes from a backslash on
 * @length: how many there are at most
 *
 * Measures one escape of RFC 8259, section 7; a pair of surrogates is one.
 *
 * NUL and lone surrogates stand for no character that we could keep.
 *
 * Returns: its length in bytes, 0 if it may not be
 */
gsize
cs_json_escape_measure (const char *text,
                        gsize       length)
{
  guint unit, low;

  if (length >= 2 && text[1] != 'u')
    return text[1] != '\0' && strchr ("\"\\/bfnrt", text[1]) != NULL ? 2 : 0;

  if (!read_code_unit (text, length, &unit) || unit == 0)
    return 0;

  if (unit < 0xd800 || unit > 0xdfff)
    return 6;

  if (unit > 0xdbff || !read_code_unit (text + 6, length - 6, &low) ||
      low < 0xdc00 || low > 0xdfff)
    return 0;

  return 12;
}

/* Behind the gate every escape is known to be whole. */
static gunichar
read_escape (const char *text,
             gsize       length)
{
  static const char letters[] = "bfnrt";
  static const char meanings[] = "\b\f\n\r\t";
  const char *letter = strchr (letters, text[1]);
  guint unit = 0, low = 0;

  if (length == 2)
    return (guint8) (letter != NULL ? meanings[letter - letters] : text[1]);

  read_code_unit (text, 6, &unit);

  if (length == 6)
    return unit;

  read_code_unit (text + 6, 6, &low);

  return 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
}

/* Takes one character off the front of what the gate has seen. */
static gunichar
next_character (const char **at,
                const char  *end)
{
  const char *text = *at;
  gsize length;

  if (*text != '\\')
    {
      *at = g_utf8_next_char (text);
      return g_utf8_get_char (text);
    }

  length = cs_json_escape_measure (text, (gsize) (end - text));
  *at = text + length;

  return read_escape (text, length);
}

/* The order of characters, which is also that of the bytes of UTF-8. */
static int
compare_escaped (const char *a,
                 const char *a_end,
                 const char *b,
                 const char *b_end)
{
  while (a < a_end && b < b_end)
    {
      gunichar a_character = next_character (&a, a_end);
      gunichar b_character = next_character (&b, b_end);

      if (a_character != b_character)
        return a_character < b_character ? -1 : 1;
    }

  return (a < a_end) - (b < b_end);
}

static int
compare_plain (const char *a,
               gsize       a_length,
               const char *b,
               gsize       b_length)
{
  int order = memcmp (a, b, MIN (a_length, b_length));

  return order != 0 ? order : (a_length > b_length) - (a_length < b_length);
}

/**
 * cs_json_text_compare:
 * @json: a document
 * @a: token of a string
 * @b: token of another
 *
 * Orders two strings by their text, escapes undone.
 *
 * Returns: below, equal to or above 0
 */
int
cs_json_text_compare (const CsJson *json,
                      guint32       a,
                      guint32       b)
{
  const CsJsonToken *a_token = &json->tokens[a];
  const CsJsonToken *b_token = &json->tokens[b];
  const char *a_text = json->data + a_token->start;
  const char *b_text = json->data + b_token->start;

  if (a_token->escaped || b_token->escaped)
    return compare_escaped (a_text, a_text + a_token->extent, b_text, b_text + b_token->extent);

  return compare_plain (a_text, a_token->extent, b_text, b_token->extent);
}

/**
 * cs_json_value_equals:
 * @string: a value
 * @text: UTF-8
 *
 * Tells whether @string is a string and reads @text once escapes are undone.
 *
 * Returns: `TRUE` if it does
 */
gboolean
cs_json_value_equals (CsJsonValue  string,
                      const char  *text)
{
  const CsJsonToken *token = &string.json->tokens[string.token];
  const char *start = string.json->data + token->start;
  gsize length = strlen (text);
  const char *end = start + token->extent;

  if (token->type != CS_JSON_STRING)
    return FALSE;

  if (!token->escaped)
    return token->extent == length && memcmp (start, text, length) == 0;

  while (start < end && *text != '\0')
    {
      if (next_character (&start, end) != g_utf8_get_char (text))
        return FALSE;

      text = g_utf8_next_char (text);
    }

  return start == end && *text == '\0';
}

/* Copies what fits into @max_characters, and says whether that is all of it. */
static char *
unescape (const char *text,
          gsize       length,
          gsize       max_characters,
          gboolean   *out_is_whole)
{
  const char *end = text + length;
  char *copy = g_malloc (length + 1);
  char *at = copy;

  for (; text < end && max_characters > 0; max_characters--)
    at += g_unichar_to_utf8 (next_character (&text, end), at);

  *at = '\0';
  *out_is_whole = text == end;

  return copy;
}

/**
 * cs_json_value_copy_string:
 * @value: a value
 * @max_characters: the longest text to accept
 * @out_text: (out) (transfer full): the text, escapes undone
 *
 * Copies a string out of the document.
 *
 * Where it may be a secret, it is the caller's to wipe.
 *
 * Returns: `FALSE` if @value is no string or has more characters
 */
gboolean
cs_json_value_copy_string (CsJsonValue   value,
                           gsize         max_characters,
                           char        **out_text)
{
  const CsJsonToken *token = &value.json->tokens[value.token];
  const char *text = value.json->data + token->start;
  gboolean is_whole;
  char *copy;

  /* What is longer in any spelling need not be copied to be refused. */
  if (token->type != CS_JSON_STRING || token->extent / CHARACTER_BYTES_MAX > max_characters)
    return FALSE;

  /* No more bytes than characters are allowed: nothing to undo and nothing to count. */
  if (!token->escaped && token->extent <= max_characters)
    {
      *out_text = g_strndup (text, token->extent);
      return TRUE;
    }

  copy = unescape (text, token->extent, max_characters, &is_whole);

  if (!is_whole)
    {
      cs_secret_wipe_free (copy);
      return FALSE;
    }

  *out_text = copy;

  return TRUE;
}

/**
 * cs_json_value_dup_start:
 * @value: a value
 * @max_characters: where to cut it
 *
 * Copies the beginning of a string out of the document.
 *
 * Returns: (transfer full) (nullable): the text, escapes undone; `NULL` if @value is
 *   no string
 */
char *
cs_json_value_dup_start (CsJsonValue value,
                         gsize       max_characters)
{
  const CsJsonToken *token = &value.json->tokens[value.token];
  gboolean is_whole;

  if (token->type != CS_JSON_STRING)
    return NULL;

  return unescape (value.json->data + token->start, token->extent, max_characters, &is_whole);
}
