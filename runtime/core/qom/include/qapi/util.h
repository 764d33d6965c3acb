/* SPDX-License-Identifier: MIT */
/* Enumerations by name, and words for true and false. */
#ifndef QAPI_UTIL_H
#define QAPI_UTIL_H

#include <stdbool.h>
#include <stdint.h>

#include "qemu/typedefs.h"

/*
 * The names of an enumeration's values: array[value], size of them. features is NULL or
 * has one word of flags per value, which nothing here reads. All of it lives for good.
 */
typedef struct QEnumLookup {
    const char *const *array;
    const uint64_t *const features;
    const int size;
} QEnumLookup;

/* The name of a value of the enumeration, borrowed; any other value aborts. */
const char *qapi_enum_lookup(const QEnumLookup *lookup, int val);
/*
 * The value with the name buf. def with errp set when there is none; def alone for NULL.
 */
int qapi_enum_parse(const QEnumLookup *lookup, const char *buf, int def, Error **errp);
/*
 * "on", "yes", "true", "y" or "off", "no", "false", "n", in lower case. False with errp
 * set, naming the parameter name, for anything else; *obj is then as it was.
 */
bool qapi_bool_parse(const char *name, const char *value, bool *obj, Error **errp);

#endif
