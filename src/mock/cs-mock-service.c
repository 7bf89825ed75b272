/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-service.h"

#include "cs-mock-answer.h"
#include "cs-mock-error.h"
#include "cs-mock-export.h"
#include "cs-mock-generated.h"
#include "cs-mock-server.h"

/**
 * CsMockService:
 *
 * A card service of this program's own, for demonstrations, training and tests.
 *
 * It listens on the loopback interface only, speaks the whole protocol, and gives
 * the same answer every time. It works in a thread of its own, so that it neither
 * waits for the program's main loop nor makes it wait. Its methods may be called from
 * any one thread at a time.
 */
struct _CsMockService
{
  GObject        parent_instance;

  CsClock       *clock;
  CsMockKeys    *keys;
  CsMockFaults  *faults;
  CsMockLimits   limits;
  guint          n_members;

  CsMockServer  *server;      /* NULL while it is stopped */
  char          *base_url;
};

G_DEFINE_FINAL_TYPE (CsMockService, cs_mock_service, G_TYPE_OBJECT)

static void
cs_mock_service_finalize (GObject *object)
{
  CsMockService *self = CS_MOCK_SERVICE (object);

  cs_mock_service_stop (self);
  g_clear_pointer (&self->keys, cs_mock_keys_free);
  g_clear_pointer (&self->faults, cs_mock_faults_free);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (cs_mock_service_parent_class)->finalize (object);
}

static void
cs_mock_service_class_init (CsMockServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_mock_service_finalize;
}

static void
cs_mock_service_init (CsMockService *self)
{
  self->keys = cs_mock_keys_new ();
  self->faults = cs_mock_faults_new ();
  self->limits = (CsMockLimits) CS_MOCK_LIMITS_USUAL;
}

/**
 * cs_mock_service_new:
 * @clock: whose today decides about expiry dates, and whose now about signatures
 *
 * Makes a service, stopped, and begins to make its keys in the background.
 *
 * Returns: (transfer full): a service
 */
CsMockService *
cs_mock_service_new (CsClock *clock)
{
  CsMockService *self;

  g_return_val_if_fail (CS_IS_CLOCK (clock), NULL);

  self = g_object_new (CS_TYPE_MOCK_SERVICE, NULL);
  self->clock = g_object_ref (clock);

  return self;
}

/**
 * cs_mock_service_set_n_members:
 * @self: a service that has not started
 * @n_members: at most 10 million
 *
 * Sets how many generated members there are beside the cast. They need no memory.
 */
void
cs_mock_service_set_n_members (CsMockService *self,
                               guint          n_members)
{
  g_return_if_fail (CS_IS_MOCK_SERVICE (self));
  g_return_if_fail (self->server == NULL);
  g_return_if_fail (n_members <= CS_MOCK_GENERATED_MAX);

  self->n_members = n_members;
}

/**
 * cs_mock_service_set_limits:
 * @self: a service that has not started
 * @limits: what clients may use up
 *
 * Replaces the usual bounds of connections and times.
 */
void
cs_mock_service_set_limits (CsMockService      *self,
                            const CsMockLimits *limits)
{
  g_return_if_fail (CS_IS_MOCK_SERVICE (self));
  g_return_if_fail (self->server == NULL);

  self->limits = *limits;
}

/**
 * cs_mock_service_set_seed:
 * @self: a service
 * @seed: any number
 *
 * Begins the series of chances anew, so that a run with percentages can be repeated.
 */
void
cs_mock_service_set_seed (CsMockService *self,
                          guint64        seed)
{
  g_return_if_fail (CS_IS_MOCK_SERVICE (self));

  cs_mock_faults_set_seed (self->faults, seed);
}

/**
 * cs_mock_service_set_latency:
 * @self: a service
 * @text: milliseconds, a range `FROM-TO`, or `tail`
 * @error: return location for an error of `CS_MOCK_ERROR`
 *
 * Makes all answers late: the fault `latency:TEXT` by another name.
 *
 * Returns: `FALSE` if @text is not of such a form
 */
gboolean
cs_mock_service_set_latency (CsMockService  *self,
                             const char     *text,
                             GError        **error)
{
  g_autofree char *whole = g_strconcat ("latency:", text, NULL);
  CsMockFault *fault;

  g_return_val_if_fail (CS_IS_MOCK_SERVICE (self), FALSE);

  fault = cs_mock_fault_parse (whole, error);

  if (fault == NULL)
    return FALSE;

  cs_mock_service_add_fault (self, fault);

  return TRUE;
}

static void
faults_changed (CsMockService *self)
{
  if (self->server != NULL)
    cs_mock_server_faults_changed (self->server);
}

/**
 * cs_mock_service_add_fault:
 * @self: a service
 * @fault: (transfer full): what is to go wrong from now on
 *
 * Arms a fault. It is in force when this returns.
 */
void
cs_mock_service_add_fault (CsMockService *self,
                           CsMockFault   *fault)
{
  g_return_if_fail (CS_IS_MOCK_SERVICE (self));

  cs_mock_faults_add (self->faults, fault);
  faults_changed (self);
}

