/* SPDX-License-Identifier: MIT */
#include "list.h"

#include <stdio.h>
#include <string.h>

#include "bindery/hwcore.h"
#include "error.h"

void list_types(void)
{
    GSList *classes = object_class_get_list_sorted(TYPE_SYS_BUS_DEVICE, false);

    for (GSList *at = classes; at; at = at->next) {
        ObjectClass *class = at->data;
        const char *desc = DEVICE_CLASS(class)->desc;

        if (desc) {
            printf("%-24s %s\n", object_class_get_name(class), desc);
        } else {
            puts(object_class_get_name(class));
        }
    }
    g_slist_free(classes);
}

static int compare_lines(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* A line for each property that a user can set; new. */
static GPtrArray *property_lines(ObjectClass *class)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    ObjectPropertyIterator iter;
    ObjectProperty *property;

    object_class_property_iter_init(&iter, class);
    while ((property = object_property_iter_next(&iter))) {
        /* The board itself sets this one. */
        if (property->set && strcmp(property->name, "realized") != 0) {
            g_ptr_array_add(lines, object_property_help(property->name, property->type,
                                                        property->defval,
                                                        property->description));
        }
    }
    g_ptr_array_sort(lines, compare_lines);
    return lines;
}

bool list_properties(const char *type, GError **error)
{
    ObjectClass *class = object_class_by_name(type);

    if (!class || !object_class_dynamic_cast(class, TYPE_DEVICE)) {
        g_set_error(error, BOARD_ERROR, BOARD_ERROR_USAGE,
                    "there is no device type '%s'; --list-types says which there are",
                    type);
        return false;
    }
    GPtrArray *lines = property_lines(class);
    for (guint i = 0; i < lines->len; i++) {
        puts(g_ptr_array_index(lines, i));
    }
    g_ptr_array_unref(lines);
    return true;
}
