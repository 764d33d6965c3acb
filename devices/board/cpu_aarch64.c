/* SPDX-License-Identifier: MIT */
/*
 * A Cortex-A72 that begins at EL1 with its MMU off, as firmware at EL3 leaves it, and
 * polls: no interrupt comes to it. Its generic timer counts the virtual clock.
 */
#include "cpu_impl.h"

/* Arm ARM D13.8: the timer's frequency, which is QEMU's for processors of that age. */
#define TIMER_HZ        62500000
#define TIMER_NS_A_TICK (NANOSECONDS_PER_SECOND / TIMER_HZ)

/* Arm ARM D13.2: the level below runs AArch64; EL2 and below are not secure. */
#define HCR_EL2_RW (UINT64_C(1) << 31)
#define SCR_EL3_NS (UINT64_C(1) << 0)
#define SCR_EL3_RW (UINT64_C(1) << 10)

/* A system register's place in MRS and MSR; op0 is 3. */
#define SYSTEM_REGISTER(op1_, crn_, crm_, op2_)                                          \
    {                                                                                    \
        .op0 = 3, .op1 = (op1_), .crn = (crn_), .crm = (crm_), .op2 = (op2_)             \
    }

static const uc_arm64_cp_reg hcr_el2 = SYSTEM_REGISTER(4, 1, 1, 0);
static const uc_arm64_cp_reg scr_el3 = SYSTEM_REGISTER(6, 1, 1, 0);
static const uc_arm64_cp_reg cntfrq_el0 = SYSTEM_REGISTER(3, 14, 0, 0);
static const uc_arm64_cp_reg cntpct_el0 = SYSTEM_REGISTER(3, 14, 0, 1);
static const uc_arm64_cp_reg cntvct_el0 = SYSTEM_REGISTER(3, 14, 0, 2);

/* As QEMU's arm64 board: two banks of flash, which are RAM here, and RAM. */
static const CpuRam aarch64_rams[] = {
    {0, MIB(64)},
    {MIB(64), MIB(64)},
    {0x40000000, MIB(128)},
    {0, 0},
};

static bool same_register(const uc_arm64_cp_reg *a, const uc_arm64_cp_reg *b)
{
    return a->op0 == b->op0 && a->op1 == b->op1 && a->crn == b->crn && a->crm == b->crm &&
           a->op2 == b->op2;
}

/* Unicorn's own timer goes with the host's clock: true where the value is ours. */
static uint32_t read_system_register(uc_engine *uc, uc_arm64_reg target,
                                     const uc_arm64_cp_reg *reg, void *opaque)
{
    BoardCpu *cpu = opaque;
    uint64_t value;

    if (same_register(reg, &cntfrq_el0)) {
        value = TIMER_HZ;
    } else if (same_register(reg, &cntpct_el0) || same_register(reg, &cntvct_el0)) {
        cpu_clock_sync(cpu);
        value = (uint64_t)qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL) / TIMER_NS_A_TICK;
    } else {
        return false;
    }
    uc_reg_write(uc, (int)target, &value);
    return true;
}

static bool write_system_register(BoardCpu *cpu, const uc_arm64_cp_reg *reg,
                                  uint64_t value, GError **error)
{
    uc_arm64_cp_reg written = *reg;

    written.val = value;
    return cpu_check(uc_reg_write(cpu->uc, UC_ARM64_REG_CP_REG, &written),
                     "a system register", error);
}

static bool aarch64_init(BoardCpu *cpu, GError **error)
{
    uc_hook hook;

    /*
     * Unicorn 2.0.1 resets these to 0, which says that EL1 is AArch32. It goes by that
     * when it reads page tables, and would fault on the first fetch with the MMU on.
     */
    return write_system_register(cpu, &hcr_el2, HCR_EL2_RW, error) &&
           write_system_register(cpu, &scr_el3, SCR_EL3_RW | SCR_EL3_NS, error) &&
           cpu_check(uc_hook_add(cpu->uc, &hook, UC_HOOK_INSN, read_system_register, cpu,
                                 1, 0, UC_ARM64_INS_MRS),
                     "MRS", error);
}

const CpuArch cpu_aarch64 = {
    .name = "aarch64",
    .arch = UC_ARCH_ARM64,
    .mode = UC_MODE_ARM,
    .model = UC_CPU_ARM64_A72,
    .pc = UC_ARM64_REG_PC,
    .address_bits = 40,
    .rams = aarch64_rams,
    .firmware = {0, MIB(64)},
    /* As far as U-Boot has its first stack. */
    .dtb = {0x40000000, MIB(1)},
    .init = aarch64_init,
};
