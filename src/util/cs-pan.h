/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CS_PAN_LENGTH        16
#define CS_PAN_DIGEST_LENGTH 32

/**
 * CsMaskedPan:
 * @masked: the first six and last four digits: `9491 33** **** 0765`
 * @last4: the last four digits, empty if there are fewer
 * @valid: 16 digits with a valid check digit
 * @digest: keyed digest of the whole number, to match a pasted one
 *
 * What is kept of a card number. The rest cannot be had back from it.
 */
typedef struct
{
  char     masked[32];
  char     last4[5];
  gboolean valid;
  guint8   digest[CS_PAN_DIGEST_LENGTH];
} CsMaskedPan;

gboolean cs_pan_has_check_digit (const char        *digits,
                                 gsize              length);
gboolean cs_pan_is_valid        (const char        *pan,
                                 gsize              length);
void     cs_pan_mask            (const char        *pan,
                                 gsize              length,
                                 CsMaskedPan       *out_masked);
char    *cs_pan_dup_short       (const char        *last4) G_GNUC_WARN_UNUSED_RESULT;
gboolean cs_masked_pan_equal    (const CsMaskedPan *a,
                                 const CsMaskedPan *b);

char    *cs_account_dup_last4   (const char        *account_no,
                                 gsize              length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
