/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CsFailureWords:
 * @title: what failed, a few words
 * @cause: why, a sentence; `%s` in it stands for the error's own message
 * @next_step: what to do, a sentence
 *
 * How a kind of failure is told, as message IDs.
 */
typedef struct
{
  const char *title;
  const char *cause;
  const char *next_step;
} CsFailureWords;

const CsFailureWords *cs_failure_words_for_error  (const GError *error);
const CsFailureWords *cs_failure_words_for_status (guint         http_status);
const CsFailureWords *cs_failure_words_for_code   (const char   *code);

gboolean              cs_failure_is_about_answer  (const GError *error);

G_END_DECLS
