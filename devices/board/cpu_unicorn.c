/* SPDX-License-Identifier: MIT */
/*
 * A processor by the Unicorn emulator. It runs in turns of the main loop, so that
 * chardevs and real-time timers are served between them.
 */
#include <string.h>

#include "cpu_impl.h"
#include "error.h"
#include "firmware.h"

/* Instructions in a turn: about a millisecond. */
#define TURN_INSTRUCTIONS 50000

static const CpuArch *const archs[] = {&cpu_aarch64, &cpu_i386};

bool cpu_check(uc_err err, const char *what, GError **error)
{
    if (err != UC_ERR_OK) {
        g_set_error(error, BOARD_ERROR, BOARD_ERROR_FAILED, "the processor: %s: %s", what,
                    uc_strerror(err));
    }
    return err == UC_ERR_OK;
}

/* --- what happens while it runs ---------------------------------------------- */

static bool wants_interrupt(BoardCpu *cpu)
{
    return cpu->arch->wants_interrupt && cpu->arch->wants_interrupt(cpu);
}

static void request_stop(BoardCpu *cpu)
{
    cpu->stop_requested = true;
    uc_emu_stop(cpu->uc);
}

/* Before each instruction. One at which it stops is not run, and comes here again. */
static void on_instruction(uc_engine *uc, uint64_t address, uint32_t size, void *opaque)
{
    BoardCpu *cpu = opaque;

    if (cpu->icount && cpu->now_ns >= cpu->due_ns) {
        cpu_clock_sync(cpu);
    }
    if (cpu->left == 0 || wants_interrupt(cpu)) {
        request_stop(cpu);
        return;
    }
    cpu->last_address = address;
    cpu->left--;
    cpu->now_ns++;
}

static void on_exception(uc_engine *uc, uint32_t number, void *opaque)
{
    BoardCpu *cpu = opaque;

    cpu->exception = (int)number;
    request_stop(cpu);
}

static uint64_t read_pc(BoardCpu *cpu)
{
    uint64_t pc = 0;

    uc_reg_read(cpu->uc, cpu->arch->pc, &pc);
    return pc;
}

/* --- turns ------------------------------------------------------------------- */

static gboolean run_turn(gpointer opaque);

/* error is stolen; NULL: it stopped as it wanted. */
static void end(BoardCpu *cpu, GError *error)
{
    cpu->ended = true;
    cpu->end(cpu->opaque, error);
    g_clear_error(&error);
}

void cpu_wake(BoardCpu *cpu)
{
    if (!cpu->source && !cpu->ended) {
        cpu->source = g_idle_add(run_turn, cpu);
    }
}

/* What the exception or Unicorn's failure is; NULL: neither. New. */
static GError *failure(const BoardCpu *cpu, uc_err err, uint64_t pc)
{
    if (cpu->exception >= 0) {
        return g_error_new(BOARD_ERROR, BOARD_ERROR_FAILED,
                           "the processor took exception %d at 0x%" G_GINT64_MODIFIER
                           "x, and nobody handles it",
                           cpu->exception, pc);
    }
    if (err != UC_ERR_OK) {
        return g_error_new(BOARD_ERROR, BOARD_ERROR_FAILED,
                           "the processor cannot go on at 0x%" G_GINT64_MODIFIER "x: %s",
                           pc, uc_strerror(err));
    }
    return NULL;
}

/* Run until this turn is over or the processor halts. False with error set. */
static bool run_until_stop(BoardCpu *cpu, GError **error)
{
    cpu->left = TURN_INSTRUCTIONS;
    while (cpu->left > 0 && !cpu->halted) {
        if (wants_interrupt(cpu) && !cpu->arch->take_interrupt(cpu, error)) {
            return false;
        }
        cpu->stop_requested = false;
        uc_err err = uc_emu_start(cpu->uc, read_pc(cpu), UINT64_MAX, 0, 0);
        *error = failure(cpu, err, read_pc(cpu));
        if (*error) {
            return false;
        }
        cpu->halted = !cpu->stop_requested;
    }
    return true;
}

