/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* Where a widget's description lies in the resources. */
#define CS_UI(file) "/io/github/cardsync/CardSync/ui/" file
