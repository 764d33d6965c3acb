/* SPDX-License-Identifier: MIT */
/*
 * Every type of the runtime and the devices: made, realized, unrealized and finalized
 * again and again, none leaves memory behind. Under a sanitizer or valgrind, which have
 * an allocator of their own, it is they who see it.
 */
#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bindery/bql/lock.h"
#include "bindery/hwcore.h"

/* The first lives fill tables that stay. */
#define FIRST_LIVES 20
#define MORE_LIVES  200

/* Devices that are not realized without: "property=value ...". */
static const struct {
    const char *type;
    const char *properties;
} needs[] = {
    {"hpet", "hpet-intcap=4"},    {"or-irq", "num-lines=4"},
    {"split-irq", "num-lines=4"}, {"unimplemented-device", "name=nothing size=4096"},
    {"pl011", "chardev=host"},    {"pl011_luminary", "chardev=host"},
};

static void set_needs(Object *obj)
{
    for (size_t i = 0; i < G_N_ELEMENTS(needs); i++) {
        if (strcmp(needs[i].type, object_get_typename(obj)) != 0) {
            continue;
        }
        g_auto(GStrv) properties = g_strsplit(needs[i].properties, " ", -1);
        for (char **property = properties; *property; property++) {
            g_auto(GStrv) parts = g_strsplit(*property, "=", 2);
            object_property_parse(obj, parts[0], parts[1], &error_abort);
        }
    }
}

/* On the system's bus, or on none. */
static void realize_and_unrealize(DeviceState *dev)
{
    const char *bus_type = DEVICE_GET_CLASS(dev)->bus_type;

    assert_true(!bus_type || strcmp(bus_type, TYPE_SYSTEM_BUS) == 0);
    qdev_realize(dev, bus_type ? sysbus_get_default() : NULL, &error_abort);
    device_cold_reset(dev);
    qdev_unrealize(dev);
    object_unparent(OBJECT(dev));
}

static void live(const char *type)
{
    Chardev *host = chardev_new("host", "memory", &error_abort);
    Object *obj = object_new(type);

    if (object_dynamic_cast(obj, TYPE_DEVICE)) {
        set_needs(obj);
        realize_and_unrealize(DEVICE(obj));
    }
    object_unref(obj);
    object_unparent(OBJECT(host));
}

/* Bytes that are allocated now. */
static size_t allocated(void)
{
    return mallinfo2().uordblks;
}

static void lives_leave_no_memory_behind(void **state)
{
    const char *type = *state;
    size_t before;

    for (int i = 0; i < FIRST_LIVES; i++) {
        live(type);
    }
    before = allocated();
    for (int i = 0; i < MORE_LIVES; i++) {
        live(type);
    }
    /* Less than one byte for each. */
    assert_in_range(allocated(), 0, before + MORE_LIVES - 1);
}

/* A byte of each life would be seen. */
static void memory_left_behind_is_seen(void **state)
{
    size_t before = allocated();
    void *kept = g_malloc(MORE_LIVES);
    size_t after = allocated();

    g_free(kept);
    if (before == 0) {
        skip(); /* another allocator */
    }
    assert_true(after >= before + MORE_LIVES);
}

int main(void)
{
    GArray *tests = g_array_new(FALSE, TRUE, sizeof(struct CMUnitTest));
    struct CMUnitTest seen = cmocka_unit_test(memory_left_behind_is_seen);
    GSList *classes;
    int failed;

    module_call_init(MODULE_INIT_QOM);
    qemu_init_main_loop(&error_abort);
    bql_lock();
    virtual_clock_set_mode(VIRTUAL_CLOCK_STEPPED);
    classes = object_class_get_list_sorted(TYPE_OBJECT, false);
    for (GSList *item = classes; item; item = item->next) {
        const char *type = object_class_get_name(item->data);
        struct CMUnitTest test = {
            .name = type,
            .test_func = lives_leave_no_memory_behind,
            .initial_state = (void *)type,
        };
        g_array_append_val(tests, test);
    }
    g_array_append_val(tests, seen);
    g_slist_free(classes);
    failed = _cmocka_run_group_tests("lifecycles", (struct CMUnitTest *)tests->data,
                                     tests->len, NULL, NULL);
    g_array_free(tests, TRUE);
    return failed;
}
