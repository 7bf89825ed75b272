/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "cs-audit-error.h"
#include "cs-audit-output.h"
#include "cs-audit-totals-json.h"
#include "cs-json-writer.h"
#include "cs-json.h"

#define NAME      "manifest.json"
#define SCHEMA    1
#define BYTES_MAX (1024 * 1024)
#define TEXT_MAX  100000

/* A run that is killed again and again keeps the latest. */
#define RESUMPTIONS_MAX 200

static const char *const states[] = {
  [CS_AUDIT_MANIFEST_RUNNING] = "running",
  [CS_AUDIT_MANIFEST_INCOMPLETE] = "incomplete",
  [CS_AUDIT_MANIFEST_COMPLETE] = "complete",
};

/* Texts of the manifest, under the names that they have in the file. */
typedef struct
{
  const char *name;
  gsize       offset;
} TextField;

static const TextField text_fields[] = {
  { "program", G_STRUCT_OFFSET (CsAuditManifest, program) },
  { "environment", G_STRUCT_OFFSET (CsAuditManifest, environment) },
  { "service", G_STRUCT_OFFSET (CsAuditManifest, service) },
  { "rules", G_STRUCT_OFFSET (CsAuditManifest, rules) },
  { "column", G_STRUCT_OFFSET (CsAuditManifest, column) },
  { "heading", G_STRUCT_OFFSET (CsAuditManifest, heading) },
  { "input", G_STRUCT_OFFSET (CsAuditManifest, input_name) },
  { "inputSha256", G_STRUCT_OFFSET (CsAuditManifest, input_sha256) },
  { "operator", G_STRUCT_OFFSET (CsAuditManifest, operator_name) },
  { "host", G_STRUCT_OFFSET (CsAuditManifest, host) },
  { "case", G_STRUCT_OFFSET (CsAuditManifest, case_reference) },
  { "reason", G_STRUCT_OFFSET (CsAuditManifest, reason) },
  { "startedAt", G_STRUCT_OFFSET (CsAuditManifest, started_at) },
  { "endedAt", G_STRUCT_OFFSET (CsAuditManifest, ended_at) },
};

static const TextField resumption_fields[] = {
  { "operator", G_STRUCT_OFFSET (CsAuditResumption, operator_name) },
  { "host", G_STRUCT_OFFSET (CsAuditResumption, host) },
  { "case", G_STRUCT_OFFSET (CsAuditResumption, case_reference) },
  { "reason", G_STRUCT_OFFSET (CsAuditResumption, reason) },
  { "at", G_STRUCT_OFFSET (CsAuditResumption, at) },
};

static void
write_texts (CsJsonWriter    *writer,
             gconstpointer    object,
             const TextField *fields,
             gsize            n_fields)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      const char *text = G_STRUCT_MEMBER (char *, object, fields[i].offset);

      if (text != NULL)
        cs_json_writer_string (writer, fields[i].name, text);
    }
}

static void
read_texts (CsJsonValue      object,
            gpointer         self,
            const TextField *fields,
            gsize            n_fields)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      char **text = G_STRUCT_MEMBER_P (self, fields[i].offset);
      CsJsonValue value;

      if (cs_json_object_get_member (object, fields[i].name, &value))
        cs_json_value_copy_string (value, TEXT_MAX, text);
    }
}

static void
free_texts (gpointer         self,
            const TextField *fields,
            gsize            n_fields)
{
  for (gsize i = 0; i < n_fields; i++)
    g_free (G_STRUCT_MEMBER (char *, self, fields[i].offset));
}

static void
resumption_free (gpointer data)
{
  free_texts (data, resumption_fields, G_N_ELEMENTS (resumption_fields));
  g_free (data);
}

static void
file_free (gpointer data)
{
  CsAuditFile *self = data;

  g_free (self->name);
  g_free (self->sha256);
  g_free (self);
}

/**
 * cs_audit_manifest_new:
 *
 * Makes an empty manifest.
 *
 * Returns: (transfer full): the manifest
 */
