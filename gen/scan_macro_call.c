/* SPDX-License-Identifier: MIT */
/*
 * Calls of macros: whether a macro can be called with the types that the manifest's
 * signature gives it. Each call stands in a function of that signature, as in the wrapper
 * that is generated, and libclang says what is wrong with it. That takes a second parse
 * of the header, which only modules with signatures need.
 */
#include "scan_internal.h"
#include "spell.h"

/* What the text of the calls is named; the line there is the entry's number. */
#define CALLS "bindery-calls"

/* What C must not convert silently, whatever the options of the compiler are. */
static const char strict[] =
    "#pragma clang diagnostic ignored \"-Weverything\"\n"
    "#pragma clang diagnostic error \"-Wvisibility\"\n"
    "#pragma clang diagnostic error \"-Wint-conversion\"\n"
    "#pragma clang diagnostic error \"-Wincompatible-pointer-types\"\n"
    "#pragma clang diagnostic error "
    "\"-Wincompatible-pointer-types-discards-qualifiers\"\n"
    "#pragma clang diagnostic error \"-Wincompatible-function-pointer-types\"\n";

/* A function of that signature, which calls the macro. */
static void append_call(Ir *ir, GString *out, const IrDecl *decl, unsigned number)
{
    const IrType *type = ir_type_resolved(decl->type);
    const IrType *result = ir_type_resolved(type->target);
    bool is_void = result->kind == IR_TYPE_BUILTIN && result->builtin == IR_CLASS_VOID;
    IrParam *params = g_new0(IrParam, type->n_params + 1);
    GString *arguments = g_string_new(NULL);

    for (unsigned i = 0; i < type->n_params; i++) {
        params[i] = (IrParam){ir_printf(ir, "bindery_argument_%u", i), type->params[i]};
        g_string_append_printf(arguments, "%s%s", i > 0 ? ", " : "", params[i].name);
    }
    g_string_append_printf(out, "#line %u \"" CALLS "\"\nstatic ", number);
    spell_append(out, type, ir_printf(ir, "bindery_call_%s", decl->key), params,
                 type->n_params);
    g_string_append_printf(out, "\n{\n%s\n#line %u \"" CALLS "\"\n%s(%s);\n}\n",
                           is_void ? "" : "return", number, decl->key, arguments->str);
    g_free(params);
    g_string_free(arguments, TRUE);
}

/* The header, and a call of each macro that has a signature. New. */
static char *spell_calls(const Scanner *scanner)
{
    const GArray *macros = scanner->options->manifest->macros;
    g_autofree char *header = g_canonicalize_filename(scanner->options->header, NULL);
    GString *out = g_string_new("#include \"");

    scan_append_escaped(out, header);
    g_string_append_printf(out, "\"\n%s", strict);
    for (guint i = 0; i < macros->len; i++) {
        const ManifestText *entry = &g_array_index(macros, ManifestText, i);
        append_call(scanner->ir, out, ir_find_decl(scanner->ir, IR_FUNCTION, entry->name),
                    i + 1);
    }
    return g_string_free(out, FALSE);
}

/* Reports an error in a call at the signature; others are none of the signature's. */
static bool report_call(Scanner *scanner, CXDiagnostic diagnostic)
{
    const Manifest *manifest = scanner->options->manifest;
    CXString file;
    unsigned line, column;
    bool found;

    clang_getPresumedLocation(clang_getDiagnosticLocation(diagnostic), &file, &line,
                              &column);
    found = clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error &&
            g_strcmp0(clang_getCString(file), CALLS) == 0 && line >= 1 &&
            line <= manifest->macros->len;
    if (found) {
        const ManifestText *entry =
            &g_array_index(manifest->macros, ManifestText, line - 1);
        CXString text = clang_getDiagnosticSpelling(diagnostic);

        diag_report(scanner->diag, DIAG_ERROR, manifest->path, entry->line, entry->column,
                    "macros '%s': it cannot be called as \"%s\": %s", entry->name,
                    entry->text, clang_getCString(text));
        clang_disposeString(text);
    }
    clang_disposeString(file);
    return found;
}

bool scan_check_macro_calls(Scanner *scanner)
{
    g_autofree char *text = spell_calls(scanner);
    CXIndex index = clang_createIndex(0, 0);
    CXTranslationUnit unit =
        scan_parse_text(index, scanner->options, text, CXTranslationUnit_None);
    bool good = true;

    for (unsigned i = 0; unit != NULL && i < clang_getNumDiagnostics(unit); i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(unit, i);
        good = !report_call(scanner, diagnostic) && good;
        clang_disposeDiagnostic(diagnostic);
    }
    if (unit != NULL) {
        clang_disposeTranslationUnit(unit);
    }
    clang_disposeIndex(index);
    return good;
}
