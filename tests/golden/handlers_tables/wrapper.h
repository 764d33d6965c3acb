/* SPDX-License-Identifier: MIT */
/* Handlers of members: constant tables, records that carry the object, and classes. */
#include <bindery/marks.h>

typedef unsigned long hwaddr;

/* ---- the library ---- */

typedef struct MemoryRegionOps {
    hwaddr (*read)(void *opaque, hwaddr addr, unsigned size);
    void (*write)(void *opaque, hwaddr addr, hwaddr data, unsigned size);
    int endianness;
    struct {
        unsigned min_access_size;
        _Bool (*accepts)(void *opaque, hwaddr addr);
    } valid;
    int (*flags)(int value);
} MemoryRegionOps;

typedef void *(*alloc_func)(void *opaque, unsigned items, unsigned size);
typedef void (*free_func)(void *opaque, void *address);
typedef struct z_stream_s {
    unsigned avail_in;
    alloc_func zalloc;
    free_func zfree;
    void *opaque;
} z_stream;

typedef struct Object {
    int references;
} Object;
typedef struct ObjectClass {
    const char *name;
    void (*finalize)(Object *object);
} ObjectClass;
typedef struct Device {
    Object parent;
} Device;
typedef struct DeviceClass {
    ObjectClass parent_class;
    _Bool (*realize)(Device *device);
    void (*reset)(Device *device);
} DeviceClass;
struct plain_ops {
    int (*open)(Device *device);
};

/* ---- the consumer ---- */

typedef struct Uart {
    Device device;
    unsigned control;
} Uart BINDERY_TYPE("uart", Device)
    BINDERY_TABLE(MemoryRegionOps, uart_ops, .endianness = 1, .valid.min_access_size = 4);

hwaddr uart_read(Uart *uart, hwaddr offset, unsigned size)
    BINDERY_IMPLEMENTS(MemoryRegionOps, read);
void uart_write(Uart *uart, hwaddr offset, hwaddr value, unsigned size)
    BINDERY_IMPLEMENTS(MemoryRegionOps, write);
_Bool uart_accepts(const Uart *uart, hwaddr offset)
    BINDERY_IMPLEMENTS(struct MemoryRegionOps, valid.accepts);
/* It takes no object, and belongs to the one table of the record. */
int uart_flags(int value) BINDERY_IMPLEMENTS(MemoryRegionOps, flags);

/** Frees what the UART has. */
void uart_finalize(Uart *uart) BINDERY_IMPLEMENTS(ObjectClass, finalize);
_Bool uart_realize(Uart *uart) BINDERY_IMPLEMENTS(DeviceClass, realize);
void uart_reset(Uart *uart) BINDERY_IMPLEMENTS(DeviceClass, reset);
/* A table's name makes it a constant table. */
int uart_open(Uart *uart) BINDERY_IMPLEMENTS(struct plain_ops, open, uart_plain_ops);

/* Without a type's mark its own name is in front: PoolState, pool_state. */
typedef struct PoolState {
    int used;
} PoolState;
void *pool_alloc(PoolState *pool, unsigned items, unsigned size)
    BINDERY_IMPLEMENTS(z_stream, zalloc);
void pool_free(PoolState *pool, void *address) BINDERY_IMPLEMENTS(z_stream, zfree);
/* A second one of the same object and record. */
void *fast_alloc(PoolState *pool, unsigned items, unsigned size)
    BINDERY_IMPLEMENTS(z_stream, zalloc, fast_z_stream_set);
void fast_free(PoolState *pool, void *address)
    BINDERY_IMPLEMENTS(z_stream, zfree, fast_z_stream_set);
