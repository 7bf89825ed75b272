/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-clipboard.h"

/* What clipboard histories look for, by agreement with KDE's: they keep nothing of it. */
#define HINT_TYPE "x-kde-passwordManagerHint"
#define HINT      "secret"

#define OFFER_KEY "cs-clipboard-offer"

typedef struct
{
  GdkClipboard       *clipboard;      /* whose data this is */
  GdkContentProvider *provider;
  guint               withdraw_id;
} Offer;

static void
offer_free (gpointer data)
{
  Offer *offer = data;

  g_clear_handle_id (&offer->withdraw_id, g_source_remove);
  g_object_unref (offer->provider);
  g_free (offer);
}

static gboolean
withdraw_cb (gpointer user_data)
{
  Offer *offer = user_data;

  offer->withdraw_id = 0;
  cs_clipboard_withdraw (offer->clipboard);

  return G_SOURCE_REMOVE;
}

/**
 * cs_clipboard_offer:
 * @clipboard: a clipboard
 * @text: what to offer, in a form that may be seen
 * @milliseconds: for how long; [const@CLIPBOARD_MS] for everybody but tests
 *
 * Offers a text to other programs for a while, marked so that clipboard histories do
 * not keep it.
 */
void
cs_clipboard_offer (GdkClipboard *clipboard,
                    const char   *text,
                    guint         milliseconds)
{
  g_autoptr (GBytes) hint = g_bytes_new_static (HINT, sizeof HINT - 1);
  GdkContentProvider *parts[] = {
    gdk_content_provider_new_typed (G_TYPE_STRING, text),
    gdk_content_provider_new_for_bytes (HINT_TYPE, hint),
  };
  Offer *offer = g_new0 (Offer, 1);

  offer->clipboard = clipboard;
  offer->provider = gdk_content_provider_new_union (parts, G_N_ELEMENTS (parts));
  offer->withdraw_id = g_timeout_add (milliseconds, withdraw_cb, offer);
  gdk_clipboard_set_content (clipboard, offer->provider);
  g_object_set_data_full (G_OBJECT (clipboard), OFFER_KEY, offer, offer_free);
}

/**
 * cs_clipboard_withdraw:
 * @clipboard: a clipboard
 *
 * Withdraws what [func@clipboard_offer] has offered, if it is still there: what
 * somebody has copied since, from wherever, stays.
 */
void
cs_clipboard_withdraw (GdkClipboard *clipboard)
{
  Offer *offer = g_object_get_data (G_OBJECT (clipboard), OFFER_KEY);

  if (offer == NULL)
    return;

  if (gdk_clipboard_get_content (clipboard) == offer->provider)
    gdk_clipboard_set_content (clipboard, NULL);

  g_object_set_data (G_OBJECT (clipboard), OFFER_KEY, NULL);
}
