/* SPDX-License-Identifier: MIT */
/*
 * One PL011 in a machine with nothing else: its registers in the system's memory, its six
 * interrupts on lines that are watched, its serial line on a chardev in memory, and its
 * log in a file. The test is processor and host.
 */
#ifndef PL011_FIXTURE_H
#define PL011_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "bindery/util/result.h"
#include "pl011.h"
#include "pl011_registers.h"

#define UART_BASE 0x09000000

typedef enum UartLine {
    LINE_UARTINTR,
    LINE_UARTRXINTR,
    LINE_UARTTXINTR,
    LINE_UARTRTINTR,
    LINE_UARTMSINTR,
    LINE_UARTEINTR,
} UartLine;

typedef struct Uart {
    DeviceState *dev; /* borrowed from the tree, as is host */
    Chardev *host;
    qemu_irq irq[PL011_NUM_IRQS];
    unsigned lines;   /* bit n: line n is high */
    unsigned changes; /* of any line */
    char *log_path;
    size_t log_seen; /* bytes */
} Uart;

/* For cmocka_unit_test_setup_teardown: *state is a Uart after its reset. */
int uart_set_up(void **state);
int uart_tear_down(void **state);

/* What set_up does, with another type; properties as "name=value", up to a NULL. */
Uart *uart_new(const char *type, const char *const *properties);

uint32_t uart_read(Uart *uart, unsigned offset);
void uart_write(Uart *uart, unsigned offset, uint32_t value);
/* The same with 1, 2, 4 or 8 bytes, little-endian. */
uint64_t uart_read_sized(Uart *uart, unsigned offset, unsigned size);
void uart_write_sized(Uart *uart, unsigned offset, unsigned size, uint64_t value);

/* The host sends; what the device cannot take waits. */
void uart_host_sends(Uart *uart, const void *data, size_t size);
void uart_host_sends_break(Uart *uart);
/* All that the host has received since the last time is text. */
void assert_host_received(Uart *uart, const char *text);

/* Exactly these lines are high: bits of UartLine. */
void assert_lines(Uart *uart, unsigned lines);
#define LINE(name) (1u << LINE_##name)

/* All that was logged since the last time is text. */
void assert_logged(Uart *uart, const char *text);

#endif
