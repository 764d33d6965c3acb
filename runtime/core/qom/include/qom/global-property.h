/* SPDX-License-Identifier: MIT */
/* A value that all objects of a type get instead of the default. */
#ifndef QOM_GLOBAL_PROPERTY_H
#define QOM_GLOBAL_PROPERTY_H

#include <stdbool.h>

typedef struct GlobalProperty {
    /* A type; what comes from it has the value too. */
    const char *driver;
    const char *property;
    /* As text. */
    const char *value;
    /* Set by object_apply_global_props() when it was applied. */
    bool used;
    /* Fine for types that lack the property. */
    bool optional;
} GlobalProperty;

#endif
