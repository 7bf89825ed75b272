/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The yardstick for `cardsyncctl show`: what json-glib alone needs for the same bytes. */

#include <json-glib/json-glib.h>

int
main (int   argc,
      char *argv[])
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;
  JsonObject *root;

  if (argc != 2 || !json_parser_load_from_file (parser, argv[1], &error))
    {
      g_printerr ("%s\n", error != NULL ? error->message : "usage: bench-json-glib FILE");
      return 1;
    }

  root = json_node_get_object (json_parser_get_root (parser));
  g_print ("%u\n", json_array_get_length (json_object_get_array_member (root, "cardDataInfo")));

  return 0;
}
