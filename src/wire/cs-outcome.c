/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-outcome.h"

#include <string.h>

#include "cs-redact.h"
#include "cs-secret.h"
#include "cs-wire-error.h"

#define CODE_LENGTH_MAX        32
#define DESCRIPTION_LENGTH_MAX 1000

/**
 * cs_outcome_clear:
 * @self: an outcome
 *
 * Frees what is in it and makes it empty.
 */
void
cs_outcome_clear (CsOutcome *self)
{
  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->description, g_free);
}

/**
 * cs_outcome_set:
 * @self: an outcome, filled or empty
 * @code: a code of the service
 * @description: its words
 *
 * Replaces what is in it.
 */
void
cs_outcome_set (CsOutcome  *self,
                const char *code,
                const char *description)
{
  cs_outcome_clear (self);
  self->code = g_strdup (code);
  self->description = g_strdup (description);
}

/**
 * cs_outcome_set_missing:
 * @self: an outcome, filled or empty
 * @parameter: what is wanting
 *
 * Says what the service says of a parameter that was not supplied.
 */
void
cs_outcome_set_missing (CsOutcome  *self,
                        const char *parameter)
{
  g_autofree char *description = g_strdup_printf ("Missing required values. %s", parameter);

  cs_outcome_set (self, CS_CODE_MISSING_PARAMETER, description);
}

/**
 * cs_outcome_set_invalid:
 * @self: an outcome, filled or empty
 * @parameter: (nullable): which one, or `NULL` if it is the body as a whole
 *
 * Says what the service says of a parameter that it cannot use.
 */
void
cs_outcome_set_invalid (CsOutcome  *self,
                        const char *parameter)
{
  g_autofree char *description = g_strconcat ("Invalid input parameter.",
                                              parameter != NULL ? " " : NULL, parameter, NULL);

  cs_outcome_set (self, CS_CODE_INVALID_PARAMETER, description);
}

/**
 * cs_outcome_is_success:
 * @self: an outcome
 *
 * Tells whether the call did what it was asked to.
 *
 * Returns: `TRUE` for the code 000_000, and for it alone
 */
gboolean
cs_outcome_is_success (const CsOutcome *self)
{
  return g_strcmp0 (self->code, CS_CODE_SUCCESS) == 0;
}

static gboolean
is_code (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_isgraph (*c))
      return FALSE;

  return *text != '\0';
}

static gboolean
decode_code (CsJsonValue   response,
             char        **out_code)
{
  g_autofree char *code = NULL;
  CsJsonValue value;

  if (!cs_json_object_get_member (response, "code", &value) ||
      !cs_json_value_copy_string (value, CODE_LENGTH_MAX, &code) || !is_code (code))
    return FALSE;

  *out_code = g_steal_pointer (&code);

  return TRUE;
}

/* Words of a stranger that end up in messages: a service that repeats what it was
 * asked for must not carry a card number there.
 */
static char *
dup_description (CsJsonValue response)
{
  CsJsonValue value;
  char *text = NULL;
  char *redacted;

  if (cs_json_object_get_member (response, "description", &value))
    text = cs_json_value_dup_start (value, DESCRIPTION_LENGTH_MAX);

  if (text == NULL)
    return g_strdup ("");

  redacted = cs_redact_dup (text);
  cs_secret_wipe_free (text);

  return redacted;
}

/**
 * cs_outcome_decode:
 * @root: the whole answer
 * @out_outcome: (out caller-allocates): what the service says, to be cleared
 * @error: return location
 *
 * Reads the member `response` that every answer has.
 *
 * The description may be wanting, is cut at 1000 characters, and has card numbers in
 * it masked. Whoever shows it escapes what a terminal would obey.
 *
 * Returns: `FALSE` with `CS_WIRE_ERROR_ENVELOPE` if there is no usable code
 */
gboolean
cs_outcome_decode (CsJsonValue   root,
                   CsOutcome    *out_outcome,
                   GError      **error)
{
  CsJsonValue response;
  char *code = NULL;

  if (!cs_json_object_get_member (root, "response", &response) || !decode_code (response, &code))
    {
      g_set_error_literal (error, CS_WIRE_ERROR, CS_WIRE_ERROR_ENVELOPE,
                           "The answer has no response code");
      return FALSE;
    }

  out_outcome->code = code;
  out_outcome->description = dup_description (response);

  return TRUE;
}

/**
 * cs_outcome_encode:
 * @self: an outcome with a code
 * @writer: where the answer's object is open
 *
 * Writes the member `response`.
 */
void
cs_outcome_encode (const CsOutcome *self,
                   CsJsonWriter    *writer)
{
  cs_json_writer_begin_object (writer, "response");
  cs_json_writer_string (writer, "code", self->code);
  cs_json_writer_string (writer, "description", self->description != NULL ? self->description : "");
  cs_json_writer_end_object (writer);
}
