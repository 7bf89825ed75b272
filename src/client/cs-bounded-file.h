/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-buffer.h"

G_BEGIN_DECLS

typedef enum
{
  CS_FILE_SHARED,     /* anybody may read it */
  CS_FILE_PRIVATE,    /* no group or other bits, or it is refused */
  CS_FILE_HANDED,     /* by systemd: likewise, but root's group may be let read */
} CsFileAccess;

CsBuffer *cs_bounded_file_read (const char    *path,
                                gsize          maximum,
                                CsFileAccess   access,
                                GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
