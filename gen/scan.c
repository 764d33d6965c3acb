/* SPDX-License-Identifier: MIT */
#include "scan.h"

#include <string.h>

#include "callbacks.h"
#include "check.h"
#include "handlers.h"
#include "ir_names.h"
#include "order.h"
#include "own.h"
#include "rename.h"
#include "rename_clash.h"
#include "scan_internal.h"
#include "scan_paths.h"
#include "scan_trace.h"
#include "spell.h"
#include "stale.h"

const char *scan_take_string(Scanner *scanner, CXString string)
{
    const char *text = clang_getCString(string);
    const char *result = ir_string(scanner->ir, text != NULL ? text : "");

    clang_disposeString(string);
    return result;
}

static gpointer read_version(gpointer data)
{
    CXString string = clang_getClangVersion();
    const char *at = strpbrk(clang_getCString(string), "0123456789");
    char *version = at != NULL ? g_strndup(at, strspn(at, "0123456789.")) : g_strdup("");

    (void)data;
    clang_disposeString(string);
    return version;
}

/* Scans that run at once ask for it. */
const char *scan_libclang_version(void)
{
    static GOnce once = G_ONCE_INIT;

    return g_once(&once, read_version, NULL);
}

void scan_init(Scanner *scanner, const ScanOptions *options, Ir *ir, Diagnostics *diag)
{
    *scanner = (Scanner){.options = options, .diag = diag, .ir = ir};
    scanner->files = g_hash_table_new(NULL, NULL);
    scanner->directories = scan_directories_create();
    scanner->entities = g_array_new(FALSE, FALSE, sizeof(ScanEntity));
    scanner->roots = g_ptr_array_new_with_free_func(g_free);
    scanner->types = g_hash_table_new(NULL, NULL);
    scanner->unnamed = g_hash_table_new(NULL, NULL);
    scanner->alike = g_hash_table_new(NULL, NULL);
    scanner->mentioned = g_array_new(FALSE, FALSE, sizeof(CXCursor));
    scanner->filled = g_hash_table_new(NULL, NULL);
    scanner->macro_names = g_hash_table_new(NULL, NULL);
    scanner->system = options->manifest != NULL ? scan_system_create() : NULL;
}

static void free_file(gpointer key, gpointer value, gpointer data)
{
    (void)key;
    (void)data;
    scan_text_finish(value);
}

/* Gives back what libclang has. */
static void dispose_parse(Scanner *scanner)
{
    g_clear_pointer(&scanner->policy, clang_PrintingPolicy_dispose);
    g_clear_pointer(&scanner->unit, clang_disposeTranslationUnit);
    g_clear_pointer(&scanner->index, clang_disposeIndex);
}

static void scanner_finish(Scanner *scanner)
{
    scan_text_wait(scanner);
    scan_trace_wait(scanner->trace);
    if (scanner->shared_inputs == NULL) {
        g_hash_table_foreach(scanner->files, free_file, NULL);
    } else {
        g_ptr_array_unref(scanner->shared_inputs);
    }
    g_hash_table_destroy(scanner->files);
    scan_system_destroy(scanner->system);
    scan_trace_destroy(scanner->trace);
    g_hash_table_destroy(scanner->directories);
    g_ptr_array_free(scanner->roots, TRUE);
    g_array_free(scanner->entities, TRUE);
    g_hash_table_destroy(scanner->types);
    g_hash_table_destroy(scanner->unnamed);
    g_hash_table_destroy(scanner->alike);
    g_array_free(scanner->mentioned, TRUE);
    g_hash_table_destroy(scanner->filled);
    g_hash_table_unref(scanner->macro_names);
    g_clear_pointer(&scanner->missing, g_ptr_array_unref);
    dispose_parse(scanner);
}

/* How C includes the scanned header: by its name in a search directory, or beside the
 * source. */
void scan_describe_header(Scanner *scanner)
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

/* From a translation unit to all that it declares. False with errors reported. */
static bool enter_declarations(Scan *scan, gint64 *clock)
{
    Scanner *scanner = &scan->scanner;

    scanner->policy =
        clang_getCursorPrintingPolicy(clang_getTranslationUnitCursor(scanner->unit));
    clang_PrintingPolicy_setProperty(scanner->policy, CXPrintingPolicy_TerseOutput, 1);
    scan_files_collect(scanner);
    scan_trace_read(scanner);
    scan_describe_header(scanner);
    describe_target(scanner);
    scan_declarations(scanner);
    scan->times.visit = since(clock);
    scan_macros(scanner);
    scan_text_wait(scanner);
    scan->times.macros = since(clock);
    return scan_text_check(scanner) && scan_signatures_finish(scanner);
}

static Scan *start(const ScanOptions *options, const GString *text, Diagnostics *diag)
{
    Scan *scan = g_new0(Scan, 1);
    gint64 clock = g_get_monotonic_time();

    scan_init(&scan->scanner, options, ir_create(), diag);
    scan->scanner.text = text;
    scan->scanner.trace = text != NULL ? scan_trace_create() : NULL;
    if (!scan_parse(&scan->scanner)) {
        scan_cancel(scan);
        return NULL;
    }
    scan->times.parse = since(&clock);
    if (!enter_declarations(scan, &clock)) {
        scan_cancel(scan);
        return NULL;
    }
    return scan;
}

