/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sample-findings.h"

#include <string.h>

#define FIRST_MEMBER G_GUINT64_CONSTANT (50000000001)

GPtrArray *
sample_findings_new (guint n_findings)
{
  static const char *const products[] = { "Garam City Card", "Narae Transit", "Saebom Youth Check",
                                          "Moa Gift", "Daon Business" };
  static const char *const rules[] = { "lost,1,blocked", "limits-order,1,care",
                                       "expired,1,finished", "unknown-status,1,unknown",
                                       "mobile-suspended,1,limited" };
  GPtrArray *findings = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_findings; i++)
    {
      g_autofree char *record =
        g_strdup_printf ("%u,%u,%" G_GUINT64_FORMAT ",9491 33** **** %04u,%s,131%03u,Q1%025u,"
                         "blocked,%s,2031-08-31,%u,title,Sentence %u of the card.",
                         i + 1, i + 2, FIRST_MEMBER + (i * 7919u) % n_findings, i % 10000,
                         products[i * 31 % 5], i % 100, i, rules[i * 17 % 5], i * 100,
                         i * 13 % 500);
      CsAuditFinding *finding = cs_audit_finding_new_from_csv (record, strlen (record));

      g_assert_nonnull (finding);
      g_ptr_array_add (findings, finding);
    }

  return findings;
}
