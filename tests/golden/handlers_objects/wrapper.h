/* SPDX-License-Identifier: MIT */
/* Object types: casts to what they begin with and back, properties, saved members. */
#include <bindery/marks.h>

typedef struct Object {
    int references;
} Object;
struct device {
    Object parent_obj;
    int number;
};
_Bool bus_device_is(const Object *object);
_Bool port_is(const struct device *device);
_Bool card_is(const void *card);

typedef struct BusDevice {
    struct device parent_obj;
    int address;
} BusDevice BINDERY_TYPE("bus-device", struct device) BINDERY_CAST_CHECK(bus_device_is);

/** A port. */
typedef struct Port {
    BusDevice device;
    unsigned baud BINDERY_PROPERTY("baud", 115200, min(1, 2), "a, \"b\")))", ',');
    struct {
        unsigned control BINDERY_MIGRATE() BINDERY_PROPERTY("control");
    };
    unsigned bytes[4] BINDERY_MIGRATE(.version = 2);
} Port BINDERY_TYPE("port") BINDERY_CAST_CHECK(port_is);

/* It begins with no struct. */
struct card {
    int n;
} BINDERY_TYPE("16-bit card");

struct slot {
    struct card card;
} BINDERY_TYPE("slot") BINDERY_CAST_CHECK(card_is);
