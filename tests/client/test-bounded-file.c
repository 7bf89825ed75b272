/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-bounded-file.h"
#include "cs-client-error.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct
{
  char *directory;
  char *path;
} Fixture;

static void
setup (Fixture       *fixture,
       gconstpointer  unused)
{
  fixture->directory = g_dir_make_tmp ("cardsync-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->directory, "secret-key", NULL);
  g_assert_true (g_file_set_contents_full (fixture->path, "hunter2", -1,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
teardown (Fixture       *fixture,
          gconstpointer  unused)
{
  g_remove (fixture->path);
  g_rmdir (fixture->directory);
  g_free (fixture->path);
  g_free (fixture->directory);
}

static void
assert_read (Fixture      *fixture,
             gsize         maximum,
             CsFileAccess  access)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsBuffer) content = cs_bounded_file_read (fixture->path, maximum, access, &error);
  const guint8 *data;
  gsize length;

  g_assert_no_error (error);
  data = cs_buffer_get_data (content, &length);
  g_assert_cmpmem (data, length, "hunter2", 7);
}

static char *
refuse (const char   *path,
        gsize         maximum,
        CsFileAccess  access)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsBuffer) content = cs_bounded_file_read (path, maximum, access, &error);

  g_assert_null (content);
  g_assert_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE);
  g_assert_null (strstr (error->message, "hunter2"));

  return g_strdup (error->message);
}

static void
test_reads (Fixture       *fixture,
            gconstpointer  unused)
{
  assert_read (fixture, 100, CS_FILE_PRIVATE);
  assert_read (fixture, 7, CS_FILE_PRIVATE);
}

static void
test_too_long (Fixture       *fixture,
               gconstpointer  unused)
{
  g_autofree char *message = refuse (fixture->path, 6, CS_FILE_PRIVATE);
  g_autofree char *endless = refuse ("/dev/zero", 6, CS_FILE_SHARED);

  g_assert_nonnull (strstr (message, "longer than 6 bytes"));
  g_assert_nonnull (strstr (endless, "not a regular file"));
}

static void
test_modes (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autofree char *command = g_strdup_printf ("chmod 600 %s", fixture->path);

  for (mode_t bit = 01; bit <= 040; bit <<= 1)
    {
      g_autofree char *message = NULL;

      g_assert_cmpint (g_chmod (fixture->path, 0600 | bit), ==, 0);
      message = refuse (fixture->path, 100, CS_FILE_PRIVATE);
      g_assert_true (g_str_has_suffix (message, command));
      assert_read (fixture, 100, CS_FILE_SHARED);
    }

  g_assert_cmpint (g_chmod (fixture->path, 0400), ==, 0);
  assert_read (fixture, 100, CS_FILE_PRIVATE);
}

static void
test_command_is_quoted (Fixture       *fixture,
                        gconstpointer  unused)
{
  g_autofree char *odd = g_build_filename (fixture->directory, "a $(b)", NULL);
  g_autofree char *command = g_strdup_printf ("chmod 600 '%s'", odd);
  g_autofree char *message = NULL;

  g_assert_cmpint (g_chmod (fixture->path, 0644), ==, 0);
  g_assert_cmpint (g_rename (fixture->path, odd), ==, 0);
  message = refuse (odd, 100, CS_FILE_PRIVATE);
  g_assert_true (g_str_has_suffix (message, command));
  g_assert_cmpint (g_rename (odd, fixture->path), ==, 0);
}

static void
test_links (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autofree char *link = g_build_filename (fixture->directory, "link", NULL);
  g_autoptr (CsBuffer) content = NULL;
  g_autofree char *message = NULL;

  g_assert_cmpint (symlink (fixture->path, link), ==, 0);
  content = cs_bounded_file_read (link, 100, CS_FILE_PRIVATE, NULL);
  g_assert_nonnull (content);

  /* It is the mode of the file that counts, not that of the link. */
  g_assert_cmpint (g_chmod (fixture->path, 0604), ==, 0);
  message = refuse (link, 100, CS_FILE_PRIVATE);
  g_assert_nonnull (strstr (message, "chmod 600"));

  g_remove (link);
}

static void
test_not_a_file (Fixture       *fixture,
                 gconstpointer  unused)
{
  g_autofree char *fifo = g_build_filename (fixture->directory, "fifo", NULL);
  g_autofree char *none = g_build_filename (fixture->directory, "none", NULL);
  g_autofree char *of_fifo = NULL;
  g_autofree char *of_directory = NULL;
  g_autofree char *of_none = NULL;

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);

  /* It returns at all: nobody writes to the FIFO. */
  of_fifo = refuse (fifo, 100, CS_FILE_PRIVATE);
  of_directory = refuse (fixture->directory, 100, CS_FILE_PRIVATE);
  of_none = refuse (none, 100, CS_FILE_PRIVATE);

  g_assert_nonnull (strstr (of_fifo, "not a regular file"));
  g_assert_nonnull (strstr (of_directory, "not a regular file"));
  g_assert_nonnull (strstr (of_none, none));

  g_remove (fifo);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/bounded-file/reads", Fixture, NULL, setup, test_reads, teardown);
  g_test_add ("/bounded-file/too-long", Fixture, NULL, setup, test_too_long, teardown);
  g_test_add ("/bounded-file/modes", Fixture, NULL, setup, test_modes, teardown);
  g_test_add ("/bounded-file/command-is-quoted", Fixture, NULL, setup, test_command_is_quoted,
              teardown);
  g_test_add ("/bounded-file/links", Fixture, NULL, setup, test_links, teardown);
  g_test_add ("/bounded-file/not-a-file", Fixture, NULL, setup, test_not_a_file, teardown);

  return g_test_run ();
}