CsAuditManifest *
cs_audit_manifest_new (void)
{
  CsAuditManifest *self = g_new0 (CsAuditManifest, 1);

  self->files = g_ptr_array_new_with_free_func (file_free);
  self->resumptions = g_ptr_array_new_with_free_func (resumption_free);

  return self;
}

/**
 * cs_audit_manifest_free:
 * @self: (transfer full): a manifest
 *
 * Frees a manifest.
 */
void
cs_audit_manifest_free (CsAuditManifest *self)
{
  free_texts (self, text_fields, G_N_ELEMENTS (text_fields));
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->resumptions);
  g_free (self);
}

/**
 * cs_audit_manifest_add:
 * @self: a manifest
 * @name: a file in the folder
 * @sha256: its hash
 * @n_bytes: its size
 *
 * Adds a file of results.
 */
void
cs_audit_manifest_add (CsAuditManifest *self,
                       const char      *name,
                       const char      *sha256,
                       guint64          n_bytes)
{
  CsAuditFile *file = g_new0 (CsAuditFile, 1);

  file->name = g_strdup (name);
  file->sha256 = g_strdup (sha256);
  file->n_bytes = n_bytes;
  g_ptr_array_add (self->files, file);
}

/* Takes @text's place with what @from has, and leaves it there. */
static void
swap_texts (char **text,
            char **from)
{
  char *taken = *from;

  *from = *text;
  *text = taken;
}

/**
 * cs_audit_manifest_resume:
 * @self: of a run that goes on, made by whoever goes on with it
 * @before: (inout): what it was until now
 *
 * Keeps who began the run and what for, and adds who goes on with it. @before is left
 * with what @self had.
 */
void
cs_audit_manifest_resume (CsAuditManifest *self,
                          CsAuditManifest *before)
{
  CsAuditResumption *resumption = g_new0 (CsAuditResumption, 1);
  GPtrArray *empty = self->resumptions;

  swap_texts (&self->operator_name, &before->operator_name);
  swap_texts (&self->host, &before->host);
  swap_texts (&self->case_reference, &before->case_reference);
  swap_texts (&self->reason, &before->reason);
  swap_texts (&self->started_at, &before->started_at);
  self->resumptions = before->resumptions;
  before->resumptions = empty;

  resumption->operator_name = g_strdup (before->operator_name);
  resumption->host = g_strdup (before->host);
  resumption->case_reference = g_strdup (before->case_reference);
  resumption->reason = g_strdup (before->reason);
  resumption->at = g_strdup (before->started_at);

  if (self->resumptions->len >= RESUMPTIONS_MAX)
    g_ptr_array_remove_range (self->resumptions, 0, self->resumptions->len - RESUMPTIONS_MAX + 1);

  g_ptr_array_add (self->resumptions, resumption);
}

static void
write_files (CsJsonWriter *writer,
             GPtrArray    *files)
{
  cs_json_writer_begin_array (writer, "outputs");

  for (guint i = 0; i < files->len; i++)
    {
      const CsAuditFile *file = g_ptr_array_index (files, i);

      cs_json_writer_begin_object (writer, NULL);
      cs_json_writer_string (writer, "name", file->name);
      cs_json_writer_uint64 (writer, "bytes", file->n_bytes);
      cs_json_writer_string (writer, "sha256", file->sha256);
      cs_json_writer_end_object (writer);
    }

  cs_json_writer_end_array (writer);
}

static void
write_resumptions (CsJsonWriter *writer,
                   GPtrArray    *resumptions)
{
  cs_json_writer_begin_array (writer, "resumed");

  for (guint i = 0; i < resumptions->len; i++)
    {
      cs_json_writer_begin_object (writer, NULL);
      write_texts (writer, g_ptr_array_index (resumptions, i), resumption_fields,
                   G_N_ELEMENTS (resumption_fields));
      cs_json_writer_end_object (writer);
    }

  cs_json_writer_end_array (writer);
}

