/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-identify.h"

#include <string.h>

#include "cs-digits.h"
#include "cs-fold.h"

#define PAR_PREFIX           "Q1"
#define MEMBER_ID_DIGITS_MAX 19

#define DIGITS "0123456789"

static gboolean
is_par (const CsFolded *folded)
{
  if (folded->length != CS_PAR_LENGTH ||
      g_ascii_strncasecmp (folded->text, PAR_PREFIX, strlen (PAR_PREFIX)) != 0)
    return FALSE;

  for (gsize i = strlen (PAR_PREFIX); i < folded->length; i++)
    if (!g_ascii_isxdigit (folded->text[i]))
      return FALSE;

  return TRUE;
}

static gboolean
is_made_of (const CsFolded *folded,
            const char     *characters)
{
  return strspn (folded->text, characters) == folded->length &&
         strpbrk (folded->text, DIGITS) != NULL;
}

static gboolean
is_masked (const CsFolded *folded)
{
  return strchr (folded->text, '*') != NULL ||
         (is_made_of (folded, DIGITS " -xX") && strpbrk (folded->text, "xX") != NULL);
}

/* Whether @folded is an optional sign, digits with dots or commas, an exponent. */
static gboolean
is_exponent (const CsFolded *folded)
{
  const char *c = folded->text + strspn (folded->text, "+-");
  gsize n_mantissa = strspn (c, DIGITS ".,");

  c += n_mantissa;

  if (n_mantissa == 0 || (*c != 'e' && *c != 'E'))
    return FALSE;

  c += 1 + strspn (c + 1, "+-");

  return *c != '\0' && c[strspn (c, DIGITS)] == '\0';
}

/* Why a text that is neither a PAR nor digits alone is taken for nothing. */
static CsRefusal
explain (const CsFolded *folded)
{
  if (strchr (folded->text, CS_FOLDED_BREAK) != NULL)
    return CS_REFUSAL_SEVERAL;

  if (is_masked (folded))
    return CS_REFUSAL_MASKED;

  if (g_ascii_strncasecmp (folded->text, PAR_PREFIX, strlen (PAR_PREFIX)) == 0)
    return CS_REFUSAL_PAR_MALFORMED;

  if (is_exponent (folded))
    return CS_REFUSAL_EXPONENT;

  if (is_made_of (folded, DIGITS "+- "))
    return CS_REFUSAL_SIGN;

  if (is_made_of (folded, DIGITS ".,"))
    return CS_REFUSAL_DECIMAL;

  return CS_REFUSAL_LETTERS;
}

static void
refuse (CsIdentity *self,
        CsRefusal   refusal)
{
  self->kind = CS_IDENTITY_REFUSED;
  self->refusal = refusal;
}

static void
recognise_member_id (CsIdentity     *self,
                     const CsFolded *folded)
{
  if (folded->length > MEMBER_ID_DIGITS_MAX)
    refuse (self, CS_REFUSAL_TOO_LONG);
  else if (!cs_digits_parse_uint64 (folded->text, folded->length, 1, CS_MEMBER_ID_MAX,
                                    &self->member_id))
    refuse (self, CS_REFUSAL_OUT_OF_RANGE);
  else
    self->kind = CS_IDENTITY_MEMBER_ID;
}

/* Sixteen digits: nothing is more likely than a card number, right or mistyped. */
static void
recognise_card_number (CsIdentity     *self,
                       const CsFolded *folded)
{
  self->may_override = TRUE;

  if (!cs_pan_is_valid (folded->text, folded->length))
    {
      refuse (self, CS_REFUSAL_CHECK_DIGIT);
      return;
    }

  self->kind = CS_IDENTITY_CARD_NUMBER;
  self->card_no = cs_secret_new (folded->text, folded->length);
}

static void
recognise_digits (CsIdentity     *self,
                  const CsFolded *folded,
                  CsOverride      override)
{
  gboolean is_card_length = folded->length == CS_PAN_LENGTH;

  if (is_card_length)
    cs_pan_mask (folded->text, folded->length, &self->number);

  if (folded->length > 1 && folded->text[0] == '0')
    refuse (self, CS_REFUSAL_LEADING_ZERO);
  else if (is_card_length && override != CS_OVERRIDE_MEMBER_ID)
    recognise_card_number (self, folded);
  else if (override == CS_OVERRIDE_CARD_NUMBER)
    refuse (self, CS_REFUSAL_NO_CARD_NUMBER);
  else
    recognise_member_id (self, folded);
}

static void
recognise (CsIdentity     *self,
           const CsFolded *folded,
           CsOverride      override)
{
  if (folded->length == 0)
    self->kind = CS_IDENTITY_NOTHING;
  else if (cs_digits_only (folded->text, folded->length))
    recognise_digits (self, folded, override);
  else if (!is_par (folded))
    refuse (self, explain (folded));
  else if (override == CS_OVERRIDE_CARD_NUMBER)
    refuse (self, CS_REFUSAL_NO_CARD_NUMBER);
  else if (override == CS_OVERRIDE_MEMBER_ID)
    refuse (self, CS_REFUSAL_LETTERS);
  else
    {
      self->kind = CS_IDENTITY_PAR;
      self->par = g_ascii_strup (folded->text, (gssize) folded->length);
    }
}

/**
 * cs_identify:
 * @text: what was pasted or typed, not necessarily terminated
 * @length: how many bytes, or -1 if @text is terminated
 * @override: what the operator says it is
 *
 * Tells what a text is: a PAR (`Q1` and 25 hexadecimal digits, case ignored), a
 * card number (16 digits with a valid check digit) or a member ID (1 to 19 other
 * digits), and if it is nothing, why.
 *
 * Full-width characters are folded, white space at the ends goes, and so do
 * spaces and hyphens between digits. Nothing else is guessed away. 16 digits are
 * never a member ID unless the operator says so.
 *
 * Returns: (transfer full): what the text is
 */
CsIdentity *
cs_identify (const char *text,
             gssize      length,
             CsOverride  override)
{
  g_auto (CsFolded) folded = { 0 };
  CsIdentity *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_new0 (CsIdentity, 1);

  if (cs_folded_init (&folded, text, length < 0 ? strlen (text) : (gsize) length))
    recognise (self, &folded, override);
  else
    refuse (self, CS_REFUSAL_TOO_LONG);

  return self;
}

/**
 * cs_identity_new_member:
 * @member_id: 1 to 9999999999999999999
 *
 * Makes the identity of a member whose ID is known.
 *
 * Returns: (transfer full): the identity
 */
CsIdentity *
cs_identity_new_member (guint64 member_id)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, member_id);

  return cs_identify (digits, -1, CS_OVERRIDE_MEMBER_ID);
}

/**
 * cs_identity_copy:
 * @self: an identity
 *
 * Copies an identity.
 *
 * Returns: (transfer full): the copy
 */
CsIdentity *
cs_identity_copy (const CsIdentity *self)
{
  CsIdentity *copy = g_memdup2 (self, sizeof *self);

  copy->par = g_strdup (self->par);

  if (self->card_no != NULL)
    copy->card_no = cs_secret_ref (self->card_no);

  return copy;
}

/**
 * cs_identity_free:
 * @self: (transfer full): an identity
 *
 * Frees an identity; a card number is wiped with the last copy.
 */
void
cs_identity_free (CsIdentity *self)
{
  g_clear_pointer (&self->card_no, cs_secret_unref);
  g_free (self->par);
  g_free (self);
}
