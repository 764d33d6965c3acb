/* SPDX-License-Identifier: MIT */
/*
 * Devices and buses. A device is an object that is made, gets its properties, and is then
 * realized, which may fail; from then on properties are fixed and the device works.
 * A device may sit on a bus, and have buses on which others sit.
 *
 * Everything is called under the big lock, unless said otherwise. Names that are passed
 * are copied. Strings in classes live for good. Lines and GPIO are in "hw/qdev-gpio.h",
 * which this header brings.
 */
#ifndef QDEV_CORE_H
#define QDEV_CORE_H

#include "hw/qdev-gpio.h"
#include "hw/resettable.h"
#include "qapi/error.h"
#include "qemu/atomic.h"
#include "qemu/bitmap.h"
#include "qemu/queue.h"
#include "qom/global-property.h"
#include "qom/object.h"
#include "runtime/reentrancy.h"

enum {
    DEV_NVECTORS_UNSPECIFIED = -1,
};

#define TYPE_DEVICE "device"
DECLARE_OBJ_CHECKERS(DeviceState, DeviceClass, DEVICE, TYPE_DEVICE)

typedef enum DeviceCategory {
    DEVICE_CATEGORY_BRIDGE,
    DEVICE_CATEGORY_USB,
    DEVICE_CATEGORY_STORAGE,
    DEVICE_CATEGORY_NETWORK,
    DEVICE_CATEGORY_INPUT,
    DEVICE_CATEGORY_DISPLAY,
    DEVICE_CATEGORY_SOUND,
    DEVICE_CATEGORY_MISC,
    DEVICE_CATEGORY_CPU,
    DEVICE_CATEGORY_WATCHDOG,
    DEVICE_CATEGORY_MAX
} DeviceCategory;

/* A failure sets errp and leaves nothing behind. */
typedef void (*DeviceRealize)(DeviceState *dev, Error **errp);
typedef void (*DeviceUnrealize)(DeviceState *dev);
typedef void (*DeviceReset)(DeviceState *dev);
typedef void (*BusRealize)(BusState *bus, Error **errp);
typedef void (*BusUnrealize)(BusState *bus);

struct DeviceClass {
    ObjectClass parent_class;

    DECLARE_BITMAP(categories, DEVICE_CATEGORY_MAX);
    /* Name in firmware's device tree; NULL: the type. */
    const char *fw_name;
    const char *desc;
    /* Set by device_class_set_props() alone. */
    const Property *props_;
    uint16_t props_count_;
    /* For who lists devices: whether users may make one, and when. */
    bool user_creatable;
    bool hotpluggable;
    /* Set by device_class_set_legacy_reset() alone. */
    DeviceReset legacy_reset;
    DeviceRealize realize;
    DeviceUnrealize unrealize;
    /* What a saved state has of the device; NULL: nothing. */
    const VMStateDescription *vmsd;
    /* The type of bus that it sits on; NULL: on none. */
    const char *bus_type;
};

typedef struct NamedGPIOList NamedGPIOList;
typedef struct NamedClockList NamedClockList;

/* Private. */
struct NamedGPIOList {
    char *name; /* NULL: the unnamed lines */
    qemu_irq *in;
    int num_in;
    int num_out;
    QLIST_ENTRY(NamedGPIOList) node;
};

/* Private. */
struct NamedClockList {
    char *name;
    Clock *clock;
    bool output;
    bool alias;
    QLIST_ENTRY(NamedClockList) node;
};

/* To be embedded first in a device's record. Others read id, realized and parent_bus. */
struct DeviceState {
    Object parent_obj;

    /* What the user called it; NULL: nothing. */
    char *id;
    /* The path that it has had since it was realized. */
    char *canonical_path;
    bool realized;
    bool pending_deleted_event;
    /* Made when the machine was ready: the realized device is reset at once. */
    int hotplugged;
    BusState *parent_bus;
    QLIST_HEAD(, NamedGPIOList) gpios;
    QLIST_HEAD(, NamedClockList) clocks;
    QLIST_HEAD(, BusState) child_bus;
    int num_child_bus;
    int instance_id_alias;
    int alias_required_for_version;
    ResettableState reset;
    /* Set while a callback of one of the device's memory regions runs. */
    MemReentrancyGuard mem_reentrancy_guard;
    GSList *memory; /* private; freed with the device */
};

