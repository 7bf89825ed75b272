/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-spoil.h"

#include <string.h>

#define SUCCESS "\"response\":{\"code\":\"000_000\",\"description\":\"Success.\"}"
#define NOBODY  "\"response\":{\"code\":\"001_006\",\"description\":\"Wallet user not found.\"}"
#define NESTED  100000

/* Answers that are nothing but what is wrong with them. */
typedef struct
{
  CsMockFaultId  fault;
  guint          status;
  const char    *json;
} Whole;

static const Whole wholes[] = {
  { CS_MOCK_FAULT_NO_SUCH_MEMBER, 400, "{" NOBODY "}" },
  { CS_MOCK_FAULT_NO_RESPONSE, 200, "{\"cardDataInfo\":[]}" },
  { CS_MOCK_FAULT_NO_LIST, 200, "{" SUCCESS "}" },
  { CS_MOCK_FAULT_UNKNOWN_CODE, 200,
    "{\"response\":{\"code\":\"888_888\",\"description\":\"Come back on Tuesday.\"}}" },
  { CS_MOCK_FAULT_DUPLICATE_KEYS, 200,
    "{" NOBODY "," SUCCESS ",\"cardDataInfo\":[]}" },
  { CS_MOCK_FAULT_NUL_CHARACTER, 200,
    "{\"response\":{\"code\":\"000_000\",\"description\":\"Suc\\u0000cess.\"},"
    "\"cardDataInfo\":[]}" },
  { CS_MOCK_FAULT_BAD_UTF8, 200,
    "{\"response\":{\"code\":\"000_000\",\"description\":\"Suc\xff\xfe" "cess.\"},"
    "\"cardDataInfo\":[]}" },
  { CS_MOCK_FAULT_SEALED_GARBAGE, 200, "These are not the cards you are looking for." },
};

/* A service that was changed without a word. */
static const struct
{
  const char *before;
  const char *after;
} drifts[] = {
  { "\"balance\":", "\"cardBalance\":" },
  { "\"isNamed\":true", "\"isNamed\":\"Y\"" },
  { "\"isNamed\":false", "\"isNamed\":\"N\"" },
  { "\"expiryDate\":\"", "\"expiryDate\":\"AD " },
  { "\"cardDataInfo\":", "\"version\":2,\"cardDataInfo\":" },
};

static void
replace_content (CsMockContent *content,
                 guint          status,
                 const char    *json)
{
  cs_mock_content_clear (content);
  content->status = status;
  content->body = cs_buffer_new (CS_MOCK_CONTENT_MAX);

  if (!cs_buffer_append_string (content->body, json))
    g_assert_not_reached ();
}

static void
drift (CsMockContent *content)
{
  gsize length;
  const char *json = (const char *) cs_buffer_get_data (content->body, &length);
  g_autoptr (GString) text = g_string_new_len (json, (gssize) length);

  for (gsize i = 0; i < G_N_ELEMENTS (drifts); i++)
    g_string_replace (text, drifts[i].before, drifts[i].after, 0);

  replace_content (content, content->status, text->str);
}

static void
nest (CsMockContent *content)
{
  replace_content (content, 200, "{" SUCCESS ",\"cardDataInfo\":");
  memset (cs_buffer_reserve (content->body, NESTED), '[', NESTED);
  memset (cs_buffer_reserve (content->body, NESTED), ']', NESTED);
  (void) !cs_buffer_append_string (content->body, "}");
}

/**
 * cs_mock_spoil_content:
 * @fault: what goes wrong
 * @content: a right answer
 *
 * Makes the answer wrong in itself; it is sealed rightly afterwards. Does nothing
 * for faults of other stages.
 */
void
cs_mock_spoil_content (CsMockFaultId  fault,
                       CsMockContent *content)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wholes); i++)
    if (wholes[i].fault == fault)
      replace_content (content, wholes[i].status, wholes[i].json);

  if (fault == CS_MOCK_FAULT_SCHEMA_DRIFT)
    drift (content);
  else if (fault == CS_MOCK_FAULT_DEEP_JSON)
    nest (content);
}
