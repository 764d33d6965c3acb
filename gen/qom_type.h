/* SPDX-License-Identifier: MIT */
/*
 * Types: TypeInfo, class_init and registration.
 */
#ifndef BINDERY_GEN_QOM_TYPE_H
#define BINDERY_GEN_QOM_TYPE_H

#include "handlers_find.h"

#define QOM_TYPE_INFO "struct TypeInfo"

/* Makes the object's property table, class_init and TypeInfo, and has it registered.
 * descriptions are those of qom_migrate(). Reports every error. */
void qom_type_add(Trampolines *all, const IrObject *object, const GArray *descriptions);

/* Registers the types that have been added, if there are any, when the program starts. */
void qom_type_register(Trampolines *all);

#endif
