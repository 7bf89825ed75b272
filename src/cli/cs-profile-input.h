/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-profile.h"

G_BEGIN_DECLS

/**
 * CsProfileInput:
 *
 * What the options of `profile` say. Secrets are named by the files that they are in; `-`
 * is standard input, and a terminal is asked.
 */
typedef struct
{
  char     *name;
  char     *environment;
  char     *base_url;
  char     *asp_id;
  char     *time_zone;
  char     *ca_file;
  char     *access_key_file;
  char     *secret_key_file;
  char     *key_id;
  char     *public_key_file;
  char     *private_key_file;
  char     *passphrase_file;
  char     *member;
  gboolean  add;
  gboolean  switch_keys;
  gboolean  drop;
  gboolean  json;
  char    **rest;
} CsProfileInput;

void       cs_profile_input_clear            (CsProfileInput        *self);

CsSecret  *cs_profile_input_read_secret_key  (const CsProfileInput  *self,
                                              GError               **error) G_GNUC_WARN_UNUSED_RESULT;
CsRsaKey  *cs_profile_input_read_public_key  (const CsProfileInput  *self,
                                              GError               **error) G_GNUC_WARN_UNUSED_RESULT;
CsRsaKey  *cs_profile_input_read_private_key (const CsProfileInput  *self,
                                              GError               **error) G_GNUC_WARN_UNUSED_RESULT;
CsProfile *cs_profile_input_make_profile     (const CsProfileInput  *self,
                                              GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsProfileInput, cs_profile_input_clear)

G_END_DECLS
