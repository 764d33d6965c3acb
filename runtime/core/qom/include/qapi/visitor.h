/* SPDX-License-Identifier: MIT */
/*
 * A visitor carries one value, or a list or record of values, to or from a place that the
 * caller of visit_type_*() names by a pointer. An input visitor writes there, an output
 * visitor reads there. Property accessors are written once against this and do not know
 * whether a string, a number or a list is at the other end.
 *
 * Each visit_*() with errp tells by its result whether it succeeded; after a failure errp
 * is set, naming the value, and the place is as it was (a string's is NULL). No locking:
 * a visitor belongs to one thread.
 *
 * name is what the value is called in messages and, inside a record, its member; NULL
 * inside a list.
 */
#ifndef QAPI_VISITOR_H
#define QAPI_VISITOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "qapi/qapi-builtin-types.h"
#include "qemu/typedefs.h"

/* What every list of a visitor begins with. */
typedef struct GenericList {
    struct GenericList *next;
    char padding[];
} GenericList;

bool visit_is_input(Visitor *v);
/* Always false: lists and records that a failed visit leaves are freed by their owner. */
bool visit_is_dealloc(Visitor *v);

/*
 * The end of an output visit: what was asked for when v was made is set. opaque is the
 * pointer that was given then, as a check that both mean the same.
 */
void visit_complete(Visitor *v, void *opaque);
/* v is stolen; NULL is fine. Whatever it still holds is freed. */
void visit_free(Visitor *v);

/* --- scalars ------------------------------------------------------------------------ */

/* An integer that does not fit the width is an error of the input. */
bool visit_type_int(Visitor *v, const char *name, int64_t *obj, Error **errp);
bool visit_type_int8(Visitor *v, const char *name, int8_t *obj, Error **errp);
bool visit_type_int16(Visitor *v, const char *name, int16_t *obj, Error **errp);
bool visit_type_int32(Visitor *v, const char *name, int32_t *obj, Error **errp);
bool visit_type_int64(Visitor *v, const char *name, int64_t *obj, Error **errp);
bool visit_type_uint8(Visitor *v, const char *name, uint8_t *obj, Error **errp);
bool visit_type_uint16(Visitor *v, const char *name, uint16_t *obj, Error **errp);
bool visit_type_uint32(Visitor *v, const char *name, uint32_t *obj, Error **errp);
/* A negative number stands for itself modulo 2^64. */
bool visit_type_uint64(Visitor *v, const char *name, uint64_t *obj, Error **errp);
/* A number of bytes; text may end in B, K, M, G, T, P or E (powers of 1024). */
bool visit_type_size(Visitor *v, const char *name, uint64_t *obj, Error **errp);
bool visit_type_bool(Visitor *v, const char *name, bool *obj, Error **errp);
/* Input: *obj is a new string. Output: *obj is borrowed, NULL counts as "". */
bool visit_type_str(Visitor *v, const char *name, char **obj, Error **errp);
/* A finite number. */
bool visit_type_number(Visitor *v, const char *name, double *obj, Error **errp);
/* A value of an enumeration, by its name; *obj is read as the int that an enum is. */
bool visit_type_enum(Visitor *v, const char *name, int *obj, const QEnumLookup *lookup,
                     Error **errp);
bool visit_type_OnOffAuto(Visitor *v, const char *name, OnOffAuto *obj, Error **errp);

/* Whether the member name comes next; an output visitor leaves *present as it is. */
bool visit_optional(Visitor *v, const char *name, bool *present);

/* --- records and lists -------------------------------------------------------------- */

/*
 * The members of a record are visited between start and end. obj is NULL (members only)
 * or the place of a pointer: an input visitor puts size new zeroed bytes there.
 */
bool visit_start_struct(Visitor *v, const char *name, void **obj, size_t size,
                        Error **errp);
/* Input: an error when a member was not visited. */
bool visit_check_struct(Visitor *v, Error **errp);
void visit_end_struct(Visitor *v, void **obj);

/*
 * A list whose links have size bytes. Input: *list is the first new link, NULL for an
 * empty one; each link's value is visited, then visit_next_list() makes the next one or
 * returns NULL at the end. Output goes over the links that are there. With list NULL,
 * visits simply follow each other and visit_next_list() is not called.
 */
bool visit_start_list(Visitor *v, const char *name, GenericList **list, size_t size,
                      Error **errp);
GenericList *visit_next_list(Visitor *v, GenericList *tail, size_t size);
/* Input: an error when elements are left. */
bool visit_check_list(Visitor *v, Error **errp);
void visit_end_list(Visitor *v, void **list);

#endif
