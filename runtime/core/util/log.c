/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "qemu/log.h"

#include "qapi/error.h"
#include "qemu/atomic.h"
#include "qemu/lockable.h"
#include "qemu/thread.h"
#include "trace/control.h"

int qemu_loglevel;

const QEMULogItem qemu_log_items[] = {
    {LOG_GUEST_ERROR, "guest_errors", "what a guest did that the device does not allow"},
    {LOG_UNIMP, "unimp", "what a guest used that is not implemented"},
    {LOG_INVALID_MEM, "invalid_mem", "accesses to addresses where nothing is"},
    {LOG_TRACE, "trace", "the trace points that are turned on"},
    {CPU_LOG_INT, "int", "interrupts and exceptions"},
    {CPU_LOG_RESET, "cpu_reset", "state before a processor's reset"},
    {CPU_LOG_MMU, "mmu", "address translation"},
    {CPU_LOG_TB_OUT_ASM, "out_asm", "generated host code"},
    {CPU_LOG_TB_IN_ASM, "in_asm", "guest code"},
    {CPU_LOG_TB_OP, "op", "intermediate code"},
    {CPU_LOG_TB_OP_OPT, "op_opt", "intermediate code after optimisation"},
    {CPU_LOG_TB_OP_IND, "op_ind", "intermediate code before indirect lowering"},
    {CPU_LOG_EXEC, "exec", "executed blocks"},
    {CPU_LOG_TB_CPU, "cpu", "registers before each block"},
    {CPU_LOG_TB_FPU, "fpu", "floating-point registers with \"cpu\""},
    {CPU_LOG_TB_VPU, "vpu", "vector registers with \"cpu\""},
    {CPU_LOG_PCALL, "pcall", "far calls in protected mode"},
    {CPU_LOG_TB_NOCHAIN, "nochain", "blocks that are not chained"},
    {CPU_LOG_PAGE, "page", "mappings at start-up"},
    {CPU_LOG_PLUGIN, "plugin", "what plugins write"},
    {LOG_STRACE, "strace", "system calls of a program"},
    {LOG_PER_THREAD, "tid", "one file a thread"},
    {LOG_TB_OP_PLUGIN, "op_plugin", "intermediate code that plugins insert"},
    {0, NULL, NULL},
};

/* Both ends included. */
typedef struct AddressRange {
    uint64_t first;
    uint64_t last;
} AddressRange;

/* Over all of the following. Recursive: a message may come between trylock and unlock. */
static QemuRecMutex log_lock;
static char *filename;
static FILE *file;            /* NULL: standard error */
static GArray *logged_ranges; /* of AddressRange; NULL: every address */

static void __attribute__((constructor(101))) log_start(void)
{
    qemu_rec_mutex_init(&log_lock);
}

/* --- writing ------------------------------------------------------------------------ */

bool qemu_log_enabled(void)
{
    return qatomic_read(&qemu_loglevel) != 0;
}

bool qemu_log_separate(void)
{
    QEMU_LOCK_GUARD(&log_lock);
    return file != NULL;
}

FILE *qemu_log_trylock(void)
{
    if (!qemu_log_enabled()) {
        return NULL;
    }
    qemu_rec_mutex_lock(&log_lock);
    return file ? file : stderr;
}

void qemu_log_unlock(FILE *stream)
{
    if (stream) {
        fflush(stream);
        qemu_rec_mutex_unlock(&log_lock);
    }
}

void qemu_log(const char *fmt, ...)
{
    FILE *stream = qemu_log_trylock();
    if (stream) {
        va_list ap;
        va_start(ap, fmt);
        vfprintf(stream, fmt, ap);
        va_end(ap);
        qemu_log_unlock(stream);
    }
}

/* --- where to, and what ------------------------------------------------------------- */

static void close_file(void)
{
    if (file) {
        fclose(file);
        file = NULL;
    }
}

/* Opens the file that flags and filename ask for, or closes the one that they do not. */
static bool update_locked(int flags, Error **errp)
{
    if (!flags || !filename) {
        close_file();
    } else if (!file) {
        file = fopen(filename, "we");
        if (!file) {
            error_setg_errno(errp, errno, "Error opening logfile %s", filename);
            return false;
        }
    }
    qatomic_set(&qemu_loglevel, flags);
    return true;
}

