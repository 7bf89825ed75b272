/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-origin.h"

#include "cs-access-record.h"
#include "cs-card-json.h"
#include "cs-service-url.h"

/* The mock service listens on another port each time; it is the same service. */
static char *
dup_service (CsProfile *profile)
{
  GUri *base = cs_profile_get_base_uri (profile);

  if (!cs_service_url_is_loopback (base))
    return g_uri_to_string (base);

  return g_strdup_printf ("%s://%s%s", g_uri_get_scheme (base), g_uri_get_host (base),
                          g_uri_get_path (base));
}

/**
 * cs_audit_origin_dup_now:
 * @clock: tells the time
 *
 * Writes down what time it is.
 *
 * Returns: (transfer full): ISO 8601 with offset
 */
char *
cs_audit_origin_dup_now (CsClock *clock)
{
  g_autoptr (GDateTime) now = cs_clock_dup_kst (clock);

  return g_date_time_format (now, CS_TIME_FORMAT);
}

/**
 * cs_audit_origin_new:
 * @profile: whom the run asks
 * @clock: tells when it begins
 * @input: whom it asks for
 * @rules: its rules
 * @purpose: (nullable): what it is for
 *
 * Writes down what the results of a run depend on, and who makes it.
 *
 * Returns: (transfer full): a manifest without results
 */
CsAuditManifest *
cs_audit_origin_new (CsProfile    *profile,
                     CsClock      *clock,
                     CsAuditInput *input,
                     CsAuditRules *rules,
                     const CsCase *purpose)
{
  CsAuditManifest *manifest = cs_audit_manifest_new ();
  CsEnvironment environment = cs_profile_get_environment (profile);
  g_autoptr (CsAccessRecord) record =
    cs_access_record_new (CS_ACTION_AUDIT_ROW, cs_environment_to_string (environment),
                          cs_clock_get_unix_us (clock));

  manifest->program = g_strdup ("CardSync " CARDSYNC_VERSION);
  manifest->environment = g_strdup (record->environment);
  manifest->service = dup_service (profile);
  manifest->rules = cs_audit_rules_dup_text (rules);
  manifest->column = g_strdup (cs_audit_input_get_column (input));
  manifest->input_name = g_strdup (cs_audit_input_get_name (input));
  manifest->operator_name = g_strdup (record->operator_name);
  manifest->host = g_strdup (record->host);
  manifest->started_at = cs_audit_origin_dup_now (clock);

  if (purpose != NULL)
    {
      manifest->case_reference = g_strdup (purpose->reference);
      manifest->reason = g_strdup (purpose->reason);
    }

  return manifest;
}
