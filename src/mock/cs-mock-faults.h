/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-mock-fault.h"

G_BEGIN_DECLS

/**
 * CsMockFaults:
 *
 * The faults that are armed. Safe from any thread.
 */
typedef struct _CsMockFaults CsMockFaults;

/**
 * CsMockStroke:
 * @kind: (nullable): what goes wrong with an answer, if anything does
 * @argument: (nullable): the fault's argument
 * @delay: how late it is, milliseconds
 *
 * What the faults do to one request.
 */
typedef struct
{
  const CsMockFaultKind *kind;
  char                  *argument;
  guint                  delay;
} CsMockStroke;

CsMockFaults *cs_mock_faults_new          (void) G_GNUC_WARN_UNUSED_RESULT;
void          cs_mock_faults_free         (CsMockFaults *self);
void          cs_mock_faults_set_seed     (CsMockFaults *self,
                                           guint64       seed);
void          cs_mock_faults_add          (CsMockFaults *self,
                                           CsMockFault  *fault);
void          cs_mock_faults_clear        (CsMockFaults *self);
char        **cs_mock_faults_list         (CsMockFaults *self) G_GNUC_WARN_UNUSED_RESULT;

gboolean      cs_mock_faults_close_port   (CsMockFaults *self);
gboolean      cs_mock_faults_refuse       (CsMockFaults *self);
void          cs_mock_faults_draw         (CsMockFaults *self,
                                           CsMockStroke *out_stroke);
void          cs_mock_stroke_clear        (CsMockStroke *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsMockFaults, cs_mock_faults_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsMockStroke, cs_mock_stroke_clear)

G_END_DECLS
