/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-image-store.h"

#include "cs-art-image.h"
#include "cs-image-header.h"

/* Twice the largest size that is drawn, so that it is sharp on a dense screen. */
#define STORED_WIDTH 480

/* At that size about 40 MB at the most, and as much again for what is drawn. Products are
 * few; members are many.
 */
#define STORED_MAX 64

/**
 * CsImageStore:
 *
 * The product images of one connection.
 *
 * Each is fetched once, checked before it is decoded, decoded off the main thread,
 * scaled to what is drawn and kept in memory only. A failure is remembered as well,
 * until the next look-up, so that 200 cards of one product ask once.
 */
struct _CsImageStore
{
  GObject     parent_instance;

  CsLookup   *lookup;
  GHashTable *textures;         /* URL -> GdkTexture */
  GHashTable *failures;         /* URL -> GError */
  GHashTable *waiting;          /* URL -> GPtrArray of GTask */
};

G_DEFINE_FINAL_TYPE (CsImageStore, cs_image_store, G_TYPE_OBJECT)

static void
cs_image_store_dispose (GObject *object)
{
  CsImageStore *self = CS_IMAGE_STORE (object);

  g_clear_object (&self->lookup);
  g_clear_pointer (&self->textures, g_hash_table_unref);
  g_clear_pointer (&self->failures, g_hash_table_unref);
  g_clear_pointer (&self->waiting, g_hash_table_unref);

  G_OBJECT_CLASS (cs_image_store_parent_class)->dispose (object);
}

static void
cs_image_store_class_init (CsImageStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_image_store_dispose;
}

static void
cs_image_store_init (CsImageStore *self)
{
  self->textures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->failures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) g_error_free);
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) g_ptr_array_unref);
}

/**
 * cs_image_store_new:
 * @lookup: where images are fetched
 *
 * Makes an empty store.
 *
 * Returns: (transfer full): the store
 */
CsImageStore *
cs_image_store_new (CsLookup *lookup)
{
  CsImageStore *self = g_object_new (CS_TYPE_IMAGE_STORE, NULL);

  self->lookup = g_object_ref (lookup);

  return self;
}

/**
 * cs_image_store_peek:
 * @self: a store
 * @url: serviceImageUrl
 *
 * Borrows an image that is there already.
 *
 * Returns: (nullable): the image, or `NULL` if it has to be loaded
 */
GdkTexture *
cs_image_store_peek (CsImageStore *self,
                     const char   *url)
{
  return g_hash_table_lookup (self->textures, url);
}

/**
 * cs_image_store_forget_failures:
 * @self: a store
 *
 * Lets images that could not be had be asked for again.
 */
void
cs_image_store_forget_failures (CsImageStore *self)
{
  g_hash_table_remove_all (self->failures);
}

/* GdkTexture and not GdkPixbufLoader, which takes half a file for a whole one. */
static void
decode_in_thread (GTask        *task,
                  gpointer      source_object,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  GBytes *bytes = task_data;
  g_autoptr (GdkTexture) texture = NULL;
  CsImageHeader header;
  GError *error = NULL;

  if (cs_image_header_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                            &header, &error))
    texture = gdk_texture_new_from_bytes (bytes, &error);

  if (texture != NULL)
    g_task_return_pointer (task, cs_art_image_scale (texture, STORED_WIDTH), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
make_room (CsImageStore *self)
{
  GHashTableIter iter;

  if (g_hash_table_size (self->textures) < STORED_MAX)
    return;

  g_hash_table_iter_init (&iter, self->textures);

  if (g_hash_table_iter_next (&iter, NULL, NULL))
    g_hash_table_iter_remove (&iter);
}

/* Takes @texture or @error, and answers all who wait for @url. */
static void
settle (CsImageStore *self,
        const char   *url,
        GdkTexture   *texture,
        GError       *error)
{
  g_autofree char *key = NULL;
  g_autoptr (GPtrArray) tasks = NULL;

  g_hash_table_steal_extended (self->waiting, url, (gpointer *) &key, (gpointer *) &tasks);

  for (guint i = 0; tasks != NULL && i < tasks->len; i++)
    {
      GTask *task = g_ptr_array_index (tasks, i);

      if (texture != NULL)
        g_task_return_pointer (task, g_object_ref (texture), g_object_unref);
      else
        g_task_return_error (task, g_error_copy (error));
    }

  if (texture != NULL)
    {
      make_room (self);
      g_hash_table_replace (self->textures, g_strdup (url), texture);
    }
  else
    g_hash_table_replace (self->failures, g_strdup (url), error);
}

typedef struct
{
  CsImageStore *store;
  char         *url;
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  g_object_unref (fetch->store);
  g_free (fetch->url);
  g_free (fetch);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fetch, fetch_free)

static void
decoded_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Fetch) fetch = user_data;
  GError *error = NULL;
  GdkTexture *texture = g_task_propagate_pointer (G_TASK (result), &error);

  settle (fetch->store, fetch->url, texture, error);
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Fetch) fetch = user_data;
  g_autoptr (GTask) worker = NULL;
  GError *error = NULL;
  GBytes *bytes = cs_lookup_fetch_image_finish (CS_LOOKUP (source), result, &error);

  if (bytes == NULL)
    {
      settle (fetch->store, fetch->url, NULL, error);
      return;
    }

  worker = g_task_new (NULL, NULL, decoded_cb, g_steal_pointer (&fetch));
  g_task_set_source_tag (worker, fetched_cb);
  g_task_set_task_data (worker, bytes, (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (worker, decode_in_thread);
}

static void
start_fetch (CsImageStore *self,
             const char   *url)
{
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->store = g_object_ref (self);
  fetch->url = g_strdup (url);

  /* Not cancellable: whoever goes away leaves others waiting for the same image. */
  cs_lookup_fetch_image_async (self->lookup, url, NULL, fetched_cb, fetch);
}

/**
 * cs_image_store_load_async:
 * @self: a store
 * @url: serviceImageUrl
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when the image is there
 * @user_data: data for @callback
 *
 * Loads a product image.
 */
void
cs_image_store_load_async (CsImageStore        *self,
                           const char          *url,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GdkTexture *texture = cs_image_store_peek (self, url);
  GError *failure = g_hash_table_lookup (self->failures, url);
  GPtrArray *tasks = g_hash_table_lookup (self->waiting, url);

  g_task_set_source_tag (task, cs_image_store_load_async);

  if (texture != NULL)
    g_task_return_pointer (task, g_object_ref (texture), g_object_unref);
  else if (failure != NULL)
    g_task_return_error (task, g_error_copy (failure));
  else if (tasks != NULL)
    g_ptr_array_add (tasks, g_steal_pointer (&task));
  else
    {
      tasks = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (tasks, g_steal_pointer (&task));
      g_hash_table_insert (self->waiting, g_strdup (url), tasks);
      start_fetch (self, url);
    }
}

/**
 * cs_image_store_load_finish:
 * @self: a store
 * @result: the result handed to the callback
 * @error: return location for an error
 *
 * Finishes [method@ImageStore.load_async].
 *
 * Returns: (transfer full): the image, at most 480 pixels wide
 */
GdkTexture *
cs_image_store_load_finish (CsImageStore  *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