Scan *scan_start(const ScanOptions *options, Diagnostics *diag)
{
    return start(options, NULL, diag);
}

Scan *scan_start_text(const ScanOptions *options, const GString *text, Diagnostics *diag)
{
    return start(options, text, diag);
}

void scan_cancel(Scan *scan)
{
    if (scan != NULL) {
        scanner_finish(&scan->scanner);
        ir_destroy(scan->scanner.ir);
        g_free(scan);
    }
}

/* What the module needs and nobody owns, for who knows more modules. */
static void note_missing(Scanner *scanner, const GPtrArray *unowned)
{
    scanner->missing = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < unowned->len; i++) {
        g_ptr_array_add(scanner->missing, ir_reference(unowned->pdata[i]));
    }
}

/* Who declares what is needed. False with errors reported. */
static bool find_owners(Scanner *scanner, Owners *owners, const GPtrArray *dependencies,
                        GHashTable *system)
{
    const GPtrArray *unowned = owners_unowned(owners);
    GHashTable *headers = g_hash_table_new(NULL, NULL);
    bool done;

    if (unowned->len > 0) {
        scan_probe_system(scanner, dependencies, unowned, system);
        owners_settle(owners);
    }
    if (unowned->len > 0) {
        scan_system_public(scanner, unowned, headers);
        note_missing(scanner, unowned);
        order_lists(scanner->ir); /* who needs them is told in the record's order */
    }
    done = owners_finish(owners, headers, scanner->diag);
    g_hash_table_destroy(headers);
    return done;
}

/* What others declare, and what this module calls otherwise. */
static bool select_module(Scanner *scanner, const GPtrArray *dependencies,
                          GHashTable *files)
{
    const Manifest *manifest = scanner->options->manifest;
    Ir *ir = scanner->ir;
    GHashTable *system = g_hash_table_new(NULL, NULL);
    Owners *owners;
    bool done;

    if (!scan_system_owned(scanner, dependencies, system)) {
        g_hash_table_destroy(system);
        return false;
    }
    for (guint i = 0; i < manifest->depends->len; i++) {
        const ManifestText *entry = &g_array_index(manifest->depends, ManifestText, i);
        g_ptr_array_add(ir->depends, (gpointer)ir_string(ir, entry->text));
    }
    owners = owners_create(ir, manifest, dependencies, system);
    rename_imported(ir, owners, dependencies);
    done = select_record(ir, scanner->options->selection, files, owners, scanner->diag);
    done = find_owners(scanner, owners, dependencies, system) && done;
    done = scan_signatures_check_owners(scanner, owners) && done;
    done = stale_check(ir, owners, manifest, dependencies, scanner->diag) && done &&
           rename_selected(ir, owners, manifest, scanner->diag) &&
           rename_check_clashes(ir, owners, manifest, dependencies, scanner->diag);
    owners_destroy(owners);
    g_hash_table_destroy(system);
    return done;
}

/* From all that was declared to what belongs in the record. False with errors reported.
 */
static bool choose_record(Scanner *scanner, const GPtrArray *dependencies)
{
    const Manifest *manifest = scanner->options->manifest;
    GHashTable *files = scan_select_files(scanner);
    bool done = manifest != NULL ? select_module(scanner, dependencies, files)
                                 : select_record(scanner->ir, scanner->options->selection,
                                                 files, NULL, scanner->diag);

    g_hash_table_destroy(files);
    if (!done) {
        return false;
    }
    find_callbacks(scanner->ir, dependencies);
    if (manifest != NULL &&
        !apply_callback_overrides(scanner->ir, manifest, dependencies, scanner->diag)) {
        return false;
    }
    return handlers_check(scanner->ir, dependencies, scanner->diag);
}

/* Beside the spelling: what needs no declaration's text and gives none. */
static gpointer order_and_dispose(gpointer data)
{
    Scanner *scanner = data;

    order_record(scanner->ir);
    dispose_parse(scanner);
    return NULL;
}

/* The declarations of the record, and all that is said of them. False with errors
 * reported. */
static bool finish_record(Scanner *scanner, const GPtrArray *dependencies)
{
    GThread *beside;

    if (!choose_record(scanner, dependencies)) {
        return false;
    }
    check_record(scanner->ir);
    beside = g_thread_try_new("bindery-order", order_and_dispose, scanner, NULL);
    spell_record(scanner->ir);
    scan_hidden_names(scanner);
    if (beside != NULL) {
        g_thread_join(beside);
    } else {
        order_and_dispose(scanner); /* the system has no thread left to give */
    }
    order_lists(scanner->ir);
    return true;
}

bool scan_end(Scan *scan, const GPtrArray *dependencies, ScanResult *result)
{
    Scanner *scanner = &scan->scanner;
    gint64 clock = g_get_monotonic_time();
    bool done = finish_record(scanner, dependencies);

    scan->times.select = since(&clock);
    if (done) {
        *result = (ScanResult){
            .ir = g_steal_pointer(&scanner->ir),
            .inputs = scan_inputs(scanner),
            .times = scan->times,
        };
    } else {
        result->missing = g_steal_pointer(&scanner->missing);
    }
    scan_cancel(scan);
    return done;
}

bool scan_header(const ScanOptions *options, Diagnostics *diag, ScanResult *result)
{
    Scan *scan = scan_start(options, diag);

    return scan != NULL && scan_end(scan, NULL, result);
}
