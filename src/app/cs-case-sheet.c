/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-case-sheet.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "cs-case-sheet-text.h"

/* Points. */
#define MARGIN      42
#define GAP         10
#define FOOT        18
#define FONT        "Cantarell, Noto Sans CJK KR, Sans 9"
#define RULE_WIDTH  0.5

/**
 * CsCaseSheet:
 *
 * A member on paper: what was asked, by whom and why, and every card with its verdict.
 *
 * A sheet of paper is one page for as many cards as fit; each page says which it is and
 * how many there are, so that none can be missing unnoticed.
 */
struct _CsCaseSheet
{
  GObject            parent_instance;

  CsMember          *member;
  CsProfile         *profile;
  CsCase            *purpose;
  GPtrArray         *layouts;       /* of PangoLayout: the head, then a card each */
  GArray            *pages;         /* of guint: the first layout of each page */

  GtkPrintOperation *operation;     /* while it runs */
  char              *path;          /* what is exported to */
  char              *part;          /* the file that is not complete yet */
  gboolean           is_revoked;
};

G_DEFINE_FINAL_TYPE (CsCaseSheet, cs_case_sheet, G_TYPE_OBJECT)

static void
cs_case_sheet_finalize (GObject *object)
{
  CsCaseSheet *self = CS_CASE_SHEET (object);

  g_clear_object (&self->member);
  g_clear_object (&self->profile);
  g_clear_pointer (&self->purpose, cs_case_free);
  g_clear_pointer (&self->layouts, g_ptr_array_unref);
  g_clear_pointer (&self->pages, g_array_unref);
  g_clear_object (&self->operation);
  g_free (self->path);
  g_free (self->part);

  G_OBJECT_CLASS (cs_case_sheet_parent_class)->finalize (object);
}

static void
cs_case_sheet_class_init (CsCaseSheetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_case_sheet_finalize;
}

static void
cs_case_sheet_init (CsCaseSheet *self)
{
  self->layouts = g_ptr_array_new_with_free_func (g_object_unref);
  self->pages = g_array_new (FALSE, FALSE, sizeof (guint));
}

/**
 * cs_case_sheet_new:
 * @member: a member
 * @profile: who was asked
 * @purpose: (nullable): case and reason
 *
 * Makes the sheet of a member.
 *
 * Returns: (transfer full): the sheet
 */
CsCaseSheet *
cs_case_sheet_new (CsMember     *member,
                   CsProfile    *profile,
                   const CsCase *purpose)
{
  CsCaseSheet *self = g_object_new (CS_TYPE_CASE_SHEET, NULL);

  self->member = g_object_ref (member);
  self->profile = g_object_ref (profile);
  self->purpose = purpose != NULL ? cs_case_copy (purpose) : NULL;

  return self;
}

static double
get_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);

  return (double) height / PANGO_SCALE;
}

static void
add_layout (CsCaseSheet     *self,
            GtkPrintContext *context,
            const char      *markup)
{
  PangoLayout *layout = gtk_print_context_create_pango_layout (context);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (FONT);
  double width = gtk_print_context_get_width (context) - 2 * MARGIN;

  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_spacing (layout, 2 * PANGO_SCALE);
  pango_layout_set_markup (layout, markup, -1);
  g_ptr_array_add (self->layouts, layout);
}

static void
lay_out (CsCaseSheet     *self,
         GtkPrintContext *context)
{
  g_autofree char *head = cs_case_sheet_text_dup_head (self->member, self->profile, self->purpose);

  g_ptr_array_set_size (self->layouts, 0);
  add_layout (self, context, head);

  for (guint i = 0; i < cs_member_get_n_cards (self->member); i++)
    {
      g_autofree char *card = cs_case_sheet_text_dup_card (cs_member_get_card (self->member, i));

      add_layout (self, context, card);
    }
}

/* A card stands on one page; one that is longer than a page has a page of its own. */
static void
paginate (CsCaseSheet *self,
          double       height)
{
  double left = 0;

  g_array_set_size (self->pages, 0);

  for (guint i = 0; i < self->layouts->len; i++)
    {
      double needed = get_height (g_ptr_array_index (self->layouts, i)) + GAP;

      if (i == 0 || needed > left)
        {
          g_array_append_val (self->pages, i);
          left = height - 2 * MARGIN - FOOT;
        }

      left -= needed;
    }
}

static void
begin_cb (CsCaseSheet       *self,
          GtkPrintContext   *context,
          GtkPrintOperation *operation)
{
  if (self->is_revoked)
    {
      gtk_print_operation_cancel (operation);
      return;
    }

  lay_out (self, context);
  paginate (self, gtk_print_context_get_height (context));
  gtk_print_operation_set_n_pages (operation, (int) self->pages->len);
}

