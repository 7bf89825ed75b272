/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "cs-card-fields.h"
#include "cs-pan.h"
#include "cs-secret.h"

G_BEGIN_DECLS

#define CS_IDENTIFY_TEXT_MAX 256

typedef enum
{
  CS_IDENTITY_NOTHING,        /* empty */
  CS_IDENTITY_MEMBER_ID,
  CS_IDENTITY_CARD_NUMBER,
  CS_IDENTITY_PAR,
  CS_IDENTITY_REFUSED,
} CsIdentityKind;

typedef enum
{
  CS_REFUSAL_NONE,
  CS_REFUSAL_LEADING_ZERO,    /* a telephone number? */
  CS_REFUSAL_DECIMAL,         /* 50000104652.0: copy it as text */
  CS_REFUSAL_EXPONENT,        /* 5.0E+10: a spreadsheet's form */
  CS_REFUSAL_SIGN,
  CS_REFUSAL_LETTERS,
  CS_REFUSAL_TOO_LONG,        /* above 9999999999999999999 */
  CS_REFUSAL_OUT_OF_RANGE,    /* 0 */
  CS_REFUSAL_CHECK_DIGIT,     /* 16 digits that fail Luhn: may be overridden */
  CS_REFUSAL_PAR_MALFORMED,   /* begins as a PAR does and is none */
  CS_REFUSAL_MASKED,          /* contains asterisks: already masked */
  CS_REFUSAL_SEVERAL,         /* more than one line or cell */
  CS_REFUSAL_NO_CARD_NUMBER,  /* called one, but not 16 digits */
} CsRefusal;

typedef enum
{
  CS_OVERRIDE_NONE,
  CS_OVERRIDE_MEMBER_ID,      /* "it is a member ID, whatever it looks like" */
  CS_OVERRIDE_CARD_NUMBER,
} CsOverride;

/**
 * CsIdentity:
 * @kind: what the text was taken for
 * @refusal: why it was taken for nothing
 * @may_override: whether %CS_OVERRIDE_MEMBER_ID would make a member ID of it
 * @member_id: for member IDs
 * @par: (nullable): for PARs
 * @card_no: (nullable): for card numbers: all of it
 * @number: for 16 digits, whatever they were taken for: their masked form
 *
 * What somebody pasted.
 */
typedef struct
{
  CsIdentityKind  kind;
  CsRefusal       refusal;
  gboolean        may_override;
  guint64         member_id;
  char           *par;
  CsSecret       *card_no;
  CsMaskedPan     number;
} CsIdentity;

CsIdentity *cs_identify              (const char       *text,
                                      gssize            length,
                                      CsOverride        override) G_GNUC_WARN_UNUSED_RESULT;
CsIdentity *cs_identity_new_member   (guint64           member_id) G_GNUC_WARN_UNUSED_RESULT;
CsIdentity *cs_identity_copy         (const CsIdentity *self) G_GNUC_WARN_UNUSED_RESULT;
void        cs_identity_free         (CsIdentity       *self);
char       *cs_identity_dup_sentence (const CsIdentity *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsIdentity, cs_identity_free)

G_END_DECLS
