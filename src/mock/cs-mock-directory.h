/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-card-info.h"
#include "cs-card-list.h"
#include "cs-clock.h"

G_BEGIN_DECLS

/* The most that an answer may take up before it is sealed. */
#define CS_MOCK_CONTENT_MAX (4 * 1024 * 1024)

#define CS_MOCK_CONTENT_NONE { 0, NULL, FALSE, FALSE }

/**
 * CsMockDirectory:
 *
 * All members of the service, cast and generated, and what it says of them.
 */
typedef struct
{
  CsClock *clock;          /* borrowed: whose today it is */
  guint    n_generated;    /* generated members that exist */
  char    *image_base;     /* address below which the product art is */
} CsMockDirectory;

/**
 * CsMockContent:
 * @status: HTTP status
 * @body: what is to be sealed
 * @has_other_correlation_id: whether the answer is to carry an ID that is not the request's
 * @has_short_key: whether it is to be sealed by A128GCM
 *
 * What the service says to a call that is in order.
 */
typedef struct
{
  guint     status;
  CsBuffer *body;
  gboolean  has_other_correlation_id;
  gboolean  has_short_key;
} CsMockContent;

void cs_mock_directory_list    (const CsMockDirectory   *self,
                                const CsCardListRequest *request,
                                CsMockContent           *out_content);
void cs_mock_directory_info    (const CsMockDirectory   *self,
                                CsSecret                *card_no,
                                CsMockContent           *out_content);
void cs_mock_content_refuse    (CsMockContent           *out_content,
                                guint                    status,
                                const CsOutcome         *outcome);
void cs_mock_content_clear     (CsMockContent           *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsMockContent, cs_mock_content_clear)

G_END_DECLS
