/* SPDX-License-Identifier: MIT */
/*
 * Parsing: the header and its arguments into a translation unit, every error reported.
 */
#include <string.h>

#include "scan_internal.h"
#include "scan_resource.h"

/*
 * Read before the header: declares each of the target's basic types once, so that the
 * record knows their sizes without a second parse.
 */
static const char prelude[] =
    "#define __BINDERY__ 1\n"
    "typedef void bindery_prelude_0;\n"
    "typedef _Bool bindery_prelude_1;\n"
    "typedef char bindery_prelude_2;\n"
    "typedef signed char bindery_prelude_3;\n"
    "typedef unsigned char bindery_prelude_4;\n"
    "typedef short bindery_prelude_5;\n"
    "typedef unsigned short bindery_prelude_6;\n"
    "typedef int bindery_prelude_7;\n"
    "typedef unsigned int bindery_prelude_8;\n"
    "typedef long bindery_prelude_9;\n"
    "typedef unsigned long bindery_prelude_10;\n"
    "typedef long long bindery_prelude_11;\n"
    "typedef unsigned long long bindery_prelude_12;\n"
    "typedef float bindery_prelude_13;\n"
    "typedef double bindery_prelude_14;\n"
    "typedef long double bindery_prelude_15;\n"
    "typedef void *bindery_prelude_16;\n"
    "typedef const char bindery_prelude_17;\n"
    "typedef const char *bindery_prelude_18;\n"
    "#ifdef __SIZEOF_INT128__\n"
    "typedef __int128 bindery_prelude_19;\n"
    "typedef unsigned __int128 bindery_prelude_20;\n"
    "#endif\n"
    "typedef __SIZE_TYPE__ bindery_prelude_size;\n"
    "typedef __PTRDIFF_TYPE__ bindery_prelude_ptrdiff;\n"
    "typedef __WCHAR_TYPE__ bindery_prelude_wchar;\n"
    "typedef __CHAR16_TYPE__ bindery_prelude_char16;\n"
    "typedef __CHAR32_TYPE__ bindery_prelude_char32;\n"
    "typedef char bindery_prelude_eval_method[__FLT_EVAL_METHOD__ + 2];\n"
    "typedef char bindery_prelude_big\n"
    "    [__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? 2 : 1];\n";

static bool has_language_standard(const char *const *arguments)
{
    for (; *arguments != NULL; arguments++) {
        if (g_str_has_prefix(*arguments, "-std=") ||
            g_str_has_prefix(*arguments, "--std") || strcmp(*arguments, "-ansi") == 0) {
            return true;
        }
    }
    return false;
}

/* The whole command line for libclang: new, of char *. */
static GPtrArray *command_line(const ScanOptions *options)
{
    GPtrArray *line = g_ptr_array_new_with_free_func(g_free);
    char *resources = scan_resource_directory();
    char *marks = scan_marks_directory();

    g_ptr_array_add(line, g_strdup("-xc"));
    if (!has_language_standard(options->arguments)) {
        g_ptr_array_add(line, g_strdup("-std=gnu11"));
    }
    if (options->target != NULL) {
        g_ptr_array_add(line, g_strconcat("--target=", options->target, NULL));
    }
    if (resources != NULL) {
        g_ptr_array_add(line, g_strconcat("-resource-dir=", resources, NULL));
        g_free(resources);
    }
    g_ptr_array_add(line, g_strdup("-include"));
    g_ptr_array_add(line, g_strdup(SCAN_PRELUDE));
    for (const char *const *at = options->arguments; *at != NULL; at++) {
        g_ptr_array_add(line, g_strdup(*at));
    }
    if (marks != NULL) {
        /* Behind all others: what the user names is found first. */
        g_ptr_array_add(line, g_strconcat("-idirafter", marks, NULL));
        g_free(marks);
    }
    g_ptr_array_add(line, g_strdup("-ferror-limit=0"));
    g_ptr_array_add(line, g_strdup("-fno-spell-checking"));
    if (options->comments) {
        g_ptr_array_add(line, g_strdup("-fretain-comments-from-system-headers"));
    }
    return line;
}

/* Whether the place is behind the header, in a signature that the manifest gives. */
static bool is_in_signature(const Scanner *scanner, CXFile file, unsigned offset)
{
    CXString unit = clang_getTranslationUnitSpelling(scanner->unit);
    bool found =
        scanner->header_length > 0 && offset > scanner->header_length &&
        clang_File_isEqual(file, clang_getFile(scanner->unit, clang_getCString(unit)));

    clang_disposeString(unit);
    return found;
}

static void report_one(Scanner *scanner, CXDiagnostic diagnostic, DiagSeverity severity)
{
    CXString text = clang_getDiagnosticSpelling(diagnostic);
    CXSourceLocation place = clang_getDiagnosticLocation(diagnostic);
    CXString name = {0};
    CXFile file;
    unsigned line, column, offset;
    CXDiagnosticSet children = clang_getChildDiagnostics(diagnostic);

    clang_getExpansionLocation(place, &file, &line, &column, &offset);
    if (file != NULL && is_in_signature(scanner, file, offset)) {
        clang_getPresumedLocation(place, &name, &line, &column);
    } else if (file != NULL) {
        name = clang_getFileName(file);
    }
    diag_report(scanner->diag, severity, file != NULL ? clang_getCString(name) : NULL,
                line, column, "%s", clang_getCString(text));
    for (unsigned i = 0; i < clang_getNumDiagnosticsInSet(children); i++) {
        report_one(scanner, clang_getDiagnosticInSet(children, i), DIAG_NOTE);
    }
    if (file != NULL) {
        clang_disposeString(name);
    }
    clang_disposeString(text);
}

