/* SPDX-License-Identifier: MIT */
/*
 * An i386 that begins as a boot loader leaves it: in protected mode, all segments flat,
 * interrupts off. Line n of the board is its interrupt vector 0x20+n, and a message
 * written to 0xfee00000 is the vector that it says. Unicorn has no interrupt pin: what
 * the processor does at an interrupt is done here.
 */
#include "cpu_impl.h"
#include "error.h"

/* Intel SDM volume 3, 6.10 and 6.11: an entry of the interrupt descriptor table, and the
 * bytes in it. */
#define GATE_SIZE             8
#define GATE_OFFSET_LOW       0
#define GATE_SELECTOR         2
#define GATE_ACCESS           5
#define GATE_OFFSET_HIGH      6
#define GATE_PRESENT          (1 << 7)
#define GATE_TYPE_MASK        0x1f
#define GATE_TYPE_INTERRUPT32 0x0e

/* Volume 1, 3.4.3. */
#define EFLAGS_TF (1u << 8)
#define EFLAGS_IF (1u << 9)
#define EFLAGS_NT (1u << 14)
#define EFLAGS_RF (1u << 16)

#define OPCODE_STI 0xfb

#define VECTORS     256
#define LINE_VECTOR 0x20
/* Volume 3, 10.11: where devices send messages, and the vector in them. */
#define MESSAGE_ADDR 0xfee00000
#define MESSAGE_SIZE 0x1000
#define VECTOR_MASK  0xff

typedef struct I386 {
    BoardCpu *cpu;
    /* By vector: an edge that has not been taken, and the line's level. */
    bool edge[VECTORS];
    bool level[VECTORS];
    /* So that most instructions need no search. */
    bool requested;
    MemoryRegion messages;
} I386;

static const CpuRam i386_rams[] = {
    {0, MIB(16)},
    {0, 0},
};

/* --- requests ---------------------------------------------------------------- */

/* The highest vector that is requested; -1: none. */
static int find_request(I386 *i386)
{
    for (int vector = VECTORS - 1; i386->requested && vector >= 0; vector--) {
        if (i386->edge[vector] || i386->level[vector]) {
            return vector;
        }
    }
    i386->requested = false;
    return -1;
}

static void request(I386 *i386, int vector)
{
    i386->edge[vector] = true;
    i386->requested = true;
    cpu_wake(i386->cpu);
}

static void output_changed(void *opaque, const BoardOutput *output)
{
    I386 *i386 = opaque;

    if (output->line < 0 || output->line >= VECTORS - LINE_VECTOR) {
        return;
    }
    i386->level[LINE_VECTOR + output->line] = output->level;
    if (output->level) {
        request(i386, LINE_VECTOR + output->line);
    }
}

static uint64_t message_read(void *opaque, hwaddr offset, unsigned size)
{
    return 0;
}

static void message_write(void *opaque, hwaddr offset, uint64_t value, unsigned size)
{
    request(opaque, value & VECTOR_MASK);
}

/* --- what the processor does ------------------------------------------------- */

static uint32_t read_register(BoardCpu *cpu, int which)
{
    uint32_t value = 0;

    uc_reg_read(cpu->uc, which, &value);
    return value;
}

/* STI lets one more instruction run, so that HLT after it cannot sleep too long. */
static bool in_shadow_of_sti(BoardCpu *cpu)
{
    uint8_t opcode = 0;

    uc_mem_read(cpu->uc, cpu->last_address, &opcode, sizeof(opcode));
    return opcode == OPCODE_STI;
}

static bool i386_wants_interrupt(BoardCpu *cpu)
{
    return find_request(cpu->arch_state) >= 0 &&
           read_register(cpu, UC_X86_REG_EFLAGS) & EFLAGS_IF && !in_shadow_of_sti(cpu);
}

