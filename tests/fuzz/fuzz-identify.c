/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"

#include "cs-digits.h"
#include "cs-identify.h"

static gsize
count_digits (const char *text)
{
  gsize n_digits = 0;

  for (; *text != '\0'; text++)
    n_digits += g_ascii_isdigit (*text) ? 1 : 0;

  return n_digits;
}

/* A member ID survives being written and read again, and has 16 digits only by the
 * operator's word.
 */
static void
check_member_id (const CsIdentity *identity,
                 CsOverride        override)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, identity->member_id);
  g_autoptr (CsIdentity) again = cs_identify (digits, -1, override);

  g_assert_cmpuint (identity->member_id, >=, 1);
  g_assert_cmpuint (identity->member_id, <=, CS_MEMBER_ID_MAX);
  g_assert_cmpint (again->kind, ==, CS_IDENTITY_MEMBER_ID);
  g_assert_cmpuint (again->member_id, ==, identity->member_id);
  g_assert_true (override == CS_OVERRIDE_MEMBER_ID || count_digits (digits) != CS_PAN_LENGTH);
}

static void
check_card_number (const CsIdentity *identity)
{
  gsize length;
  const char *digits = cs_secret_get_data (identity->card_no, &length);

  g_assert_true (cs_pan_is_valid (digits, length));
  g_assert_true (identity->number.valid);
}

static void
check_par (const CsIdentity *identity)
{
  g_autoptr (CsIdentity) again = cs_identify (identity->par, -1, CS_OVERRIDE_NONE);

  g_assert_cmpint (again->kind, ==, CS_IDENTITY_PAR);
  g_assert_cmpstr (again->par, ==, identity->par);
}

/* What is said of 16 digits never shows more than ten of them. */
static void
check_sentence (const CsIdentity *identity)
{
  g_autofree char *sentence = cs_identity_dup_sentence (identity);

  g_assert_true (g_utf8_validate (sentence, -1, NULL));
  g_assert_true ((*sentence == '\0') == (identity->kind == CS_IDENTITY_NOTHING));
  g_assert_true (identity->number.masked[0] == '\0' || count_digits (sentence) <= 10);
}

/* The first byte is the override, the rest is what was pasted. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         length)
{
  g_autoptr (CsIdentity) identity = NULL;
  CsOverride override;

  if (length == 0)
    return 0;

  override = (CsOverride) (data[0] % (CS_OVERRIDE_CARD_NUMBER + 1));
  identity = cs_identify ((const char *) data + 1, (gssize) length - 1, override);

  g_assert_true ((identity->refusal != CS_REFUSAL_NONE) ==
                 (identity->kind == CS_IDENTITY_REFUSED));
  g_assert_true ((identity->card_no != NULL) == (identity->kind == CS_IDENTITY_CARD_NUMBER));

  if (identity->kind == CS_IDENTITY_MEMBER_ID)
    check_member_id (identity, override);
  else if (identity->kind == CS_IDENTITY_CARD_NUMBER)
    check_card_number (identity);
  else if (identity->kind == CS_IDENTITY_PAR)
    check_par (identity);

  check_sentence (identity);

  return 0;
}
