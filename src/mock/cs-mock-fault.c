/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-fault.h"

#include <math.h>
#include <string.h>

#include "cs-digits.h"
#include "cs-mock-error.h"
#include "cs-mock-mix.h"

#define DELAY_MAX       60000    /* ms */
#define TAIL_MEDIAN     20       /* ms */
#define TAIL_MAX        10000    /* ms */
#define TIMES_MAX       1000000000
#define RETRY_AFTER_MAX 86400    /* s */

struct _CsMockFault
{
  const CsMockFaultKind *kind;
  char                  *text;
  char                  *argument;

  guint                  delay_min;    /* ms */
  guint                  delay_max;
  gboolean               has_tail;

  guint                  percent;
  gint64                 n_left;       /* -1: as long as it is armed */
};

static const char *const retry_after_words[] = {
  "date", "past", "negative", "huge", "garbage", NULL,
};

static gboolean
parse_number (const char *text,
              guint64     minimum,
              guint64     maximum,
              guint64    *out_number)
{
  return cs_digits_parse_uint64 (text, strlen (text), minimum, maximum, out_number);
}

static gboolean
parse_delay (CsMockFault *self,
             const char  *text)
{
  g_auto (GStrv) ends = g_strsplit (text, "-", 2);
  guint64 minimum, maximum;

  self->has_tail = g_str_equal (text, "tail");

  if (self->has_tail)
    return TRUE;

  if (ends[0] == NULL || !parse_number (ends[0], 0, DELAY_MAX, &minimum) ||
      !parse_number (ends[1] != NULL ? ends[1] : ends[0], minimum, DELAY_MAX, &maximum))
    return FALSE;

  self->delay_min = (guint) minimum;
  self->delay_max = (guint) maximum;

  return TRUE;
}

static gboolean
parse_argument (CsMockFault *self,
                const char  *text)
{
  guint64 seconds;
  gboolean ok = self->kind->id == CS_MOCK_FAULT_RETRY_AFTER
                ? g_strv_contains (retry_after_words, text) ||
                  parse_number (text, 0, RETRY_AFTER_MAX, &seconds)
                : parse_delay (self, text);

  if (ok)
    self->argument = g_strdup (text);

  return ok;
}

static gboolean
parse_mode (CsMockFault *self,
            const char  *text)
{
  g_autofree char *digits = NULL;
  guint64 number;

  if (g_str_equal (text, "always"))
    return TRUE;

  if (g_str_equal (text, "once"))
    {
      self->n_left = 1;
      return TRUE;
    }

  if (g_str_has_prefix (text, "next=") &&
      parse_number (text + strlen ("next="), 1, TIMES_MAX, &number))
    {
      self->n_left = (gint64) number;
      return TRUE;
    }

  digits = g_strndup (text, g_str_has_suffix (text, "%") ? strlen (text) - 1 : strlen (text));

  if (!parse_number (digits, 0, 100, &number))
    return FALSE;

  self->percent = (guint) number;

  return TRUE;
}

/* An argument comes first, the mode after it. What can be either is an argument. */
static gboolean
parse_words (CsMockFault *self,
             char       **words)
{
  if (self->kind->argument != NULL && *words != NULL && parse_argument (self, *words))
    words++;
  else if (self->kind->argument != NULL && !parse_argument (self, self->kind->usual))
    return FALSE;

  if (*words != NULL && !parse_mode (self, *words++))
    return FALSE;

  return *words == NULL;
}

/**
 * cs_mock_fault_parse:
 * @text: `NAME[:ARGUMENT][:MODE]`
 * @error: return location for an error of `CS_MOCK_ERROR`
 *
 * Reads a fault as the command line writes it.
 *
 * The mode is `once`, `next=N`, `always` (also if there is none) or a percentage.
 * `latency` and `retry-after-…` take an argument, which comes before the mode:
 * `latency:20-200`, `retry-after-503:2:once`. Without one they take the usual.
 *
 * Returns: (transfer full) (nullable): the fault
 */
