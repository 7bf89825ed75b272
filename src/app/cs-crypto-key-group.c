/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-crypto-key-group.h"

#include <glib/gi18n-lib.h>

#include "cs-file-choice.h"
#include "cs-profile-secrets.h"
#include "cs-resources-path.h"
#include "cs-secret-entry.h"

/**
 * CsCryptoKeyGroup:
 *
 * Where the ID and the files of a crypto key are entered. The files are read in a worker
 * thread: they may lie on a disk, or a network, that takes its time.
 */
struct _CsCryptoKeyGroup
{
  AdwPreferencesGroup   parent_instance;

  char                 *public_path;
  char                 *private_path;
  GCancellable         *cancellable;

  GtkEditable          *key_id;
  GtkEditable          *passphrase;
  AdwActionRow         *private_row;
  AdwActionRow         *public_row;
};

G_DEFINE_FINAL_TYPE (CsCryptoKeyGroup, cs_crypto_key_group, ADW_TYPE_PREFERENCES_GROUP)

/* What the thread is given. */
typedef struct
{
  char     *id;
  char     *public_path;
  char     *private_path;
  CsSecret *passphrase;
} Files;

static void
files_free (gpointer data)
{
  Files *self = data;

  g_free (self->id);
  g_free (self->public_path);
  g_free (self->private_path);
  g_clear_pointer (&self->passphrase, cs_secret_unref);
  g_free (self);
}

/**
 * cs_entered_key_free:
 * @self: (transfer full): a key
 *
 * Frees a key.
 */
void
cs_entered_key_free (CsEnteredKey *self)
{
  g_free (self->id);
  g_clear_pointer (&self->server_public, cs_rsa_key_unref);
  g_clear_pointer (&self->client_private, cs_rsa_key_unref);
  g_free (self);
}

static CsRsaKey *
read_public (Files   *files,
             GError **error)
{
  g_autoptr (GBytes) bytes = cs_profile_secrets_read_bytes (files->public_path, CS_FILE_SHARED,
                                                            error);

  return bytes != NULL ? cs_rsa_key_new_public (bytes, error) : NULL;
}

static CsRsaKey *
read_private (Files   *files,
              GError **error)
{
  g_autoptr (GBytes) bytes = cs_profile_secrets_read_bytes (files->private_path, CS_FILE_PRIVATE,
                                                            error);

  return bytes != NULL ? cs_rsa_key_new_private (bytes, files->passphrase, error) : NULL;
}

static void
read_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  g_autoptr (CsEnteredKey) key = g_new0 (CsEnteredKey, 1);
  Files *files = task_data;
  GError *error = NULL;

  key->id = g_strdup (files->id);
  key->server_public = read_public (files, &error);

  if (key->server_public != NULL)
    key->client_private = read_private (files, &error);

  if (key->client_private != NULL)
    g_task_return_pointer (task, g_steal_pointer (&key), (GDestroyNotify) cs_entered_key_free);
  else
    /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autoptr() frees it. */
    g_task_return_error (task, error);
}

static void
set_file (AdwActionRow *row,
          char        **place,
          const char   *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *subtitle = g_markup_escape_text (name, -1);

  g_free (*place);
  *place = g_strdup (path);
  adw_action_row_set_subtitle (row, subtitle);
}

static char *
finish_choice (CsCryptoKeyGroup *self,
               GAsyncResult     *result)
{
  char *path = cs_file_choice_finish (result, NULL, NULL);

  if (self->public_row == NULL)
    g_clear_pointer (&path, g_free);

  return path;
}

static void
public_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (CsCryptoKeyGroup) self = user_data;
  g_autofree char *path = finish_choice (self, result);

  if (path != NULL)
    set_file (self->public_row, &self->public_path, path);
}

static void
private_chosen_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (CsCryptoKeyGroup) self = user_data;
  g_autofree char *path = finish_choice (self, result);

  if (path != NULL)
    set_file (self->private_row, &self->private_path, path);
}