/* The handler's address: false with error set, where there is none that can be run. */
static bool read_gate(BoardCpu *cpu, int vector, uint32_t *handler, GError **error)
{
    uc_x86_mmr idtr = {0};
    uint8_t gate[GATE_SIZE] = {0};

    uc_reg_read(cpu->uc, UC_X86_REG_IDTR, &idtr);
    if (vector * GATE_SIZE + GATE_SIZE - 1 <= (int)idtr.limit) {
        uc_mem_read(cpu->uc, idtr.base + (uint64_t)vector * GATE_SIZE, gate,
                    sizeof(gate));
    }
    if ((gate[GATE_ACCESS] & (GATE_PRESENT | GATE_TYPE_MASK)) !=
            (GATE_PRESENT | GATE_TYPE_INTERRUPT32) ||
        (uint32_t)lduw_le_p(gate + GATE_SELECTOR) != read_register(cpu, UC_X86_REG_CS)) {
        g_set_error(
            error, BOARD_ERROR, BOARD_ERROR_FAILED,
            "the processor has no handler for interrupt vector 0x%x: entry of its "
            "table at 0x%" G_GINT64_MODIFIER
            "x; expected a 32-bit interrupt gate of the code segment that runs",
            (unsigned)vector, idtr.base);
        return false;
    }
    *handler = (uint32_t)lduw_le_p(gate + GATE_OFFSET_LOW) |
               (uint32_t)lduw_le_p(gate + GATE_OFFSET_HIGH) << 16;
    return true;
}

static bool i386_take_interrupt(BoardCpu *cpu, GError **error)
{
    I386 *i386 = cpu->arch_state;
    int vector = find_request(i386);
    uint32_t handler;

    if (!read_gate(cpu, vector, &handler, error)) {
        return false;
    }
    uint32_t eflags = read_register(cpu, UC_X86_REG_EFLAGS);
    uint32_t frame[] = {
        GUINT32_TO_LE(read_register(cpu, UC_X86_REG_EIP)),
        GUINT32_TO_LE(read_register(cpu, UC_X86_REG_CS)),
        GUINT32_TO_LE(eflags),
    };
    uint32_t esp = read_register(cpu, UC_X86_REG_ESP) - (uint32_t)sizeof(frame);
    if (!cpu_check(uc_mem_write(cpu->uc, esp, frame, sizeof(frame)), "its stack",
                   error)) {
        return false;
    }
    eflags &= ~(EFLAGS_TF | EFLAGS_IF | EFLAGS_NT | EFLAGS_RF);
    uc_reg_write(cpu->uc, UC_X86_REG_ESP, &esp);
    uc_reg_write(cpu->uc, UC_X86_REG_EFLAGS, &eflags);
    uc_reg_write(cpu->uc, UC_X86_REG_EIP, &handler);
    i386->edge[vector] = false;
    return true;
}

static bool i386_can_wake(BoardCpu *cpu)
{
    return read_register(cpu, UC_X86_REG_EFLAGS) & EFLAGS_IF;
}

/* --- creation ---------------------------------------------------------------- */

static bool i386_init(BoardCpu *cpu, GError **error)
{
    static const MemoryRegionOps message_ops = {
        .read = message_read,
        .write = message_write,
        .endianness = DEVICE_LITTLE_ENDIAN,
    };
    static const BoardObserver observer = {.output_changed = output_changed};
    const BoardRegion *other = board_find_region(cpu->board, MESSAGE_ADDR);

    if (other) {
        g_set_error(error, BOARD_ERROR, BOARD_ERROR_USAGE,
                    "--cpu i386: it takes messages at 0x%x, where '%s' is", MESSAGE_ADDR,
                    other->device ? other->device->id : "ram");
        return false;
    }
    I386 *i386 = g_new0(I386, 1);
    i386->cpu = cpu;
    cpu->arch_state = i386;
    memory_region_init_io(&i386->messages, NULL, &message_ops, i386, "messages",
                          MESSAGE_SIZE);
    memory_region_add_subregion(get_system_memory(), MESSAGE_ADDR, &i386->messages);
    board_add_observer(cpu->board, &observer, i386);
    return true;
}

static void i386_finish(BoardCpu *cpu)
{
    I386 *i386 = cpu->arch_state;

    if (i386) {
        memory_region_del_subregion(get_system_memory(), &i386->messages);
        object_unparent(OBJECT(&i386->messages));
        g_free(i386);
    }
}

const CpuArch cpu_i386 = {
    .name = "i386",
    .arch = UC_ARCH_X86,
    .mode = UC_MODE_32,
    .model = UC_CPU_X86_QEMU32,
    .pc = UC_X86_REG_EIP,
    .address_bits = 32,
    .rams = i386_rams,
    .firmware = {MIB(1), MIB(1)},
    .init = i386_init,
    .finish = i386_finish,
    .wants_interrupt = i386_wants_interrupt,
    .take_interrupt = i386_take_interrupt,
    .can_wake = i386_can_wake,
};
