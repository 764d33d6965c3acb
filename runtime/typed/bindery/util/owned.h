/* SPDX-License-Identifier: MIT */
/*
 * Owned references: a pointer that is dropped at the end of its scope, on every way out.
 *
 *   OWNED(Object, object, object_new("example"));    Object *const object
 *   use(object);                                     lent out
 *   return OWNED_STEAL(object);                      handed on: nothing is dropped
 *
 * The pointer cannot be declared without a value, nor set again, so that nothing is
 * dropped that was never there and nothing leaks. To hand it on, to a function that
 * steals it or to a caller, there is OWNED_STEAL alone; afterwards the name is a borrowed
 * pointer. NULL is fine.
 *
 * Every type can be owned that g_autoptr() knows: GLib's own, Object and the QOM types
 * that are declared with OBJECT_DECLARE_TYPE, those that owned.h of a module adds, and
 * those of G_DEFINE_AUTOPTR_CLEANUP_FUNC(TYPE, FUNCTION) in a header of yours.
 */
#ifndef BINDERY_UTIL_OWNED_H
#define BINDERY_UTIL_OWNED_H

#include <glib.h>

#include "bindery/util.h"

/* Declares `type *const name`, which owns value. */
#define OWNED(type, name, value)                                                         \
    g_autoptr(type) name##_owner = (value);                                              \
    type *const name G_GNUC_UNUSED = name##_owner

/* The pointer, which the caller owns from now on; NULL the next time. */
#define OWNED_STEAL(name) g_steal_pointer(&name##_owner)

/* A text: OWNED(char, text, g_strdup_printf("%d", 1)). */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(char, g_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Error, error_free)
/* Disarmed first. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(QEMUTimer, timer_free)

#endif