/* It has halted: whether there is something to do at once. */
static bool wait_for_interrupt(BoardCpu *cpu)
{
    cpu_clock_sync(cpu);
    /* Without interrupts, to wait is to let time pass. */
    if (!cpu->arch->can_wake) {
        cpu_clock_skip(cpu);
        cpu->halted = false;
        return true;
    }
    if (!cpu->arch->can_wake(cpu)) {
        end(cpu, NULL);
        return false;
    }
    /* One deadline a turn: a timer may go on for ever without an interrupt. */
    if (!wants_interrupt(cpu)) {
        return cpu_clock_skip(cpu);
    }
    cpu->halted = false;
    return true;
}

static gboolean run_turn(gpointer opaque)
{
    BoardCpu *cpu = opaque;
    GError *error = NULL;
    bool again = true;

    cpu_clock_sync(cpu);
    if (!cpu->halted && !run_until_stop(cpu, &error)) {
        end(cpu, error);
        again = false;
    } else if (cpu->halted) {
        again = wait_for_interrupt(cpu);
    }
    if (!again) {
        cpu->source = 0;
    }
    return again;
}

/* --- creation ---------------------------------------------------------------- */

static const CpuArch *find_arch(const char *name, GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS(archs); i++) {
        if (strcmp(archs[i]->name, name) == 0) {
            return archs[i];
        }
    }
    g_set_error(error, BOARD_ERROR, BOARD_ERROR_USAGE,
                "--cpu %s: expected aarch64 or i386", name);
    return NULL;
}

static bool load_files(BoardCpu *cpu, const BoardCpuOptions *options, GError **error)
{
    const CpuArch *arch = cpu->arch;

    if (options->dtb && arch->dtb.size == 0) {
        g_set_error(error, BOARD_ERROR, BOARD_ERROR_USAGE,
                    "--dtb %s: firmware of --cpu %s takes no device tree", options->dtb,
                    arch->name);
        return false;
    }
    for (const CpuRam *ram = arch->rams; ram->size; ram++) {
        if (!board_add_ram(cpu->board, ram->addr, ram->size, error)) {
            g_prefix_error(error, "--cpu %s: its RAM: ", arch->name);
            return false;
        }
    }
    return firmware_load("--firmware", options->firmware, arch->firmware.addr,
                         arch->firmware.size, error) &&
           (!options->dtb ||
            firmware_load("--dtb", options->dtb, arch->dtb.addr, arch->dtb.size, error));
}

static bool open_unicorn(BoardCpu *cpu, GError **error)
{
    const CpuArch *arch = cpu->arch;
    uint64_t pc = arch->firmware.addr;
    uc_hook hook;

    return cpu_check(uc_open(arch->arch, arch->mode, &cpu->uc), "to begin", error) &&
           cpu_check(uc_ctl_set_cpu_model(cpu->uc, arch->model), "its model", error) &&
           cpu_map_memory(cpu, error) &&
           cpu_check(uc_hook_add(cpu->uc, &hook, UC_HOOK_CODE, on_instruction, cpu, 1, 0),
                     "instructions", error) &&
           cpu_check(uc_hook_add(cpu->uc, &hook, UC_HOOK_INTR, on_exception, cpu, 1, 0),
                     "exceptions", error) &&
           cpu_check(uc_reg_write(cpu->uc, arch->pc, &pc), "its first address", error) &&
           (!arch->init || arch->init(cpu, error));
}

BoardCpu *cpu_create(Board *board, const BoardCpuOptions *options, BoardCpuEndFunc *end_,
                     void *opaque, GError **error)
{
    const CpuArch *arch = find_arch(options->type, error);

    if (!arch) {
        return NULL;
    }
    BoardCpu *cpu = g_new0(BoardCpu, 1);
    cpu->arch = arch;
    cpu->board = board;
    cpu->end = end_;
    cpu->opaque = opaque;
    cpu->exception = -1;
    cpu->icount = options->icount;
    if (!load_files(cpu, options, error) || !open_unicorn(cpu, error)) {
        cpu_destroy(cpu);
        return NULL;
    }
    cpu_clock_restart(cpu);
    cpu_wake(cpu);
    return cpu;
}

void cpu_stop(BoardCpu *cpu)
{
    if (cpu) {
        cpu->ended = true;
        g_clear_handle_id(&cpu->source, g_source_remove);
    }
}

void cpu_destroy(BoardCpu *cpu)
{
    if (!cpu) {
        return;
    }
    cpu_stop(cpu);
    if (cpu->arch->finish) {
        cpu->arch->finish(cpu);
    }
    g_clear_pointer(&cpu->uc, uc_close);
    cpu_unmap_memory(cpu);
    g_free(cpu);
}
