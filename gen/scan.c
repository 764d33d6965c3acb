/* SPDX-License-Identifier: MIT */
#include "scan.h"

#include <string.h>

#include "check.h"
#include "order.h"
#include "scan_internal.h"
#include "spell.h"

const char *scan_take_string(Scanner *scanner, CXString string)
{
    const char *text = clang_getCString(string);
    const char *result = ir_string(scanner->ir, text != NULL ? text : "");

    clang_disposeString(string);
    return result;
}

const char *scan_libclang_version(void)
{
    static char version[32];
    CXString string = clang_getClangVersion();
    const char *at = strpbrk(clang_getCString(string), "0123456789");

    if (at != NULL) {
        g_strlcpy(version, at, MIN(sizeof version, strspn(at, "0123456789.") + 1));
    }
    clang_disposeString(string);
    return version;
}

static void scanner_init(Scanner *scanner, const ScanOptions *options, Diagnostics *diag)
{
    *scanner = (Scanner){.options = options, .diag = diag, .ir = ir_create()};
    scanner->files = g_hash_table_new(NULL, NULL);
    scanner->roots = g_ptr_array_new_with_free_func(g_free);
    scanner->types = g_hash_table_new(NULL, NULL);
    scanner->unnamed = g_hash_table_new(NULL, NULL);
    scanner->alike = g_hash_table_new(NULL, NULL);
    scanner->mentioned = g_array_new(FALSE, FALSE, sizeof(CXCursor));
    scanner->filled = g_hash_table_new(NULL, NULL);
    scanner->macro_names = g_hash_table_new(NULL, NULL);
}

static void free_file(gpointer key, gpointer value, gpointer data)
{
    ScanFile *file = value;

    (void)key;
    (void)data;
    if (file->mapped != NULL) {
        g_mapped_file_unref(file->mapped);
    }
    if (file->lines != NULL) {
        g_array_free(file->lines, TRUE);
    }
    if (file->undefs != NULL) {
        g_array_free(file->undefs, TRUE);
    }
}

static void scanner_finish(Scanner *scanner)
{
    g_hash_table_foreach(scanner->files, free_file, NULL);
    g_hash_table_destroy(scanner->files);
    g_ptr_array_free(scanner->roots, TRUE);
    g_hash_table_destroy(scanner->types);
    g_hash_table_destroy(scanner->unnamed);
    g_hash_table_destroy(scanner->alike);
    g_array_free(scanner->mentioned, TRUE);
    g_hash_table_destroy(scanner->filled);
    g_hash_table_destroy(scanner->macro_names);
    if (scanner->policy != NULL) {
        clang_PrintingPolicy_dispose(scanner->policy);
    }
    if (scanner->unit != NULL) {
        clang_disposeTranslationUnit(scanner->unit);
    }
    if (scanner->index != NULL) {
        clang_disposeIndex(scanner->index);
    }
}

/* How C includes the scanned header: by its name in a search directory, or beside the
 * source. */
static void describe_header(Scanner *scanner)
{
    Ir *ir = scanner->ir;
    char *base = g_path_get_basename(scanner->options->header);

    ir->module = ir_string(ir, scanner->options->module);
    ir->header = scan_file_is_rooted(scanner, scanner->main_file)
                     ? scanner->main_file->name
                     : ir_string(ir, base);
    g_ptr_array_add(
        ir->includes,
        (gpointer)ir_printf(
            ir, scan_file_is_rooted(scanner, scanner->main_file) ? "<%s>" : "\"%s\"",
            ir->header));
    for (guint i = 0; scanner->options->raw != NULL && i < scanner->options->raw->len;
         i++) {
        g_ptr_array_add(ir->raw,
                        (gpointer)ir_string(ir, scanner->options->raw->pdata[i]));
    }
    g_free(base);
}

static void describe_target(Scanner *scanner)
{
    CXTargetInfo info = clang_getTranslationUnitTargetInfo(scanner->unit);

    scanner->ir->target = scan_take_string(scanner, clang_TargetInfo_getTriple(info));
    scanner->ir->pointer_size = clang_TargetInfo_getPointerWidth(info) / 8;
    clang_TargetInfo_dispose(info);
}

static double since(gint64 *start)
{
    gint64 now = g_get_monotonic_time();
    double elapsed = (double)(now - *start) / 1000.0;

    *start = now;
    return elapsed;
}

struct Scan {
    Scanner scanner;
    ScanTimes times;
};

/* From a translation unit to all that it declares. */
static void enter_declarations(Scan *scan, gint64 *clock)
{
    Scanner *scanner = &scan->scanner;

    scanner->policy =
        clang_getCursorPrintingPolicy(clang_getTranslationUnitCursor(scanner->unit));
    clang_PrintingPolicy_setProperty(scanner->policy, CXPrintingPolicy_TerseOutput, 1);
    scan_files_collect(scanner);
    describe_header(scanner);
    describe_target(scanner);
    scan_declarations(scanner);
    scan->times.visit = since(clock);
    scan_macros(scanner);
    scan->times.macros = since(clock);
}

Scan *scan_start(const ScanOptions *options, Diagnostics *diag)
{
    Scan *scan = g_new0(Scan, 1);
    gint64 clock = g_get_monotonic_time();

    scanner_init(&scan->scanner, options, diag);
    if (!scan_parse(&scan->scanner)) {
        scan_cancel(scan);
        return NULL;
    }
    scan->times.parse = since(&clock);
    enter_declarations(scan, &clock);
    return scan;
}

void scan_cancel(Scan *scan)
{
    if (scan != NULL) {
        scanner_finish(&scan->scanner);
        ir_destroy(scan->scanner.ir);
        g_free(scan);
    }
}

bool scan_end(Scan *scan, const GPtrArray *dependencies, ScanResult *result)
{
    Scanner *scanner = &scan->scanner;
    gint64 clock = g_get_monotonic_time();
    GHashTable *files = scan_select_files(scanner);

    (void)dependencies;
    select_record(scanner->ir, scanner->options->selection, files, scanner->diag);
    g_hash_table_destroy(files);
    check_record(scanner->ir);
    spell_record(scanner->ir);
    order_record(scanner->ir);
    scan_hidden_names(scanner);
    scan->times.select = since(&clock);
    *result = (ScanResult){
        .ir = g_steal_pointer(&scanner->ir),
        .inputs = scan_inputs(scanner),
        .times = scan->times,
    };
    scan_cancel(scan);
    return true;
}

bool scan_header(const ScanOptions *options, Diagnostics *diag, ScanResult *result)
{
    Scan *scan = scan_start(options, diag);

    return scan != NULL && scan_end(scan, NULL, result);
}
