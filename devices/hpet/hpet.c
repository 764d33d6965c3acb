/* SPDX-License-Identifier: MIT */
#include "hpet.h"

#include <inttypes.h>

#include "bindery/util/result.h"
#include "bindery/util/trace.h"
#include "generated/hpet_trampolines.h"
#include "hpet_fw_cfg.h"
#include "hpet_timer.h"

/* --- the counter -------------------------------------------------------------------- */

static uint64_t now_ns(void)
{
    return (uint64_t)qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL);
}

bool hpet_is_enabled(const HPETState *s)
{
    return bql_cell_get(&s->config) & HPET_CONF_ENABLE;
}

bool hpet_is_legacy(const HPETState *s)
{
    return bql_cell_get(&s->config) & HPET_CONF_LEG_RT;
}

uint64_t hpet_ticks(const HPETState *s)
{
    return (now_ns() + bql_cell_get(&s->hpet_offset)) / HPET_NS_PER_TICK;
}

uint64_t hpet_tick_to_ns(const HPETState *s, uint64_t tick)
{
    return tick * HPET_NS_PER_TICK - bql_cell_get(&s->hpet_offset);
}

static uint64_t counter_value(const HPETState *s)
{
    return hpet_is_enabled(s) ? hpet_ticks(s) : bql_cell_get(&s->hpet_counter);
}

/* The running counter has its halted value now. */
static void set_offset(HPETState *s)
{
    bql_cell_set(&s->hpet_offset,
                 bql_cell_get(&s->hpet_counter) * HPET_NS_PER_TICK - now_ns());
}

/* --- lines -------------------------------------------------------------------------- */

/* PIT and RTC are cut off while their lines are the timers' (2.4.2.1). */
static void enter_legacy(HPETState *s)
{
    qemu_set_irq(s->pit_enabled, 0);
    qemu_irq_lower(s->lines[HPET_LINE_PIT]);
    qemu_irq_lower(s->lines[HPET_LINE_RTC]);
}

static void leave_legacy(HPETState *s)
{
    qemu_irq_lower(s->lines[HPET_LINE_PIT]);
    qemu_set_irq(s->pit_enabled, 1);
    qemu_set_irq(s->lines[HPET_LINE_RTC], bql_cell_get(&s->rtc_irq_level));
}

void hpet_set_input(HPETState *s, int n, int level)
{
    if (n == HPET_INPUT_RTC) {
        bql_cell_set(&s->rtc_irq_level, (uint8_t)level);
    }
    if (!hpet_is_legacy(s)) {
        qemu_set_irq(s->lines[n == HPET_INPUT_RTC ? HPET_LINE_RTC : HPET_LINE_PIT],
                     level);
    }
}

/* --- reading ------------------------------------------------------------------------ */

/* The timer with a register at offset; NULL: none. The one behind the last one counts. */
static HPETTimerCell *timer_at(HPETState *s, hwaddr offset)
{
    unsigned tn = (unsigned)((offset - HPET_TIMERS) / HPET_TIMER_STRIDE);

    if (tn > s->num_timers || tn >= HPET_MAX_TIMERS) {
        TRACE("hpet_timer_id_out_of_range", "timer %u", tn);
        return NULL;
    }
    return &s->timer[tn];
}

/* Which of a timer's registers is at offset, by the offset of its low half. */
static unsigned timer_register(hwaddr offset)
{
    return offset & (HPET_TIMER_STRIDE - 1) & ~HPET_HIGH_HALF;
}

static uint64_t read_timer(HPETState *s, hwaddr offset)
{
    HPETTimerCell *cell = timer_at(s, offset);

    if (!cell) {
        return 0;
    }
    BQL_BORROW(t, cell);
    return hpet_timer_read(t, timer_register(offset));
}

static uint64_t read_register(HPETState *s, hwaddr offset)
{
    switch (offset & ~HPET_HIGH_HALF) {
    case HPET_GCAP_ID:
        return bql_cell_get(&s->capability);
    case HPET_GEN_CONF:
        return bql_cell_get(&s->config);
    case HPET_GINTR_STA:
        return bql_cell_get(&s->isr);
    case HPET_MAIN_CNT:
        return counter_value(s);
    default:
        TRACE("hpet_ram_read_invalid", "offset 0x%" PRIx64, offset);
        return 0;
    }
}

