/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-json-private.h"

static const CsJsonToken *
get_token (CsJsonValue value)
{
  return &value.json->tokens[value.token];
}

/**
 * cs_json_value_get_type:
 * @value: a value
 *
 * Gets what kind of value it is.
 *
 * Returns: the type
 */
CsJsonType
cs_json_value_get_type (CsJsonValue value)
{
  return get_token (value)->type;
}

/**
 * cs_json_value_get_size:
 * @value: a value
 *
 * Counts the elements of an array or the members of an object, one by one.
 *
 * Returns: how many; 0 for any other value
 */
guint
cs_json_value_get_size (CsJsonValue value)
{
  CsJsonIter iter = cs_json_iter (value);
  CsJsonValue child;
  guint size = 0;

  while (cs_json_iter_next (&iter, NULL, &child))
    size++;

  return size;
}

/**
 * cs_json_value_get_raw:
 * @value: a value
 * @out_length: (out): how many bytes
 *
 * Borrows a scalar as the document spells it: of a string what stands between the
 * quotes, escapes and all.
 *
 * Returns: the bytes, not terminated; none for an array or object
 */
const char *
cs_json_value_get_raw (CsJsonValue  value,
                       gsize       *out_length)
{
  const CsJsonToken *token = get_token (value);

  *out_length = cs_json_token_is_container (token) ? 0 : token->extent;

  return value.json->data + token->start;
}

/**
 * cs_json_iter:
 * @container: an array or object
 *
 * Starts to walk through a container. Any other value is walked as an empty one.
 *
 * Returns: the state for [func@json_iter_next]
 */
CsJsonIter
cs_json_iter (CsJsonValue container)
{
  const CsJsonToken *token = get_token (container);

  return (CsJsonIter) {
    .container = container,
    .next = container.token + 1,
    .end = cs_json_token_is_container (token) ? token->extent : 0,
  };
}

/**
 * cs_json_iter_next:
 * @self: where the walk is
 * @out_name: (out) (optional): the member's name, a string; untouched in an array
 * @out_value: (out): the element or member
 *
 * Takes the next step.
 *
 * Returns: `FALSE` at the end
 */
gboolean
cs_json_iter_next (CsJsonIter  *self,
                   CsJsonValue *out_name,
                   CsJsonValue *out_value)
{
  const CsJson *json = self->container.json;
  guint32 token = self->next;

  if (token >= self->end)
    return FALSE;

  if (get_token (self->container)->type == CS_JSON_OBJECT)
    {
      if (out_name != NULL)
        *out_name = (CsJsonValue) { .json = json, .token = token };

      token++;
    }

  *out_value = (CsJsonValue) { .json = json, .token = token };
  self->next = cs_json_token_skip (json, token);

  return TRUE;
}

/**
 * cs_json_object_get_member:
 * @object: a value
 * @name: the member's name
 * @out_value: (out): the member
 *
 * Looks a member up, from the front.
 *
 * Returns: `FALSE` if there is none, also because @object is no object
 */
gboolean
cs_json_object_get_member (CsJsonValue  object,
                           const char  *name,
                           CsJsonValue *out_value)
{
  CsJsonIter iter = cs_json_iter (object);
  CsJsonValue member_name, value;

  if (cs_json_value_get_type (object) != CS_JSON_OBJECT)
    return FALSE;

  while (cs_json_iter_next (&iter, &member_name, &value))
    if (cs_json_value_equals (member_name, name))
      {
        *out_value = value;
        return TRUE;
      }

  return FALSE;
}