/* A new name for a file name in which "%d" may stand once; NULL with errp set if not. */
static char *expand_filename(const char *name, Error **errp)
{
    const char *percent = strchr(name, '%');
    if (!percent) {
        return g_strdup(name);
    }
    if (percent[1] != 'd' || strchr(percent + 1, '%')) {
        error_setg(errp, "Bad logfile template: %s (one %%d may stand for the process)",
                   name);
        return NULL;
    }
    return g_strdup_printf("%.*s%d%s", (int)(percent - name), name, getpid(),
                           percent + 2);
}

bool qemu_set_log(int log_flags, Error **errp)
{
    QEMU_LOCK_GUARD(&log_lock);
    return update_locked(log_flags, errp);
}

bool qemu_set_log_filename_flags(const char *name, int flags, Error **errp)
{
    char *expanded = NULL;
    if (name && *name) {
        expanded = expand_filename(name, errp);
        if (!expanded) {
            return false;
        }
    }
    QEMU_LOCK_GUARD(&log_lock);
    close_file();
    g_free(filename);
    filename = expanded;
    return update_locked(flags, errp);
}

bool qemu_set_log_filename(const char *name, Error **errp)
{
    return qemu_set_log_filename_flags(name, qemu_loglevel, errp);
}

/* --- names -------------------------------------------------------------------------- */

static int mask_of_name(const char *name)
{
    int all = 0;
    for (const QEMULogItem *item = qemu_log_items; item->mask; item++) {
        if (!strcmp(name, item->name)) {
            return item->mask;
        }
        all |= item->mask;
    }
    if (!strcmp(name, "all")) {
        return all & ~(LOG_TRACE | LOG_PER_THREAD);
    }
    if (g_str_has_prefix(name, "trace:") && name[strlen("trace:")]) {
        trace_enable_events(name + strlen("trace:"));
        return LOG_TRACE;
    }
    return 0;
}

int qemu_str_to_log_mask(const char *str)
{
    g_auto(GStrv) names = g_strsplit(str, ",", -1);
    int mask = 0;
    for (char **name = names; *name; name++) {
        int bits = mask_of_name(*name);
        if (!bits) {
            return 0;
        }
        mask |= bits;
    }
    return mask;
}

void qemu_print_log_usage(FILE *f)
{
    fprintf(f, "What can be logged (names separated by commas):\n");
    for (const QEMULogItem *item = qemu_log_items; item->mask; item++) {
        fprintf(f, "%-15s %s\n", item->name, item->help);
    }
    fprintf(f, "%-15s %s\n", "trace:PATTERN", "turn on the trace points that match");
    fprintf(f, "%-15s %s\n", "all", "everything except trace and tid");
}

/* --- address ranges ----------------------------------------------------------------- */

/* A range from "1..2", "1+2" or "1-2"; false when it is none of them. */
static bool parse_range(const char *text, AddressRange *range)
{
    char *end;
    if (!g_ascii_isdigit(*text)) {
        return false;
    }
    uint64_t start = g_ascii_strtoull(text, &end, 0);
    bool to = g_str_has_prefix(end, "..");
    char sign = *end;
    const char *second = end + (to ? 2 : sign == '+' || sign == '-');
    if (second == end || !g_ascii_isdigit(*second)) {
        return false;
    }
    uint64_t value = g_ascii_strtoull(second, &end, 0);
    if (*end || (!to && value == 0)) {
        return false;
    }
    range->first = !to && sign == '-' ? start - (value - 1) : start;
    range->last = to ? value : sign == '-' ? start : start + (value - 1);
    return range->first <= range->last;
}

void qemu_set_dfilter_ranges(const char *ranges, Error **errp)
{
    g_auto(GStrv) words = g_strsplit(ranges, ",", -1);
    GArray *parsed = *words ? g_array_new(FALSE, FALSE, sizeof(AddressRange)) : NULL;
    for (char **word = words; *word; word++) {
        AddressRange range;
        if (!parse_range(*word, &range)) {
            error_setg(errp,
                       "Bad range of addresses: '%s' (expected START..END, "
                       "START+SIZE or START-SIZE)",
                       *word);
            g_array_unref(parsed);
            return;
        }
        g_array_append_val(parsed, range);
    }
    QEMU_LOCK_GUARD(&log_lock);
    g_clear_pointer(&logged_ranges, g_array_unref);
    logged_ranges = parsed;
}

bool qemu_log_in_addr_range(uint64_t addr)
{
    QEMU_LOCK_GUARD(&log_lock);
    for (guint i = 0; logged_ranges && i < logged_ranges->len; i++) {
        const AddressRange *range = &g_array_index(logged_ranges, AddressRange, i);
        if (addr >= range->first && addr <= range->last) {
            return true;
        }
    }
    return logged_ranges == NULL;
}
