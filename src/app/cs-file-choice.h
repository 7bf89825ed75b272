/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  CS_FILE_CHOICE_OPEN,
  CS_FILE_CHOICE_SAVE,
  CS_FILE_CHOICE_FOLDER,
} CsFileChoice;

/**
 * CsFileType:
 * @title: message ID of its name
 * @suffix: of its files, with the dot
 *
 * A kind of file that may be chosen. A table of them ends in one without a title.
 */
typedef struct
{
  const char *title;
  const char *suffix;
} CsFileType;

void  cs_file_choice_async  (GtkWindow            *parent,
                             CsFileChoice          choice,
                             const char           *title,
                             const char           *name,
                             const CsFileType     *types,
                             GCancellable         *cancellable,
                             GAsyncReadyCallback   callback,
                             gpointer              user_data);
char *cs_file_choice_finish (GAsyncResult         *result,
                             guint                *out_type,
                             GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
