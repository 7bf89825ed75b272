/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-fault.h"

#include <glib/gi18n-lib.h>

#define WITH_PAGE  N_("Answers with this HTTP status and a web page.")
#define EMPTY      N_("Answers with this HTTP status and nothing else.")
#define RETRY      N_("Answers with this HTTP status and says in Retry-After when to try again.")
#define ELSEWHERE  N_("Sends the client to another address with this HTTP status.")

#define HTTP(status) \
  { "http-" #status, NULL, NULL, WITH_PAGE, CS_MOCK_FAULT_HTTP, CS_MOCK_STAGE_HTTP, status }, \
  { "http-" #status "-empty", NULL, NULL, EMPTY, CS_MOCK_FAULT_HTTP_EMPTY, \
    CS_MOCK_STAGE_HTTP, status }

static const CsMockFaultKind kinds[] = {
  { "latency", "MS|FROM-TO|tail", "500",
    N_("Answers late: by a time, within a range, or mostly soon and rarely very late."),
    CS_MOCK_FAULT_LATENCY, CS_MOCK_STAGE_DELAY, 0 },

  { "refuse", NULL, NULL,
    N_("Refuses the connection: always by a closed port, else by a reset at once."),
    CS_MOCK_FAULT_REFUSE, CS_MOCK_STAGE_CONNECTION, 0 },

  { "reset", NULL, NULL, N_("Reads the request and resets the connection."),
    CS_MOCK_FAULT_RESET, CS_MOCK_STAGE_SOCKET, 0 },
  { "close", NULL, NULL, N_("Reads the request and closes the connection without a word."),
    CS_MOCK_FAULT_CLOSE, CS_MOCK_STAGE_SOCKET, 0 },
  { "stall", NULL, NULL, N_("Reads the request and never answers."),
    CS_MOCK_FAULT_STALL, CS_MOCK_STAGE_SOCKET, 0 },
  { "reset-midway", NULL, NULL, N_("Sends half of the answer and resets the connection."),
    CS_MOCK_FAULT_RESET_MIDWAY, CS_MOCK_STAGE_SOCKET, 0 },
  { "truncate", NULL, NULL, N_("Announces the whole answer, sends half of it and closes politely."),
    CS_MOCK_FAULT_TRUNCATE, CS_MOCK_STAGE_SOCKET, 0 },
  { "cut-chunk", NULL, NULL, N_("Sends the answer in chunks and closes in the middle of one."),
    CS_MOCK_FAULT_CUT_CHUNK, CS_MOCK_STAGE_SOCKET, 0 },
  { "bad-chunk", NULL, NULL, N_("Sends the answer in chunks whose size is not a number."),
    CS_MOCK_FAULT_BAD_CHUNK, CS_MOCK_STAGE_SOCKET, 0 },
  { "slow-drip", NULL, NULL, N_("Sends the answer byte by byte, one a second."),
    CS_MOCK_FAULT_SLOW_DRIP, CS_MOCK_STAGE_SOCKET, 0 },
  { "huge-body", NULL, NULL, N_("Sends 100 MB of spaces, announced as such."),
    CS_MOCK_FAULT_HUGE_BODY, CS_MOCK_STAGE_SOCKET, 0 },
  { "endless", NULL, NULL, N_("Sends spaces without end and without a length."),
    CS_MOCK_FAULT_ENDLESS, CS_MOCK_STAGE_SOCKET, 0 },
  { "huge-headers", NULL, NULL, N_("Sends 400 KB of headers before the answer."),
    CS_MOCK_FAULT_HUGE_HEADERS, CS_MOCK_STAGE_SOCKET, 0 },
  { "two-lengths", NULL, NULL, N_("Announces two different lengths for the answer."),
    CS_MOCK_FAULT_TWO_LENGTHS, CS_MOCK_STAGE_SOCKET, 0 },
  { "nul-header", NULL, NULL, N_("Sends a header with a NUL in it."),
    CS_MOCK_FAULT_NUL_HEADER, CS_MOCK_STAGE_SOCKET, 0 },
  { "not-http", NULL, NULL, N_("Answers in a protocol that is not HTTP."),
    CS_MOCK_FAULT_NOT_HTTP, CS_MOCK_STAGE_SOCKET, 0 },

  HTTP (400), HTTP (401), HTTP (403), HTTP (404), HTTP (407), HTTP (429),
  HTTP (500), HTTP (502), HTTP (503), HTTP (504),
  { "retry-after-429", "SECONDS|date|past|negative|huge|garbage", "2", RETRY,
    CS_MOCK_FAULT_RETRY_AFTER, CS_MOCK_STAGE_HTTP, 429 },
  { "retry-after-503", "SECONDS|date|past|negative|huge|garbage", "2", RETRY,
    CS_MOCK_FAULT_RETRY_AFTER, CS_MOCK_STAGE_HTTP, 503 },
  { "redirect-302", NULL, NULL, ELSEWHERE, CS_MOCK_FAULT_REDIRECT, CS_MOCK_STAGE_HTTP, 302 },
  { "redirect-307", NULL, NULL, ELSEWHERE, CS_MOCK_FAULT_REDIRECT, CS_MOCK_STAGE_HTTP, 307 },
  { "html", NULL, NULL, N_("Answers with the login page of a network, as if all were well."),
    CS_MOCK_FAULT_HTML, CS_MOCK_STAGE_HTTP, 0 },
  { "wrong-content-type", NULL, NULL, N_("Gives the right answer as text/plain."),
    CS_MOCK_FAULT_WRONG_CONTENT_TYPE, CS_MOCK_STAGE_HEADER, 0 },
  { "no-content-type", NULL, NULL, N_("Gives the right answer without a content type."),
    CS_MOCK_FAULT_NO_CONTENT_TYPE, CS_MOCK_STAGE_HEADER, 0 },
  { "gzip", NULL, NULL, N_("Compresses the answer though nobody asked for it."),
    CS_MOCK_FAULT_GZIP, CS_MOCK_STAGE_HEADER, 0 },
  { "gzip-bomb", NULL, NULL, N_("Answers with 200 KB that unpack to 200 MB."),
    CS_MOCK_FAULT_GZIP_BOMB, CS_MOCK_STAGE_HTTP, 0 },
  { "malformed-json", NULL, NULL, N_("Answers with something that only begins like JSON."),
    CS_MOCK_FAULT_MALFORMED_JSON, CS_MOCK_STAGE_HTTP, 0 },
  { "empty-body", NULL, NULL, N_("Answers with success and no content."),
    CS_MOCK_FAULT_EMPTY_BODY, CS_MOCK_STAGE_HTTP, 0 },

  { "schema-drift", NULL, NULL, N_("Renames members, changes their types and adds others."),
    CS_MOCK_FAULT_SCHEMA_DRIFT, CS_MOCK_STAGE_CONTENT, 0 },
  { "no-such-member", NULL, NULL, N_("Knows nobody, whoever is asked for (001_006)."),
    CS_MOCK_FAULT_NO_SUCH_MEMBER, CS_MOCK_STAGE_CONTENT, 0 },
  { "no-response", NULL, NULL, N_("Leaves out the part that says whether the call succeeded."),
    CS_MOCK_FAULT_NO_RESPONSE, CS_MOCK_STAGE_CONTENT, 0 },
  { "no-list", NULL, NULL, N_("Says success and leaves out the list of cards."),
    CS_MOCK_FAULT_NO_LIST, CS_MOCK_STAGE_CONTENT, 0 },
  { "unknown-code", NULL, NULL, N_("Answers HTTP 200 with a code that no document names."),
    CS_MOCK_FAULT_UNKNOWN_CODE, CS_MOCK_STAGE_CONTENT, 0 },
  { "deep-json", NULL, NULL, N_("Nests 100,000 arrays in the answer."),
    CS_MOCK_FAULT_DEEP_JSON, CS_MOCK_STAGE_CONTENT, 0 },
  { "duplicate-keys", NULL, NULL, N_("Says the result twice, first refusal and then success."),
    CS_MOCK_FAULT_DUPLICATE_KEYS, CS_MOCK_STAGE_CONTENT, 0 },
  { "nul-character", NULL, NULL, N_("Puts a NUL character into a text."),
    CS_MOCK_FAULT_NUL_CHARACTER, CS_MOCK_STAGE_CONTENT, 0 },
  { "bad-utf8", NULL, NULL, N_("Puts bytes into a text that are not UTF-8."),
    CS_MOCK_FAULT_BAD_UTF8, CS_MOCK_STAGE_CONTENT, 0 },
  { "sealed-garbage", NULL, NULL, N_("Encrypts something that is not JSON."),
    CS_MOCK_FAULT_SEALED_GARBAGE, CS_MOCK_STAGE_CONTENT, 0 },

  { "plain-success", NULL, NULL, N_("Gives the right answer without encrypting it."),
    CS_MOCK_FAULT_PLAIN_SUCCESS, CS_MOCK_STAGE_SEAL, 0 },
  { "unknown-key-id", NULL, NULL, N_("Names an encryption key that the project does not have."),
    CS_MOCK_FAULT_UNKNOWN_KEY_ID, CS_MOCK_STAGE_SEAL, 0 },
  { "wrong-key", NULL, NULL, N_("Encrypts with somebody else's key."),
    CS_MOCK_FAULT_WRONG_KEY, CS_MOCK_STAGE_SEAL, 0 },
  { "flipped-tag", NULL, NULL, N_("Changes one bit of the authentication tag."),
    CS_MOCK_FAULT_FLIPPED_TAG, CS_MOCK_STAGE_SEAL, 0 },
  { "short-tag", NULL, NULL, N_("Cuts the authentication tag to 12 of its 16 bytes."),
    CS_MOCK_FAULT_SHORT_TAG, CS_MOCK_STAGE_SEAL, 0 },
  { "cut-ciphertext", NULL, NULL, N_("Leaves out the end of the ciphertext."),
    CS_MOCK_FAULT_CUT_CIPHERTEXT, CS_MOCK_STAGE_SEAL, 0 },
  { "empty-ciphertext", NULL, NULL, N_("Leaves out the ciphertext."),
    CS_MOCK_FAULT_EMPTY_CIPHERTEXT, CS_MOCK_STAGE_SEAL, 0 },
  { "four-parts", NULL, NULL, N_("Leaves out one of the five parts of the JWE."),
    CS_MOCK_FAULT_FOUR_PARTS, CS_MOCK_STAGE_SEAL, 0 },
  { "six-parts", NULL, NULL, N_("Adds a part to the five of the JWE."),
    CS_MOCK_FAULT_SIX_PARTS, CS_MOCK_STAGE_SEAL, 0 },
  { "bad-base64", NULL, NULL, N_("Writes the JWE in plain Base64, with padding."),
    CS_MOCK_FAULT_BAD_BASE64, CS_MOCK_STAGE_SEAL, 0 },
  { "rsa1_5", NULL, NULL, N_("Wraps the key by RSA1_5, so that a lax client could read it."),
    CS_MOCK_FAULT_RSA1_5, CS_MOCK_STAGE_SEAL, 0 },
  { "rsa-oaep", NULL, NULL,
    N_("Wraps the key by RSA-OAEP of SHA-1, so that a lax client could read it."),
    CS_MOCK_FAULT_RSA_OAEP, CS_MOCK_STAGE_SEAL, 0 },
  { "cbc", NULL, NULL, N_("Encrypts by A256CBC-HS512, so that a lax client could read it."),
    CS_MOCK_FAULT_CBC, CS_MOCK_STAGE_SEAL, 0 },
  { "zip", NULL, NULL, N_("Compresses before it encrypts, so that a lax client could read it."),
    CS_MOCK_FAULT_ZIP, CS_MOCK_STAGE_SEAL, 0 },
  { "crit", NULL, NULL, N_("Demands an extension of JWE that nobody knows."),
    CS_MOCK_FAULT_CRIT, CS_MOCK_STAGE_SEAL, 0 },

  { "wrong-correlation-id", NULL, NULL, N_("Answers under another correlation ID."),
    CS_MOCK_FAULT_WRONG_CORRELATION_ID, CS_MOCK_STAGE_HEADER, 0 },
  { "no-correlation-id", NULL, NULL, N_("Answers without a correlation ID."),
    CS_MOCK_FAULT_NO_CORRELATION_ID, CS_MOCK_STAGE_HEADER, 0 },
};

static gpointer
list_names (gpointer unused)
{
  const char **names = g_new0 (const char *, G_N_ELEMENTS (kinds) + 1);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    names[i] = kinds[i].name;

  return names;
}

/**
 * cs_mock_fault_get_kinds:
 * @out_n_kinds: (out): how many
 *
 * Gets the table of faults.
 *
 * Returns: (transfer none) (array length=out_n_kinds): what can go wrong
 */
const CsMockFaultKind *
cs_mock_fault_get_kinds (gsize *out_n_kinds)
{
  *out_n_kinds = G_N_ELEMENTS (kinds);

  return kinds;
}

/**
 * cs_mock_fault_find_kind:
 * @name: the name of a fault
 *
 * Finds a fault in the table.
 *
 * Returns: (transfer none) (nullable): its line
 */
const CsMockFaultKind *
cs_mock_fault_find_kind (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, name))
      return &kinds[i];

  return NULL;
}

/**
 * cs_mock_fault_get_names:
 *
 * Gets the names of all faults.
 *
 * Returns: (transfer none) (array zero-terminated=1): the names
 */
const char *const *
cs_mock_fault_get_names (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, list_names, NULL);
}

/**
 * cs_mock_fault_get_meaning:
 * @name: the name of a fault
 *
 * Gets what the fault does, translated.
 *
 * Returns: (transfer none) (nullable): a sentence, or `NULL` for an unknown name
 */
const char *
cs_mock_fault_get_meaning (const char *name)
{
  const CsMockFaultKind *kind = cs_mock_fault_find_kind (name);

  return kind != NULL ? _(kind->meaning) : NULL;
}