#define TYPE_BUS "bus"
DECLARE_OBJ_CHECKERS(BusState, BusClass, BUS, TYPE_BUS)

/* NULL functions: nothing to do, or no path. */
struct BusClass {
    ObjectClass parent_class;

    void (*print_dev)(Monitor *mon, DeviceState *dev, int indent);
    /* What tells the device from others in a saved state, new. */
    char *(*get_dev_path)(DeviceState *dev);
    /* Its node's name in firmware's device tree, new. */
    char *(*get_fw_dev_path)(DeviceState *dev);
    /* Whether the device's address can be used; false with errp set. */
    bool (*check_address)(BusState *bus, DeviceState *dev, Error **errp);
    BusRealize realize;
    BusUnrealize unrealize;
    /* For who puts users' devices on buses; 0: no limit. */
    int max_dev;
    int automatic_ids;
};

typedef struct BusChild {
    DeviceState *child;
    int index;
    QTAILQ_ENTRY(BusChild) sibling;
} BusChild;

/* Others read parent, name and children. */
struct BusState {
    Object obj;

    DeviceState *parent;
    char *name;
    HotplugHandler *hotplug_handler;
    int max_index;
    bool realized;
    bool full;
    int num_children;
    /* The device that came last is first. */
    QTAILQ_HEAD(, BusChild) children;
    QLIST_ENTRY(BusState) sibling;
    ResettableState reset;
};

/* Add nelem properties (borrowed for good) to a list for compatibility. */
static inline void compat_props_add(GPtrArray *arr, GlobalProperty props[], size_t nelem)
{
    for (size_t i = 0; i < nelem; i++) {
        g_ptr_array_add(arr, &props[i]);
    }
}

/* --- making devices ------------------------------------------------------------------
 */

/* A new device; an unknown type aborts, or is NULL. */
DeviceState *qdev_new(const char *name);
DeviceState *qdev_try_new(const char *name);

/* Any thread. */
static inline bool qdev_is_realized(DeviceState *dev)
{
    return qatomic_load_acquire(&dev->realized);
}

/*
 * Put dev on bus (NULL: on none, for types without bus_type), and make it work. A device
 * without a parent becomes one of "/machine/unattached". False with errp set: dev is on
 * no bus and has the parent that it had.
 */
bool qdev_realize(DeviceState *dev, BusState *bus, Error **errp);
/* The same; the caller's reference is dropped, also on failure. */
bool qdev_realize_and_unref(DeviceState *dev, BusState *bus, Error **errp);
/* The end of its work; dev stays on its bus and has its parent. */
void qdev_unrealize(DeviceState *dev);

/* dev becomes "/machine/peripheral/ID", or one of "/machine/peripheral-anon"; id is
 * stolen, NULL is fine. The name, borrowed from dev; NULL with errp set: it is taken. */
const char *qdev_set_id(DeviceState *dev, char *id, Error **errp);
/* Another number under which a saved state may have it. Before it is realized. */
void qdev_set_legacy_instance_id(DeviceState *dev, int alias_id,
                                 int required_for_version);

/* --- classes -------------------------------------------------------------------------
 */

/* Add an array of Property, which lives for good, in class_init; once in a class. */
#define device_class_set_props(dc, props)                                                \
    do {                                                                                 \
        QEMU_BUILD_BUG_ON(sizeof(props) == 0);                                           \
        device_class_set_props_n((dc), (props), ARRAY_SIZE(props));                      \
    } while (0)
void device_class_set_props_n(DeviceClass *dc, const Property *props, size_t n);

/* reset in the hold phase, and nothing else: the parent's phases are not run. */
void device_class_set_legacy_reset(DeviceClass *dc, DeviceReset dev_reset);
/* The class gets a function, and *parent_... what it had before. */
void device_class_set_parent_realize(DeviceClass *dc, DeviceRealize dev_realize,
                                     DeviceRealize *parent_realize);
