/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CS_AES_GCM_IV_LENGTH  12
#define CS_AES_GCM_TAG_LENGTH 16
#define CS_AES_GCM_KEY_MAX    32

/**
 * CsAesGcm:
 * @key: 16 or 32 bytes
 * @iv: 12 bytes, never twice under one key
 * @aad: bytes that are authenticated but not encrypted
 *
 * What goes into AES-GCM besides the message. Borrowed; the lengths are as found
 * and are judged where it is used.
 */
typedef struct
{
  const guint8 *key;
  gsize         key_length;
  const guint8 *iv;
  gsize         iv_length;
  const guint8 *aad;
  gsize         aad_length;
} CsAesGcm;

gboolean cs_aes_gcm_seal (const CsAesGcm *self,
                          const guint8   *plaintext,
                          gsize           length,
                          guint8         *out_ciphertext,
                          guint8          out_tag[CS_AES_GCM_TAG_LENGTH]);
gboolean cs_aes_gcm_open (const CsAesGcm *self,
                          guint8         *data,
                          gsize           length,
                          const guint8   *tag,
                          gsize           tag_length);

G_END_DECLS
