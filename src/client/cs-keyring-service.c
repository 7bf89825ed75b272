/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-keyring-service.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cs-keyring-error.h"
#include "cs-keyring.h"

/**
 * CsKeyringService:
 *
 * The Secret Service for one operation.
 *
 * libsecret answers alike whether a keyring cannot be unlocked or somebody did not want
 * to. Whether anybody was asked is only seen from within.
 */
struct _CsKeyringService
{
  SecretService  parent_instance;

  gboolean       asked;
};

G_DEFINE_FINAL_TYPE (CsKeyringService, cs_keyring_service, SECRET_TYPE_SERVICE)

/* Questions that somebody has not answered yet, of all threads. */
static int n_questions;

static GVariant *
cs_keyring_service_prompt_sync (SecretService       *service,
                                SecretPrompt        *prompt,
                                GCancellable        *cancellable,
                                const GVariantType  *return_type,
                                GError             **error)
{
  SecretServiceClass *parent = SECRET_SERVICE_CLASS (cs_keyring_service_parent_class);
  GVariant *answer;

  CS_KEYRING_SERVICE (service)->asked = TRUE;
  g_atomic_int_inc (&n_questions);
  answer = parent->prompt_sync (service, prompt, cancellable, return_type, error);
  g_atomic_int_add (&n_questions, -1);

  return answer;
}

static void
cs_keyring_service_prompt_async (SecretService       *service,
                                 SecretPrompt        *prompt,
                                 const GVariantType  *return_type,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  SecretServiceClass *parent = SECRET_SERVICE_CLASS (cs_keyring_service_parent_class);

  CS_KEYRING_SERVICE (service)->asked = TRUE;
  g_atomic_int_inc (&n_questions);
  parent->prompt_async (service, prompt, return_type, cancellable, callback, user_data);
}

static GVariant *
cs_keyring_service_prompt_finish (SecretService  *service,
                                  GAsyncResult   *result,
                                  GError        **error)
{
  SecretServiceClass *parent = SECRET_SERVICE_CLASS (cs_keyring_service_parent_class);

  g_atomic_int_add (&n_questions, -1);

  return parent->prompt_finish (service, result, error);
}

static void
cs_keyring_service_class_init (CsKeyringServiceClass *klass)
{
  SecretServiceClass *service_class = SECRET_SERVICE_CLASS (klass);

  service_class->prompt_sync = cs_keyring_service_prompt_sync;
  service_class->prompt_async = cs_keyring_service_prompt_async;
  service_class->prompt_finish = cs_keyring_service_prompt_finish;
}

static void
cs_keyring_service_init (CsKeyringService *self)
{
}

static gboolean
is_socket (const char *path)
{
  struct stat info;

  return g_stat (path, &info) == 0 && S_ISSOCK (info.st_mode) && info.st_uid == geteuid ();
}

/* In the places that GDBus looks at. Where there is none it would start a bus that nobody
 * else is on, which takes minutes to find out that there is no keyring on it.
 */
static gboolean
has_session_bus (void)
{
  const char *address = g_getenv ("DBUS_SESSION_BUS_ADDRESS");
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "bus", NULL);

  if (address != NULL)
    return !g_str_has_prefix (address, "autolaunch:");

  return is_socket (path);
}

/**
 * cs_keyring_service_open:
 * @cancellable: (nullable): a cancellable
 * @error: [error@KeyringError] `NO_SERVICE` or `REFUSED`, or cancelled
 *
 * Opens a session with the Secret Service, in which secrets travel encrypted where the
 * service can do that. A new one each time: a service that was restarted knows nothing of
 * an old one. Where there is no session bus none is started. Blocks.
 *
 * Returns: (transfer full): the service, or `NULL` on error
 */
CsKeyringService *
cs_keyring_service_open (GCancellable  *cancellable,
                         GError       **error)
{
  g_autoptr (GDBusConnection) bus = NULL;
  SecretService *service = NULL;
  GError *why = NULL;

  if (!has_session_bus ())
    {
      cs_keyring_set_error (error, CS_KEYRING_ERROR_NO_SERVICE);
      return NULL;
    }

  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, cancellable, &why);

  if (bus != NULL)
    {
      /* A bus that ends must not end the program with it. */
      g_dbus_connection_set_exit_on_close (bus, FALSE);
      service = secret_service_open_sync (CS_TYPE_KEYRING_SERVICE, NULL,
                                          SECRET_SERVICE_OPEN_SESSION, cancellable, &why);
    }

  if (service == NULL)
    {
      cs_keyring_take_error (error, why);
      return NULL;
    }

  return CS_KEYRING_SERVICE (service);
}

/**
 * cs_keyring_service_unlock:
 * @self: a service
 * @object: a keyring, or an item in one
 * @cancellable: (nullable): a cancellable
 * @error: [error@KeyringError] `LOCKED`, `DISMISSED`, `NO_SERVICE` or `REFUSED`, or cancelled
 *
 * Unlocks, for which the service may ask somebody. Blocks until they have answered.
 *
 * Returns: `TRUE` if @object is unlocked now
 */
gboolean
cs_keyring_service_unlock (CsKeyringService  *self,
                           GDBusProxy        *object,
                           GCancellable      *cancellable,
                           GError           **error)
{
  g_autoptr (GList) objects = g_list_prepend (NULL, object);
  GError *why = NULL;
  int n_unlocked;

  self->asked = FALSE;
  n_unlocked = secret_service_unlock_sync (SECRET_SERVICE (self), objects, cancellable, NULL,
                                           &why);

  if (n_unlocked > 0)
    return TRUE;

  if (why != NULL)
    cs_keyring_take_error (error, why);
  else
    cs_keyring_set_error (error, self->asked ? CS_KEYRING_ERROR_DISMISSED
                                             : CS_KEYRING_ERROR_LOCKED);

  return FALSE;
}

/**
 * cs_keyring_service_has_asked:
 * @self: a service
 *
 * Tells whether somebody was asked something since the service was opened or
 * [method@KeyringService.unlock] was called.
 *
 * Returns: `TRUE` if somebody was
 */
gboolean
cs_keyring_service_has_asked (CsKeyringService *self)
{
  return self->asked;
}

/**
 * cs_keyring_is_asking:
 *
 * Tells whether somebody is being asked something by the keyring, because of any thread of
 * this program: an operation on it waits until they have answered. The window that asks may be
 * behind another, or on a screen that nobody looks at.
 *
 * Returns: `TRUE` while a question is open
 */
gboolean
cs_keyring_is_asking (void)
{
  return g_atomic_int_get (&n_questions) > 0;
}
