/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Each command takes its arguments, its own name first, and returns the exit code. */
int cs_cmd_audit       (int    argc,
                        char **argv);
int cs_cmd_decrypt     (int    argc,
                        char **argv);
int cs_cmd_log         (int    argc,
                        char **argv);
int cs_cmd_lookup      (int    argc,
                        char **argv);
int cs_cmd_mock_server (int    argc,
                        char **argv);
int cs_cmd_profile     (int    argc,
                        char **argv);
int cs_cmd_show        (int    argc,
                        char **argv);

G_END_DECLS
