/* SPDX-License-Identifier: MIT */
/*
 * An event timer block (IA-PC HPET 1.0a): a counter that ticks every 10 ns of the virtual
 * clock, and 3 to 32 timers that compare with it. Guests, boards and saved states see
 * what they see of QEMU's "hpet".
 *
 *   properties  timers              3 to 32
 *               msi                 the timers can deliver by FSB messages
 *               hpet-intcap         bit n: timers can be routed to line n; not 0
 *               hpet-offset-saved   a saved state has the counter's distance from the
 *                                   clock; without it the loaded counter goes on from the
 *                                   value that it had
 *   memory      region 0, 1 KiB
 *   lines       sysbus-irq 0..31    what timers are routed to
 *   inputs      0 the PIT's output, passed on to line 0; 1 the RTC's, to line 8; neither
 *               while legacy replacement is on
 *   outputs     0 whether the PIT may drive its line
 *
 * A block is numbered when it is realized, and described to firmware when it is reset
 * ("hpet_fw_cfg.h"). Everything is called under the big lock.
 */
#ifndef HPET_H
#define HPET_H

#include "bindery/bql/bql_cell.h"
#include "bindery/hwcore.h"
#include "bindery/marks.h"
#include "hpet_registers.h"

#define TYPE_HPET "hpet"

typedef struct HPETState HPETState;

/* One timer. What is saved of it stands in the order of the stream. */
typedef struct HPETTimer {
    HPETState *hpet; /* its block */
    uint8_t tn BINDERY_MIGRATE();
    uint64_t config BINDERY_MIGRATE();
    uint64_t cmp BINDERY_MIGRATE(); /* the comparator as it is read */
    uint64_t fsb BINDERY_MIGRATE();
    uint64_t period BINDERY_MIGRATE(); /* ticks */
    /* Not 0: the deadline is the wrap of the counter's low half, before the match. */
    uint8_t wrap_flag BINDERY_MIGRATE();
    QEMUTimer qemu_timer BINDERY_MIGRATE();
    uint64_t cmp64; /* the counter's value at the next match */
    uint64_t last;  /* the latest deadline, ns of the virtual clock modulo 2^64 */
} HPETTimer BINDERY_TYPE("hpet_timer")
BINDERY_TABLE(VMStateDescription, vmstate_hpet_timer, .version_id = 1,
              .minimum_version_id = 1);

typedef BqlRefCell(HPETTimer) HPETTimerCell;

struct HPETState {
    SysBusDevice parent_obj;

    MemoryRegion iomem;
    qemu_irq lines[HPET_NUM_LINES];
    qemu_irq pit_enabled;
    uint8_t id; /* among all blocks, while realized */

    uint8_t num_timers BINDERY_PROPERTY("timers", HPET_MIN_TIMERS);
    bool msi BINDERY_PROPERTY("msi", false);
    uint32_t intcap BINDERY_PROPERTY("hpet-intcap", 0);
    bool offset_saved BINDERY_PROPERTY("hpet-offset-saved", true);

    BqlCell(uint64_t) capability;
    BqlCell(uint64_t) config BINDERY_MIGRATE();
    BqlCell(uint64_t) isr BINDERY_MIGRATE();
    /* The counter while it is halted, and in a saved state; ticks. */
    BqlCell(uint64_t) hpet_counter BINDERY_MIGRATE();
    uint8_t num_timers_save BINDERY_MIGRATE();
    /*
     * The timer behind the last one answers to its registers too, as in QEMU. It is not
     * reset, not saved, and not started with the others.
     */
    HPETTimerCell timer[HPET_MAX_TIMERS] BINDERY_MIGRATE(.vmsd = vmstate_hpet_timer,
                                                         .count = num_timers,
                                                         .exists = hpet_timers_match);

