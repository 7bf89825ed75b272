/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-lookup.h"

G_DEFINE_QUARK (cs-lookup-error-quark, cs_lookup_error)
