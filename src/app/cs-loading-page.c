/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-loading-page.h"

#include <glib/gi18n-lib.h>

#include "cs-resources-path.h"

/* From here on the wait is worth words, and a way out. */
#define WORDS_AFTER_S 5

/**
 * CsLoadingPage:
 *
 * The shape of the page that is to come, without a value in it.
 */
struct _CsLoadingPage
{
  AdwBin      parent_instance;

  gboolean    is_connecting;
  gint64      started_us;
  guint       tick_id;

  GtkLabel   *elapsed;
  GtkSpinner *spinner;
  GtkWidget  *waiting;
};

G_DEFINE_FINAL_TYPE (CsLoadingPage, cs_loading_page, ADW_TYPE_BIN)

static gboolean
tick_cb (gpointer user_data)
{
  CsLoadingPage *self = user_data;
  guint seconds = (guint) ((g_get_monotonic_time () - self->started_us) / G_USEC_PER_SEC);
  g_autofree char *text = NULL;

  if (seconds < WORDS_AFTER_S)
    return G_SOURCE_CONTINUE;

  if (self->is_connecting)
    /* Translators: %u is seconds */
    text = g_strdup_printf (_("Not connected yet · %u s"), seconds);
  else
    /* Translators: %u is seconds */
    text = g_strdup_printf (_("Still asking the service · %u s"), seconds);

  gtk_label_set_label (self->elapsed, text);
  gtk_widget_set_visible (self->waiting, TRUE);
  gtk_spinner_start (self->spinner);

  return G_SOURCE_CONTINUE;
}

static void
cs_loading_page_dispose (GObject *object)
{
  CsLoadingPage *self = CS_LOADING_PAGE (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), CS_TYPE_LOADING_PAGE);

  G_OBJECT_CLASS (cs_loading_page_parent_class)->dispose (object);
}

static void
cs_loading_page_class_init (CsLoadingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_loading_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-loading-page.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsLoadingPage, elapsed);
  gtk_widget_class_bind_template_child (widget_class, CsLoadingPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, CsLoadingPage, waiting);
}

static void
cs_loading_page_init (CsLoadingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cs_loading_page_set_connecting:
 * @self: a loading page
 * @is_connecting: whether there is no connection yet to ask with
 *
 * Decides what is said to be waited for.
 */
void
cs_loading_page_set_connecting (CsLoadingPage *self,
                                gboolean       is_connecting)
{
  self->is_connecting = is_connecting;
}

/**
 * cs_loading_page_start:
 * @self: a loading page
 *
 * Starts the clock of the wait.
 */
void
cs_loading_page_start (CsLoadingPage *self)
{
  cs_loading_page_stop (self);
  self->started_us = g_get_monotonic_time ();
  self->tick_id = g_timeout_add_seconds (1, tick_cb, self);
}

/**
 * cs_loading_page_stop:
 * @self: a loading page
 *
 * Stops the clock.
 */
void
cs_loading_page_stop (CsLoadingPage *self)
{
  g_clear_handle_id (&self->tick_id, g_source_remove);
  gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (self->waiting, FALSE);
}
