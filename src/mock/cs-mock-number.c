/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-number.h"

#include <string.h>

#include "cs-digits.h"
#include "cs-mock-mix.h"

/* All numbers begin with the issuer's 949133. The seventh digit tells whose they
 * are, so that cast and generated members never share a number.
 */
#define ISSUER        "949133"
#define FOR_GENERATED '1'
#define FOR_NOBODY    '8'
#define FOR_CAST      '9'
#define OWN_DIGITS    7       /* where the digits of the card itself begin */
#define TAIL_LENGTH   4

/* An affine permutation of the eight digits before the check digit: neighbours
 * look unlike each other, and a number leads back to its card without a table.
 */
#define SCATTER       G_GUINT64_CONSTANT (61803399)
#define SCATTER_BACK  G_GUINT64_CONSTANT (82636599)
#define OFFSET        G_GUINT64_CONSTANT (31415926)

static void
begin_card_no (char         whose,
               CsMockCardNo card_no)
{
  memcpy (card_no, ISSUER, OWN_DIGITS - 1);
  card_no[OWN_DIGITS - 1] = whose;
  card_no[CS_PAN_LENGTH] = '\0';
}

static void
write_digits (guint64 number,
              char   *place,
              gsize   n_digits)
{
  for (gsize i = n_digits; i > 0; i--)
    {
      place[i - 1] = (char) ('0' + number % 10);
      number /= 10;
    }
}

/* Any one digit can make the check digit come true; tries which. */
static void
settle_digit (CsMockCardNo card_no,
              gsize        position)
{
  for (card_no[position] = '0'; card_no[position] < '9'; card_no[position]++)
    if (cs_pan_has_check_digit (card_no, CS_PAN_LENGTH))
      return;
}

/**
 * cs_mock_cast_card_no:
 * @member_id: a member of the cast
 * @index: which of its cards
 * @form: which of the card's numbers
 * @tail: (nullable): the last four digits, where they matter
 * @out_card_no: (out caller-allocates): 16 digits with a valid check digit
 *
 * Makes the card number of a cast card; the same every time.
 */
void
cs_mock_cast_card_no (guint64       member_id,
                      guint         index,
                      CsMockForm    form,
                      const char   *tail,
                      CsMockCardNo  out_card_no)
{
  guint64 seed = cs_mock_mix (member_id) + index * 2 + form;

  begin_card_no (FOR_CAST, out_card_no);
  write_digits (cs_mock_mix (seed), out_card_no + OWN_DIGITS, CS_PAN_LENGTH - OWN_DIGITS);

  if (tail != NULL)
    memcpy (out_card_no + CS_PAN_LENGTH - TAIL_LENGTH, tail, TAIL_LENGTH);

  settle_digit (out_card_no, tail != NULL ? CS_PAN_LENGTH - TAIL_LENGTH - 1 : CS_PAN_LENGTH - 1);
}

/**
 * cs_mock_generated_card_no:
 * @serial: below `CS_MOCK_SERIAL_MAX`
 * @out_card_no: (out caller-allocates): 16 digits with a valid check digit
 *
 * Makes the card number of a generated card.
 */
void
cs_mock_generated_card_no (guint32      serial,
                           CsMockCardNo out_card_no)
{
  guint64 scattered = (serial * SCATTER + OFFSET) % CS_MOCK_SERIAL_MAX;

  begin_card_no (FOR_GENERATED, out_card_no);
  write_digits (scattered, out_card_no + OWN_DIGITS, CS_PAN_LENGTH - OWN_DIGITS - 1);
  settle_digit (out_card_no, CS_PAN_LENGTH - 1);
}

/**
 * cs_mock_generated_serial:
 * @card_no: a card number
 * @out_serial: (out): the serial it was made from
 *
 * Undoes [func@mock_generated_card_no].
 *
 * Returns: `TRUE` if @card_no can be of a generated card
 */
gboolean
cs_mock_generated_serial (const char *card_no,
                          guint32    *out_serial)
{
  CsMockCardNo start;
  guint64 scattered;

  begin_card_no (FOR_GENERATED, start);

  if (!cs_pan_is_valid (card_no, strlen (card_no)) || memcmp (card_no, start, OWN_DIGITS) != 0)
    return FALSE;

  /* Read with the 1 before them, so that none of them can be a leading zero. */
  if (!cs_digits_parse_uint64 (card_no + OWN_DIGITS - 1, CS_PAN_LENGTH - OWN_DIGITS,
                               CS_MOCK_SERIAL_MAX, CS_MOCK_SERIAL_MAX * 2 - 1, &scattered))
    return FALSE;

  *out_serial = (guint32) ((scattered - OFFSET) * SCATTER_BACK % CS_MOCK_SERIAL_MAX);

  return TRUE;
}

/**
 * cs_mock_nobodys_card_no:
 * @out_card_no: (out caller-allocates): 16 digits with a valid check digit
 *
 * Makes the number of the one card that exists and is nobody's.
 */
void
cs_mock_nobodys_card_no (CsMockCardNo out_card_no)
{
  begin_card_no (FOR_NOBODY, out_card_no);
  write_digits (0, out_card_no + OWN_DIGITS, CS_PAN_LENGTH - OWN_DIGITS);
  settle_digit (out_card_no, CS_PAN_LENGTH - 1);
}

/**
 * cs_mock_par:
 * @member_id: a member
 * @index: which of its cards
 * @out_par: (out caller-allocates): `Q1` and 25 hexadecimal digits
 *
 * Makes the PAR of a card; the same every time.
 */
void
cs_mock_par (guint64   member_id,
             guint     index,
             CsMockPar out_par)
{
  guint64 high = cs_mock_mix (member_id ^ G_GUINT64_CONSTANT (0x5041520000000000));
  guint64 low = cs_mock_mix (high + index);

  high = cs_mock_mix (low);
  g_snprintf (out_par, sizeof (CsMockPar), "Q1%09" G_GINT64_MODIFIER "X%016" G_GINT64_MODIFIER "X",
              high & G_GUINT64_CONSTANT (0xfffffffff), low);
}
