/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-wire-error.h"

G_DEFINE_QUARK (cs-wire-error-quark, cs_wire_error)
