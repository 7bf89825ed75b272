/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-access-log.h"

G_BEGIN_DECLS

/* 2026-11-24 14:03:22 KST */
#define TEST_UNIX_US (G_GINT64_CONSTANT (1795496602) * G_USEC_PER_SEC)

char           *test_folder_new    (void) G_GNUC_WARN_UNUSED_RESULT;
void            test_folder_remove (char           *folder);
void            test_wait          (const gboolean *is_done);

CsAccessRecord *test_record_new    (guint64         member_id) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray      *test_records_new   (guint           n_records,
                                    guint64         first_member_id) G_GNUC_WARN_UNUSED_RESULT;
CsAccessLog    *test_log_open      (const char     *path) G_GNUC_WARN_UNUSED_RESULT;
guint           test_log_count     (const char     *path);
void            test_log_execute   (const char     *path,
                                    const char     *sql);

G_END_DECLS