static void
write_document (CsJsonWriter          *writer,
                const CsAuditManifest *self)
{
  cs_json_writer_set_pretty (writer);
  cs_json_writer_begin_object (writer, NULL);
  cs_json_writer_uint64 (writer, "schema", SCHEMA);
  cs_json_writer_string (writer, "state", states[self->state]);

  write_texts (writer, self, text_fields, G_N_ELEMENTS (text_fields));
  cs_json_writer_uint64 (writer, "inputBytes", self->n_input_bytes);
  cs_json_writer_uint64 (writer, "blankLines", self->n_blank);
  cs_json_writer_uint64 (writer, "concurrency", self->concurrency);
  cs_json_writer_uint64 (writer, "perSecond", self->per_second);
  cs_audit_totals_write (&self->totals, writer);
  write_resumptions (writer, self->resumptions);
  write_files (writer, self->files);
  cs_json_writer_end_object (writer);
}

/**
 * cs_audit_manifest_write:
 * @self: a manifest
 * @folder: where
 * @error: [error@AuditError] `WRITE`
 *
 * Writes `manifest.json`.
 *
 * Returns: `FALSE` if it could not
 */
gboolean
cs_audit_manifest_write (const CsAuditManifest  *self,
                         const char             *folder,
                         GError                **error)
{
  g_autoptr (CsBuffer) buffer = cs_buffer_new (BYTES_MAX);
  g_autoptr (CsAuditOutput) output = cs_audit_output_new (folder, NAME, error);
  CsJsonWriter writer;
  const guint8 *data;
  gsize length;

  if (output == NULL)
    return FALSE;

  cs_json_writer_init (&writer, buffer);
  write_document (&writer, self);

  if (!cs_json_writer_finish (&writer))
    return cs_audit_error_set_errno (error, CS_AUDIT_ERROR_WRITE, NAME, EFBIG);

  data = cs_buffer_get_data (buffer, &length);

  return cs_audit_output_write (output, (const char *) data, length, error) &&
         cs_audit_output_write (output, "\n", 1, error) && cs_audit_output_finish (output, error);
}

static void
read_files (CsJsonValue      root,
            CsAuditManifest *self)
{
  CsJsonValue outputs, output;
  CsJsonIter iter;

  if (!cs_json_object_get_member (root, "outputs", &outputs))
    return;

  for (iter = cs_json_iter (outputs); cs_json_iter_next (&iter, NULL, &output);)
    {
      g_autofree char *name = NULL;
      g_autofree char *sha256 = NULL;
      guint64 n_bytes = 0;
      CsJsonValue value;

      if (cs_json_object_get_member (output, "name", &value))
        cs_json_value_copy_string (value, TEXT_MAX, &name);

      if (cs_json_object_get_member (output, "sha256", &value))
        cs_json_value_copy_string (value, TEXT_MAX, &sha256);

      cs_audit_count_read (output, "bytes", &n_bytes);

      if (name != NULL && sha256 != NULL)
        cs_audit_manifest_add (self, name, sha256, n_bytes);
    }
}

static void
read_resumptions (CsJsonValue      root,
                  CsAuditManifest *self)
{
  CsJsonValue resumed, one;
  CsJsonIter iter;

  if (!cs_json_object_get_member (root, "resumed", &resumed))
    return;

  for (iter = cs_json_iter (resumed); cs_json_iter_next (&iter, NULL, &one);)
    {
      CsAuditResumption *resumption = g_new0 (CsAuditResumption, 1);

      read_texts (one, resumption, resumption_fields, G_N_ELEMENTS (resumption_fields));
      g_ptr_array_add (self->resumptions, resumption);
    }
}

static gboolean
read_state (CsJsonValue      root,
            CsAuditManifest *self)
{
  CsJsonValue value;

  if (!cs_json_object_get_member (root, "state", &value))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (cs_json_value_equals (value, states[i]))
      {
        self->state = (CsAuditManifestState) i;
        return TRUE;
      }

  return FALSE;
}

