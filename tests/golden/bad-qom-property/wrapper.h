/* SPDX-License-Identifier: MIT */
/* What cannot be a property as the marks say. */
#include <bindery/marks.h>

#include "../qom_api.h"

typedef struct Device {
    DeviceState parent_obj;
    uint32_t unknown BINDERY_PROPERTY("unknown", 1, .bits = 2);
    uint32_t two BINDERY_PROPERTY("two", 1, 2);
    double no_kind BINDERY_PROPERTY("no-kind");
    uint16_t undeclared BINDERY_PROPERTY("undeclared");
    char *text BINDERY_PROPERTY("text", "none");
    uint8_t bit BINDERY_PROPERTY("bit", false, .bit = 2);
    uint32_t link BINDERY_PROPERTY("link", .link = TYPE_DEVICE);
    uint32_t mask BINDERY_PROPERTY("mask", .bitmask = 3);
    uint32_t *list BINDERY_PROPERTY("list", .count = n_lits);
    uint32_t *wide BINDERY_PROPERTY("wide", .count = wide_count);
    uint32_t single BINDERY_PROPERTY("single", .count = n_list);
    uint32_t *full BINDERY_PROPERTY("full", 3, .count = n_list);
    double *odd BINDERY_PROPERTY("odd", .count = n_list);
    uint32_t n_list;
    uint8_t wide_count;
    uint32_t word BINDERY_PROPERTY("word", "fast");
    bool truth BINDERY_PROPERTY("truth", 2);
    uint8_t byte BINDERY_PROPERTY("byte", 0x100);
    int32_t half BINDERY_PROPERTY("half", 2147483648);
} Device BINDERY_TYPE("gadget");

typedef struct Plain {
    Object parent_obj;
    uint32_t value BINDERY_PROPERTY("value");
} Plain BINDERY_TYPE("plain");

/* A bit that is not there, and a link to what is no object. */
typedef struct NoObject { int n; } NoObject;
typedef struct Late {
    DeviceState parent_obj;
    uint32_t bits BINDERY_PROPERTY("bit", .bit = 32);
    NoObject *to BINDERY_PROPERTY("to", .link = TYPE_DEVICE);
    DeviceState *device BINDERY_PROPERTY("right", .link = TYPE_DEVICE);
} Late BINDERY_TYPE("late");
