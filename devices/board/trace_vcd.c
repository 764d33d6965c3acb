/* SPDX-License-Identifier: MIT */
/*
 * Value change dumps (IEEE 1364-2005, clause 18). A scope for each device: a wire for
 * each interrupt, and for each memory region the last access and an event for each read
 * and write. Several changes of a variable at one time are one, the last.
 */
#include <inttypes.h>

#include "trace_format.h"

/* What a region's scope has, in the order of their codes. */
enum {
    VAR_READ,
    VAR_WRITE,
    VAR_OFFSET,
    VAR_SIZE,
    VAR_DATA,
    REGION_VARS,
};

typedef struct VcdTrace {
    int64_t ns;
    /* Number of the first variable of a BoardRegion, or that of a BoardOutput. */
    GHashTable *variables;
    unsigned count;
} VcdTrace;

/* Identifier codes are made of the printable characters. */
#define CODE_FIRST '!'
#define CODE_COUNT ('~' - '!' + 1)

typedef struct Code {
    char text[8];
} Code;

static Code code_of(unsigned variable)
{
    Code code = {{0}};

    for (int i = 0; i == 0 || variable > 0; i++) {
        code.text[i] = (char)(CODE_FIRST + variable % CODE_COUNT);
        variable /= CODE_COUNT;
    }
    return code;
}

static unsigned variable_of(const VcdTrace *vcd, const void *key)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(vcd->variables, key));
}

/* --- the head ---------------------------------------------------------------- */

static void declare(VcdTrace *vcd, FILE *file, const char *type, int bits,
                    const char *name)
{
    fprintf(file, "$var %s %d %s %s $end\n", type, bits, code_of(vcd->count).text, name);
    vcd->count++;
}

static void declare_region(VcdTrace *vcd, FILE *file, const BoardRegion *region)
{
    g_hash_table_insert(vcd->variables, (gpointer)region, GUINT_TO_POINTER(vcd->count));
    fprintf(file, "$scope module region%d $end\n", region->number);
    declare(vcd, file, "event", 1, "read");
    declare(vcd, file, "event", 1, "write");
    declare(vcd, file, "reg", 64, "offset");
    declare(vcd, file, "reg", 32, "size");
    declare(vcd, file, "reg", 64, "data");
    fputs("$upscope $end\n", file);
}

static void declare_device(VcdTrace *vcd, FILE *file, const BoardDevice *device)
{
    fprintf(file, "$scope module %s $end\n", device->id);
    for (guint i = 0; i < device->outputs->len; i++) {
        g_autofree char *name = g_strdup_printf("irq%u", i);

        g_hash_table_insert(vcd->variables, g_ptr_array_index(device->outputs, i),
                            GUINT_TO_POINTER(vcd->count));
        declare(vcd, file, "wire", 1, name);
    }
    for (guint i = 0; i < device->regions->len; i++) {
        declare_region(vcd, file, g_ptr_array_index(device->regions, i));
    }
    fputs("$upscope $end\n", file);
}

static void write_level(const VcdTrace *vcd, FILE *file, const BoardOutput *output)
{
    fprintf(file, "%d%s\n", output->level, code_of(variable_of(vcd, output)).text);
}

static void *start(const Board *board, FILE *file, int64_t ns)
{
    const GPtrArray *devices = board_devices(board);
    VcdTrace *vcd = g_new0(VcdTrace, 1);

    vcd->ns = ns;
    vcd->variables = g_hash_table_new(NULL, NULL);
    fputs("$version bindery-board $end\n$timescale 1 ns $end\n$scope module board $end\n",
          file);
    for (guint i = 0; i < devices->len; i++) {
        declare_device(vcd, file, g_ptr_array_index(devices, i));
    }
    fprintf(file, "$upscope $end\n$enddefinitions $end\n#%" PRId64 "\n$dumpvars\n", ns);
    for (guint i = 0; i < devices->len; i++) {
        const BoardDevice *device = g_ptr_array_index(devices, i);

        for (guint j = 0; j < device->outputs->len; j++) {
            write_level(vcd, file, g_ptr_array_index(device->outputs, j));
        }
    }
    fputs("$end\n", file);
    return vcd;
}

/* --- changes ----------------------------------------------------------------- */

static void go_to(VcdTrace *vcd, FILE *file, int64_t ns)
{
    if (ns != vcd->ns) {
        fprintf(file, "#%" PRId64 "\n", ns);
        vcd->ns = ns;
    }
}

static void write_vector(FILE *file, unsigned variable, uint64_t value)
{
    char bits[65];
    int at = 64;

    bits[at] = '\0';
    do {
        bits[--at] = (char)('0' + (value & 1));
        value >>= 1;
    } while (value);
    fprintf(file, "b%s %s\n", bits + at, code_of(variable).text);
}

static void write_access(void *state, FILE *file, int64_t ns, const BoardAccess *access)
{
    VcdTrace *vcd = state;

    if (!access->region || !access->region->device) {
        return;
    }
    unsigned first = variable_of(vcd, access->region);
    go_to(vcd, file, ns);
    write_vector(file, first + VAR_OFFSET, access->addr - access->region->addr);
    write_vector(file, first + VAR_SIZE, access->size);
    write_vector(file, first + VAR_DATA, board_access_value(access));
    fprintf(file, "1%s\n",
            code_of(first + (access->is_write ? VAR_WRITE : VAR_READ)).text);
}

static void write_output(void *state, FILE *file, int64_t ns, const BoardOutput *output)
{
    VcdTrace *vcd = state;

    go_to(vcd, file, ns);
    write_level(vcd, file, output);
}

static void finish(void *state, FILE *file, int64_t ns)
{
    VcdTrace *vcd = state;

    /* A viewer shows what lies between the last change and this time, too. */
    go_to(vcd, file, ns);
    g_hash_table_unref(vcd->variables);
    g_free(vcd);
}

const TraceFormat trace_vcd = {
    .suffix = ".vcd",
    .start = start,
    .access = write_access,
    .output = write_output,
    .finish = finish,
};
