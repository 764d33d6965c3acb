/* SPDX-License-Identifier: MIT */
/*
 * QOM: the types, property tables and migration descriptions of a module that sees the
 * object model. docs/qom.md says what is made of which mark.
 */
#ifndef BINDERY_GEN_QOM_H
#define BINDERY_GEN_QOM_H

#include "handlers_find.h"

/* Whether tables of that record get initialisers from here, and are constant: TypeInfo,
 * VMStateDescription. */
bool qom_completes(const Trampolines *all, const IrDecl *what);

/* Whether the handler says if a field is in the stream (VMStateField.field_exists): it is
 * for the field that names it, and for no table. */
bool qom_is_condition(const Handler *handler);

/* Whether the object is one of the object model, which the module sees. */
bool qom_is_object(const Trampolines *all, const IrObject *object);

/*
 * Completes the record's tables and fills its definitions and registration from the
 * marks; reports every error. The tables must be known.
 */
void qom_find(Trampolines *all);

#endif
