/* SPDX-License-Identifier: MIT */
/* A device: its properties, what is saved of it, its class, and a type derived from it. */
#include <bindery/marks.h>

#include "../qom_api.h"

#define TYPE_UART_NAME  "uart"
#define UART_FREQUENCY  (1 << 14)
#define BqlCell(type)   struct { type bql_value; }

typedef struct UartTimer {
    QEMUTimer timer BINDERY_MIGRATE();
    uint32_t deadline BINDERY_MIGRATE(.version = 2, .unused = 4);
} UartTimer BINDERY_TYPE("uart-timer")
    BINDERY_TABLE(VMStateDescription, vmstate_uart_timer, .version_id = 2,
                  .minimum_version_id = 1);

/** A serial port. */
typedef struct UartState {
    DeviceState parent_obj;
    uint32_t control BINDERY_MIGRATE();
    BqlCell(uint32_t) level BINDERY_MIGRATE();
    uint8_t fifo[16] BINDERY_MIGRATE(.exists = uart_has_fifo, .validate = uart_is_sound);
    uint8_t n_timers BINDERY_MIGRATE();
    UartTimer timers[3] BINDERY_MIGRATE(.vmsd = vmstate_uart_timer, .count = n_timers);
    BqlCell(UartTimer) cells[3] BINDERY_MIGRATE(.vmsd = vmstate_uart_timer);
    uint8_t *memory BINDERY_MIGRATE(.count = n_timers, .alloc = true);
    Clock *clock BINDERY_MIGRATE(.table = vmstate_uart_clock);
    bool enabled BINDERY_PROPERTY("enabled", true) BINDERY_MIGRATE(.table = vmstate_uart_more);
    uint32_t frequency BINDERY_PROPERTY("frequency", UART_FREQUENCY);
    uint32_t features BINDERY_PROPERTY("dma", false, .bit = 3);
    char *label BINDERY_PROPERTY("label");
    DeviceState *peer BINDERY_PROPERTY("peer", .link = TYPE_DEVICE);
    uint64_t size BINDERY_PROPERTY("size", 4096, .info = qdev_prop_size);
    uint64_t mask BINDERY_PROPERTY("mask", .bitmask = 0xff);
    uint32_t n_lines;
    uint32_t *lines BINDERY_PROPERTY("lines", .count = n_lines);
} UartState BINDERY_TYPE("uart")
    BINDERY_TABLE(VMStateDescription, vmstate_uart, .name = TYPE_UART_NAME, .version_id = 2,
                  .minimum_version_id = 1)
    BINDERY_TABLE(VMStateDescription, vmstate_uart_more, .name = "uart/more",
                  .version_id = 1, .minimum_version_id = 1)
    BINDERY_TABLE(VMStateDescription, vmstate_uart_clock, .name = "uart/clock",
                  .version_id = 1, .minimum_version_id = 1)
    BINDERY_CLASS(DeviceClass, .desc = "a serial port", .categories[0] = 1UL << 3);

void uart_init(UartState *uart) BINDERY_IMPLEMENTS(TypeInfo, instance_init);
void uart_realize(UartState *uart, Error **errp) BINDERY_IMPLEMENTS(DeviceClass, realize);
void uart_reset(UartState *uart, int type)
    BINDERY_IMPLEMENTS(ResettableClass, phases.hold);
bool uart_has_fifo(UartState *uart, int version_id)
    BINDERY_IMPLEMENTS(VMStateField, field_exists);
bool uart_is_sound(UartState *uart, int version_id)
    BINDERY_IMPLEMENTS(VMStateField, field_exists);
int uart_post_load(UartState *uart, int version_id)
    BINDERY_IMPLEMENTS(VMStateDescription, post_load, vmstate_uart);
bool uart_more_needed(UartState *uart)
    BINDERY_IMPLEMENTS(VMStateDescription, needed, vmstate_uart_more);

/** The same with other registers. */
typedef struct OtherUart {
    UartState parent_obj;
} OtherUart BINDERY_TYPE("other-uart", UartState);
