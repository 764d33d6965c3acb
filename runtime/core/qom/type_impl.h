/* SPDX-License-Identifier: MIT */
/* Types as the object model's sources see them. */
#ifndef TYPE_IMPL_H
#define TYPE_IMPL_H

#include "qom/object.h"

struct TypeImpl {
    /* The name and the parent's are the type's own strings. */
    TypeInfo info;
    /* Found when first asked for: a parent may be registered later than its children. */
    TypeImpl *parent;
    /* Names of the interfaces that the type adds, ended by NULL; own. */
    char **interfaces;
    /* NULL until the type is first needed; then its sizes are the final ones, too. */
    ObjectClass *class;
    bool initializing;
    /* Class properties with defaults, as of that generation of all class properties. */
    GPtrArray *defaults;
    unsigned defaults_generation;
};

/* The type of a name; NULL when there is none, or for NULL. */
TypeImpl *type_find(const char *name);
/* The same, but a missing type is fatal. */
TypeImpl *type_find_or_abort(const char *name);
/* NULL for a root type. */
TypeImpl *type_parent(TypeImpl *type);
bool type_is_a(TypeImpl *type, TypeImpl *ancestor);
/* Makes the class unless it is there. */
ObjectClass *type_class(TypeImpl *type);
/* All types, borrowed, as a new list. */
GList *type_list_all(void);

/* Message on standard error; abort. */
void qom_abort(const char *fmt, ...) G_GNUC_PRINTF(1, 2) G_GNUC_NORETURN;

#endif
