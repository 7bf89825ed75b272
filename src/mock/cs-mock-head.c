/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-head.h"

#include <string.h>

#include "cs-digits.h"

#define OK 0

/* What a request says of itself that decides where it ends. */
typedef struct
{
  gboolean has_body;       /* its method has one */
  gboolean is_old;         /* HTTP/1.0 */
  gboolean is_last;        /* the client closes afterwards */
  guint    n_headers;
  guint    n_hosts;
  guint    n_lengths;
  guint64  body_length;
} Head;

/* A set ends with a NUL, which is in none. */
static gboolean
is_one_of (char        c,
           const char *set)
{
  return c != '\0' && strchr (set, c) != NULL;
}

static gboolean
is_token (const char *text,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && !is_one_of (text[i], "!#$%&'*+-.^_`|~"))
      return FALSE;

  return length > 0;
}

/* Visible characters, and blanks between them; nothing beyond ASCII. */
static gboolean
is_field_value (const char *text,
                gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (text[i]) && text[i] != ' ' && text[i] != '\t')
      return FALSE;

  return TRUE;
}

static gboolean
is_word (const char *text,
         gsize       length,
         const char *word)
{
  return length == strlen (word) && g_ascii_strncasecmp (text, word, length) == 0;
}

/* Only a path in its one normal form: no escapes, no empty or dotted segments, no
 * backslash. What the service serves has none of these.
 */
static gboolean
is_target (const char *text,
           gsize       length)
{
  if (length == 0 || text[0] != '/')
    return FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (text[i]) && !is_one_of (text[i], "/._-~"))
        return FALSE;

      if (text[i] == '/' && i + 1 < length && (text[i + 1] == '/' || text[i + 1] == '.'))
        return FALSE;
    }

  return TRUE;
}

static guint
check_request_line (const char *line,
                    gsize       length,
                    Head       *head)
{
  const char *target = memchr (line, ' ', length);
  const char *version = target != NULL ? memrchr (line, ' ', length) : NULL;
  gsize method_length;

  if (version == NULL || version == target)
    return 400;

  method_length = (gsize) (target - line);
  target++;
  version++;

  if (!is_token (line, method_length) || !is_target (target, (gsize) (version - target) - 1))
    return 400;

  head->is_old = is_word (version, (gsize) (line + length - version), "HTTP/1.0");

  if (!head->is_old && !is_word (version, (gsize) (line + length - version), "HTTP/1.1"))
    return 505;

  head->has_body = is_word (line, method_length, "POST");

  if (!head->has_body && !is_word (line, method_length, "GET") &&
      !is_word (line, method_length, "HEAD"))
    return 501;

  return OK;
}

/* From outside this computer a name can be made to lead here, and a web page that
 * comes by such a name is no friend.
 */
static gboolean
is_own_host (const char *value,
             gsize       length)
{
  const char *colon = memchr (value, ':', length);
  gsize name_length = colon != NULL ? (gsize) (colon - value) : length;

  return is_word (value, name_length, "127.0.0.1") || is_word (value, name_length, "localhost");
}

static guint
check_length (const char *value,
              gsize       length,
              Head       *head)
{
  head->n_lengths++;

  if (!cs_digits_parse_uint64 (value, length, 0, G_MAXUINT64, &head->body_length))
    return 400;

  return head->body_length > CS_MOCK_BODY_MAX ? 413 : OK;
}

static guint
check_field (const char *name,
             gsize       name_length,
             const char *value,
             gsize       length,
             Head       *head)
{
  if (is_word (name, name_length, "Host"))
    {
      head->n_hosts++;
      return is_own_host (value, length) ? OK : 421;
    }

  if (is_word (name, name_length, "Content-Length"))
    return check_length (value, length, head);

  /* A request has one way to say where it ends. */
  if (is_word (name, name_length, "Transfer-Encoding"))
    return 411;

  if (is_word (name, name_length, "Expect"))
    return 417;

  if (is_word (name, name_length, "Connection"))
    head->is_last |= !is_word (value, length, "keep-alive");

  /* Features of the library behind this that nothing here needs. */
  if (is_word (name, name_length, "Range") || is_word (name, name_length, "Upgrade"))
    return 400;

  return OK;
}

static guint
check_header_line (const char *line,
                   gsize       length,
                   Head       *head)
{
  const char *colon = memchr (line, ':', length);
  const char *value;
  gsize value_length;

  if (++head->n_headers > CS_MOCK_HEADERS_MAX)
    return 431;

  if (colon == NULL || !is_token (line, (gsize) (colon - line)))
    return 400;

  value = colon + 1;
  value_length = (gsize) (line + length - value);

  if (!is_field_value (value, value_length))
    return 400;

  for (; value_length > 0 && (*value == ' ' || *value == '\t'); value_length--)
    value++;

  while (value_length > 0 && (value[value_length - 1] == ' ' || value[value_length - 1] == '\t'))
    value_length--;

  return check_field (line, (gsize) (colon - line), value, value_length, head);
}

static guint
check_whole (const Head *head)
{
  if (head->n_hosts > 1 || (head->n_hosts == 0 && !head->is_old) || head->n_lengths > 1)
    return 400;

  if (head->has_body && head->n_lengths == 0)
    return 411;

  return head->has_body || head->body_length == 0 ? OK : 400;
}

/**
 * cs_mock_head_check:
 * @head: request line and headers, with the empty line at the end
 * @length: how many bytes
 * @out_head: (out caller-allocates): what follows
 *
 * Decides whether a request may go to the HTTP library.
 *
 * The library takes the last of several hosts, reads bodies of any length, and has
 * had its troubles with chunks, ranges and encodings (see its advisories). So it is
 * given nothing but plain requests in one piece: GET and HEAD without a body, POST
 * with one of a stated length; RFC 9112, without its choices.
 *
 * Returns: 0, or the HTTP status to refuse it with
 */
guint
cs_mock_head_check (const char *head,
                    gsize       length,
                    CsMockHead *out_head)
{
  Head what = { FALSE, FALSE, FALSE, 0, 0, 0, 0 };
  const char *end = head + length;
  guint status = OK;

  for (const char *line = head; line < end && status == OK; )
    {
      const char *line_end = memmem (line, (gsize) (end - line), "\r\n", 2);

      if (line_end == NULL)
        return 400;

      if (line == head)
        status = check_request_line (line, (gsize) (line_end - line), &what);
      else if (line_end > line)
        status = check_header_line (line, (gsize) (line_end - line), &what);

      line = line_end + 2;
    }

  if (status == OK)
    status = check_whole (&what);

  *out_head = (CsMockHead) { (gsize) what.body_length, !what.is_old && !what.is_last };

  return status;
}
