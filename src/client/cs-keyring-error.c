/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-keyring-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

G_DEFINE_QUARK (cs-keyring-error-quark, cs_keyring_error)

static const char *const messages[] = {
  [CS_KEYRING_ERROR_NO_SERVICE] =
    N_("No keyring answers: the Secret Service of this session is not running. Start it, for "
       "example gnome-keyring, and try again."),
  [CS_KEYRING_ERROR_LOCKED] = N_("The keyring is locked. Unlock it and try again."),
  [CS_KEYRING_ERROR_DISMISSED] =
    N_("The keyring stays locked, because the question for its password was dismissed. Try "
       "again and answer it."),
  [CS_KEYRING_ERROR_MISSING] =
    N_("The secret is not in the keyring: it was deleted, or this is another keyring than the "
       "one it was stored in. Store it again, or go back to that keyring."),
  [CS_KEYRING_ERROR_DAMAGED] =
    N_("What the keyring holds is not what CardSync stored there. Store it again."),
  [CS_KEYRING_ERROR_REFUSED] =
    N_("The keyring reports an error of its own. Look into it with the keyring's own program."),
};

/* What GDBus says when nobody is there to answer, or not any more. */
static gboolean
is_about_the_bus (const GError *why)
{
  static const int dbus_codes[] = {
    G_DBUS_ERROR_SERVICE_UNKNOWN, G_DBUS_ERROR_NAME_HAS_NO_OWNER, G_DBUS_ERROR_NO_REPLY,
    G_DBUS_ERROR_NO_SERVER, G_DBUS_ERROR_TIMEOUT, G_DBUS_ERROR_TIMED_OUT,
    G_DBUS_ERROR_DISCONNECTED, G_DBUS_ERROR_NO_NETWORK, G_DBUS_ERROR_SPAWN_EXEC_FAILED,
    G_DBUS_ERROR_SPAWN_FORK_FAILED, G_DBUS_ERROR_SPAWN_CHILD_EXITED,
    G_DBUS_ERROR_SPAWN_CHILD_SIGNALED, G_DBUS_ERROR_SPAWN_FAILED,
    G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (dbus_codes); i++)
    if (g_error_matches (why, G_DBUS_ERROR, dbus_codes[i]))
      return TRUE;

  /* The bus itself: its address is unset, wrong or dead. G_IO_ERROR_DBUS_ERROR is an answer,
   * of a kind that GDBus does not know.
   */
  return why->domain == G_IO_ERROR && why->code != G_IO_ERROR_DBUS_ERROR;
}

static CsKeyringError
judge (const GError *why)
{
  if (g_error_matches (why, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return CS_KEYRING_ERROR_LOCKED;

  if (g_error_matches (why, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT) ||
      g_error_matches (why, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT))
    return CS_KEYRING_ERROR_MISSING;

  if (g_error_matches (why, SECRET_ERROR, SECRET_ERROR_PROTOCOL))
    return CS_KEYRING_ERROR_DAMAGED;

  if (is_about_the_bus (why))
    return CS_KEYRING_ERROR_NO_SERVICE;

  return CS_KEYRING_ERROR_REFUSED;
}

/**
 * cs_keyring_set_error:
 * @error: (out) (optional): return location for an error
 * @code: what is wrong
 *
 * Sets an error of the keyring with the message that goes with it.
 */
void
cs_keyring_set_error (GError         **error,
                      CsKeyringError   code)
{
  g_set_error_literal (error, CS_KEYRING_ERROR, (int) code, _(messages[code]));
}

/**
 * cs_keyring_take_error:
 * @error: (out) (optional): return location for an error
 * @why: (transfer full): an error of libsecret or GDBus
 *
 * Says in the words of a keyring what a library says in those of a bus. An error that is
 * one of the keyring already, or a cancellation, stays what it is. The other messages are
 * not kept: they name paths and methods, and a service may put anything into them.
 */
void
cs_keyring_take_error (GError **error,
                       GError  *why)
{
  if (why->domain == CS_KEYRING_ERROR ||
      g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, why);
      return;
    }

  cs_keyring_set_error (error, judge (why));
  g_error_free (why);
}
