/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-crypto-key-group.h"
#include "cs-profile-entry.h"

G_BEGIN_DECLS

#define CS_TYPE_CRYPTO_KEY_FORM (cs_crypto_key_form_get_type ())

G_DECLARE_FINAL_TYPE (CsCryptoKeyForm, cs_crypto_key_form, CS, CRYPTO_KEY_FORM, AdwWindow)

GtkWidget          *cs_crypto_key_form_new       (GtkWindow       *parent,
                                                  CsProfileEntry  *entry) G_GNUC_WARN_UNUSED_RESULT;
CsProfileEntry     *cs_crypto_key_form_get_entry (CsCryptoKeyForm *self);
const CsEnteredKey *cs_crypto_key_form_get_key   (CsCryptoKeyForm *self);
void                cs_crypto_key_form_refuse    (CsCryptoKeyForm *self,
                                                  const GError    *error);

G_END_DECLS
