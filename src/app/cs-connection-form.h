/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CS_TYPE_CONNECTION_FORM (cs_connection_form_get_type ())

G_DECLARE_FINAL_TYPE (CsConnectionForm, cs_connection_form, CS, CONNECTION_FORM, AdwWindow)

GtkWidget *cs_connection_form_new (GtkWindow *parent) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
