/* SPDX-License-Identifier: MIT */
/* What --device says: TYPE[,id=ID][,addr=A][,addrN=A][,irq=N][,PROPERTY=VALUE]... */
#ifndef BOARD_DEVICE_SPEC_H
#define BOARD_DEVICE_SPEC_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "bindery/hwcore.h"

/* A device has no more memory regions than the system bus takes. */
#define DEVICE_SPEC_REGIONS 32

typedef struct DeviceSpecProperty {
    char *name;
    char *value;
} DeviceSpecProperty;

typedef struct DeviceSpec {
    char *type;
    /* NULL: the board finds one. */
    char *id;
    /* Region i begins at addr[i] of the system's memory, where placed has bit i. */
    uint32_t placed;
    uint64_t addr[DEVICE_SPEC_REGIONS];
    /* The board's line that interrupt 0 of the device drives; -1: none. */
    int irq;
    /* Of DeviceSpecProperty, in the order given. */
    GArray *properties;
} DeviceSpec;

/*
 * A new specification, for device_spec_free(). A comma in a value is doubled. NULL with
 * error (BOARD_ERROR_USAGE) set where the text is none; whether type and properties exist
 * is not looked at.
 */
DeviceSpec *device_spec_parse(const char *text, GError **error);
/* spec is stolen; NULL is fine. */
void device_spec_free(DeviceSpec *spec);

#endif
