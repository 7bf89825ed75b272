/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CS_AUDIT_ERROR (cs_audit_error_quark ())

/**
 * CsAuditError:
 * @CS_AUDIT_ERROR_INPUT: the input is nothing that can be audited
 * @CS_AUDIT_ERROR_CHANGED: the input is not the one that the run began with
 * @CS_AUDIT_ERROR_SETTINGS: the settings are not those that the run began with
 * @CS_AUDIT_ERROR_RULES: a rule or a parameter that there is not
 * @CS_AUDIT_ERROR_FOLDER: the folder holds a run already, or none, or is in use
 * @CS_AUDIT_ERROR_DAMAGED: the journal or the manifest cannot be read
 * @CS_AUDIT_ERROR_WRITE: results cannot be written
 *
 * What can be wrong with an audit itself.
 */
typedef enum
{
  CS_AUDIT_ERROR_INPUT,
  CS_AUDIT_ERROR_CHANGED,
  CS_AUDIT_ERROR_SETTINGS,
  CS_AUDIT_ERROR_RULES,
  CS_AUDIT_ERROR_FOLDER,
  CS_AUDIT_ERROR_DAMAGED,
  CS_AUDIT_ERROR_WRITE,
} CsAuditError;

GQuark   cs_audit_error_quark     (void);
gboolean cs_audit_error_set_errno (GError       **error,
                                   CsAuditError   code,
                                   const char    *name,
                                   int            saved_errno);
gboolean cs_audit_error_is_input  (const GError  *error);

G_END_DECLS
