/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cs-call-report.h"

G_BEGIN_DECLS

int  cs_message_usage   (const char         *format,
                         ...) G_GNUC_PRINTF (1, 2);
int  cs_message_input   (const char         *format,
                         ...) G_GNUC_PRINTF (1, 2);
int  cs_message_local   (const char         *format,
                         ...) G_GNUC_PRINTF (1, 2);
void cs_message_note    (const char         *format,
                         ...) G_GNUC_PRINTF (1, 2);
int  cs_message_failure (const GError       *error,
                         const CsCallReport *report);

G_END_DECLS
