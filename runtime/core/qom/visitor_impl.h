/* SPDX-License-Identifier: MIT */
/* What a kind of visitor implements. */
#ifndef VISITOR_IMPL_H
#define VISITOR_IMPL_H

#include "qapi/visitor.h"

/*
 * A NULL function is a value that this kind of visitor cannot carry, which visit_*()
 * says; type_size falls back to type_uint64. Integers of all widths come as 64-bit ones,
 * whose range visit_type_*() checks.
 */
typedef struct VisitorOps {
    bool is_input;
    bool (*type_int64)(Visitor *v, const char *name, int64_t *obj, Error **errp);
    bool (*type_uint64)(Visitor *v, const char *name, uint64_t *obj, Error **errp);
    bool (*type_size)(Visitor *v, const char *name, uint64_t *obj, Error **errp);
    bool (*type_bool)(Visitor *v, const char *name, bool *obj, Error **errp);
    bool (*type_str)(Visitor *v, const char *name, char **obj, Error **errp);
    bool (*type_number)(Visitor *v, const char *name, double *obj, Error **errp);
    bool (*start_struct)(Visitor *v, const char *name, void **obj, size_t size,
                         Error **errp);
    void (*end_struct)(Visitor *v);
    bool (*start_list)(Visitor *v, const char *name, GenericList **list, size_t size,
                       Error **errp);
    GenericList *(*next_list)(Visitor *v, GenericList *tail, size_t size);
    bool (*check_list)(Visitor *v, Error **errp);
    void (*end_list)(Visitor *v);
    void (*complete)(Visitor *v, void *opaque);
    /* NULL for a visitor that is not on the heap. */
    void (*free)(Visitor *v);
} VisitorOps;

struct Visitor {
    const VisitorOps *ops;
};

/* "it" where a value has no name. */
const char *visitor_value_name(const char *name);

#endif
