/* SPDX-License-Identifier: MIT */
/* The virtual clock of a processor that counts instructions. */
#include "cpu_impl.h"

void cpu_clock_restart(BoardCpu *cpu)
{
    if (cpu->icount) {
        int64_t wait_ns =
            qemu_clock_deadline_ns_all(QEMU_CLOCK_VIRTUAL, QEMU_TIMER_ATTR_ALL);

        cpu->now_ns = qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL);
        cpu->due_ns = wait_ns < 0 ? INT64_MAX : cpu->now_ns + wait_ns;
    }
}

void cpu_clock_sync(BoardCpu *cpu)
{
    if (cpu->icount) {
        qemu_clock_advance_virtual_time(cpu->now_ns);
        qemu_clock_run_timers(QEMU_CLOCK_VIRTUAL);
        cpu_clock_restart(cpu);
    }
}

bool cpu_clock_skip(BoardCpu *cpu)
{
    if (!cpu->icount || !virtual_clock_step_to_deadline()) {
        return false;
    }
    cpu_clock_restart(cpu);
    return true;
}