CsMockFault *
cs_mock_fault_parse (const char  *text,
                     GError     **error)
{
  g_auto (GStrv) words = g_strsplit (text, ":", 4);
  g_autoptr (CsMockFault) self = NULL;
  const CsMockFaultKind *kind = words[0] != NULL ? cs_mock_fault_find_kind (words[0]) : NULL;

  if (kind == NULL)
    {
      g_set_error (error, CS_MOCK_ERROR, CS_MOCK_ERROR_NO_SUCH_FAULT,
                   "There is no fault of this name: %.40s", text);
      return NULL;
    }

  self = g_new0 (CsMockFault, 1);
  self->kind = kind;
  self->text = g_strdup (text);
  self->percent = 100;
  self->n_left = -1;

  if (!parse_words (self, words + 1))
    {
      /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autoptr() frees it. */
      g_set_error (error, CS_MOCK_ERROR, CS_MOCK_ERROR_BAD_FAULT,
                   "Write it as %s%s%s%s[:once|:next=N|:always|:PERCENT]", kind->name,
                   kind->argument != NULL ? "[:" : "",
                   kind->argument != NULL ? kind->argument : "",
                   kind->argument != NULL ? "]" : "");
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * cs_mock_fault_free:
 * @self: (transfer full): a fault
 *
 * Frees a fault.
 */
void
cs_mock_fault_free (CsMockFault *self)
{
  g_free (self->text);
  g_free (self->argument);
  g_free (self);
}

const char *
cs_mock_fault_get_name (const CsMockFault *self)
{
  return self->kind->name;
}

/**
 * cs_mock_fault_get_text:
 * @self: a fault
 *
 * Gets what the fault was read from.
 *
 * Returns: (transfer none): `NAME[:ARGUMENT][:MODE]`
 */
const char *
cs_mock_fault_get_text (const CsMockFault *self)
{
  return self->text;
}

const CsMockFaultKind *
cs_mock_fault_get_kind (const CsMockFault *self)
{
  return self->kind;
}

const char *
cs_mock_fault_get_argument (const CsMockFault *self)
{
  return self->argument;
}

/**
 * cs_mock_fault_get_delay:
 * @self: a fault with a time
 * @draw: a random number
 *
 * Chooses how long it takes this time.
 *
 * The long tail is a Pareto distribution: half are within 20 ms or so of the
 * service's own time, one in a hundred takes over a second.
 *
 * Returns: milliseconds
 */
guint
cs_mock_fault_get_delay (const CsMockFault *self,
                         guint64            draw)
{
  if (self->has_tail)
    {
      double share = (double) (draw >> 11) / (double) (G_GUINT64_CONSTANT (1) << 53);

      return (guint) MIN (TAIL_MAX, TAIL_MEDIAN * (pow (1 - share, -0.9) - 0.5));
    }

  return self->delay_min + (guint) (draw % (self->delay_max - self->delay_min + 1));
}

/**
 * cs_mock_fault_is_permanent:
 * @self: a fault
 *
 * Tells whether it strikes every time as long as it is armed.
 *
 * Returns: `TRUE` if it does
 */
gboolean
cs_mock_fault_is_permanent (const CsMockFault *self)
{
  return self->n_left < 0 && self->percent == 100;
}

/**
 * cs_mock_fault_strike:
 * @self: a fault
 * @draw: a random number, which decides where the mode is a percentage
 *
 * Asks whether it strikes now, and counts it if so.
 *
 * Returns: `TRUE` if it strikes
 */
gboolean
cs_mock_fault_strike (CsMockFault *self,
                      guint64      draw)
{
  if (self->n_left == 0 || draw % 100 >= self->percent)
    return FALSE;

  if (self->n_left > 0)
    self->n_left--;

  return TRUE;
}
