/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-pem.h"

#include <openssl/evp.h>
#include <string.h>

/* Our own, because OpenSSL's leaves the last line of a key behind in memory. */

#define BEGIN  "-----BEGIN "
#define END    "-----END "
#define DASHES "-----"

#define BYTES_A_LINE      48

/**
 * cs_pem_block_clear:
 * @self: a block
 *
 * Wipes a block and leaves it empty.
 */
void
cs_pem_block_clear (CsPemBlock *self)
{
  g_clear_pointer (&self->headers, g_free);
  g_clear_pointer (&self->data, cs_buffer_unref);
  self->label[0] = '\0';
}

static const char *
find (const char *text,
      const char *end,
      const char *what)
{
  return memmem (text, (gsize) (end - text), what, strlen (what));
}

static gboolean
is_base64 (guint8 c)
{
  return g_ascii_isalnum (c) || c == '+' || c == '/';
}

/* Leaves the characters that count, and tells how many of them are padding. */
static gboolean
collect_base64 (const char *text,
                const char *end,
                CsBuffer   *characters,
                guint      *out_n_padding)
{
  guint n_padding = 0;

  for (; text < end; text++)
    {
      if (g_ascii_isspace (*text))
        continue;

      if (*text == '=')
        n_padding++;
      else if (n_padding > 0 || !is_base64 ((guint8) *text))
        return FALSE;

      if (!cs_buffer_append (characters, text, 1))
        return FALSE;
    }

  *out_n_padding = n_padding;

  return n_padding <= 2 && cs_buffer_get_length (characters) % 4 == 0;
}

static CsBuffer *
decode_base64 (const char *text,
               const char *end)
{
  gsize maximum = (gsize) (end - text);
  g_autoptr (CsBuffer) characters = cs_buffer_new (maximum);
  g_autoptr (CsBuffer) bytes = cs_buffer_new (maximum);
  gsize length;
  guint n_padding = 0;
  const guint8 *source;

  if (!collect_base64 (text, end, characters, &n_padding))
    return NULL;

  source = cs_buffer_get_data (characters, &length);

  if (length == 0 ||
      EVP_DecodeBlock (cs_buffer_reserve (bytes, length / 4 * 3), source, (int) length) < 0)
    return NULL;

  cs_buffer_truncate (bytes, length / 4 * 3 - n_padding);

  return g_steal_pointer (&bytes);
}

/* Lines of the form `Name: value` end with the first that is empty. */
static char *
take_headers (const char **inout_text,
              const char  *end)
{
  const char *text = *inout_text;
  GString *headers;

  if (find (text, end, ":") == NULL)
    return NULL;

  headers = g_string_new (NULL);

  while (text < end)
    {
      const char *newline = find (text, end, "\n");
      const char *line_end = newline != NULL ? newline : end;

      if (line_end > text && line_end[-1] == '\r')
        line_end--;

      if (line_end == text && headers->len > 0)
        break;

      if (line_end > text)
        {
          g_string_append_len (headers, text, line_end - text);
          g_string_append_c (headers, '\n');
        }

      text = newline != NULL ? newline + 1 : end;
    }

  *inout_text = text;

  return g_string_free (headers, FALSE);
}

static gboolean
read_label (CsPemBlock *self,
            const char *text,
            const char *end)
{
  const char *label_end = find (text, end, DASHES);

  if (label_end == NULL || label_end - text > CS_PEM_LABEL_MAX ||
      memchr (text, '\n', (gsize) (label_end - text)) != NULL)
    return FALSE;

  memcpy (self->label, text, (gsize) (label_end - text));
  self->label[label_end - text] = '\0';

  return TRUE;
}

/**
 * cs_pem_block_read:
 * @self: (out caller-allocates): an empty block
 * @inout_text: (inout): where to look; afterwards behind the block
 * @inout_length: (inout): how many bytes are there
 *
 * Reads the next block of a PEM file (RFC 7468, and RFC 1421 for the headers that
 * say how it is encrypted). What stands outside of blocks is skipped.
 *
 * Returns: `FALSE` if there is no further block that can be read
 */
gboolean
cs_pem_block_read (CsPemBlock  *self,
                   const char **inout_text,
                   gsize       *inout_length)
{
  g_autofree char *end_line = NULL;
  const char *begin, *end, *body, *body_end;

  /* An empty file has no first byte to point at. */
  if (*inout_length == 0)
    return FALSE;

  end = *inout_text + *inout_length;
  begin = find (*inout_text, end, BEGIN);

  if (begin == NULL || !read_label (self, begin + strlen (BEGIN), end))
    return FALSE;

  body = begin + strlen (BEGIN) + strlen (self->label) + strlen (DASHES);
  end_line = g_strconcat (END, self->label, DASHES, NULL);
  body_end = find (body, end, end_line);

  if (body_end == NULL)
    return FALSE;

  self->headers = take_headers (&body, body_end);
  self->data = decode_base64 (body, body_end);
  *inout_text = body_end + strlen (end_line);
  *inout_length = (gsize) (end - *inout_text);

  return self->data != NULL;
}

/**
 * cs_pem_block_write:
 * @label: what it is: `PRIVATE KEY`
 * @data: bytes
 * @length: how many
 * @out_text: (out caller-allocates): where it goes
 *
 * Adds a block to a PEM file (RFC 7468, section 3).
 *
 * Returns: `FALSE` if the buffer is too small
 */
gboolean
cs_pem_block_write (const char   *label,
                    const guint8 *data,
                    gsize         length,
                    CsBuffer     *out_text)
{
  g_autofree char *begin_line = g_strconcat (BEGIN, label, DASHES "\n", NULL);
  g_autofree char *end_line = g_strconcat (END, label, DASHES "\n", NULL);

  if (!cs_buffer_append_string (out_text, begin_line))
    return FALSE;

  for (gsize at = 0; at < length; at += BYTES_A_LINE)
    {
      gsize n_bytes = MIN (length - at, BYTES_A_LINE);
      gsize n_characters = (n_bytes + 2) / 3 * 4;
      guint8 *line = cs_buffer_reserve (out_text, n_characters + 1);

      if (line == NULL)
        return FALSE;

      /* It ends the line with a NUL, which makes room for the newline. */
      (void) EVP_EncodeBlock (line, data + at, (int) n_bytes);
      line[n_characters] = '\n';
    }

  return cs_buffer_append_string (out_text, end_line);
}
