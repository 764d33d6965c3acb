/* SPDX-License-Identifier: MIT */
/*
 * The object model against the same work done without it: a cast against a compare of
 * pointers, and an object with a property against a GObject with one. Times are the best
 * of several rounds, in nanoseconds for one operation.
 */
#include "qemu/osdep.h"

#include <glib-object.h>

#include "compare.h"
#include "qapi/error.h"
#include "qapi/visitor.h"
#include "qom/object.h"

/* --- the object --------------------------------------------------------------------- */

#define TYPE_BENCH_BASE "bench-base"
#define TYPE_BENCH      "bench-device"

OBJECT_DECLARE_SIMPLE_TYPE(BenchBase, BENCH_BASE)
OBJECT_DECLARE_SIMPLE_TYPE(BenchDevice, BENCH)

struct BenchBase {
    Object parent_obj;
};

struct BenchDevice {
    BenchBase parent_obj;
    uint32_t baud;
};

static void access_baud(Object *obj, Visitor *v, const char *name, void *opaque,
                        Error **errp)
{
    (void)opaque;
    visit_type_uint32(v, name, &BENCH(obj)->baud, errp);
}

static void bench_class_init(ObjectClass *klass, const void *data)
{
    (void)data;
    object_class_property_add(klass, "baud", "uint32", access_baud, access_baud, NULL,
                              NULL);
}

static const TypeInfo bench_types[] = {
    {.name = TYPE_BENCH_BASE, .parent = TYPE_OBJECT, .instance_size = sizeof(BenchBase)},
    {
        .name = TYPE_BENCH,
        .parent = TYPE_BENCH_BASE,
        .instance_size = sizeof(BenchDevice),
        .class_init = bench_class_init,
    },
};
DEFINE_TYPES(bench_types)

/* --- the GObject -------------------------------------------------------------------- */

typedef struct GBase {
    GObject parent_instance;
} GBase;
typedef struct GBaseClass {
    GObjectClass parent_class;
} GBaseClass;
typedef struct GBench {
    GBase parent_instance;
    guint baud;
} GBench;
typedef struct GBenchClass {
    GBaseClass parent_class;
} GBenchClass;

static GType g_base_get_type(void);
static GType g_bench_get_type(void);
G_DEFINE_TYPE(GBase, g_base, G_TYPE_OBJECT)
G_DEFINE_TYPE(GBench, g_bench, g_base_get_type())

static void g_base_init(GBase *self)
{
    (void)self;
}

static void g_base_class_init(GBaseClass *klass)
{
    (void)klass;
}

static void g_bench_init(GBench *self)
{
    (void)self;
}

static void g_bench_set_property(GObject *object, guint id, const GValue *value,
                                 GParamSpec *spec)
{
    (void)id;
    (void)spec;
    ((GBench *)object)->baud = g_value_get_uint(value);
}

static void g_bench_get_property(GObject *object, guint id, GValue *value,
                                 GParamSpec *spec)
{
    (void)id;
    (void)spec;
    g_value_set_uint(value, ((GBench *)object)->baud);
}

static void g_bench_class_init(GBenchClass *klass)
{
    GObjectClass *object_class = G_OBJECT_CLASS(klass);

    object_class->set_property = g_bench_set_property;
    object_class->get_property = g_bench_get_property;
    g_object_class_install_property(
        object_class, 1,
        g_param_spec_uint("baud", "baud", "baud", 0, G_MAXUINT, 0,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
}

/* --- what is measured; each does its work n times ----------------------------------- */

static Object *object;
static GObject *gobject;
static ObjectClass *expected_class;

static void pointer_compare(unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        Object *p = object;

        OPAQUE_POINTER(p);
        if (p->class != expected_class) {
            abort();
        }
        OPAQUE_POINTER(p);
    }
}

static void cast(unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        Object *p = object;
        BenchDevice *device;

        OPAQUE_POINTER(p);
        device = BENCH(p);
        OPAQUE_POINTER(device);
    }
}

static void cast_of_gobject(unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        GObject *p = gobject;
        GBench *bench;

        OPAQUE_POINTER(p);
        bench = G_TYPE_CHECK_INSTANCE_CAST(p, g_bench_get_type(), GBench);
        OPAQUE_POINTER(bench);
    }
}

static void cast_by_name(unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        Object *p = object_dynamic_cast(object, TYPE_BENCH_BASE);

        OPAQUE_POINTER(p);
    }
}

static void create(unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        object_unref(object_new(TYPE_BENCH));
    }
}

static void create_gobject(unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        g_object_unref(g_object_new(g_bench_get_type(), NULL));
    }
}

static void set_property(unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        object_property_set_uint(object, "baud", i, &error_abort);
    }
}

static void set_property_of_gobject(unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        g_object_set(gobject, "baud", i, NULL);
    }
}

static void create_and_set(unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        Object *obj = object_new(TYPE_BENCH);

        object_property_set_uint(obj, "baud", i, &error_abort);
        object_unref(obj);
    }
}

static void create_and_set_gobject(unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        GObject *obj = g_object_new(g_bench_get_type(), NULL);

        g_object_set(obj, "baud", i, NULL);
        g_object_unref(obj);
    }
}

int main(void)
{
    bool met = true;

    module_call_init(MODULE_INIT_QOM);
    object = object_new(TYPE_BENCH);
    expected_class = object_get_class(object);
    gobject = g_object_new(g_bench_get_type(), NULL);
    bench_head("object, ns", "pointer, ns");
    met &= bench_compare("cast", cast, pointer_compare, 10000000, 2);
    met &=
        bench_compare("object_dynamic_cast", cast_by_name, pointer_compare, 1000000, 0);
    bench_head("object, ns", "GObject, ns");
    met &= bench_compare("cast", cast, cast_of_gobject, 5000000, 1);
    met &= bench_compare("create, unref", create, create_gobject, 100000, 1);
    met &=
        bench_compare("set a property", set_property, set_property_of_gobject, 200000, 1);
    met &= bench_compare("create, set, unref", create_and_set, create_and_set_gobject,
                         100000, 1);
    object_unref(object);
    g_object_unref(gobject);
    return !met;
}
