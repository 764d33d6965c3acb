/* SPDX-License-Identifier: MIT */
/* A GObject with a method of its class, made without GObject's macros. */
#ifndef LAMP_H
#define LAMP_H

#include "bindery/marks.h"
#include "gobject.h"

typedef struct Lamp {
    GObject parent_instance;
    int watts;
} Lamp BINDERY_TYPE("lamp", GObject)
BINDERY_CAST_CHECK(lamp_is);

typedef struct LampClass {
    GObjectClass parent_class;
} LampClass BINDERY_TYPE("lamp_class");

GType lamp_get_type(void);

/** Whether the object is a lamp. */
gboolean lamp_is(GObject *object);

void lamp_class_init(LampClass *klass, gpointer data) BINDERY_IMPLEMENTS(GClassInitFunc);
void lamp_init(Lamp *lamp, gpointer klass) BINDERY_IMPLEMENTS(GInstanceInitFunc);

/** Says that the lamp is gone. */
void lamp_finalize(Lamp *lamp) BINDERY_IMPLEMENTS(GObjectClass, finalize);

/** Counts the lamp that is gone. */
void lamp_gone(int *gone, GObject *where) BINDERY_IMPLEMENTS(GWeakNotify);

#endif
