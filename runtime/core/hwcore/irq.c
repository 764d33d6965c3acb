/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "hw/irq.h"

#include "qemu/module.h"

/* What an intercepted line called before: a child of the line. */
#define TYPE_INTERCEPTED_IRQ "irq-intercepted"

typedef struct InterceptedIRQ {
    IRQState parent_obj;
    /* Itself, for who gets a pointer to a line. */
    qemu_irq self;
} InterceptedIRQ;

static void set_up(IRQState *irq, qemu_irq_handler handler, void *opaque, int n)
{
    irq->handler = handler;
    irq->opaque = opaque;
    irq->n = n;
}

void qemu_init_irq(IRQState *irq, qemu_irq_handler handler, void *opaque, int n)
{
    object_initialize(irq, sizeof(*irq), TYPE_IRQ);
    set_up(irq, handler, opaque, n);
}

void qemu_init_irq_child(Object *parent, const char *propname, IRQState *irq,
                         qemu_irq_handler handler, void *opaque, int n)
{
    object_initialize_child(parent, propname, irq, TYPE_IRQ);
    set_up(irq, handler, opaque, n);
}

void qemu_init_irqs(IRQState irq[], size_t count, qemu_irq_handler handler, void *opaque)
{
    for (size_t i = 0; i < count; i++) {
        qemu_init_irq(&irq[i], handler, opaque, (int)i);
    }
}

qemu_irq qemu_allocate_irq(qemu_irq_handler handler, void *opaque, int n)
{
    IRQState *irq = IRQ(object_new(TYPE_IRQ));

    set_up(irq, handler, opaque, n);
    return irq;
}

qemu_irq *qemu_extend_irqs(qemu_irq *old, int n_old, qemu_irq_handler handler,
                           void *opaque, int n)
{
    qemu_irq *lines;

    assert(n_old >= 0 && n >= 0 && (old || n_old == 0));
    lines = g_renew(qemu_irq, old, (size_t)n_old + (size_t)n);
    for (int i = n_old; i < n_old + n; i++) {
        lines[i] = qemu_allocate_irq(handler, opaque, i);
    }
    return lines;
}

qemu_irq *qemu_allocate_irqs(qemu_irq_handler handler, void *opaque, int n)
{
    return qemu_extend_irqs(NULL, 0, handler, opaque, n);
}

void qemu_free_irq(qemu_irq irq)
{
    object_unref(irq);
}

void qemu_free_irqs(qemu_irq *s, int n)
{
    for (int i = 0; s && i < n; i++) {
        qemu_free_irq(s[i]);
    }
    g_free(s);
}

static void drive_opposite(void *opaque, int n, int level)
{
    qemu_set_irq(opaque, !level);
}

qemu_irq qemu_irq_invert(qemu_irq irq)
{
    qemu_irq_raise(irq);
    return qemu_allocate_irq(drive_opposite, irq, 0);
}

void qemu_irq_intercept_in(qemu_irq *gpio_in, qemu_irq_handler handler, int n)
{
    for (int i = 0; i < n; i++) {
        IRQState *line = gpio_in[i];
        InterceptedIRQ *before = (InterceptedIRQ *)object_new(TYPE_INTERCEPTED_IRQ);

        set_up(&before->parent_obj, line->handler, line->opaque, line->n);
        before->self = &before->parent_obj;
        object_property_add_child(OBJECT(line), "intercepted[*]", OBJECT(before));
        object_unref(before);
        line->handler = handler;
        line->opaque = &before->self;
    }
}

static const TypeInfo irq_types[] = {
    {
        .name = TYPE_IRQ,
        .parent = TYPE_OBJECT,
        .instance_size = sizeof(IRQState),
    },
    {
        .name = TYPE_INTERCEPTED_IRQ,
        .parent = TYPE_IRQ,
        .instance_size = sizeof(InterceptedIRQ),
    },
};

DEFINE_TYPES(irq_types)
