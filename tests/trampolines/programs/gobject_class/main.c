/* SPDX-License-Identifier: MIT */
#include "lamp.h"
#include "lamp_trampolines.h"

GType lamp_get_type(void)
{
    static GType type;

    if (type == 0) {
        type = g_type_register_static_simple(G_TYPE_OBJECT, "Lamp", sizeof(LampClass),
                                             lamp_class_init_bridge, sizeof(Lamp),
                                             lamp_init_bridge, (GTypeFlags)0);
    }
    return type;
}

gboolean lamp_is(GObject *object)
{
    return g_type_check_instance_is_a(&object->g_type_instance, lamp_get_type());
}

void lamp_class_init(LampClass *klass, gpointer data)
{
    (void)data;
    lamp_GObjectClass_set(lamp_class_as_GObjectClass(klass));
}

void lamp_init(Lamp *lamp, gpointer klass)
{
    (void)klass;
    lamp->watts = 40;
}

void lamp_finalize(Lamp *lamp)
{
    GTypeClass *parent =
        g_type_class_peek_parent(lamp->parent_instance.g_type_instance.g_class);

    g_print("a lamp of %d W is gone\n", lamp->watts);
    ((GObjectClass *)parent)->finalize(lamp_as_GObject(lamp));
}

void lamp_gone(int *gone, GObject *where)
{
    (void)where;
    ++*gone;
}

int main(void)
{
    int gone = 0;
    GObject *object = g_object_new(lamp_get_type(), NULL);
    Lamp *lamp = lamp_from_GObject(object);

    g_print("a lamp of %d W\n", lamp->watts);
    lamp->watts = 60;
    lamp_gone_g_object_weak_ref(object, &gone);
    g_object_unref(object);
    g_print("%d gone\n", gone);
    return 0;
}
