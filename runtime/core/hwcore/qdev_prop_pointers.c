/* SPDX-License-Identifier: MIT */
/* The kinds of properties that point elsewhere: strings, links, arrays. */
#include "qemu/osdep.h"

#include "hw/qdev-properties.h"
#include "qapi/error.h"
#include "qapi/visitor.h"

/* --- strings ------------------------------------------------------------------------ */

static void release_string(Object *obj, const char *name, void *opaque)
{
    char **member = object_field_prop_ptr(obj, opaque);

    g_free(*member);
    *member = NULL;
}

static void get_string(Object *obj, Visitor *v, const char *name, void *opaque,
                       Error **errp)
{
    char **member = object_field_prop_ptr(obj, opaque);

    visit_type_str(v, name, member, errp);
}

static void set_string(Object *obj, Visitor *v, const char *name, void *opaque,
                       Error **errp)
{
    char **member = object_field_prop_ptr(obj, opaque);
    char *value = NULL;

    if (visit_type_str(v, name, &value, errp)) {
        g_free(*member);
        *member = value;
    }
}

const PropertyInfo qdev_prop_string = {
    .type = "str",
    .get = get_string,
    .set = set_string,
    .release = release_string,
};

/* --- links -------------------------------------------------------------------------- */

static ObjectProperty *create_link(ObjectClass *oc, const char *name,
                                   const Property *prop)
{
    return object_class_property_add_link(oc, name, prop->link_type, prop->offset,
                                          qdev_prop_allow_set_link_before_realize,
                                          OBJ_PROP_LINK_STRONG);
}

const PropertyInfo qdev_prop_link = {
    .type = "link",
    .create = create_link,
};

/* --- arrays ------------------------------------------------------------------------- */

/* One link of the list that a visitor makes. */
typedef struct ElementList {
    struct ElementList *next;
    char value[];
} ElementList;

/* The property that an element at a place is. */
static Property element_at(Object *obj, const Property *array, const char *name,
                           const void *place)
{
    return (Property){
        .name = name,
        .info = array->arrayinfo,
        .offset = (const char *)place - (const char *)obj,
    };
}

static void release_element(Object *obj, const Property *array, void *place)
{
    Property element = element_at(obj, array, array->name, place);

    if (element.info->release) {
        element.info->release(obj, array->name, &element);
    }
}

static void **array_member(Object *obj, const Property *prop)
{
    return (void **)(void *)((char *)obj + prop->arrayoffset);
}

static void release_array(Object *obj, const char *name, void *opaque)
{
    const Property *prop = opaque;
    const uint32_t *length = object_field_prop_ptr(obj, prop);
    char *place = *array_member(obj, prop);

    for (uint32_t i = 0; i < *length; i++, place += prop->arrayfieldsize) {
        release_element(obj, prop, place);
    }
}

static void free_list(Object *obj, const Property *prop, ElementList *list, bool release)
{
    while (list) {
        ElementList *next = list->next;

        if (release) {
            release_element(obj, prop, list->value);
        }
        g_free(list);
        list = next;
    }
}

static bool visit_list(Object *obj, Visitor *v, const char *name, const Property *prop,
                       ElementList **list, uint32_t *length, Error **errp)
{
    size_t size = sizeof(ElementList) + (size_t)prop->arrayfieldsize;
    Error *err = NULL;

    if (!visit_start_list(v, name, (GenericList **)list, size, errp)) {
        return false;
    }
    for (ElementList *link = *list; link && !err;
         link = (ElementList *)visit_next_list(v, (GenericList *)link, size)) {
        Property element = element_at(obj, prop, name, link->value);

        if (!visit_is_input(v)) {
            element.info->get(obj, v, NULL, &element, &err);
        } else {
            element.info->set(obj, v, NULL, &element, &err);
        }
        *length += 1;
    }
    if (!err) {
        visit_check_list(v, &err);
    }
    visit_end_list(v, (void **)list);
    error_propagate(errp, err);
    return err == NULL;
}

static void set_array(Object *obj, Visitor *v, const char *name, void *opaque,
                      Error **errp)
{
    const Property *prop = opaque;
    uint32_t *length = object_field_prop_ptr(obj, prop);
    void **array = array_member(obj, prop);
    size_t size = (size_t)prop->arrayfieldsize;
    ElementList *list = NULL;
    uint32_t new_length = 0;
    char *place;

    if (!visit_list(obj, v, name, prop, &list, &new_length, errp)) {
        free_list(obj, prop, list, true);
        return;
    }
    release_array(obj, name, opaque);
    g_free(*array);
    *length = new_length;
    *array = place = new_length ? g_malloc_n(new_length, size) : NULL;
    for (ElementList *link = list; new_length; new_length--, link = link->next) {
        memcpy(place, link->value, size);
        place += size;
    }
    /* What the elements own is the array's now. */
    free_list(obj, prop, list, false);
}

static void get_array(Object *obj, Visitor *v, const char *name, void *opaque,
                      Error **errp)
{
    const Property *prop = opaque;
    const uint32_t *length = object_field_prop_ptr(obj, prop);
    size_t size = (size_t)prop->arrayfieldsize;
    const char *place = *array_member(obj, prop);
    ElementList *list = NULL;
    ElementList **tail = &list;
    uint32_t visited = 0;

    for (uint32_t i = 0; i < *length; i++, place += size) {
        *tail = g_malloc0(sizeof(ElementList) + size);
        memcpy((*tail)->value, place, size);
        tail = &(*tail)->next;
    }
    visit_list(obj, v, name, prop, &list, &visited, errp);
    free_list(obj, prop, list, false);
}

static void set_default_list(ObjectProperty *op, const Property *prop)
{
    object_property_set_default_list(op);
}

const PropertyInfo qdev_prop_array = {
    .type = "list",
    .get = get_array,
    .set = set_array,
    .release = release_array,
    .set_default_value = set_default_list,
};
