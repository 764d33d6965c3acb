/* SPDX-License-Identifier: MIT */
/* A consumer's handlers, scanned against the bindings of what it depends on. */
#include <bindery/marks.h>
#include <handlers_library.h>

typedef struct Uart {
    Device device;
    int n BINDERY_PROPERTY("n");
} Uart BINDERY_TYPE("uart", Device);

/** Ticks. */
int uart_tick(Uart *uart) BINDERY_IMPLEMENTS(tick_fn);
int uart_odd(const char *name, Uart *uart) BINDERY_IMPLEMENTS(odd_fn);
void uart_reset(Uart *uart) BINDERY_IMPLEMENTS(DeviceClass, reset);
