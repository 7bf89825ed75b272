/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-answer-headers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cs-client-error.h"
#include "cs-digits.h"
#include "cs-printable.h"

static guint
count_headers (SoupMessage *message,
               const char  *wanted)
{
  SoupMessageHeadersIter iter;
  const char *name, *value;
  guint n = 0;

  soup_message_headers_iter_init (&iter, soup_message_get_response_headers (message));

  while (soup_message_headers_iter_next (&iter, &name, &value))
    if (g_ascii_strcasecmp (name, wanted) == 0)
      n++;

  return n;
}

static const char *
get_header (SoupMessage *message,
            const char  *name)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (message), name);
}

static gboolean
has_plain_length (SoupMessage *message)
{
  guint64 length;

  switch (count_headers (message, "Content-Length"))
    {
    case 0:
      return TRUE;

    case 1:
      return get_header (message, "Transfer-Encoding") == NULL &&
             cs_answer_headers_get_length (message, &length);

    default:
      return FALSE;
    }
}

static gboolean
is_packed (SoupMessage *message)
{
  const char *encoding = get_header (message, "Content-Encoding");

  return encoding != NULL && g_ascii_strcasecmp (encoding, "identity") != 0;
}

/**
 * cs_answer_headers_check:
 * @message: a message whose headers have come
 * @maximum: the most bytes that its body may have
 * @error: [error@ClientError] `UNUSABLE`
 *
 * Refuses a body, before any of it is read, that is packed, too long, or not clearly
 * delimited (RFC 9112, section 6.3): libsoup takes the last of two lengths.
 *
 * Returns: `TRUE` if the body may be read
 */
gboolean
cs_answer_headers_check (SoupMessage  *message,
                         gsize         maximum,
                         GError      **error)
{
  guint64 length;

  if (!has_plain_length (message))
    g_set_error_literal (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE,
                         _("The answer contradicts itself about its length."));
  else if (is_packed (message))
    g_set_error_literal (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE,
                         _("The answer is compressed, though that was not asked for."));
  else if (cs_answer_headers_get_length (message, &length) && length > maximum)
    g_set_error_literal (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE,
                         _("The answer is longer than any answer of this service."));
  else
    return TRUE;

  return FALSE;
}

/**
 * cs_answer_headers_get_length:
 * @message: a message whose headers have come
 * @out_length: (out): how many bytes its body has
 *
 * Reads Content-Length.
 *
 * Returns: `FALSE` if there is none, or none that is a number
 */
gboolean
cs_answer_headers_get_length (SoupMessage *message,
                              guint64     *out_length)
{
  const char *text = get_header (message, "Content-Length");

  return text != NULL &&
         cs_digits_parse_uint64 (text, strlen (text), 0, G_MAXUINT64, out_length);
}

/**
 * cs_answer_headers_is_json:
 * @message: a message whose headers have come
 *
 * Tells whether the body calls itself JSON; parameters do not matter.
 *
 * Returns: `TRUE` if its type is application/json
 */
gboolean
cs_answer_headers_is_json (SoupMessage *message)
{
  const char *type =
    soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL);

  return type != NULL && g_ascii_strcasecmp (type, "application/json") == 0;
}

/**
 * cs_answer_headers_dup_text:
 * @message: a message whose headers have come
 * @name: a header
 * @max_characters: how much of it to keep, made fit for one line
 *
 * Reads a header for display.
 *
 * Returns: (transfer full) (nullable): its value, or `NULL` if there is none
 */
char *
cs_answer_headers_dup_text (SoupMessage *message,
                            const char  *name,
                            gsize        max_characters)
{
  const char *value = get_header (message, name);

  return value != NULL ? cs_printable_dup (value, max_characters) : NULL;
}
