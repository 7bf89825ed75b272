/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-faults.h"

#include "cs-mock-mix.h"

struct _CsMockFaults
{
  GMutex     lock;
  GPtrArray *armed;      /* (element-type CsMockFault) */
  guint64    seed;
  guint64    n_calls;         /* drawn for so far */
  guint64    n_connections;
};

/**
 * cs_mock_faults_new:
 *
 * Makes a set without faults.
 *
 * Returns: (transfer full): a set
 */
CsMockFaults *
cs_mock_faults_new (void)
{
  CsMockFaults *self = g_new0 (CsMockFaults, 1);

  g_mutex_init (&self->lock);
  self->armed = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_mock_fault_free);

  return self;
}

/**
 * cs_mock_faults_free:
 * @self: (transfer full): a set
 *
 * Frees the set and its faults.
 */
void
cs_mock_faults_free (CsMockFaults *self)
{
  g_ptr_array_unref (self->armed);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * cs_mock_faults_set_seed:
 * @self: a set
 * @seed: any number
 *
 * Begins the series of chances anew: the same seed, faults and order of requests
 * give the same strokes.
 */
void
cs_mock_faults_set_seed (CsMockFaults *self,
                         guint64       seed)
{
  g_mutex_lock (&self->lock);
  self->seed = seed;
  self->n_calls = 0;
  self->n_connections = 0;
  g_mutex_unlock (&self->lock);
}

/**
 * cs_mock_faults_add:
 * @self: a set
 * @fault: (transfer full): a fault
 *
 * Arms a fault. Of several that would strike at once the first one added does.
 */
void
cs_mock_faults_add (CsMockFaults *self,
                    CsMockFault  *fault)
{
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->armed, fault);
  g_mutex_unlock (&self->lock);
}

/**
 * cs_mock_faults_clear:
 * @self: a set
 *
 * Disarms all faults.
 */
void
cs_mock_faults_clear (CsMockFaults *self)
{
  g_mutex_lock (&self->lock);
  g_ptr_array_set_size (self->armed, 0);
  g_mutex_unlock (&self->lock);
}

/**
 * cs_mock_faults_list:
 * @self: a set
 *
 * Lists the armed faults as they were written.
 *
 * Returns: (transfer full) (array zero-terminated=1): the faults
 */
char **
cs_mock_faults_list (CsMockFaults *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_mutex_lock (&self->lock);

  for (guint i = 0; i < self->armed->len; i++)
    g_strv_builder_add (builder, cs_mock_fault_get_text (self->armed->pdata[i]));

  g_mutex_unlock (&self->lock);

  return g_strv_builder_end (builder);
}

static CsMockStage
get_stage (const CsMockFault *fault)
{
  return cs_mock_fault_get_kind (fault)->stage;
}

/**
 * cs_mock_faults_close_port:
 * @self: a set
 *
 * Tells whether connections are refused for good, so that the port is closed.
 *
 * Returns: `TRUE` if so
 */
gboolean
cs_mock_faults_close_port (CsMockFaults *self)
{
  gboolean is_closed = FALSE;

  g_mutex_lock (&self->lock);

  for (guint i = 0; i < self->armed->len && !is_closed; i++)
    is_closed = get_stage (self->armed->pdata[i]) == CS_MOCK_STAGE_CONNECTION &&
                cs_mock_fault_is_permanent (self->armed->pdata[i]);

  g_mutex_unlock (&self->lock);

  return is_closed;
}

/* One number for each fault and turn, whichever faults are armed beside it. */
static guint64
make_draw (const CsMockFaults *self,
           guint               index,
           guint64             turn)
{
  return cs_mock_mix (cs_mock_mix (self->seed + index) + turn);
}

/**
 * cs_mock_faults_refuse:
 * @self: a set
 *
 * Asks whether a new connection is to be turned away.
 *
 * Returns: `TRUE` if so
 */
gboolean
cs_mock_faults_refuse (CsMockFaults *self)
{
  gboolean is_refused = FALSE;

  g_mutex_lock (&self->lock);

  for (guint i = 0; i < self->armed->len && !is_refused; i++)
    is_refused = get_stage (self->armed->pdata[i]) == CS_MOCK_STAGE_CONNECTION &&
                 cs_mock_fault_strike (self->armed->pdata[i],
                                       make_draw (self, i, self->n_connections));

  self->n_connections++;
  g_mutex_unlock (&self->lock);

  return is_refused;
}

static void
draw_one (CsMockFault  *fault,
          guint64       draw,
          CsMockStroke *stroke)
{
  CsMockStage stage = get_stage (fault);

  if (stage == CS_MOCK_STAGE_CONNECTION || (stage != CS_MOCK_STAGE_DELAY && stroke->kind != NULL))
    return;

  if (!cs_mock_fault_strike (fault, draw))
    return;

  if (stage == CS_MOCK_STAGE_DELAY)
    {
      stroke->delay += cs_mock_fault_get_delay (fault, cs_mock_mix (draw));
      return;
    }

  stroke->kind = cs_mock_fault_get_kind (fault);
  stroke->argument = g_strdup (cs_mock_fault_get_argument (fault));
}

/**
 * cs_mock_faults_draw:
 * @self: a set
 * @out_stroke: (out caller-allocates): what happens
 *
 * Decides what goes wrong with a request that has come in.
 */
void
cs_mock_faults_draw (CsMockFaults *self,
                     CsMockStroke *out_stroke)
{
  *out_stroke = (CsMockStroke) { NULL, NULL, 0 };

  g_mutex_lock (&self->lock);

  for (guint i = 0; i < self->armed->len; i++)
    draw_one (self->armed->pdata[i], make_draw (self, i, self->n_calls), out_stroke);

  self->n_calls++;
  g_mutex_unlock (&self->lock);
}

/**
 * cs_mock_stroke_clear:
 * @self: a stroke
 *
 * Frees what a stroke holds.
 */
void
cs_mock_stroke_clear (CsMockStroke *self)
{
  g_clear_pointer (&self->argument, g_free);
}
