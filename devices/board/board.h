/* SPDX-License-Identifier: MIT */
/*
 * The board: devices on the system bus, what they drive, and the accesses to them. There
 * is one board in a program, since there is one system bus; everything is called under
 * the big lock.
 */
#ifndef BOARD_H
#define BOARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "bindery/hwcore.h"
#include "device_spec.h"

typedef struct Board Board;
typedef struct BoardDevice BoardDevice;

/* An interrupt that a device drives. */
typedef struct BoardOutput {
    const BoardDevice *device;
    /* Of the device's interrupts. */
    int number;
    /* The board's line that it leads to; -1: none. */
    int line;
    bool level;
    qemu_irq irq;
} BoardOutput;

/* A memory region that the system's memory shows. */
typedef struct BoardRegion {
    /* NULL: it is RAM. */
    const BoardDevice *device;
    /* Of the device's regions. */
    int number;
    uint64_t addr;
    /* Bytes. */
    uint64_t size;
} BoardRegion;

struct BoardDevice {
    DeviceState *state;
    /* Its place in the tree is "/machine/peripheral/ID". */
    char *id;
    const char *type;
    /* Of BoardOutput, by number; of BoardRegion. */
    GPtrArray *outputs;
    GPtrArray *regions;
};

/* An access to the system's memory, or to I/O ports, that was made. */
typedef struct BoardAccess {
    uint64_t addr;
    /* Where the address is in; NULL: in none. */
    const BoardRegion *region;
    bool is_write;
    bool is_port;
    /* size bytes in the order of their addresses, borrowed. */
    const uint8_t *data;
    size_t size;
    MemTxResult result;
} BoardAccess;

/* The first eight bytes of the data at most, in little-endian order. */
uint64_t board_access_value(const BoardAccess *access);

/* Who wants to know; NULL functions are not called. */
typedef struct BoardObserver {
    /* Outputs that change before accessed() is called do so because of the access. */
    void (*access_begins)(void *opaque);
    void (*accessed)(void *opaque, const BoardAccess *access);
    void (*output_changed)(void *opaque, const BoardOutput *output);
} BoardObserver;

/* A new board without devices, for board_destroy(). Types are registered before. */
Board *board_create(void);
/* board is stolen, and its devices end; NULL is fine. */
void board_destroy(Board *board);

/*
 * Make a device, realize it, and put it where spec (borrowed) says. False with error set:
 * the board is for board_destroy() alone then.
 */
bool board_add_device(Board *board, const DeviceSpec *spec, GError **error);
/* size bytes of RAM at addr, zeroed; no state has it. False with error set. */
bool board_add_ram(Board *board, uint64_t addr, uint64_t size, GError **error);
/* The devices as an array of BoardDevice, in the order in which they were added. */
const GPtrArray *board_devices(const Board *board);

/* Reset all devices, as when the power comes on. */
void board_reset(Board *board);

/* size bytes at addr, in the order of their addresses; what cannot be read is 0. */
MemTxResult board_read(Board *board, uint64_t addr, void *data, size_t size);
MemTxResult board_write(Board *board, uint64_t addr, const void *data, size_t size);
/* The same for I/O ports. */
MemTxResult board_read_port(Board *board, uint16_t port, void *data, size_t size);
MemTxResult board_write_port(Board *board, uint16_t port, const void *data, size_t size);

/* observer and opaque are borrowed until the board is destroyed. */
void board_add_observer(Board *board, const BoardObserver *observer, void *opaque);

#endif
