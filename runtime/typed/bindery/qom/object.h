/* SPDX-License-Identifier: MIT */
/*
 * Up to Object, from a pointer to any record that begins with one. For objects of a type
 * of yours there are generated casts, uart_as_Object(). Down there are functions: those
 * generated, and DEVICE(), SYS_BUS_DEVICE() and so on, which look at the object's type.
 */
#ifndef BINDERY_QOM_OBJECT_H
#define BINDERY_QOM_OBJECT_H

#include "bindery/qom.h"

/* A pointer to less than an Object does not compile, nor does a void *. */
#define OBJECT(obj)                                                                      \
    (__extension__({                                                                     \
        _Static_assert(sizeof(*(obj)) >= sizeof(Object), "this is no object");           \
        (Object *)(obj);                                                                 \
    }))

#endif
