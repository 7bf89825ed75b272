/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-card-json.h"

#include <string.h>

#define CARD_MAX (64 * 1024)

/* Tells where a value of compact JSON ends that is no object or array. */
static const char *
skip_value (const char *value,
            const char *end)
{
  if (*value != '"')
    {
      while (value < end && *value != ',' && *value != '}')
        value++;

      return value;
    }

  for (value++; value < end && *value != '"'; value++)
    if (*value == '\\')
      value++;

  return value + 1;
}

/* The codec writes names and quotation marks such that no text can hold this. */
static const char *
find_value (const char *json,
            gsize       length,
            const char *name)
{
  g_autofree char *needle = g_strdup_printf ("\"%s\":", name);
  const char *place = memmem (json, length, needle, strlen (needle));

  return place != NULL ? place + strlen (needle) : NULL;
}

static gboolean
apply_patch (const CsMockPatch *patch,
             CsBuffer          *from,
             CsBuffer          *to)
{
  gsize length;
  const char *json = (const char *) cs_buffer_get_data (from, &length);
  const char *value = find_value (json, length, patch->name);
  const char *rest;

  if (value == NULL)
    return FALSE;

  rest = skip_value (value, json + length);

  return cs_buffer_append (to, json, (gsize) (value - json)) &&
         cs_buffer_append_string (to, patch->json) &&
         cs_buffer_append (to, rest, (gsize) (json + length - rest));
}

static gboolean
append_extra (const char *extra,
              CsBuffer   *json)
{
  cs_buffer_truncate (json, cs_buffer_get_length (json) - 1);

  return cs_buffer_append_string (json, ",") && cs_buffer_append_string (json, extra) &&
         cs_buffer_append_string (json, "}");
}

static CsBuffer *
write_odd (const CsMockCard   *self,
           const CsCardRecord *record)
{
  g_autoptr (CsBuffer) json = cs_buffer_new (CARD_MAX);
  CsJsonWriter writer;
  gboolean ok;

  cs_json_writer_init (&writer, json);
  cs_card_record_encode (record, &writer);
  ok = cs_json_writer_finish (&writer);

  for (const CsMockPatch *patch = self->patches; ok && patch != NULL && patch->name != NULL;
       patch++)
    {
      g_autoptr (CsBuffer) before = g_steal_pointer (&json);

      json = cs_buffer_new (CARD_MAX);
      ok = apply_patch (patch, before, json);
    }

  if (ok && self->extra != NULL)
    ok = append_extra (self->extra, json);

  return ok ? g_steal_pointer (&json) : NULL;
}

/**
 * cs_mock_card_write:
 * @self: a card
 * @numbers: its numbers
 * @today: today's date in KST
 * @image_base: address below which the product art is
 * @out_body: where to append it
 *
 * Writes a card as the service sends it: by the codec, and then with what no codec
 * would write.
 *
 * Returns: `FALSE` if @out_body is too small or a patch finds nothing to replace
 */
gboolean
cs_mock_card_write (const CsMockCard    *self,
                    const CsMockNumbers *numbers,
                    const GDate         *today,
                    const char          *image_base,
                    CsBuffer            *out_body)
{
  g_autoptr (CsCardRecord) record = cs_mock_card_to_record (self, numbers, today, image_base);
  g_autoptr (CsBuffer) odd = NULL;
  const guint8 *data;
  gsize length;

  if (self->patches == NULL && self->extra == NULL)
    {
      CsJsonWriter writer;

      cs_json_writer_init (&writer, out_body);
      cs_card_record_encode (record, &writer);

      return cs_json_writer_finish (&writer);
    }

  odd = write_odd (self, record);

  if (odd == NULL)
    return FALSE;

  data = cs_buffer_get_data (odd, &length);

  return cs_buffer_append (out_body, data, length);
}
