/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cmd.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cs-digits.h"
#include "cs-message.h"
#include "cs-options.h"
#include "cs-profile-change.h"
#include "cs-profile-check.h"
#include "cs-profile-input.h"
#include "cs-profile-store.h"
#include "cs-profile-view.h"

typedef struct
{
  const char *name;
  guint       n_arguments;    /* with its own name */
  int       (*run) (const CsProfileInput *input);
} Subcommand;

static int
list (const CsProfileInput *input)
{
  g_autoptr (GPtrArray) entries = cs_profile_store_list ();

  return cs_profile_view_print_list (entries, input->json);
}

static int
import (const CsProfileInput *input)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProfile) profile = cs_profile_load (input->rest[1], &error);

  if (profile == NULL)
    return cs_message_failure (error, NULL);

  return cs_profile_change_add (profile, input->name, "import");
}

static int
create (const CsProfileInput *input)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProfile) profile = NULL;
  CsEnvironment environment;

  if (input->name == NULL || input->environment == NULL || input->base_url == NULL ||
      input->asp_id == NULL)
    return cs_message_usage (_("--name, --environment, --base-url and --asp-id are needed."));

  if (!cs_environment_from_string (input->environment, &environment))
    return cs_message_usage (_("--environment takes “mock”, “sandbox” or “production”."));

  if (input->key_id != NULL && (input->public_key_file == NULL || input->private_key_file == NULL))
    return cs_message_usage (_("--crypto-key-id goes with --server-public-key and "
                               "--private-key."));

  profile = cs_profile_input_make_profile (input, &error);

  if (profile == NULL)
    return cs_message_failure (error, NULL);

  return cs_profile_change_add (profile, NULL, "create");
}

static int
check (const CsProfileInput *input)
{
  guint64 member_id = CS_CHECK_MEMBER_ID;

  if (input->member != NULL &&
      !cs_digits_parse_uint64 (input->member, strlen (input->member), 1, CS_MEMBER_ID_MAX,
                               &member_id))
    return cs_message_usage (_("--member takes a member ID."));

  return cs_profile_change_check (input, member_id);
}

static gboolean
rename_entry (CsProfileEntry        *entry,
              const CsProfileInput  *input,
              GError               **error)
{
  return cs_profile_store_rename (entry, input->rest[2], error);
}

static int
run_rename (const CsProfileInput *input)
{
  return cs_profile_change_run (input, "rename", rename_entry);
}

static gboolean
remove_entry (CsProfileEntry        *entry,
              const CsProfileInput  *input,
              GError               **error)
{
  return cs_profile_store_remove (entry, error);
}

static int
run_remove (const CsProfileInput *input)
{
  return cs_profile_change_run (input, "remove", remove_entry);
}

static gboolean
add_key (CsProfileEntry        *entry,
         const CsProfileInput  *input,
         GError               **error)
{
  g_autoptr (CsRsaKey) server_public = cs_profile_input_read_public_key (input, error);
  g_autoptr (CsRsaKey) client_private = NULL;

  if (server_public != NULL)
    client_private = cs_profile_input_read_private_key (input, error);

  return client_private != NULL &&
         cs_profile_store_add_key (entry, input->key_id, server_public, client_private, error);
}

static gboolean
switch_keys (CsProfileEntry        *entry,
             const CsProfileInput  *input,
             GError               **error)
{
  return cs_profile_store_switch_keys (entry, error);
}

static gboolean
drop_key (CsProfileEntry        *entry,
          const CsProfileInput  *input,
          GError               **error)
{
  return cs_profile_store_drop_key (entry, error);
}

static gboolean
set_secret_key (CsProfileEntry        *entry,
                const CsProfileInput  *input,
                GError               **error)
{
  g_autoptr (CsSecret) secret = cs_profile_input_read_secret_key (input, error);

  return secret != NULL && cs_profile_store_set_secret_key (entry, secret, error);
}

static gboolean
set_private_key (CsProfileEntry        *entry,
                 const CsProfileInput  *input,
                 GError               **error)
{
  g_autoptr (CsRsaKey) key = cs_profile_input_read_private_key (input, error);

  return key != NULL && cs_profile_store_set_private_key (entry, input->key_id, key, error);
}

/* One step at a time: between two of them the other side has to do something. */
static int
run_rotate (const CsProfileInput *input)
{
  gboolean has_key = input->key_id != NULL && input->private_key_file != NULL;
  gboolean wants_private = !input->add && input->private_key_file != NULL;
  int n_steps = input->add + input->switch_keys + input->drop + wants_private +
                (input->secret_key_file != NULL);

  if (n_steps != 1)
    return cs_message_usage (_("One step is needed: --add, --switch, --drop, --secret-key, or "
                               "--private-key."));

  if (input->add && (!has_key || input->public_key_file == NULL))
    return cs_message_usage (_("--add needs --crypto-key-id, --server-public-key and "
                               "--private-key."));

  if (wants_private && !has_key)
    return cs_message_usage (_("--private-key needs --crypto-key-id."));

  if (input->add)
    return cs_profile_change_run (input, "rotate --add", add_key);

  if (input->switch_keys)
    return cs_profile_change_run (input, "rotate --switch", switch_keys);

  if (input->drop)
    return cs_profile_change_run (input, "rotate --drop", drop_key);

  if (wants_private)
    return cs_profile_change_run (input, "rotate --private-key", set_private_key);

  return cs_profile_change_run (input, "rotate --secret-key", set_secret_key);
}

