/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-redact.h"

#include <openssl/crypto.h>
#include <string.h>

#include "cs-pan.h"

#define SHORTEST_PAN 13
#define LONGEST_PAN  19
#define FIRST_SHOWN  6
#define LAST_SHOWN   4

/* Where the run of digits at @start ends. Single spaces and hyphens between
 * digits belong to it, because that is how people write card numbers.
 */
static gsize
find_run_end (const char *text,
              gsize       start)
{
  gsize end = start;

  while (g_ascii_isdigit (text[end]) ||
         ((text[end] == ' ' || text[end] == '-') && g_ascii_isdigit (text[end + 1])))
    end++;

  return end;
}

static void
mask_number (char       *redacted,
             const char *text,
             gsize       start,
             gsize       end,
             gsize       n_digits)
{
  gsize seen = 0;

  for (gsize i = start; i < end; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        continue;

      if (seen >= FIRST_SHOWN && seen < n_digits - LAST_SHOWN)
        redacted[i] = '*';

      seen++;
    }
}

/* Tries the numbers that begin at @start and end where a group of digits does,
 * since another number may stand right beside a card number.
 */
static void
redact_from (char       *redacted,
             const char *text,
             gsize       start,
             gsize       end)
{
  char digits[LONGEST_PAN];
  gsize n_digits = 0;

  for (gsize i = start; i < end; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        continue;

      if (n_digits == LONGEST_PAN)
        break;

      digits[n_digits++] = text[i];

      if (!g_ascii_isdigit (text[i + 1]) && n_digits >= SHORTEST_PAN &&
          cs_pan_has_check_digit (digits, n_digits))
        mask_number (redacted, text, start, i + 1, n_digits);
    }

  OPENSSL_cleanse (digits, sizeof digits);
}

static void
redact_run (char       *redacted,
            const char *text,
            gsize       start,
            gsize       end)
{
  for (gsize i = start; i < end; i++)
    if (g_ascii_isdigit (text[i]) && (i == start || !g_ascii_isdigit (text[i - 1])))
      redact_from (redacted, text, i, end);
}

/**
 * cs_redact_dup:
 * @text: any text
 *
 * Masks every run of 13 to 19 digits that ends in a valid check digit; single
 * spaces and hyphens may stand between its groups. The last resort for text that
 * is not ours; what is ours is masked before it is text.
 *
 * Returns: (transfer full): @text, masked
 */
char *
cs_redact_dup (const char *text)
{
  char *redacted = g_strdup (text);
  gsize i = 0;

  while (text[i] != '\0')
    {
      gsize end = find_run_end (text, i);

      redact_run (redacted, text, i, end);
      i = MAX (i + 1, end);
    }

  return redacted;
}

static GLogWriterOutput
write_redacted (GLogLevelFlags   level,
                const GLogField *fields,
                gsize            n_fields,
                gpointer         unused)
{
  g_autofree GLogField *copy = g_memdup2 (fields, n_fields * sizeof *fields);
  g_autofree char *message = NULL;

  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (copy[i].key, "MESSAGE") && copy[i].length < 0)
      {
        g_free (message);
        message = cs_redact_dup (copy[i].value);
        copy[i].value = message;
      }

  return g_log_writer_default (level, copy, n_fields, NULL);
}

/**
 * cs_redact_log_writer:
 *
 * Makes every message of this process, libraries' too, pass cs_redact_dup()
 * before it is written. To be called once, before any other thread runs.
 */
void
cs_redact_log_writer (void)
{
  g_log_set_writer_func (write_redacted, NULL, NULL);
}
