/* SPDX-License-Identifier: MIT */
#include "lamp.h"

#include <inttypes.h>

#include "bindery/util/duration.h"
#include "bindery/util/log.h"
#include "lamp_trampolines.h"

uint64_t lamp_read(Lamp *s, hwaddr offset, unsigned size)
{
    return bql_cell_get(&s->on);
}

void lamp_write(Lamp *s, hwaddr offset, uint64_t value, unsigned size)
{
    int64_t now_ns = qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL);

    if (value == 0) {
        log_guest_error("lamp: a time of 0 ms");
        return;
    }
    timer_mod_ns(&s->timer, ns_after(now_ns, ns_from_ms(value)));
    bql_cell_set(&s->on, true);
    qemu_irq_raise(s->line);
}

void lamp_go_out(Lamp *s)
{
    bql_cell_set(&s->on, false);
    qemu_irq_lower(s->line);
}

void lamp_init(Lamp *s, qemu_irq line)
{
    memset(s, 0, sizeof(*s));
    s->line = line;
    memory_region_init_io(&s->iomem, NULL, &lamp_ops, s, "lamp", LAMP_SIZE);
    lamp_go_out_timer_init_ns(&s->timer, QEMU_CLOCK_VIRTUAL, s);
}

void lamp_finish(Lamp *s)
{
    timer_del(&s->timer);
    timer_deinit(&s->timer);
    object_unparent(OBJECT(&s->iomem));
}