/**
 * cs_mock_service_clear_faults:
 * @self: a service
 *
 * Disarms all faults, latency included.
 */
void
cs_mock_service_clear_faults (CsMockService *self)
{
  g_return_if_fail (CS_IS_MOCK_SERVICE (self));

  cs_mock_faults_clear (self->faults);
  faults_changed (self);
}

/**
 * cs_mock_service_list_faults:
 * @self: a service
 *
 * Lists the armed faults as they were written.
 *
 * Returns: (transfer full) (array zero-terminated=1): the faults
 */
char **
cs_mock_service_list_faults (CsMockService *self)
{
  g_return_val_if_fail (CS_IS_MOCK_SERVICE (self), NULL);

  return cs_mock_faults_list (self->faults);
}

/**
 * cs_mock_service_start:
 * @self: a service
 * @port: a number, or 0 for any that is free
 * @error: return location for an error of `G_IO_ERROR`
 *
 * Starts the service. It listens when this returns, whether its keys are made or not.
 *
 * Returns: `FALSE` if the port cannot be had
 */
gboolean
cs_mock_service_start (CsMockService  *self,
                       guint16         port,
                       GError        **error)
{
  g_return_val_if_fail (CS_IS_MOCK_SERVICE (self), FALSE);
  g_return_val_if_fail (self->server == NULL, FALSE);

  self->server = cs_mock_server_start (port, &self->limits, self->clock, self->keys,
                                       self->faults, self->n_members, error);

  if (self->server == NULL)
    return FALSE;

  self->base_url = g_strconcat (cs_mock_server_get_origin (self->server), CS_MOCK_API_PATH, NULL);

  return TRUE;
}

/**
 * cs_mock_service_stop:
 * @self: a service
 *
 * Stops the service and ends its connections. It can be started again, with the
 * same keys.
 */
void
cs_mock_service_stop (CsMockService *self)
{
  g_return_if_fail (CS_IS_MOCK_SERVICE (self));

  g_clear_pointer (&self->server, cs_mock_server_stop);
  g_clear_pointer (&self->base_url, g_free);
}

/**
 * cs_mock_service_get_base_url:
 * @self: a service
 *
 * Gets the address below which the calls are.
 *
 * Returns: (transfer none) (nullable): an address, or `NULL` while the service is stopped
 */
const char *
cs_mock_service_get_base_url (CsMockService *self)
{
  g_return_val_if_fail (CS_IS_MOCK_SERVICE (self), NULL);

  return self->base_url;
}

/**
 * cs_mock_service_get_credentials:
 * @self: a service
 *
 * Gets what a client needs to be known to the service. Waits until the keys are made.
 *
 * Returns: (transfer none): credentials
 */
CsCredentials *
cs_mock_service_get_credentials (CsMockService *self)
{
  g_return_val_if_fail (CS_IS_MOCK_SERVICE (self), NULL);

  return cs_mock_keys_get_client (self->keys);
}

/**
 * cs_mock_service_export_profile:
 * @self: a service that has started
 * @directory: where to write; made if it does not exist
 * @error: return location for an error of `CS_MOCK_ERROR` or `G_FILE_ERROR`
 *
 * Writes a profile file and the keys it names, so that any client can talk to the
 * service. Nobody but their owner can read the files.
 *
 * Returns: `FALSE` if they cannot be written
 */
gboolean
cs_mock_service_export_profile (CsMockService  *self,
                                const char     *directory,
                                GError        **error)
{
  g_return_val_if_fail (CS_IS_MOCK_SERVICE (self), FALSE);
  g_return_val_if_fail (directory != NULL, FALSE);

  if (self->base_url == NULL)
    {
      g_set_error_literal (error, CS_MOCK_ERROR, CS_MOCK_ERROR_FAILED,
                           "The service has no address before it has started");
      return FALSE;
    }

  return cs_mock_export_profile (self->base_url, cs_mock_service_get_credentials (self),
                                 directory, error);
}

/**
 * cs_mock_service_get_n_requests:
 * @self: a service
 *
 * Counts the calls since it started, in order or not; requests for pictures are none.
 *
 * Returns: how many
 */
guint64
cs_mock_service_get_n_requests (CsMockService *self)
{
  g_return_val_if_fail (CS_IS_MOCK_SERVICE (self), 0);

  return self->server != NULL ? cs_mock_server_get_n_requests (self->server) : 0;
}

/**
 * cs_mock_service_get_n_connections:
 * @self: a service
 *
 * Counts the connections that were made since it started.
 *
 * Returns: how many
 */
guint64
cs_mock_service_get_n_connections (CsMockService *self)
{
  g_return_val_if_fail (CS_IS_MOCK_SERVICE (self), 0);

  return self->server != NULL ? cs_mock_server_get_n_connections (self->server) : 0;
}

/**
 * cs_mock_service_count_open:
 * @self: a service
 *
 * Counts the connections that are there now.
 *
 * Returns: how many
 */
guint
cs_mock_service_count_open (CsMockService *self)
{
  g_return_val_if_fail (CS_IS_MOCK_SERVICE (self), 0);

  return self->server != NULL ? cs_mock_server_count_open (self->server) : 0;
}
