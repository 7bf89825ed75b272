/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-word-wrap.h"

#define HANGUL_FIRST 0xac00
#define HANGUL_LAST  0xd7a3

static gboolean
is_hangul (gunichar character)
{
  return character >= HANGUL_FIRST && character <= HANGUL_LAST;
}

static void
keep_together (PangoAttrList *attributes,
               gsize          start,
               gsize          end)
{
  PangoAttribute *attribute = pango_attr_allow_breaks_new (FALSE);

  attribute->start_index = (guint) start;
  attribute->end_index = (guint) end;
  pango_attr_list_insert (attributes, attribute);
}

static PangoAttrList *
list_words (const char *text)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  const char *word = text;
  gboolean has_hangul = FALSE;

  for (const char *p = text; ; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (character != 0 && !g_unichar_isspace (character))
        {
          has_hangul = has_hangul || is_hangul (character);
          continue;
        }

      if (has_hangul)
        keep_together (attributes, (gsize) (word - text), (gsize) (p - text));

      if (character == 0)
        return attributes;

      word = g_utf8_next_char (p);
      has_hangul = FALSE;
    }
}

static void
label_cb (GtkLabel *label)
{
  PangoAttrList *attributes = list_words (gtk_label_get_text (label));

  gtk_label_set_attributes (label, attributes);
  pango_attr_list_unref (attributes);
}

/**
 * cs_word_wrap_label:
 * @label: a label with sentences, without attributes of its own
 *
 * Lets the lines of @label break at spaces only, whatever it says from now on.
 * Hangul may break between any two syllables, which splits words; sentences of an
 * interface break between words.
 */
void
cs_word_wrap_label (GtkLabel *label)
{
  g_signal_connect (label, "notify::label", G_CALLBACK (label_cb), NULL);
  label_cb (label);
}
