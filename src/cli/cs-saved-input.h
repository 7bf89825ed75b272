/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cs-purpose.h"
#include "cs-rsa-key.h"

G_BEGIN_DECLS

/**
 * CsSavedInput:
 * @private_key: (nullable): file with the key, as the option gave it
 * @passphrase_file: (nullable): file with its passphrase
 * @purpose: what the reading is for
 * @files: (nullable): what stood beside the options
 * @key: (nullable): the key
 * @bytes: (nullable): the answer
 *
 * A saved answer, and what it takes to read it.
 */
typedef struct
{
  char       *private_key;
  char       *passphrase_file;
  CsPurpose   purpose;
  char      **files;

  CsRsaKey   *key;
  GBytes     *bytes;
} CsSavedInput;

#define CS_SAVED_INPUT_OPTIONS(input) \
  { "private-key", 'k', 0, G_OPTION_ARG_FILENAME, &(input).private_key, \
    N_("The client's private key: PEM, DER or PKCS#12"), N_("FILE") }, \
  { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &(input).passphrase_file, \
    N_("A file with the passphrase of that key"), N_("FILE") }, \
  CS_PURPOSE_OPTIONS ((input).purpose), \
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &(input).files, NULL, NULL }

int  cs_saved_input_read  (CsSavedInput *self);
void cs_saved_input_clear (CsSavedInput *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsSavedInput, cs_saved_input_clear)

G_END_DECLS
