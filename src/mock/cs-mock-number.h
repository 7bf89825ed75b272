/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-pan.h"

G_BEGIN_DECLS

#define CS_MOCK_PAR_LENGTH 27

/* As many generated card numbers as there are: 10 million members with 5 cards in 2 forms. */
#define CS_MOCK_SERIAL_MAX 100000000

/* A card has up to two numbers. */
typedef enum
{
  CS_MOCK_FORM_MOBILE,
  CS_MOCK_FORM_PHYSICAL,
} CsMockForm;

typedef char CsMockCardNo[CS_PAN_LENGTH + 1];
typedef char CsMockPar[CS_MOCK_PAR_LENGTH + 1];

void     cs_mock_cast_card_no      (guint64       member_id,
                                    guint         index,
                                    CsMockForm    form,
                                    const char   *tail,
                                    CsMockCardNo  out_card_no);
void     cs_mock_generated_card_no (guint32       serial,
                                    CsMockCardNo  out_card_no);
gboolean cs_mock_generated_serial  (const char   *card_no,
                                    guint32      *out_serial);
void     cs_mock_nobodys_card_no   (CsMockCardNo  out_card_no);
void     cs_mock_par               (guint64       member_id,
                                    guint         index,
                                    CsMockPar     out_par);

G_END_DECLS
