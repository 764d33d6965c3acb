/* SPDX-License-Identifier: MIT */
/* What the sources about objects and properties share. */
#ifndef OBJECT_IMPL_H
#define OBJECT_IMPL_H

#include "qom/object.h"

/* Releases class and own properties of an object that is finalized; frees the latter. */
void object_property_del_all(Object *obj);
/* The name of one of the object's own properties, borrowed; it must have one. */
const char *object_first_property_name(const Object *obj);
/*
 * The property where aliases lead from name, and its object in *obj; NULL with errp set
 * when there is none.
 */
ObjectProperty *object_property_find_real(Object **obj, const char *name, Error **errp);
/* Where an alias leads, its object in *obj; NULL when prop is no alias. */
const char *object_property_alias_target(const ObjectProperty *prop, Object **obj);
/* Changes at each class property or default that is added. */
extern unsigned object_class_property_generation;

/* The child of a child property; NULL for other properties. */
Object *object_property_child(const ObjectProperty *prop);

#endif
