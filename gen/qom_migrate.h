/* SPDX-License-Identifier: MIT */
/*
 * Migration: which descriptions (VMStateDescription) an object has, and which of its
 * members each describes.
 */
#ifndef BINDERY_GEN_QOM_MIGRATE_H
#define BINDERY_GEN_QOM_MIGRATE_H

#include "handlers_find.h"

#define QOM_DESCRIPTION "struct VMStateDescription"

/* One description of an object's state. */
typedef struct Description {
    const char *table; /* name of the VMStateDescription */
    const IrObject *object;
    const Mark *mark; /* that declares the table; NULL for none */
    const char *name; /* of the description */
    int parent;       /* of a subsection: whose; -1 for a main one */
    GArray *rows;     /* of IrRow; NULL for none */
} Description;

/* Completes the record's descriptions; reports every error. New, of Description; free it
 * with qom_migrate_free(). */
GArray *qom_migrate(Trampolines *all);
void qom_migrate_free(GArray *descriptions);

/* The object's main description (borrowed); NULL for none. */
const Description *qom_main_description(const GArray *descriptions,
                                        const IrObject *object);

#endif
