/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "key-folder.h"

#include <fcntl.h>
#include <unistd.h>

#include <glib/gstdio.h>

#define FILE_MAX (64 * 1024)

static char *folder;

static char *
make_path (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

/* One key in every form, made by the openssl command. Says so and answers FALSE
 * where there is none.
 */
gboolean
key_folder_make (void)
{
  g_autofree char *openssl = g_find_program_in_path ("openssl");
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "wire", "make-keys.sh", NULL);
  const char *argv[] = { script, NULL, NULL };
  g_autoptr (GError) error = NULL;
  int status = -1;

  if (openssl == NULL)
    {
      g_print ("1..0 # SKIP the openssl command is not installed\n");
      return FALSE;
    }

  folder = g_dir_make_tmp ("cardsync-keys-XXXXXX", &error);
  g_assert_no_error (error);
  argv[1] = folder;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);

  return TRUE;
}

void
key_folder_remove (void)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = make_path (name);

      g_unlink (path);
    }

  g_rmdir (folder);
  g_clear_pointer (&folder, g_free);
}

gboolean
key_folder_has (const char *name)
{
  g_autofree char *path = make_path (name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Wiped when it is dropped. */
GBytes *
key_folder_read (const char *name)
{
  g_autofree char *path = make_path (name);
  CsBuffer *content = cs_buffer_new (FILE_MAX);
  guint8 *place = cs_buffer_reserve (content, FILE_MAX);
  int file = open (path, O_RDONLY | O_CLOEXEC);
  gssize length = read (file, place, FILE_MAX);
  gconstpointer data;

  g_assert_cmpint (length, >=, 0);
  close (file);
  cs_buffer_truncate (content, (gsize) length);
  data = cs_buffer_get_data (content, NULL);

  return g_bytes_new_with_free_func (data, (gsize) length, (GDestroyNotify) cs_buffer_unref,
                                     content);
}
