/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-bits.h"

struct _CsAuditBits
{
  GByteArray *bytes;
};

/**
 * cs_audit_bits_new:
 *
 * Makes a set of rows that is empty.
 *
 * Returns: (transfer full): the set
 */
CsAuditBits *
cs_audit_bits_new (void)
{
  CsAuditBits *self = g_new0 (CsAuditBits, 1);

  self->bytes = g_byte_array_new ();

  return self;
}

/**
 * cs_audit_bits_free:
 * @self: (transfer full): a set
 *
 * Frees a set.
 */
void
cs_audit_bits_free (CsAuditBits *self)
{
  g_byte_array_unref (self->bytes);
  g_free (self);
}

static void
grow (CsAuditBits *self,
      gsize        length)
{
  static const guint8 zeros[256] = { 0 };

  while (self->bytes->len < length)
    g_byte_array_append (self->bytes, zeros, sizeof zeros);
}

/**
 * cs_audit_bits_set:
 * @self: a set
 * @row: a row
 * @value: whether it is in
 *
 * Takes a row in or out.
 */
void
cs_audit_bits_set (CsAuditBits *self,
                   guint64      row,
                   gboolean     value)
{
  gsize index = (gsize) (row / 8);
  guint8 bit = (guint8) (1u << (row % 8));

  if (!value && index >= self->bytes->len)
    return;

  grow (self, index + 1);

  if (value)
    self->bytes->data[index] |= bit;
  else
    self->bytes->data[index] &= (guint8) ~bit;
}

/**
 * cs_audit_bits_get:
 * @self: a set
 * @row: a row
 *
 * Tells whether a row is in.
 *
 * Returns: `TRUE` if it is
 */
gboolean
cs_audit_bits_get (const CsAuditBits *self,
                   guint64            row)
{
  gsize index = (gsize) (row / 8);

  return index < self->bytes->len && (self->bytes->data[index] & (1u << (row % 8))) != 0;
}
