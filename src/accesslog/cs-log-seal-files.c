/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-log-seal-place.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "cs-access-log.h"
#include "cs-bounded-file.h"

static char *
dup_path (const char *log_path,
          const char *name)
{
  return g_strconcat (log_path, ".", name, NULL);
}

static gboolean
load (const char  *log_path,
      const char  *name,
      CsSecret   **out_text,
      GError     **error)
{
  g_autofree char *path = dup_path (log_path, name);
  g_autoptr (CsBuffer) content = NULL;
  g_autoptr (GError) why = NULL;
  const guint8 *data;
  gsize length;

  *out_text = NULL;

  if (g_access (path, F_OK) != 0 && errno == ENOENT)
    return TRUE;

  content = cs_bounded_file_read (path, CS_LOG_SEAL_TEXT_MAX, CS_FILE_PRIVATE, &why);

  if (content == NULL)
    {
      g_set_error_literal (error, CS_LOG_ERROR, CS_LOG_ERROR_SEAL, why->message);
      return FALSE;
    }

  data = cs_buffer_get_data (content, &length);
  *out_text = cs_secret_new (data, length);

  return TRUE;
}

/* Renamed into place and synchronised: after a power cut there is the old or the new. */
static gboolean
store (const char  *log_path,
       const char  *name,
       CsSecret    *text,
       GError     **error)
{
  g_autofree char *path = dup_path (log_path, name);
  g_autoptr (GError) why = NULL;
  gsize length;
  const char *data = cs_secret_get_data (text, &length);

  if (g_file_set_contents_full (path, data, (gssize) length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                0600, &why))
    return TRUE;

  g_set_error_literal (error, CS_LOG_ERROR, CS_LOG_ERROR_WRITE, why->message);

  return FALSE;
}

const CsLogSealPlace cs_log_seal_files = {
  .load = load,
  .store = store,
};
