/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-error-page.h"

#include <glib/gi18n-lib.h>

#include "cs-copy-button.h"
#include "cs-failure.h"
#include "cs-property-row.h"
#include "cs-resources-path.h"

/**
 * CsErrorPage:
 *
 * What went wrong, why, and what to do; and a block to hand on, which names the
 * call but nobody's data.
 */
struct _CsErrorPage
{
  AdwBin         parent_instance;

  GString       *reference;

  GtkLabel      *cause;
  CsPropertyRow *code;
  CsCopyButton  *copy;
  CsPropertyRow *correlation;
  CsPropertyRow *environment;
  CsPropertyRow *http;
  GtkLabel      *next_step;
  GtkWidget     *retry;
  GtkImage      *shape;
  CsPropertyRow *time;
  GtkLabel      *title;
  CsPropertyRow *tried;
  CsPropertyRow *version;
};

G_DEFINE_FINAL_TYPE (CsErrorPage, cs_error_page, ADW_TYPE_BIN)

static void
cs_error_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_ERROR_PAGE);

  G_OBJECT_CLASS (cs_error_page_parent_class)->dispose (object);
}

static void
cs_error_page_finalize (GObject *object)
{
  g_string_free (CS_ERROR_PAGE (object)->reference, TRUE);

  G_OBJECT_CLASS (cs_error_page_parent_class)->finalize (object);
}

static void
cs_error_page_class_init (CsErrorPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CS_TYPE_COPY_BUTTON);
  g_type_ensure (CS_TYPE_PROPERTY_ROW);
  G_OBJECT_CLASS (klass)->dispose = cs_error_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_error_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-error-page.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsErrorPage, cause);
  gtk_widget_class_bind_template_child (widget_class, CsErrorPage, code);
  gtk_widget_class_bind_template_child (widget_class, CsErrorPage, copy);
  gtk_widget_class_bind_template_child (widget_class, CsErrorPage, correlation);
  gtk_widget_class_bind_template_child (widget_class, CsErrorPage, environment);
  gtk_widget_class_bind_template_child (widget_class, CsErrorPage, http);
  gtk_widget_class_bind_template_child (widget_class, CsErrorPage, next_step);
  gtk_widget_class_bind_template_child (widget_class, CsErrorPage, retry);
  gtk_widget_class_bind_template_child (widget_class, CsErrorPage, shape);
  gtk_widget_class_bind_template_child (widget_class, CsErrorPage, time);
  gtk_widget_class_bind_template_child (widget_class, CsErrorPage, title);
  gtk_widget_class_bind_template_child (widget_class, CsErrorPage, tried);
  gtk_widget_class_bind_template_child (widget_class, CsErrorPage, version);
}

static void
cs_error_page_init (CsErrorPage *self)
{
  self->reference = g_string_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The copied block is in English in every language: whoever looks after the
 * connection may read another one.
 */
static void
set_line (CsErrorPage   *self,
          CsPropertyRow *row,
          const char    *name,
          const char    *value)
{
  g_string_append_printf (self->reference, "%s: %s\n", name, value != NULL ? value : "none");

  if (value != NULL)
    cs_property_row_set_value (row, value, FALSE);
  else
    cs_property_row_set_blank (row, _("none supplied"));
}

static char *
dup_time (const CsCallReport *report)
{
  gint64 unix_us = report != NULL && report->started_us != 0 ? report->started_us
                                                             : g_get_real_time ();
  g_autoptr (GTimeZone) kst = cs_clock_dup_zone ("KST");
  g_autoptr (GDateTime) time = cs_clock_in_zone (unix_us, kst);

  return g_date_time_format (time, "%Y-%m-%d %H:%M:%S +09:00");
}

static char *
dup_environment (CsProfile *profile)
{
  if (profile == NULL)
    return NULL;

  return g_strdup_printf ("%s · %s",
                          cs_environment_to_string (cs_profile_get_environment (profile)),
                          g_uri_get_host (cs_profile_get_base_uri (profile)));
}

static char *
dup_http (const CsCallReport *report)
{
  if (report == NULL || report->http_status == 0)
    return NULL;

  return g_strdup_printf ("%u", report->http_status);
}

static char *
dup_tried (const CsCallReport *report,
           gint64              duration_us)
{
  guint n_attempts = report != NULL ? report->n_attempts : 0;

  if (n_attempts == 0)
    return NULL;

  /* Translators: how often, then how long in seconds: 3 times in 9 s */
  return g_strdup_printf (ngettext ("%u time in %.1f s", "%u times in %.1f s", n_attempts),
                          n_attempts, (double) duration_us / G_USEC_PER_SEC);
}

static const char *
get_icon_name (CsFailureFamily family)
{
  switch (family)
    {
    case CS_FAMILY_REFUSED:
      return "avatar-default-symbolic";
    case CS_FAMILY_UNREACHABLE:
    case CS_FAMILY_IN_TROUBLE:
      return "network-error-symbolic";
    case CS_FAMILY_LOCAL:
      return "computer-symbolic";
    case CS_FAMILY_INPUT:
    case CS_FAMILY_UNUSABLE:
    default:
      return "cs-care-symbolic";
    }
}

static void
set_reference (CsErrorPage        *self,
               const CsCallReport *report,
               CsProfile          *profile,
               gint64              duration_us)
{
  g_autofree char *time = dup_time (report);
  g_autofree char *environment = dup_environment (profile);
  g_autofree char *http = dup_http (report);
  g_autofree char *tried = dup_tried (report, duration_us);
  const char *correlation = report != NULL && report->correlation_id[0] != '\0'
                              ? report->correlation_id : NULL;

  g_string_truncate (self->reference, 0);
  set_line (self, self->time, "Time", time);
  set_line (self, self->environment, "Environment", environment);
  set_line (self, self->correlation, "Correlation ID", correlation);
  set_line (self, self->http, "HTTP", http);
  set_line (self, self->code, "Code", report != NULL ? report->code : NULL);
  set_line (self, self->tried, "Tried", tried);
  set_line (self, self->version, "Version", "CardSync " CARDSYNC_VERSION);
  cs_copy_button_set_text (self->copy, self->reference->str);
}

/**
 * cs_error_page_set_failure:
 * @self: an error page
 * @error: what went wrong
 * @report: (nullable): how the call went
 * @profile: (nullable): the profile, for the environment
 * @duration_us: how long it was tried, microseconds
 *
 * Shows a failure.
 */
void
cs_error_page_set_failure (CsErrorPage        *self,
                           const GError       *error,
                           const CsCallReport *report,
                           CsProfile          *profile,
                           gint64              duration_us)
{
  g_autoptr (CsFailure) failure = cs_failure_new (error, report);

  gtk_image_set_from_icon_name (self->shape, get_icon_name (failure->family));
  gtk_label_set_label (self->title, failure->title);
  gtk_label_set_label (self->cause, failure->cause);
  gtk_label_set_label (self->next_step, failure->next_step);
  gtk_widget_set_visible (self->retry, failure->family != CS_FAMILY_INPUT);
  set_reference (self, report, profile, duration_us);
}
