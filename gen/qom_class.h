/* SPDX-License-Identifier: MIT */
/*
 * Classes of the object model: what a type's class is called, and how one is reached.
 */
#ifndef BINDERY_GEN_QOM_CLASS_H
#define BINDERY_GEN_QOM_CLASS_H

#include "handlers_find.h"

/* Reports that another type, whose record a cast of the headers gives, has the object's
 * name. */
void qom_check_type_name(Trampolines *all, const IrObject *object);

/* How C names the parent type of the object: "TYPE_SYS_BUS_DEVICE", "\"pl011\"" (borrowed
 * from the record). NULL with an error reported. */
const char *qom_parent_name(Trampolines *all, const IrObject *object);

/*
 * The expression for `ObjectClass *klass` as that class, a record or a typedef of one:
 * "DEVICE_CLASS(klass)". Adds the statements that it needs to steps. NULL with an error
 * reported.
 */
const char *qom_class_of(Trampolines *all, const IrObject *object, const IrDecl *what,
                         GPtrArray **steps);

/* Whether a record begins with that one ("struct Object"), directly or not. */
bool qom_begins_with(const IrDecl *record, const char *ancestor);

/* Whether the object is an interface: a class without objects of its own. */
bool qom_is_interface(const IrObject *object);

#endif
