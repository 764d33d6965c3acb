/* SPDX-License-Identifier: MIT */
/* One timer of an event timer block: its registers, deadlines and interrupt. */
#ifndef HPET_TIMER_H
#define HPET_TIMER_H

#include "hpet.h"

/* A write to one half of a register, or to all of it. */
typedef struct HPETWrite {
    uint64_t value; /* the bits where they go, others 0 */
    uint64_t mask;  /* the bits that are written */
} HPETWrite;

/* The register's new value; the other bits of it cannot be written. */
static inline uint64_t hpet_write_to(HPETWrite write, uint64_t old, uint64_t writable)
{
    uint64_t mask = write.mask & writable;

    return (old & ~mask) | (write.value & mask);
}

/** The timer's deadline has come. */
void hpet_timer_expired(HPETTimerCell *cell) BINDERY_IMPLEMENTS(QEMUTimerCB);

/* The timer is number tn of the block, which is borrowed as long as the timer lives. */
void hpet_timer_init(HPETTimerCell *cell, HPETState *hpet, uint8_t tn);
void hpet_timer_finish(HPETTimerCell *cell);

/* Back to what it is after power-on, but for the FSB route. */
void hpet_timer_reset(HPETTimer *t);

/* reg is HPET_TIMER_CONF and so on; another one reads 0 and takes no writes. */
uint64_t hpet_timer_read(const HPETTimer *t, unsigned reg);
void hpet_timer_write(HPETTimer *t, unsigned reg, HPETWrite write);

/* The counter begins to run: a level that is pending is driven again. */
void hpet_timer_start(HPETTimer *t);
/* The counter halts: a level that is pending stays so, and its line is low. */
void hpet_timer_stop(HPETTimer *t);
/* The guest has cleared the timer's status. */
void hpet_timer_clear_status(HPETTimer *t);

/* Derive what is not saved. The counter's value is that of the saved state. */
void hpet_timer_loaded(HPETTimer *t, uint64_t counter);

#endif
