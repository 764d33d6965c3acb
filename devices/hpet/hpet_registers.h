/* SPDX-License-Identifier: MIT */
/*
 * Registers of the IA-PC HPET (High Precision Event Timers). Sections are those of the
 * specification, revision 1.0a.
 *
 * Every register has 64 bits; its high half stands four bytes behind its low half.
 */
#ifndef HPET_REGISTERS_H
#define HPET_REGISTERS_H

#include <stdint.h>

/* The register block, in bytes; the address bit that selects the high half (2.3.1). */
#define HPET_REGISTER_SPACE UINT64_C(0x400)
#define HPET_HIGH_HALF      UINT64_C(0x4)

/* --- offsets of the registers of the whole block (2.3.1) ---------------------------- */

#define HPET_GCAP_ID   0x000 /* General Capabilities and ID, 2.3.4 */
#define HPET_GEN_CONF  0x010 /* General Configuration, 2.3.5 */
#define HPET_GINTR_STA 0x020 /* General Interrupt Status, 2.3.6 */
#define HPET_MAIN_CNT  0x0f0 /* Main Counter Value, 2.3.7 */

/* --- offsets of the timers' registers (2.3.1) --------------------------------------- */

#define HPET_TIMERS          0x100 /* of timer 0 */
#define HPET_TIMER_STRIDE    0x20  /* from one timer to the next */
#define HPET_TIMER_CONF      0x00  /* Timer n Configuration and Capability, 2.3.8 */
#define HPET_TIMER_COMP      0x08  /* Timer n Comparator Value, 2.3.9 */
#define HPET_TIMER_FSB_ROUTE 0x10  /* Timer n FSB Interrupt Route, 2.3.10 */

/* --- General Capabilities and ID Register (2.3.4) ----------------------------------- */

#define HPET_CAP_REV_ID(revision)       ((uint64_t)(revision) << 0)
#define HPET_CAP_NUM_TIM(last)          ((uint64_t)(last) << 8) /* number of the last timer */
#define HPET_CAP_COUNT_SIZE             (UINT64_C(1) << 13) /* the counter has 64 bits */
#define HPET_CAP_LEG_RT                 (UINT64_C(1) << 15) /* legacy replacement */
#define HPET_CAP_VENDOR_ID(vendor)      ((uint64_t)(vendor) << 16)
#define HPET_CAP_COUNTER_CLK_PERIOD(fs) ((uint64_t)(fs) << 32)

/* --- General Configuration Register (2.3.5) ----------------------------------------- */

#define HPET_CONF_ENABLE   (UINT64_C(1) << 0)
#define HPET_CONF_LEG_RT   (UINT64_C(1) << 1)
#define HPET_CONF_WRITABLE (HPET_CONF_ENABLE | HPET_CONF_LEG_RT)

/* --- Timer n Configuration and Capability Register (2.3.8) -------------------------- */

#define HPET_TN_INT_TYPE_LEVEL       (UINT64_C(1) << 1) /* else edge */
#define HPET_TN_INT_ENB              (UINT64_C(1) << 2)
#define HPET_TN_TYPE_PERIODIC        (UINT64_C(1) << 3) /* else one-shot */
#define HPET_TN_PER_INT_CAP          (UINT64_C(1) << 4)
#define HPET_TN_SIZE_CAP             (UINT64_C(1) << 5) /* the comparator has 64 bits */
#define HPET_TN_VAL_SET              (UINT64_C(1) << 6)
#define HPET_TN_32MODE               (UINT64_C(1) << 8)
#define HPET_TN_INT_ROUTE_SHIFT      9
#define HPET_TN_INT_ROUTE            (UINT64_C(0x1f) << HPET_TN_INT_ROUTE_SHIFT)
#define HPET_TN_FSB_EN               (UINT64_C(1) << 14)
#define HPET_TN_FSB_INT_DEL_CAP      (UINT64_C(1) << 15)
#define HPET_TN_INT_ROUTE_CAP(lines) ((uint64_t)(lines) << 32)
#define HPET_TN_WRITABLE                                                                 \
    (HPET_TN_INT_TYPE_LEVEL | HPET_TN_INT_ENB | HPET_TN_TYPE_PERIODIC |                  \
     HPET_TN_VAL_SET | HPET_TN_32MODE | HPET_TN_INT_ROUTE | HPET_TN_FSB_EN)

/* --- Timer n FSB Interrupt Route Register (2.3.10) ---------------------------------- */

#define HPET_FSB_INT_VAL(route)  ((uint32_t)(route))
#define HPET_FSB_INT_ADDR(route) ((route) >> 32)

/* --- what this implementation chooses ----------------------------------------------- */

#define HPET_REVISION    1
#define HPET_VENDOR      0x8086
#define HPET_NS_PER_TICK UINT64_C(10)
#define HPET_FS_PER_NS   UINT64_C(1000000)
#define HPET_MIN_TIMERS  3
#define HPET_MAX_TIMERS  32 /* as many as the status register has bits for (2.3.6) */
#define HPET_NUM_LINES   32 /* as many as a route can name (2.3.8) */

/* Legacy replacement (2.4.2.1): the lines of timers 0 and 1, and whose these are else. */
#define HPET_LINE_PIT 0
#define HPET_LINE_RTC 8

/* Inputs: outputs of the PIT and the RTC, which the HPET passes on or replaces. */
#define HPET_INPUT_PIT  0
#define HPET_INPUT_RTC  1
#define HPET_NUM_INPUTS 2

#endif