static void
draw_rule (cairo_t *cr,
           double   y,
           double   width)
{
  cairo_set_source_rgb (cr, 0.6, 0.6, 0.6);
  cairo_set_line_width (cr, RULE_WIDTH);
  cairo_move_to (cr, MARGIN, y);
  cairo_line_to (cr, width - MARGIN, y);
  cairo_stroke (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
}

static void
draw_foot (CsCaseSheet     *self,
           GtkPrintContext *context,
           int              page)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  g_autoptr (PangoLayout) layout = gtk_print_context_create_pango_layout (context);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (FONT);
  g_autofree char *text = cs_case_sheet_text_dup_foot (self->member, self->profile,
                                                       (guint) page + 1, self->pages->len);
  double y = gtk_print_context_get_height (context) - MARGIN - FOOT;

  draw_rule (cr, y, gtk_print_context_get_width (context));
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  cairo_move_to (cr, MARGIN, y + 5);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_cb (CsCaseSheet     *self,
         GtkPrintContext *context,
         int              page)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  guint first = g_array_index (self->pages, guint, page);
  guint end = (guint) page + 1 < self->pages->len ? g_array_index (self->pages, guint, page + 1)
                                                  : self->layouts->len;
  double y = MARGIN;

  for (guint i = first; i < end; i++)
    {
      PangoLayout *layout = g_ptr_array_index (self->layouts, i);

      if (i > first)
        draw_rule (cr, y - GAP / 2.0, gtk_print_context_get_width (context));

      cairo_move_to (cr, MARGIN, y);
      pango_cairo_show_layout (cr, layout);
      y += get_height (layout) + GAP;
    }

  draw_foot (self, context, page);
}

static GtkPrintOperation *
create_operation (CsCaseSheet *self)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  g_autofree char *name = g_strdup_printf ("%s %" G_GUINT64_FORMAT, _("Case sheet"),
                                           cs_member_get_id (self->member));

  gtk_page_setup_set_paper_size_and_default_margins (setup, paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_object (operation, "begin-print", G_CALLBACK (begin_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (operation, "draw-page", G_CALLBACK (draw_cb), self, G_CONNECT_SWAPPED);

  return operation;
}

static void
printed_cb (CsCaseSheet *self)
{
  g_clear_object (&self->operation);
  g_object_unref (self);
}

/**
 * cs_case_sheet_print:
 * @self: a sheet whose printing is recorded
 * @parent: the window to stand over
 *
 * Asks for a printer, and prints. GTK itself says what goes wrong.
 */
void
cs_case_sheet_print (CsCaseSheet *self,
                     GtkWindow   *parent)
{
  g_object_ref (self);
  self->operation = create_operation (self);
  g_signal_connect_object (self->operation, "done", G_CALLBACK (printed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_print_operation_run (self->operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}

/**
 * cs_case_sheet_revoke:
 * @self: a sheet
 *
 * Prints nothing any more, whatever somebody answers to a dialog that is still open.
 */
void
cs_case_sheet_revoke (CsCaseSheet *self)
{
  self->is_revoked = TRUE;
}

static gboolean
put_in_place (CsCaseSheet  *self,
              GError      **error)
{
  int saved_errno;

  if (g_chmod (self->part, 0600) == 0 && g_rename (self->part, self->path) == 0)
    return TRUE;

  saved_errno = errno;
  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (saved_errno), "%s",
               g_strerror (saved_errno));

  return FALSE;
}

static void
exported_cb (GtkPrintOperation       *operation,
             GtkPrintOperationResult  result,
             GTask                   *user_data)
{
  g_autoptr (GTask) task = user_data;
  CsCaseSheet *self = g_task_get_source_object (task);
  GError *error = NULL;

  g_clear_object (&self->operation);

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  else
    (void) put_in_place (self, &error);

  if (error == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  (void) g_unlink (self->part);
  g_task_return_error (task, error);
}

/* The file gets its name when it is complete. */
static gboolean
reserve_part (CsCaseSheet  *self,
              GError      **error)
{
  int fd;

  self->part = g_strconcat (self->path, ".XXXXXX", NULL);
  fd = g_mkstemp_full (self->part, 0, 0600);

  if (fd >= 0)
    return g_close (fd, error);

  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (errno), "%s",
               g_strerror (errno));

  return FALSE;
}

/**
 * cs_case_sheet_export_async:
 * @self: a sheet whose export is recorded; it is exported once
 * @path: the file
 * @callback: (scope async): called when it is there
 * @user_data: data for @callback
 *
 * Writes the sheet as PDF.
 */
void
cs_case_sheet_export_async (CsCaseSheet         *self,
                            const char          *path,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, cs_case_sheet_export_async);
  self->path = g_strdup (path);

  if (!reserve_part (self, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  self->operation = create_operation (self);
  gtk_print_operation_set_export_filename (self->operation, self->part);
  g_signal_connect (self->operation, "done", G_CALLBACK (exported_cb), task);
  gtk_print_operation_run (self->operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, NULL);
}

/**
 * cs_case_sheet_export_finish:
 * @self: a sheet
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Finishes cs_case_sheet_export_async().
 *
 * Returns: `FALSE` if there is no file
 */
gboolean
cs_case_sheet_export_finish (CsCaseSheet   *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
