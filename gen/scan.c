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

/* Everything between a translation unit and a finished record. */
static void describe(Scanner *scanner, ScanTimes *times, gint64 *clock)
{
    GHashTable *files;

    scanner->policy =
        clang_getCursorPrintingPolicy(clang_getTranslationUnitCursor(scanner->unit));
    clang_PrintingPolicy_setProperty(scanner->policy, CXPrintingPolicy_TerseOutput, 1);
    scan_files_collect(scanner);
    describe_header(scanner);
    describe_target(scanner);
    scan_declarations(scanner);
    times->visit = since(clock);
    scan_macros(scanner);
    times->macros = since(clock);
    files = scan_select_files(scanner);
    select_record(scanner->ir, scanner->options->selection, files, scanner->diag);
    g_hash_table_destroy(files);
    check_record(scanner->ir);
    spell_record(scanner->ir);
    order_record(scanner->ir);
    scan_hidden_names(scanner);
    times->select = since(clock);
}

bool scan_header(const ScanOptions *options, Diagnostics *diag, ScanResult *result)
{
    Scanner scanner;
    ScanTimes times = {0};
    gint64 clock = g_get_monotonic_time();
    bool done;

    scanner_init(&scanner, options, diag);
    done = scan_parse(&scanner);
    times.parse = since(&clock);
    if (done) {
        describe(&scanner, &times, &clock);
        *result = (ScanResult){
            .ir = scanner.ir, .inputs = scan_inputs(&scanner), .times = times};
    }
    scanner_finish(&scanner);
    if (!done) {
        ir_destroy(scanner.ir);
    }
    return done;
}