void device_class_set_parent_unrealize(DeviceClass *dc, DeviceUnrealize dev_unrealize,
                                       DeviceUnrealize *parent_unrealize);

/* --- asking --------------------------------------------------------------------------
 */

BusState *qdev_get_parent_bus(const DeviceState *dev);
/* The child bus of that name, borrowed; NULL: none. */
BusState *qdev_get_child_bus(DeviceState *dev, const char *name);
const VMStateDescription *qdev_get_vmsd(DeviceState *dev);
/* Borrowed. */
const char *qdev_fw_name(DeviceState *dev);
/* What the bus says, new; NULL where dev is NULL or on no bus, or the bus has no paths.
 */
char *qdev_get_dev_path(DeviceState *dev);
/* The id, or else the path in the tree; new. */
char *qdev_get_human_name(DeviceState *dev);
/* The same or "<unknown device>", borrowed from dev. */
const char *qdev_get_printable_name(DeviceState *dev);

/* The container "/machine", and a container in it; they are made when first needed. */
Object *qdev_get_machine(void);
Object *machine_get_container(const char *name);

/* --- reset ---------------------------------------------------------------------------
 */

void device_cold_reset(DeviceState *dev);
bool device_is_in_reset(DeviceState *dev);
void bus_cold_reset(BusState *bus);
bool bus_is_in_reset(BusState *bus);

/* --- buses ---------------------------------------------------------------------------
 */

/*
 * A bus in size bytes of the caller's memory, or a new one; the child of parent called
 * name. Without a name it is "ID.n" where parent has an id, else "TYPE.n" in lower case.
 * With parent it goes with that; without, the caller has the reference.
 */
void qbus_init(void *bus, size_t size, const char *typename, DeviceState *parent,
               const char *name);
BusState *qbus_new(const char *typename, DeviceState *parent, const char *name);
/* Realizing a device does it for the device's buses. False with errp set. */
bool qbus_realize(BusState *bus, Error **errp);
/* With all devices on it. */
void qbus_unrealize(BusState *bus);
/* Move dev to bus, with its reset state: false with errp set, where it was. */
bool qdev_set_parent_bus(DeviceState *dev, BusState *bus, Error **errp);
/* A device of that id on bus or below, borrowed; NULL: none. */
DeviceState *qdev_find_recursive(BusState *bus, const char *id);

static inline void qbus_mark_full(BusState *bus)
{
    bus->full = true;
}

/* 0 to go on, above 0 to leave out what is below, below 0 to end the walk. */
typedef int(qbus_walkerfn)(BusState *bus, void *opaque);
typedef int(qdev_walkerfn)(DeviceState *dev, void *opaque);
/* Any of the functions may be NULL. What the functions said; 0 at the end of all. */
int qbus_walk_children(BusState *bus, qdev_walkerfn *pre_devfn, qbus_walkerfn *pre_busfn,
                       qdev_walkerfn *post_devfn, qbus_walkerfn *post_busfn,
                       void *opaque);
int qdev_walk_children(DeviceState *dev, qdev_walkerfn *pre_devfn,
                       qbus_walkerfn *pre_busfn, qdev_walkerfn *post_devfn,
                       qbus_walkerfn *post_busfn, void *opaque);

/* The bus of devices that are simply there, borrowed: "hw/sysbus.h". */
BusState *sysbus_get_default(void);

/* --- how far the machine is ----------------------------------------------------------
 */

typedef enum MachineInitPhase {
    PHASE_NO_MACHINE,
    PHASE_MACHINE_CREATED,
    PHASE_ACCEL_CREATED,
    PHASE_LATE_BACKENDS_CREATED,
    PHASE_MACHINE_INITIALIZED,
    /* Devices that are made from now on are hot-plugged. */
    PHASE_MACHINE_READY,
} MachineInitPhase;

/* Whether that phase was reached. */
bool phase_check(MachineInitPhase phase);
/* The next phase; what hosts the devices says it, if it matters. */
void phase_advance(MachineInitPhase phase);

#endif
