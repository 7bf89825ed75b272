/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-failure.h"

#include <gio/gio.h>

#include "cs-client-error.h"
#include "cs-failure-private.h"
#include "cs-lookup.h"
#include "cs-wire-error.h"

static const CsFailureFamily client_families[] = {
  [CS_CLIENT_ERROR_REFUSED] = CS_FAMILY_REFUSED,
  [CS_CLIENT_ERROR_UNREACHABLE] = CS_FAMILY_UNREACHABLE,
  [CS_CLIENT_ERROR_TIMED_OUT] = CS_FAMILY_UNREACHABLE,
  [CS_CLIENT_ERROR_TLS] = CS_FAMILY_UNREACHABLE,
  [CS_CLIENT_ERROR_IN_TROUBLE] = CS_FAMILY_IN_TROUBLE,
  [CS_CLIENT_ERROR_UNUSABLE] = CS_FAMILY_UNUSABLE,
  [CS_CLIENT_ERROR_PROFILE] = CS_FAMILY_LOCAL,
  [CS_CLIENT_ERROR_NO_PROFILE] = CS_FAMILY_LOCAL,
  [CS_CLIENT_ERROR_PASSPHRASE] = CS_FAMILY_LOCAL,
};

static const CsFailureFamily wire_families[] = {
  [CS_WIRE_ERROR_TOO_LARGE] = CS_FAMILY_UNUSABLE,
  [CS_WIRE_ERROR_MALFORMED] = CS_FAMILY_UNUSABLE,
  [CS_WIRE_ERROR_ENVELOPE] = CS_FAMILY_UNUSABLE,
  [CS_WIRE_ERROR_NOT_ENCRYPTED] = CS_FAMILY_UNUSABLE,
  [CS_WIRE_ERROR_UNVERIFIED] = CS_FAMILY_UNUSABLE,
  [CS_WIRE_ERROR_KEY] = CS_FAMILY_LOCAL,
  [CS_WIRE_ERROR_PASSPHRASE] = CS_FAMILY_LOCAL,
  [CS_WIRE_ERROR_CREDENTIALS] = CS_FAMILY_LOCAL,
};

static const CsFailureFamily lookup_families[] = {
  [CS_LOOKUP_ERROR_INPUT] = CS_FAMILY_INPUT,
  [CS_LOOKUP_ERROR_NEEDS_MEMBER_ID] = CS_FAMILY_INPUT,
  [CS_LOOKUP_ERROR_NOBODYS_CARD] = CS_FAMILY_REFUSED,
  [CS_LOOKUP_ERROR_SELECTED_CARD_MISSING] = CS_FAMILY_REFUSED,
  [CS_LOOKUP_ERROR_NEEDS_KEY] = CS_FAMILY_INPUT,
};

static CsFailureFamily
pick (const CsFailureFamily *families,
      gsize                  n_families,
      int                    code)
{
  return code >= 0 && (gsize) code < n_families ? families[code] : CS_FAMILY_LOCAL;
}

static CsFailureFamily
classify_by_code (const GError *error)
{
  if (error->domain == CS_CLIENT_ERROR)
    return pick (client_families, G_N_ELEMENTS (client_families), error->code);

  if (error->domain == CS_WIRE_ERROR)
    return pick (wire_families, G_N_ELEMENTS (wire_families), error->code);

  if (error->domain == CS_LOOKUP_ERROR)
    return pick (lookup_families, G_N_ELEMENTS (lookup_families), error->code);

  if (error->domain == G_OPTION_ERROR)
    return CS_FAMILY_INPUT;

  return CS_FAMILY_LOCAL;
}

/**
 * cs_failure_is_about_answer:
 * @error: an error of any domain
 *
 * Tells whether an error is about an answer that came, so that the answer's status
 * has a say.
 *
 * Returns: `TRUE` if it is
 */
gboolean
cs_failure_is_about_answer (const GError *error)
{
  CsFailureFamily family = classify_by_code (error);

  return (error->domain == CS_CLIENT_ERROR || error->domain == CS_WIRE_ERROR) &&
         (family == CS_FAMILY_REFUSED || family == CS_FAMILY_UNUSABLE ||
          family == CS_FAMILY_IN_TROUBLE);
}

/**
 * cs_failure_classify:
 * @error: what went wrong, of any domain
 * @report: (nullable): how the call went
 *
 * Tells to which family a failure belongs. The status of an answer decides first:
 * 429 and 5xx are trouble, 3xx is not usable; then the error does.
 *
 * Returns: the family
 */
CsFailureFamily
cs_failure_classify (const GError       *error,
                     const CsCallReport *report)
{
  guint status = report != NULL ? report->http_status : 0;

  g_return_val_if_fail (error != NULL, CS_FAMILY_LOCAL);

  if (!cs_failure_is_about_answer (error))
    return classify_by_code (error);

  if (status == 429 || status >= 500)
    return CS_FAMILY_IN_TROUBLE;

  if (status >= 300 && status < 400)
    return CS_FAMILY_UNUSABLE;

  return classify_by_code (error);
}

/**
 * cs_failure_get_exit_code:
 * @family: a family
 *
 * Tells with which code a command ends that failed so.
 *
 * Returns: 1 to 5
 */
int
cs_failure_get_exit_code (CsFailureFamily family)
{
  switch (family)
    {
    case CS_FAMILY_REFUSED:
      return 1;

    case CS_FAMILY_INPUT:
      return 2;

    case CS_FAMILY_UNREACHABLE:
    case CS_FAMILY_IN_TROUBLE:
      return 3;

    case CS_FAMILY_UNUSABLE:
      return 4;

    case CS_FAMILY_LOCAL:
    default:
      return 5;
    }
}

/**
 * cs_failure_get_word:
 * @family: a family
 *
 * Names a family as the log and its exports do; not translated.
 *
 * Returns: a word
 */
const char *
cs_failure_get_word (CsFailureFamily family)
{
  static const char *const words[] = {
    [CS_FAMILY_INPUT] = "input",
    [CS_FAMILY_REFUSED] = "refused",
    [CS_FAMILY_UNREACHABLE] = "unreachable",
    [CS_FAMILY_IN_TROUBLE] = "in-trouble",
    [CS_FAMILY_UNUSABLE] = "unusable",
    [CS_FAMILY_LOCAL] = "local",
  };

  g_return_val_if_fail ((gsize) family < G_N_ELEMENTS (words), NULL);

  return words[family];
}

/**
 * cs_failure_dup_outcome:
 * @error: (nullable): what went wrong, or `NULL` if nothing did
 * @report: (nullable): how the call went
 *
 * Makes the outcome of an access record: `ok`, `cancelled`, or the family's word,
 * with the service's code behind a colon if it refused: `refused:001_006`.
 *
 * Returns: (transfer full): the outcome
 */
char *
cs_failure_dup_outcome (const GError       *error,
                        const CsCallReport *report)
{
  CsFailureFamily family;
  gboolean has_code;

  if (error == NULL)
    return g_strdup ("ok");

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup ("cancelled");

  family = cs_failure_classify (error, report);
  has_code = family == CS_FAMILY_REFUSED && error->domain == CS_CLIENT_ERROR &&
             report != NULL && report->code != NULL;

  return g_strconcat (cs_failure_get_word (family), has_code ? ":" : NULL,
                      has_code ? report->code : NULL, NULL);
}
