/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-client-error.h"

G_DEFINE_QUARK (cs-client-error-quark, cs_client_error)
