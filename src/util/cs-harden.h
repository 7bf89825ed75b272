/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CS_HARDEN_COMMAND,
  CS_HARDEN_WINDOW,
} CsHardenKind;

void cs_harden_process (CsHardenKind kind);

G_END_DECLS
