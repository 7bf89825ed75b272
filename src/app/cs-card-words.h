/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cs-card.h"

G_BEGIN_DECLS

char *cs_card_words_dup_initials (const char         *product_name) G_GNUC_WARN_UNUSED_RESULT;
char *cs_card_words_dup_name     (CsCard             *card) G_GNUC_WARN_UNUSED_RESULT;
char *cs_card_words_dup_fact     (const CsFact       *fact,
                                  const CsCardFields *fields,
                                  const GDate        *today) G_GNUC_WARN_UNUSED_RESULT;
char *cs_card_words_dup_state    (CsCard             *card,
                                  const GDate        *today) G_GNUC_WARN_UNUSED_RESULT;
char *cs_card_words_dup_spoken   (const char         *last4) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
