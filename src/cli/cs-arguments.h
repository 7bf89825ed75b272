/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char **cs_arguments_take (int    argc,
                          char **argv) G_GNUC_WARN_UNUSED_RESULT;
void   cs_arguments_wipe (char **arguments);
void   cs_arguments_blot (char  *text);

G_END_DECLS
