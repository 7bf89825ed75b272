/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char      cs_audit_csv_guess_delimiter (const char *record,
                                        gsize       length);
GStrv     cs_audit_csv_split           (const char *record,
                                        gsize       length,
                                        char        delimiter) G_GNUC_WARN_UNUSED_RESULT;
gboolean  cs_audit_csv_get_cell        (const char *record,
                                        gsize       length,
                                        char        delimiter,
                                        guint       index,
                                        GString    *out_cell);

void      cs_audit_csv_append_text     (GString    *record,
                                        const char *text);
void      cs_audit_csv_append_number   (GString    *record,
                                        guint64     number);
void      cs_audit_csv_append_nothing  (GString    *record);

G_END_DECLS
