/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-environment-strip.h"

#include <glib/gi18n-lib.h>

#include "cs-keyring.h"
#include "cs-resources-path.h"

/**
 * CsEnvironmentStrip:
 *
 * Says at all times, in a word, a shape and a pattern, whose data is on screen.
 */
struct _CsEnvironmentStrip
{
  AdwBin     parent_instance;

  char      *profile;         /* while there is no connection */
  guint      tick_id;

  GtkImage  *icon;
  GtkLabel  *sentence;
  GtkLabel  *word;
};

G_DEFINE_FINAL_TYPE (CsEnvironmentStrip, cs_environment_strip, ADW_TYPE_BIN)

typedef struct
{
  const char *css_class;
  const char *icon_name;
  const char *word;
} Look;

static const Look looks[] = {
  [CS_ENVIRONMENT_MOCK] = { "demo", "computer-symbolic", NC_("environment", "DEMO") },
  [CS_ENVIRONMENT_SANDBOX] = { "sandbox", "network-server-symbolic",
                               NC_("environment", "SANDBOX") },
  [CS_ENVIRONMENT_PRODUCTION] = { "production", "network-server-symbolic",
                                  NC_("environment", "PRODUCTION") },
};

/* The question may be behind this window, which does nothing until it is answered. */
static gboolean
tick_cb (gpointer user_data)
{
  CsEnvironmentStrip *self = user_data;

  gtk_label_set_label (self->sentence,
                       cs_keyring_is_asking ()
                         ? _("The keyring asks for a password. Answer it to go on.")
                         : self->profile);

  return G_SOURCE_CONTINUE;
}

static void
stop (CsEnvironmentStrip *self)
{
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_pointer (&self->profile, g_free);
}

static void
cs_environment_strip_dispose (GObject *object)
{
  stop (CS_ENVIRONMENT_STRIP (object));
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_ENVIRONMENT_STRIP);

  G_OBJECT_CLASS (cs_environment_strip_parent_class)->dispose (object);
}

static void
cs_environment_strip_class_init (CsEnvironmentStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_environment_strip_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-environment-strip.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsEnvironmentStrip, icon);
  gtk_widget_class_bind_template_child (widget_class, CsEnvironmentStrip, sentence);
  gtk_widget_class_bind_template_child (widget_class, CsEnvironmentStrip, word);
}

static void
cs_environment_strip_init (CsEnvironmentStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cs_environment_strip_set_unconnected:
 * @self: a strip
 * @profile: name or path of the profile that is to be connected to
 *
 * Says that nobody's data is on screen yet, and if it is the keyring that is waited for.
 */
void
cs_environment_strip_set_unconnected (CsEnvironmentStrip *self,
                                      const char         *profile)
{
  stop (self);
  self->profile = g_path_get_basename (profile);
  self->tick_id = g_timeout_add_seconds (1, tick_cb, self);

  gtk_widget_add_css_class (GTK_WIDGET (self), "unconnected");
  gtk_image_set_from_icon_name (self->icon, "network-server-symbolic");
  gtk_label_set_label (self->word, C_("environment", "NOT CONNECTED"));
  gtk_label_set_label (self->sentence, self->profile);
}

/**
 * cs_environment_strip_set_environment:
 * @self: a strip
 * @environment: whose data is shown
 * @detail: (nullable): host of a sandbox, name of a production profile
 *
 * Names the environment.
 */
void
cs_environment_strip_set_environment (CsEnvironmentStrip *self,
                                      CsEnvironment       environment,
                                      const char         *detail)
{
  const Look *look = &looks[environment];

  stop (self);

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), looks[i].css_class);

  gtk_widget_remove_css_class (GTK_WIDGET (self), "unconnected");
  gtk_widget_add_css_class (GTK_WIDGET (self), look->css_class);
  gtk_image_set_from_icon_name (self->icon, look->icon_name);
  gtk_label_set_label (self->word, g_dpgettext2 (GETTEXT_PACKAGE, "environment", look->word));
  gtk_label_set_label (self->sentence, environment == CS_ENVIRONMENT_MOCK
                                         ? _("Nothing leaves this computer")
                                         : detail);
}
