/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-error.h"

G_DEFINE_QUARK (cs-mock-error-quark, cs_mock_error)
