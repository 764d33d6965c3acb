/* SPDX-License-Identifier: MIT */
/* The reset of a machine: one tree, of which all that is registered is a child. */
#include "qemu/osdep.h"

#include "system/reset.h"

#include "hw/qdev-core.h"
#include "qemu/error-report.h"
#include "qemu/module.h"

#define TYPE_MACHINE_RESET "machine-reset"
OBJECT_DECLARE_SIMPLE_TYPE(MachineReset, MACHINE_RESET)

/* The root of the tree. */
struct MachineReset {
    Object parent_obj;
    ResettableState state;
    GPtrArray *children; /* of Object *, borrowed, but for functions */
};

#define TYPE_RESET_FUNCTION "reset-function"
OBJECT_DECLARE_SIMPLE_TYPE(ResetFunction, RESET_FUNCTION)

struct ResetFunction {
    Object parent_obj;
    ResettableState state;
    QEMUResetHandler *func;
    void *opaque;
    bool skips_snapshot_load;
};

static MachineReset *machine_reset(void)
{
    static MachineReset *root;

    if (!root) {
        root = MACHINE_RESET(object_new(TYPE_MACHINE_RESET));
    }
    return root;
}

/* --- what is registered ------------------------------------------------------------- */

static GPtrArray *children_to_change(void)
{
    MachineReset *root = machine_reset();

    assert(!resettable_is_in_reset(OBJECT(root)));
    return root->children;
}

void qemu_register_resettable(Object *obj)
{
    g_ptr_array_add(children_to_change(), obj);
}

void qemu_unregister_resettable(Object *obj)
{
    if (!g_ptr_array_remove(children_to_change(), obj)) {
        error_report("an object of type '%s' was not registered for resets",
                     object_get_typename(obj));
        abort();
    }
}

static void register_function(QEMUResetHandler *func, void *opaque, bool skips)
{
    ResetFunction *entry = RESET_FUNCTION(object_new(TYPE_RESET_FUNCTION));

    entry->func = func;
    entry->opaque = opaque;
    entry->skips_snapshot_load = skips;
    qemu_register_resettable(OBJECT(entry));
}

void qemu_register_reset(QEMUResetHandler *func, void *opaque)
{
    register_function(func, opaque, false);
}

void qemu_register_reset_nosnapshotload(QEMUResetHandler *func, void *opaque)
{
    register_function(func, opaque, true);
}

void qemu_unregister_reset(QEMUResetHandler *func, void *opaque)
{
    GPtrArray *children = children_to_change();

    for (guint i = 0; i < children->len; i++) {
        Object *obj = object_dynamic_cast(children->pdata[i], TYPE_RESET_FUNCTION);

        if (obj && RESET_FUNCTION(obj)->func == func &&
            RESET_FUNCTION(obj)->opaque == opaque) {
            g_ptr_array_remove_index(children, i);
            object_unref(obj);
            return;
        }
    }
    error_report("a function that was not registered for resets was taken back");
    abort();
}

void qemu_devices_reset(ResetType type)
{
    resettable_reset(OBJECT(machine_reset()), type);
}

/* --- the types ---------------------------------------------------------------------- */

static ResettableState *root_state(Object *obj)
{
    return &MACHINE_RESET(obj)->state;
}

static void root_children(Object *obj, ResettableChildCallback cb, void *opaque,
                          ResetType type)
{
    GPtrArray *children = MACHINE_RESET(obj)->children;
    Object *system_bus = OBJECT(sysbus_get_default());

    for (guint i = 0; i < children->len; i++) {
        cb(children->pdata[i], opaque, type);
    }
    if (!g_ptr_array_find(children, system_bus, NULL)) {
        cb(system_bus, opaque, type);
    }
}

static void root_init(Object *obj)
{
    MACHINE_RESET(obj)->children = g_ptr_array_new();
}

static void root_finalize(Object *obj)
{
    g_ptr_array_unref(MACHINE_RESET(obj)->children);
}

static void root_class_init(ObjectClass *klass, const void *data)
{
    RESETTABLE_CLASS(klass)->get_state = root_state;
    RESETTABLE_CLASS(klass)->child_foreach = root_children;
}

static ResettableState *function_state(Object *obj)
{
    return &RESET_FUNCTION(obj)->state;
}

static void function_hold(Object *obj, ResetType type)
{
    const ResetFunction *entry = RESET_FUNCTION(obj);

    if (!entry->skips_snapshot_load || type != RESET_TYPE_SNAPSHOT_LOAD) {
        entry->func(entry->opaque);
    }
}

static void function_class_init(ObjectClass *klass, const void *data)
{
    RESETTABLE_CLASS(klass)->get_state = function_state;
    RESETTABLE_CLASS(klass)->phases.hold = function_hold;
}

static const TypeInfo reset_types[] = {
    {
        .name = TYPE_MACHINE_RESET,
        .parent = TYPE_OBJECT,
        .instance_size = sizeof(MachineReset),
        .instance_init = root_init,
        .instance_finalize = root_finalize,
        .class_init = root_class_init,
        .interfaces = (const InterfaceInfo[]){{TYPE_RESETTABLE_INTERFACE}, {NULL}},
    },
    {
        .name = TYPE_RESET_FUNCTION,
        .parent = TYPE_OBJECT,
        .instance_size = sizeof(ResetFunction),
        .class_init = function_class_init,
        .interfaces = (const InterfaceInfo[]){{TYPE_RESETTABLE_INTERFACE}, {NULL}},
    },
};

DEFINE_TYPES(reset_types)