/* Bits in a register's low half that offset leaves out. */
static unsigned half_shift(hwaddr offset)
{
    return offset & HPET_HIGH_HALF ? 32 : 0;
}

uint64_t hpet_read(HPETState *s, hwaddr offset, unsigned size)
{
    uint64_t value;

    TRACE("hpet_ram_read", "offset 0x%" PRIx64 " size %u", offset, size);
    value = offset >= HPET_TIMERS ? read_timer(s, offset) : read_register(s, offset);
    return value >> half_shift(offset);
}

/* --- writing ------------------------------------------------------------------------ */

static void start_timers(HPETState *s)
{
    set_offset(s);
    for (unsigned i = 0; i < s->num_timers; i++) {
        BQL_BORROW_MUT(t, &s->timer[i]);
        hpet_timer_start(t);
    }
}

static void stop_timers(HPETState *s)
{
    bql_cell_set(&s->hpet_counter, hpet_ticks(s));
    for (unsigned i = 0; i < s->num_timers; i++) {
        BQL_BORROW_MUT(t, &s->timer[i]);
        hpet_timer_stop(t);
    }
}

static void write_config(HPETState *s, HPETWrite write)
{
    uint64_t before = bql_cell_get(&s->config);
    uint64_t after = hpet_write_to(write, before, HPET_CONF_WRITABLE);
    uint64_t rising = ~before & after;
    uint64_t falling = before & ~after;

    bql_cell_set(&s->config, after);
    if (rising & HPET_CONF_ENABLE) {
        start_timers(s);
    } else if (falling & HPET_CONF_ENABLE) {
        stop_timers(s);
    }
    if (rising & HPET_CONF_LEG_RT) {
        enter_legacy(s);
    } else if (falling & HPET_CONF_LEG_RT) {
        leave_legacy(s);
    }
}

/* Ones clear (2.3.6). */
static void write_status(HPETState *s, HPETWrite write)
{
    uint64_t cleared = bql_cell_get(&s->isr) & write.value;

    for (unsigned i = 0; i < s->num_timers; i++) {
        if (cleared >> i & 1) {
            BQL_BORROW_MUT(t, &s->timer[i]);
            hpet_timer_clear_status(t);
        }
    }
}

static void write_register(HPETState *s, hwaddr offset, HPETWrite write)
{
    switch (offset & ~HPET_HIGH_HALF) {
    case HPET_GEN_CONF:
        write_config(s, write);
        break;
    case HPET_GINTR_STA:
        write_status(s, write);
        break;
    case HPET_MAIN_CNT:
        if (hpet_is_enabled(s)) {
            /* It goes on, and halting it overwrites the value. */
            TRACE("hpet_ram_write_counter_write_while_enabled", "value 0x%" PRIx64,
                  write.value);
        }
        bql_cell_set(&s->hpet_counter,
                     hpet_write_to(write, bql_cell_get(&s->hpet_counter), UINT64_MAX));
        break;
    default:
        TRACE("hpet_ram_write_invalid", "offset 0x%" PRIx64, offset);
        break;
    }
}

static void write_timer(HPETState *s, hwaddr offset, HPETWrite write)
{
    HPETTimerCell *cell = timer_at(s, offset);

    if (cell) {
        BQL_BORROW_MUT(t, cell);
        hpet_timer_write(t, timer_register(offset), write);
    }
}

void hpet_write(HPETState *s, hwaddr offset, uint64_t value, unsigned size)
{
    unsigned shift = half_shift(offset);
    uint64_t mask = (size < 8 ? UINT32_MAX : UINT64_MAX) << shift;
    HPETWrite write = {.value = value << shift & mask, .mask = mask};

    TRACE("hpet_ram_write", "offset 0x%" PRIx64 " size %u value 0x%" PRIx64, offset, size,
          value);
    if (offset >= HPET_TIMERS) {
        write_timer(s, offset, write);
    } else {
        write_register(s, offset, write);
    }
}

/* --- reset -------------------------------------------------------------------------- */

void hpet_reset_hold(HPETState *s, ResetType type)
{
    for (unsigned i = 0; i < s->num_timers; i++) {
        BQL_BORROW_MUT(t, &s->timer[i]);
        hpet_timer_reset(t);
    }
    bql_cell_set(&s->hpet_counter, 0);
    bql_cell_set(&s->hpet_offset, 0);
    bql_cell_set(&s->config, 0);
    bql_cell_set(&s->rtc_irq_level, 0);
    qemu_set_irq(s->pit_enabled, 1);
    hpet_fw_cfg_describe(s->id, (uint32_t)bql_cell_get(&s->capability),
                         hpet_as_SysBusDevice(s)->mmio[0].addr);
}