/* A header that is not found may be the bindings of a module that is named. */
static void explain_missing(Scanner *scanner, CXDiagnostic diagnostic)
{
    const Manifest *manifest = scanner->options->manifest;
    CXString spelling = clang_getDiagnosticSpelling(diagnostic);
    const char *text = clang_getCString(spelling);

    for (guint i = 0; manifest != NULL && i < manifest->depends->len; i++) {
        const ManifestText *entry = &g_array_index(manifest->depends, ManifestText, i);
        char *header = g_strdup_printf("'%s.h' file not found", entry->text);
        char *trampolines =
            g_strdup_printf("'%s_trampolines.h' file not found", entry->text);
        if (strcmp(text, header) == 0 || strcmp(text, trampolines) == 0) {
            diag_report(scanner->diag, DIAG_NOTE, manifest->path, entry->line,
                        entry->column,
                        "%.*s has the bindings of module '%s': generate them in a run "
                        "before this one, and say with -I where they are",
                        (int)(strchr(text + 1, '\'') + 1 - text), text, entry->text);
        }
        g_free(header);
        g_free(trampolines);
    }
    clang_disposeString(spelling);
}

/* Whether a mark's macro stands there. */
static bool is_at_mark(CXTranslationUnit unit, CXFile file, unsigned offset)
{
    size_t size = 0;
    const char *text = file != NULL ? clang_getFileContents(unit, file, &size) : NULL;

    return text != NULL && size - offset > strlen("BINDERY_") &&
           g_str_has_prefix(text + offset, "BINDERY_");
}

/* A compiler passes over an attribute that belongs to nothing, with one of two warnings.
 */
static bool report_ignored_mark(Scanner *scanner, CXDiagnostic diagnostic)
{
    CXString option = clang_getDiagnosticOption(diagnostic, NULL), name;
    bool ignored = g_strcmp0(clang_getCString(option), "-Wignored-attributes") == 0 ||
                   g_strcmp0(clang_getCString(option), "-Wmissing-declarations") == 0;
    unsigned line, column, offset;
    CXFile file;

    clang_disposeString(option);
    clang_getExpansionLocation(clang_getDiagnosticLocation(diagnostic), &file, &line,
                               &column, &offset);
    if (!ignored || !is_at_mark(scanner->unit, file, offset)) {
        return false;
    }
    name = clang_getFileName(file);
    diag_report(scanner->diag, DIAG_ERROR, clang_getCString(name), line, column,
                "this mark belongs to nothing; put it behind the members of the struct, "
                "or behind the declaration that it is for");
    clang_disposeString(name);
    return true;
}

static bool report_errors(Scanner *scanner)
{
    bool failed = false;

    for (unsigned i = 0; i < clang_getNumDiagnostics(scanner->unit); i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(scanner->unit, i);
        if (clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error) {
            report_one(scanner, diagnostic, DIAG_ERROR);
            explain_missing(scanner, diagnostic);
            failed = true;
        }
        failed = report_ignored_mark(scanner, diagnostic) || failed;
        clang_disposeDiagnostic(diagnostic);
    }
    return failed;
}

/* libclang gives no reason when it takes nothing at all. */
static void report_refused(Scanner *scanner)
{
    const ScanOptions *options = scanner->options;

    if (options->target != NULL) {
        diag_report(
            scanner->diag, DIAG_ERROR, options->header, 0, 0,
            "libclang refuses to parse this for the target '%s'; check the triple, "
            "and what stands after --",
            options->target);
    } else {
        diag_report(scanner->diag, DIAG_ERROR, options->header, 0, 0,
                    "libclang refuses to parse this with the arguments given; check what "
                    "stands after --");
    }
}

CXTranslationUnit scan_parse_text(CXIndex index, const ScanOptions *options,
                                  const char *text, unsigned flags)
{
    static const char name[] = "/bindery-text.h";
    struct CXUnsavedFile unsaved[] = {
        {SCAN_PRELUDE, prelude, sizeof prelude - 1},
        {name, text, strlen(text)},
    };
    GPtrArray *line = command_line(options);
    CXTranslationUnit unit =
        clang_parseTranslationUnit(index, name, (const char *const *)line->pdata,
                                   (int)line->len, unsaved, G_N_ELEMENTS(unsaved), flags);

    g_ptr_array_free(line, TRUE);
    return unit;
}

bool scan_parse(Scanner *scanner)
{
    GString *header = NULL;
    struct CXUnsavedFile unsaved[2] = {{SCAN_PRELUDE, prelude, sizeof prelude - 1}};
    GPtrArray *line = command_line(scanner->options);
    const GString *text = scanner->text;
    enum CXErrorCode status;

    scanner->all_comments =
        g_strv_contains(scanner->options->arguments, "-fparse-all-comments");
    if (scanner->text == NULL) {
        header = scan_signature_header(scanner->options, &scanner->header_length);
        text = header;
    }
    if (text != NULL) {
        unsaved[1] =
            (struct CXUnsavedFile){scanner->options->header, text->str, text->len};
    }
    scanner->index = clang_createIndex(0, 0);
    status = clang_parseTranslationUnit2(
        scanner->index, scanner->options->header, (const char *const *)line->pdata,
        (int)line->len, unsaved, text != NULL ? 2 : 1,
        CXTranslationUnit_SkipFunctionBodies |
            CXTranslationUnit_DetailedPreprocessingRecord,
        &scanner->unit);
    g_ptr_array_free(line, TRUE);
    if (header != NULL) {
        g_string_free(header, TRUE);
    }
    if (status != CXError_Success) {
        report_refused(scanner);
        return false;
    }
    return !report_errors(scanner);
}
