/* SPDX-License-Identifier: MIT */
/* What by_hand.c sees of the core where marked.c sees bindings. */
#ifndef TESTS_QOM_RAW_API_H
#define TESTS_QOM_RAW_API_H

#include "qemu/osdep.h"

#include "hw/clock.h"
#include "hw/ptimer.h"
#include "hw/qdev-properties-system.h"
#include "hw/sysbus.h"
#include "migration/vmstate.h"
#include "qemu/fifo8.h"

/* As the mid-layer has them, which is for bindings. */
#define BqlCell(type)                                                                    \
    struct {                                                                             \
        type bql_value;                                                                  \
    }
#define BqlRefCell(type)                                                                 \
    struct {                                                                             \
        type bql_value;                                                                  \
        struct {                                                                         \
            int count, line;                                                             \
            const char *file;                                                            \
        } bql_borrow;                                                                    \
    }

#endif
