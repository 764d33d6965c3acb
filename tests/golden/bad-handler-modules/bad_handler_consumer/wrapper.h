/* SPDX-License-Identifier: MIT */
/* Handlers that do not fit what another module declares. */
#include <bindery/marks.h>
#include <bad_handler_library.h>

typedef struct Uart {
    int n;
} Uart;

void uart_tick(Uart *uart) BINDERY_IMPLEMENTS(tick_fn);
void uart_finalize(Uart *uart) BINDERY_IMPLEMENTS(ObjectClass, finalize);
void uart_reset(Uart *uart) BINDERY_IMPLEMENTS(ObjectClass, finalise);
