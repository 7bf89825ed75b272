/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CS_MOCK_FAULT_NONE,

  CS_MOCK_FAULT_LATENCY,

  CS_MOCK_FAULT_REFUSE,

  CS_MOCK_FAULT_RESET,
  CS_MOCK_FAULT_CLOSE,
  CS_MOCK_FAULT_STALL,
  CS_MOCK_FAULT_RESET_MIDWAY,
  CS_MOCK_FAULT_TRUNCATE,
  CS_MOCK_FAULT_CUT_CHUNK,
  CS_MOCK_FAULT_BAD_CHUNK,
  CS_MOCK_FAULT_SLOW_DRIP,
  CS_MOCK_FAULT_HUGE_BODY,
  CS_MOCK_FAULT_ENDLESS,
  CS_MOCK_FAULT_HUGE_HEADERS,
  CS_MOCK_FAULT_TWO_LENGTHS,
  CS_MOCK_FAULT_NUL_HEADER,
  CS_MOCK_FAULT_NOT_HTTP,

  CS_MOCK_FAULT_HTTP,
  CS_MOCK_FAULT_HTTP_EMPTY,
  CS_MOCK_FAULT_RETRY_AFTER,
  CS_MOCK_FAULT_REDIRECT,
  CS_MOCK_FAULT_HTML,
  CS_MOCK_FAULT_WRONG_CONTENT_TYPE,
  CS_MOCK_FAULT_NO_CONTENT_TYPE,
  CS_MOCK_FAULT_GZIP,
  CS_MOCK_FAULT_GZIP_BOMB,
  CS_MOCK_FAULT_MALFORMED_JSON,
  CS_MOCK_FAULT_EMPTY_BODY,

  CS_MOCK_FAULT_SCHEMA_DRIFT,
  CS_MOCK_FAULT_NO_SUCH_MEMBER,
  CS_MOCK_FAULT_NO_RESPONSE,
  CS_MOCK_FAULT_NO_LIST,
  CS_MOCK_FAULT_UNKNOWN_CODE,
  CS_MOCK_FAULT_DEEP_JSON,
  CS_MOCK_FAULT_DUPLICATE_KEYS,
  CS_MOCK_FAULT_NUL_CHARACTER,
  CS_MOCK_FAULT_BAD_UTF8,
  CS_MOCK_FAULT_SEALED_GARBAGE,

  CS_MOCK_FAULT_PLAIN_SUCCESS,
  CS_MOCK_FAULT_UNKNOWN_KEY_ID,
  CS_MOCK_FAULT_WRONG_KEY,
  CS_MOCK_FAULT_FLIPPED_TAG,
  CS_MOCK_FAULT_SHORT_TAG,
  CS_MOCK_FAULT_CUT_CIPHERTEXT,
  CS_MOCK_FAULT_EMPTY_CIPHERTEXT,
  CS_MOCK_FAULT_FOUR_PARTS,
  CS_MOCK_FAULT_SIX_PARTS,
  CS_MOCK_FAULT_BAD_BASE64,
  CS_MOCK_FAULT_RSA1_5,
  CS_MOCK_FAULT_RSA_OAEP,
  CS_MOCK_FAULT_CBC,
  CS_MOCK_FAULT_ZIP,
  CS_MOCK_FAULT_CRIT,

  CS_MOCK_FAULT_WRONG_CORRELATION_ID,
  CS_MOCK_FAULT_NO_CORRELATION_ID,
} CsMockFaultId;

/* Where on its way an answer goes wrong. */
typedef enum
{
  CS_MOCK_STAGE_DELAY,        /* before anything else; the answer is right */
  CS_MOCK_STAGE_CONNECTION,   /* before a request is read */
  CS_MOCK_STAGE_SOCKET,       /* bytes that no HTTP library would send */
  CS_MOCK_STAGE_HTTP,         /* an HTTP answer instead of the right one */
  CS_MOCK_STAGE_CONTENT,      /* what is sealed */
  CS_MOCK_STAGE_SEAL,         /* how it is sealed */
  CS_MOCK_STAGE_HEADER,       /* the headers of a right answer */
} CsMockStage;

/**
 * CsMockFaultKind:
 * @name: what it is called
 * @argument: (nullable): form of the argument that it takes after a colon
 * @usual: (nullable): the argument where none is given
 * @meaning: what happens, one sentence; translated by the getter
 * @id: what it is
 * @stage: where it happens
 * @status: an HTTP status, where that makes the difference
 *
 * A line in the table of faults, which makes the help, the manual and the service.
 */
typedef struct
{
  const char    *name;
  const char    *argument;
  const char    *usual;
  const char    *meaning;
  CsMockFaultId  id;
  CsMockStage    stage;
  guint          status;
} CsMockFaultKind;

/**
 * CsMockFault:
 *
 * Something that goes wrong on purpose: what, and how often.
 */
typedef struct _CsMockFault CsMockFault;

CsMockFault           *cs_mock_fault_parse        (const char         *text,
                                                   GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void                   cs_mock_fault_free         (CsMockFault        *self);
const char            *cs_mock_fault_get_name     (const CsMockFault  *self);
const char            *cs_mock_fault_get_text     (const CsMockFault  *self);
const CsMockFaultKind *cs_mock_fault_get_kind     (const CsMockFault  *self);
const char            *cs_mock_fault_get_argument (const CsMockFault  *self);
guint                  cs_mock_fault_get_delay    (const CsMockFault  *self,
                                                   guint64             draw);
gboolean               cs_mock_fault_is_permanent (const CsMockFault  *self);
gboolean               cs_mock_fault_strike       (CsMockFault        *self,
                                                   guint64             draw);

const CsMockFaultKind *cs_mock_fault_get_kinds    (gsize              *out_n_kinds);
const CsMockFaultKind *cs_mock_fault_find_kind    (const char         *name);

/* (array zero-terminated=1): every name that cs_mock_fault_parse() knows */
const char *const     *cs_mock_fault_get_names    (void);
const char            *cs_mock_fault_get_meaning  (const char         *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsMockFault, cs_mock_fault_free)

G_END_DECLS