static const Subcommand subcommands[] = {
  { "list", 1, list },
  { "import", 2, import },
  { "create", 1, create },
  { "check", 2, check },
  { "rename", 3, run_rename },
  { "remove", 2, run_remove },
  { "rotate", 2, run_rotate },
};

static int
run (const CsProfileInput *input)
{
  guint n_arguments = input->rest != NULL ? g_strv_length (input->rest) : 0;

  for (gsize i = 0; n_arguments > 0 && i < G_N_ELEMENTS (subcommands); i++)
    if (g_str_equal (subcommands[i].name, input->rest[0]))
      {
        if (n_arguments == subcommands[i].n_arguments)
          return subcommands[i].run (input);

        return cs_message_usage (_("That is not the right number of arguments."));
      }

  return cs_message_usage (_("One of list, import, create, check, rename, remove and rotate is "
                             "needed."));
}

static const char *const description =
  N_("Subcommands:\n"
     "  list                  the profiles of yours and of this computer\n"
     "  import FILE           take a profile file, and the keys that it names, over\n"
     "  create                make one of the options; a terminal is asked for secrets\n"
     "  check NAME|FILE       test keys, secret key, TLS, a signed call, and the clock\n"
     "  rename NAME NEW-NAME  call it something else; its ID stays\n"
     "  remove NAME           remove it and its secrets\n"
     "  rotate NAME           take one step of changing its keys\n"
     "\n"
     "Secrets are read from files that nobody else may read, from standard input (“-”), or "
     "asked for on a terminal; never from arguments, where others can see them. Changes and "
     "checks are recorded in the access log.");

int
cs_cmd_profile (int    argc,
                char **argv)
{
  g_auto (CsProfileInput) input = { 0 };
  int exit_code = 0;
  const GOptionEntry entries[] = {
    { "json", 'j', 0, G_OPTION_ARG_NONE, &input.json,
      N_("list: answer with a JSON document"), NULL },
    { "name", 'n', 0, G_OPTION_ARG_STRING, &input.name,
      N_("import, create: what to call the profile"), N_("NAME") },
    { "environment", 'e', 0, G_OPTION_ARG_STRING, &input.environment,
      N_("create: what kind of service it is"), "mock|sandbox|production" },
    { "base-url", 'u', 0, G_OPTION_ARG_STRING, &input.base_url,
      N_("create: the address of the service"), "URL" },
    { "asp-id", 0, 0, G_OPTION_ARG_STRING, &input.asp_id,
      N_("create: the ASP ID of the project, 15 digits"), "ID" },
    { "time-zone", 0, 0, G_OPTION_ARG_STRING, &input.time_zone,
      N_("create: the time zone of its calls"), "KST|UTC" },
    { "ca-file", 0, 0, G_OPTION_ARG_FILENAME, &input.ca_file,
      N_("create: the only certificates to trust"), N_("FILE") },
    { "access-key", 0, 0, G_OPTION_ARG_FILENAME, &input.access_key_file,
      N_("create: the file that the access key is in"), N_("FILE|-") },
    { "secret-key", 's', 0, G_OPTION_ARG_FILENAME, &input.secret_key_file,
      N_("create, rotate: the file that the secret key is in"), N_("FILE|-") },
    { "crypto-key-id", 0, 0, G_OPTION_ARG_STRING, &input.key_id,
      N_("create, rotate: the ID of a crypto key, 32 characters"), "ID" },
    { "server-public-key", 0, 0, G_OPTION_ARG_FILENAME, &input.public_key_file,
      N_("create, rotate: the server’s public key or certificate"), N_("FILE") },
    { "private-key", 'k', 0, G_OPTION_ARG_FILENAME, &input.private_key_file,
      N_("create, rotate: the private key, PKCS#12 too"), N_("FILE") },
    { "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &input.passphrase_file,
      N_("create, rotate: its passphrase; a terminal is asked"), N_("FILE") },
    { "add", 0, 0, G_OPTION_ARG_NONE, &input.add,
      N_("rotate: add the second crypto key"), NULL },
    { "switch", 0, 0, G_OPTION_ARG_NONE, &input.switch_keys,
      N_("rotate: let calls use the other crypto key"), NULL },
    { "drop", 0, 0, G_OPTION_ARG_NONE, &input.drop,
      N_("rotate: drop the crypto key that calls do not use"), NULL },
    { "member", 0, 0, G_OPTION_ARG_STRING, &input.member,
      N_("check: ask for this member, not for one that nobody is"), N_("MEMBER-ID") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &input.rest, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  const CsUsage usage = {
    .parameters = _("SUBCOMMAND [ARGUMENT]…"),
    .summary = _("Keeps the connections to projects. Their secrets are in your keyring."),
    .description = _(description),
  };

  if (!cs_options_parse (&usage, entries, &argc, &argv, &exit_code))
    return exit_code;

  return run (&input);
}
