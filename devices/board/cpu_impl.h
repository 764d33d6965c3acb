/* SPDX-License-Identifier: MIT */
/* What the parts of a processor know of each other. */
#ifndef BOARD_CPU_IMPL_H
#define BOARD_CPU_IMPL_H

#include <unicorn/unicorn.h>

#include "board_impl.h"
#include "cpu.h"

/* In bytes. */
#define MIB(count) (UINT64_C(count) << 20)

/* RAM that a kind of processor has; size 0 ends a list. */
typedef struct CpuRam {
    uint64_t addr;
    /* Bytes. */
    uint64_t size;
} CpuRam;

/* A kind of processor. Functions that are NULL are not called. */
typedef struct CpuArch {
    const char *name;
    uc_arch arch;
    uc_mode mode;
    int model;
    /* The register that says which instruction is next. */
    int pc;
    /* Addresses have so many bits. */
    unsigned address_bits;
    const CpuRam *rams;
    /* The firmware is loaded there, and begins with its first byte. */
    CpuRam firmware;
    /* The device tree; size 0: there is none. */
    CpuRam dtb;
    /* What the kind has besides: false with error set. */
    bool (*init)(BoardCpu *cpu, GError **error);
    /* After init(), whether or not that failed, and where it was not reached. */
    void (*finish)(BoardCpu *cpu);
    /* Whether an interrupt is to be taken before the next instruction. */
    bool (*wants_interrupt)(BoardCpu *cpu);
    /* Take the interrupt that is wanted: false with error set. */
    bool (*take_interrupt)(BoardCpu *cpu, GError **error);
    /* It has halted: whether an interrupt could make it go on. */
    bool (*can_wake)(BoardCpu *cpu);
} CpuArch;

extern const CpuArch cpu_aarch64;
extern const CpuArch cpu_i386;

struct BoardCpu {
    const CpuArch *arch;
    Board *board;
    uc_engine *uc;
    /* What arch->init() made; NULL: nothing. */
    void *arch_state;
    /* Of CpuWindow, for cpu_memory.c. */
    GPtrArray *windows;
    BoardCpuEndFunc *end;
    void *opaque;
    /* The source that runs it; 0: nothing is to be done before cpu_wake(). */
    guint source;
    bool ended;
    /* It waits for an interrupt. */
    bool halted;

    /* Instructions left of this turn. */
    unsigned left;
    /* That Unicorn returns is our wish, and not the processor's. */
    bool stop_requested;
    /* Of the instruction that was run last. */
    uint64_t last_address;
    /* The exception that nobody handles; -1: none. */
    int exception;

    /* With icount: the processor's time, and the next timer's; ns of the virtual clock.
     */
    bool icount;
    int64_t now_ns;
    int64_t due_ns;
};

/* A failure of Unicorn's as an error. Whether there was none. */
bool cpu_check(uc_err err, const char *what, GError **error);
/* A processor that waits for an interrupt has to look whether there is one. */
void cpu_wake(BoardCpu *cpu);

/* --- cpu_clock.c ------------------------------------------------------------- */

/* With icount: move the virtual clock to the processor's time, firing timers. */
void cpu_clock_sync(BoardCpu *cpu);
/* The clock is right, and timers may have been armed. */
void cpu_clock_restart(BoardCpu *cpu);
/* With icount: move both, which are equal, to the next deadline. False: there is none. */
bool cpu_clock_skip(BoardCpu *cpu);

/* --- cpu_memory.c ------------------------------------------------------------ */

/* Show the processor the board's RAM as RAM, and all else as the board's accesses. */
bool cpu_map_memory(BoardCpu *cpu, GError **error);
void cpu_unmap_memory(BoardCpu *cpu);

#endif