/* --- migration ---------------------------------------------------------------------- */

int hpet_pre_save(HPETState *s)
{
    bql_cell_set(&s->hpet_counter, counter_value(s));
    s->num_timers_save = s->num_timers;
    return 0;
}

int hpet_pre_load(HPETState *s)
{
    bql_cell_set(&s->rtc_irq_level, 0);
    bql_cell_set(&s->hpet_offset, 0);
    return 0;
}

bool hpet_timers_match(HPETState *s, int version_id)
{
    return s->num_timers_save == s->num_timers;
}

bool hpet_post_load(HPETState *s, int version_id, Error **errp)
{
    if (!hpet_timers_match(s, version_id)) {
        return error_fail(errp,
                          "the state is one of %u timers and the device has %u: make the "
                          "device with timers=%u",
                          s->num_timers_save, s->num_timers, s->num_timers_save);
    }
    for (unsigned i = 0; i < s->num_timers; i++) {
        BQL_BORROW_MUT(t, &s->timer[i]);
        if (t->tn != i) {
            return error_fail(errp,
                              "timer %u says that it is number %u: the state is damaged",
                              i, t->tn);
        }
        hpet_timer_loaded(t, bql_cell_get(&s->hpet_counter));
    }
    if (!s->offset_saved) {
        set_offset(s);
    }
    return true;
}

bool hpet_rtc_irq_level_needed(HPETState *s)
{
    return bql_cell_get(&s->rtc_irq_level) != 0;
}

bool hpet_offset_needed(HPETState *s)
{
    return hpet_is_enabled(s) && s->offset_saved;
}

/* --- making ------------------------------------------------------------------------- */

void hpet_init(HPETState *s)
{
    SysBusDevice *bus = hpet_as_SysBusDevice(s);

    hpet_ops_memory_region_init_io(&s->iomem, hpet_as_Object(s), s, "hpet",
                                   HPET_REGISTER_SPACE);
    sysbus_init_mmio(bus, &s->iomem);
    for (unsigned i = 0; i < HPET_NUM_LINES; i++) {
        sysbus_init_irq(bus, &s->lines[i]);
    }
    hpet_set_input_qdev_init_gpio_in_named_with_opaque(hpet_as_DeviceState(s), s, NULL,
                                                       HPET_NUM_INPUTS);
    qdev_init_gpio_out(hpet_as_DeviceState(s), &s->pit_enabled, 1);
    for (unsigned i = 0; i < HPET_MAX_TIMERS; i++) {
        hpet_timer_init(&s->timer[i], s, (uint8_t)i);
    }
}

void hpet_finalize(HPETState *s)
{
    for (unsigned i = 0; i < HPET_MAX_TIMERS; i++) {
        hpet_timer_finish(&s->timer[i]);
    }
}

void hpet_realize(HPETState *s, Error **errp)
{
    if (s->num_timers < HPET_MIN_TIMERS || s->num_timers > HPET_MAX_TIMERS) {
        error_setg(errp,
                   "an HPET has %d to %d timers, not %u: set the property \"timers\"",
                   HPET_MIN_TIMERS, HPET_MAX_TIMERS, s->num_timers);
        return;
    }
    if (s->intcap == 0) {
        error_setg(errp,
                   "the property \"hpet-intcap\" is not set: bit n says that timers "
                   "can be routed to line n");
        return;
    }
    if (!hpet_fw_cfg_add(&s->id)) {
        error_setg(errp, "there are %d HPETs, and there can be no more",
                   HPET_FW_CFG_BLOCKS);
        return;
    }
    bql_cell_set(&s->capability,
                 HPET_CAP_REV_ID(HPET_REVISION) | HPET_CAP_NUM_TIM(s->num_timers - 1) |
                     HPET_CAP_COUNT_SIZE | HPET_CAP_LEG_RT |
                     HPET_CAP_VENDOR_ID(HPET_VENDOR) |
                     HPET_CAP_COUNTER_CLK_PERIOD(HPET_NS_PER_TICK * HPET_FS_PER_NS));
}

void hpet_unrealize(HPETState *s)
{
    hpet_fw_cfg_remove(s->id);
}
