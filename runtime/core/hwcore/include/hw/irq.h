/* SPDX-License-Identifier: MIT */
/*
 * Interrupt and GPIO lines. A line is an object with a handler; whoever drives it calls
 * the handler with a level. NULL is a line that leads nowhere. The level is an int: 0 is
 * low, 1 high, and a handler may give others a meaning. Nothing here remembers levels.
 *
 * Lines are driven under the big lock.
 */
#ifndef QEMU_IRQ_H
#define QEMU_IRQ_H

#include "qom/object.h"

#define TYPE_IRQ "irq"
OBJECT_DECLARE_SIMPLE_TYPE(IRQState, IRQ)

/* Private but to those who embed it. */
struct IRQState {
    Object parent_obj;

    qemu_irq_handler handler;
    void *opaque;
    int n;
};

/* One indirect call. */
static inline void qemu_set_irq(qemu_irq irq, int level)
{
    if (irq) {
        irq->handler(irq->opaque, irq->n, level);
    }
}

static inline void qemu_irq_raise(qemu_irq irq)
{
    qemu_set_irq(irq, 1);
}

static inline void qemu_irq_lower(qemu_irq irq)
{
    qemu_set_irq(irq, 0);
}

/* High, then low. */
static inline void qemu_irq_pulse(qemu_irq irq)
{
    qemu_set_irq(irq, 1);
    qemu_set_irq(irq, 0);
}

static inline bool qemu_irq_is_connected(qemu_irq irq)
{
    return irq != NULL;
}

/* --- lines in memory of the caller ---------------------------------------------------
 */

/* A line that calls handler(opaque, n, level); opaque is borrowed. For qemu_free_irq().
 */
void qemu_init_irq(IRQState *irq, qemu_irq_handler handler, void *opaque, int n);
/* The same as the child propname of parent, with which it goes. */
void qemu_init_irq_child(Object *parent, const char *propname, IRQState *irq,
                         qemu_irq_handler handler, void *opaque, int n);
/* count lines, numbered from 0. */
void qemu_init_irqs(IRQState irq[], size_t count, qemu_irq_handler handler, void *opaque);

/* --- new lines -----------------------------------------------------------------------
 */

/* A new line, for qemu_free_irq(). */
qemu_irq qemu_allocate_irq(qemu_irq_handler handler, void *opaque, int n);
/* A new array of n new lines, numbered from 0, for qemu_free_irqs(). */
qemu_irq *qemu_allocate_irqs(qemu_irq_handler handler, void *opaque, int n);
/*
 * old (stolen; NULL is fine) with its n_old lines, then n new ones, numbered from n_old
 * on. New, for qemu_free_irqs().
 */
qemu_irq *qemu_extend_irqs(qemu_irq *old, int n_old, qemu_irq_handler handler,
                           void *opaque, int n);
/* Drop a reference of the line, or of n lines and the array. NULL is fine. */
void qemu_free_irq(qemu_irq irq);
void qemu_free_irqs(qemu_irq *s, int n);

/*
 * A new line that drives irq (borrowed) to the opposite; irq is high at once, since the
 * new line begins low.
 */
qemu_irq qemu_irq_invert(qemu_irq irq);

/*
 * From now on n lines call handler instead of their own; it is called with their numbers
 * and with a qemu_irq * as opaque, which is borrowed from the line and points to a line
 * that calls what was there before. A line can be intercepted several times.
 */
void qemu_irq_intercept_in(qemu_irq *gpio_in, qemu_irq_handler handler, int n);

#endif