static void
choose (CsCryptoKeyGroup    *self,
        const char          *title,
        GAsyncReadyCallback  callback)
{
  cs_file_choice_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), CS_FILE_CHOICE_OPEN,
                        title, NULL, NULL, self->cancellable, callback, g_object_ref (self));
}

static void
choose_public_cb (CsCryptoKeyGroup *self)
{
  choose (self, _("Server’s Public Key"), public_chosen_cb);
}

static void
choose_private_cb (CsCryptoKeyGroup *self)
{
  choose (self, _("Private Key"), private_chosen_cb);
}

static void
cs_crypto_key_group_dispose (GObject *object)
{
  CsCryptoKeyGroup *self = CS_CRYPTO_KEY_GROUP (object);

  if (self->passphrase != NULL)
    cs_crypto_key_group_clear (self);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), CS_TYPE_CRYPTO_KEY_GROUP);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->public_path, g_free);
  g_clear_pointer (&self->private_path, g_free);

  G_OBJECT_CLASS (cs_crypto_key_group_parent_class)->dispose (object);
}

static void
cs_crypto_key_group_class_init (CsCryptoKeyGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_crypto_key_group_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-crypto-key-group.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsCryptoKeyGroup, key_id);
  gtk_widget_class_bind_template_child (widget_class, CsCryptoKeyGroup, passphrase);
  gtk_widget_class_bind_template_child (widget_class, CsCryptoKeyGroup, private_row);
  gtk_widget_class_bind_template_child (widget_class, CsCryptoKeyGroup, public_row);
  gtk_widget_class_bind_template_callback (widget_class, choose_private_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_public_cb);
}

static void
cs_crypto_key_group_init (CsCryptoKeyGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

gboolean
cs_crypto_key_group_is_empty (CsCryptoKeyGroup *self)
{
  return *gtk_editable_get_text (self->key_id) == '\0' && self->public_path == NULL &&
         self->private_path == NULL;
}

/**
 * cs_crypto_key_group_set_files:
 * @self: a group
 * @public_path: the file of the server's public key
 * @private_path: the file of the private key
 *
 * Chooses both files.
 */
void
cs_crypto_key_group_set_files (CsCryptoKeyGroup *self,
                               const char       *public_path,
                               const char       *private_path)
{
  set_file (self->public_row, &self->public_path, public_path);
  set_file (self->private_row, &self->private_path, private_path);
}

/**
 * cs_crypto_key_group_clear:
 * @self: a group
 *
 * Empties the field of the passphrase: what a widget holds can be read over the
 * accessibility bus.
 */
void
cs_crypto_key_group_clear (CsCryptoKeyGroup *self)
{
  gtk_editable_set_text (self->passphrase, "");
}

static CsSecret *
take_passphrase (CsCryptoKeyGroup *self)
{
  g_autoptr (CsSecret) passphrase = cs_secret_entry_take (self->passphrase);
  gsize length;

  (void) cs_secret_get_data (passphrase, &length);

  return length > 0 ? g_steal_pointer (&passphrase) : NULL;
}

/**
 * cs_crypto_key_group_read_async:
 * @self: a group
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when the files have been read
 * @user_data: data for @callback
 *
 * Reads the files that were chosen.
 */
void
cs_crypto_key_group_read_async (CsCryptoKeyGroup    *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Files *files;

  g_task_set_source_tag (task, cs_crypto_key_group_read_async);

  if (self->public_path == NULL || self->private_path == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s",
                               _("Choose the files of both keys."));
      return;
    }

  files = g_new0 (Files, 1);
  files->id = g_strdup (gtk_editable_get_text (self->key_id));
  files->public_path = g_strdup (self->public_path);
  files->private_path = g_strdup (self->private_path);
  files->passphrase = take_passphrase (self);
  g_task_set_task_data (task, files, files_free);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * cs_crypto_key_group_read_finish:
 * @result: the result handed to the callback
 * @error: [error@ClientError] `PROFILE`, or a [error@WireError]
 *
 * Finishes [method@CryptoKeyGroup.read_async].
 *
 * Returns: (transfer full): the key, or `NULL` on error
 */
CsEnteredKey *
cs_crypto_key_group_read_finish (GAsyncResult  *result,
                                 GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