static gboolean
read_document (CsJsonValue      root,
               CsAuditManifest *self)
{
  guint64 schema = 0, concurrency = 0, per_second = 0;

  if (cs_json_value_get_type (root) != CS_JSON_OBJECT || !read_state (root, self))
    return FALSE;

  read_texts (root, self, text_fields, G_N_ELEMENTS (text_fields));
  cs_audit_count_read (root, "schema", &schema);
  cs_audit_count_read (root, "inputBytes", &self->n_input_bytes);
  cs_audit_count_read (root, "blankLines", &self->n_blank);
  cs_audit_count_read (root, "concurrency", &concurrency);
  cs_audit_count_read (root, "perSecond", &per_second);
  self->concurrency = (guint) MIN (concurrency, G_MAXUINT);
  self->per_second = (guint) MIN (per_second, G_MAXUINT);
  cs_audit_totals_read (&self->totals, root);
  read_resumptions (root, self);
  read_files (root, self);

  return schema == SCHEMA && self->rules != NULL && self->input_sha256 != NULL;
}

static char *
read_file (const char  *path,
           gsize       *out_length,
           GError     **error)
{
  g_autofree char *data = g_malloc (BYTES_MAX + 1);
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  gssize n_read = -1;

  if (fd >= 0)
    {
      n_read = TEMP_FAILURE_RETRY (pread (fd, data, BYTES_MAX + 1, 0));
      (void) close (fd);
    }

  if (n_read >= 0 && n_read <= BYTES_MAX)
    {
      *out_length = (gsize) n_read;
      return g_steal_pointer (&data);
    }

  /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autofree frees it. */
  cs_audit_error_set_errno (error, CS_AUDIT_ERROR_FOLDER, path, n_read < 0 ? errno : EFBIG);

  return NULL;
}

/**
 * cs_audit_manifest_read:
 * @folder: the folder of a run
 * @error: [error@AuditError] `FOLDER` or `DAMAGED`
 *
 * Reads `manifest.json`.
 *
 * Returns: (transfer full): the manifest, or `NULL` on error
 */
CsAuditManifest *
cs_audit_manifest_read (const char  *folder,
                        GError     **error)
{
  g_autoptr (CsAuditManifest) self = cs_audit_manifest_new ();
  g_autofree char *path = g_build_filename (folder, NAME, NULL);
  g_autofree char *data = NULL;
  g_autoptr (CsJson) json = NULL;
  gsize length;

  data = read_file (path, &length, error);

  if (data == NULL)
    /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autoptr() frees it. */
    return NULL;

  json = cs_json_parse (data, length, BYTES_MAX, NULL);

  if (json != NULL && read_document (cs_json_get_root (json), self))
    return g_steal_pointer (&self);

  g_set_error (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_DAMAGED,
               /* Translators: the path of a file. */
               _("“%s” is no manifest of an audit."), path);

  return NULL;
}

static gboolean
check_setting (const char  *name,
               const char  *before,
               const char  *now,
               GError     **error)
{
  if (g_strcmp0 (before, now) == 0)
    return TRUE;

  g_set_error (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_SETTINGS,
               /* Translators: the name of a setting, what it was and what it is. */
               _("The run began with another %s: “%s”, not “%s”. Resume it with the same "
                 "settings, or begin anew in another folder."),
               name, before != NULL ? before : "", now != NULL ? now : "");

  return FALSE;
}

/**
 * cs_audit_manifest_check:
 * @self: what a run began with
 * @now: what it is to be resumed with
 * @error: [error@AuditError] `CHANGED` or `SETTINGS`
 *
 * Tells whether a run may go on: everything on which its results depend is the same.
 * How fast it goes is not.
 *
 * Returns: `FALSE` if it may not
 */
gboolean
cs_audit_manifest_check (const CsAuditManifest  *self,
                         const CsAuditManifest  *now,
                         GError                **error)
{
  if (g_strcmp0 (self->input_sha256, now->input_sha256) != 0)
    {
      g_set_error_literal (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_CHANGED,
                           _("The input is not the one that the run began with. Resume it with "
                             "that one, or begin anew in another folder."));
      return FALSE;
    }

  return check_setting (C_("setting", "program"), self->program, now->program, error) &&
         check_setting (C_("setting", "environment"), self->environment, now->environment, error) &&
         check_setting (C_("setting", "service"), self->service, now->service, error) &&
         check_setting (C_("setting", "column"), self->column, now->column, error) &&
         check_setting (C_("setting", "heading"), self->heading, now->heading, error) &&
         check_setting (C_("setting", "list of rules"), self->rules, now->rules, error);
}
