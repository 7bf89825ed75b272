/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Hexadecimal digits of a SHA-256. */
#define CS_HASH_LENGTH 64

/**
 * CsHash:
 *
 * A SHA-256 on its way, by OpenSSL: a gigabyte of results is hashed in a second, and
 * GChecksum would take five.
 */
typedef struct _CsHash CsHash;

CsHash *cs_hash_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void    cs_hash_free     (CsHash     *self);
void    cs_hash_update   (CsHash     *self,
                          const void *data,
                          gsize       length);
char   *cs_hash_dup_text (CsHash     *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsHash, cs_hash_free)

G_END_DECLS
