/* SPDX-License-Identifier: MIT */
/*
 * Fields of migration descriptions: what a marked member comes out as (VMStateField).
 */
#ifndef BINDERY_GEN_QOM_FIELD_H
#define BINDERY_GEN_QOM_FIELD_H

#include "qom_migrate.h"
#include "qom_parts.h"

/* Options of BINDERY_MIGRATE. */
enum {
    FIELD_TABLE,    /* the description; without it the main one */
    FIELD_VERSION,  /* the first version that has the member */
    FIELD_UNUSED,   /* bytes in front of it that mean nothing */
    FIELD_VMSD,     /* the description of the record, or records, that it is */
    FIELD_INFO,     /* the VMStateInfo of its elements */
    FIELD_COUNT,    /* the member that says how many there are */
    FIELD_ALLOC,    /* true: loading allocates them */
    FIELD_EXISTS,   /* the handler that says whether it is there */
    FIELD_VALIDATE, /* the handler that says whether it may be loaded */
    N_FIELD_OPTIONS,
};
extern const char *const field_option_names[N_FIELD_OPTIONS];

/* Adds the member's rows (of IrRow). descriptions are all that there are. Reports every
 * error. */
void qom_field_add(Trampolines *all, const QomMember *member, const char *const *options,
                   const GArray *descriptions, GArray *rows);

#endif