    BqlCell(uint8_t) rtc_irq_level BINDERY_MIGRATE(.table = vmstate_hpet_rtc_irq_level);
    /* What the clock lacks to the running counter: ns modulo 2^64. */
    BqlCell(uint64_t) hpet_offset BINDERY_MIGRATE(.table = vmstate_hpet_offset);
} BINDERY_TYPE("hpet", SysBusDevice)
BINDERY_TABLE(VMStateDescription, vmstate_hpet, .version_id = 2, .minimum_version_id = 2)
BINDERY_TABLE(VMStateDescription, vmstate_hpet_rtc_irq_level,
              .name = "hpet/rtc_irq_level", .version_id = 1, .minimum_version_id = 1)
BINDERY_TABLE(VMStateDescription, vmstate_hpet_offset, .name = "hpet/offset",
              .version_id = 1, .minimum_version_id = 1)
BINDERY_TABLE(MemoryRegionOps, hpet_ops, .endianness = DEVICE_LITTLE_ENDIAN,
              .valid = {.min_access_size = 4, .max_access_size = 8},
              .impl = {.min_access_size = 4, .max_access_size = 8})
BINDERY_CLASS(DeviceClass, .desc = "IA-PC High Precision Event Timers");

/* --- handlers ----------------------------------------------------------------------- */

/** The register at offset, its low or high half first: size is 4 or 8 bytes. */
uint64_t hpet_read(HPETState *s, hwaddr offset, unsigned size)
    BINDERY_IMPLEMENTS(MemoryRegionOps, read);
/** Sets the part of the register at offset that the value covers. */
void hpet_write(HPETState *s, hwaddr offset, uint64_t value, unsigned size)
    BINDERY_IMPLEMENTS(MemoryRegionOps, write);
/** Input n, of the PIT or the RTC, is at a level now. */
void hpet_set_input(HPETState *s, int n, int level) BINDERY_IMPLEMENTS(qemu_irq_handler);

/** The memory region, the lines and the timers. */
void hpet_init(HPETState *s) BINDERY_IMPLEMENTS(TypeInfo, instance_init);
/** The timers are disarmed. */
void hpet_finalize(HPETState *s) BINDERY_IMPLEMENTS(TypeInfo, instance_finalize);
/** Fails for properties that make no sense, and for the ninth block. */
void hpet_realize(HPETState *s, Error **errp) BINDERY_IMPLEMENTS(DeviceClass, realize);
/** Gives the block's number back. */
void hpet_unrealize(HPETState *s) BINDERY_IMPLEMENTS(DeviceClass, unrealize);
/** Keeps FSB routes, status and lines, as QEMU does. */
void hpet_reset_hold(HPETState *s, ResetType type)
    BINDERY_IMPLEMENTS(ResettableClass, phases.hold);

/** Notes the counter, and how many timers there are. */
int hpet_pre_save(HPETState *s)
    BINDERY_IMPLEMENTS(VMStateDescription, pre_save, vmstate_hpet);
/** Clears what only a subsection sets. */
int hpet_pre_load(HPETState *s)
    BINDERY_IMPLEMENTS(VMStateDescription, pre_load, vmstate_hpet);
/** Refuses other numbers of timers; derives what is not saved. */
bool hpet_post_load(HPETState *s, int version_id, Error **errp)
    BINDERY_IMPLEMENTS(VMStateDescription, post_load_errp, vmstate_hpet);
/** Whether the state in hand has as many timers as the block. */
bool hpet_timers_match(HPETState *s, int version_id)
    BINDERY_IMPLEMENTS(VMStateField, field_exists);
bool hpet_rtc_irq_level_needed(HPETState *s)
    BINDERY_IMPLEMENTS(VMStateDescription, needed, vmstate_hpet_rtc_irq_level);
bool hpet_offset_needed(HPETState *s)
    BINDERY_IMPLEMENTS(VMStateDescription, needed, vmstate_hpet_offset);

/* --- the block, as its timers see it ------------------------------------------------ */

/* Whether the counter runs and interrupts are delivered. */
bool hpet_is_enabled(const HPETState *s);
/* Whether timers 0 and 1 replace PIT and RTC. */
bool hpet_is_legacy(const HPETState *s);
/* The running counter, in ticks. */
uint64_t hpet_ticks(const HPETState *s);
/* When it has that value: ns of the virtual clock modulo 2^64. */
uint64_t hpet_tick_to_ns(const HPETState *s, uint64_t tick);

#endif
