/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-buffer.h"

G_BEGIN_DECLS

/* The passphrase of the files that have one. */
#define KEY_PASSPHRASE "correct-horse"

gboolean  key_folder_make   (void);
void      key_folder_remove (void);
gboolean  key_folder_has    (const char *name);
GBytes   *key_folder_read   (const char *name);

G_END_DECLS
