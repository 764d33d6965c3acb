/* SPDX-License-Identifier: MIT */
/*
 * Signatures: function-like macros that a manifest gives a type, so that they can be
 * called as functions. Each signature is put behind the header as a typedef; libclang
 * reads it there, and a #line lets it report mistakes at the manifest's place.
 */
#include <string.h>

#include "scan_internal.h"

/* What the typedefs are called at the start. */
#define PREFIX "bindery_signature_"

void scan_append_escaped(GString *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\') {
            g_string_append_c(out, '\\');
        }
        g_string_append_c(out, *text);
    }
}

/* A new line, for what stands in the entry's line of the manifest and in that column. */
static void append_place(GString *out, const Manifest *manifest,
                         const ManifestText *entry, int column)
{
    g_string_append_printf(out, "\n#line %u \"", entry->line);
    scan_append_escaped(out, manifest->path);
    g_string_append_printf(out, "\"\n%*s", column - 1, "");
}

/* A part of a signature, in the line and the column in which it stands in the manifest.
 */
static void append_part(GString *out, const Manifest *manifest, const ManifestText *entry,
                        const char *at, size_t length)
{
    append_place(out, manifest, entry, (int)entry->column + 1 + (int)(at - entry->text));
    g_string_append_len(out, at, (gssize)length);
}

/* The pair of parentheses that the text ends with; NULL for none. */
static const char *last_group(const char *text)
{
    size_t end = strlen(text);
    int depth = 0;

    while (end > 0 && text[end - 1] == ' ') {
        end--;
    }
    for (size_t i = end; i-- > 0;) {
        depth += text[i] == ')' ? 1 : text[i] == '(' ? -1 : 0;
        if (depth <= 0) {
            return depth == 0 && text[i] == '(' ? text + i : NULL;
        }
    }
    return NULL;
}

/*
 * Where a declarator of that type has its name: before the parameters, which come last.
 * NULL for a function whose result is declared around them.
 */
static const char *name_place(const char *signature)
{
    const char *params = last_group(signature), *before = params;

    while (before != NULL && before > signature && before[-1] == ' ') {
        before--;
    }
    return before == NULL || before == signature || before[-1] == ')' ? NULL : params;
}

/* As `typedef int NAME(int a)`; or through typeof, which takes every type, but reports
 * less well what is none. */
static void append_signature(GString *out, const Manifest *manifest,
                             const ManifestText *entry)
{
    const char *place = name_place(entry->text);
    const char *end = entry->text + strlen(entry->text);

    if (place != NULL) {
        g_string_append(out, "typedef");
        append_part(out, manifest, entry, entry->text, (size_t)(place - entry->text));
        g_string_append(out, "\n" PREFIX);
        g_string_append(out, entry->name);
        append_part(out, manifest, entry, place, strlen(place));
        g_string_append(out, ";\n");
    } else {
        g_string_append(out, "typedef __typeof__");
        append_place(out, manifest, entry, (int)entry->column);
        g_string_append_c(out, '(');
        append_part(out, manifest, entry, entry->text, strlen(entry->text));
        append_part(out, manifest, entry, end, 0);
        g_string_append_printf(out, ") " PREFIX "%s;\n", entry->name);
    }
}

GString *scan_signature_header(const ScanOptions *options, size_t *original)
{
    const Manifest *manifest = options->manifest;
    GString *text;
    char *contents;

    if (manifest == NULL || manifest->macros->len == 0 ||
        !g_file_get_contents(options->header, &contents, original, NULL)) {
        return NULL;
    }
    text = g_string_new_len(contents, (gssize)*original);
    g_free(contents);
    g_string_append_c(text, '\n');
    for (guint i = 0; i < manifest->macros->len; i++) {
        append_signature(text, manifest,
                         &g_array_index(manifest->macros, ManifestText, i));
    }
    return text;
}

static const ManifestText *find_entry(const Manifest *manifest, const char *name)
{
    for (guint i = 0; i < manifest->macros->len; i++) {
        const ManifestText *entry = &g_array_index(manifest->macros, ManifestText, i);
        if (strcmp(entry->name, name) == 0) {
            return entry;
        }
    }
    return NULL;
}

/* Reports what is wrong with a signature, at its text. */
static void refuse(Scanner *scanner, const ManifestText *entry, const char *problem)
{
    diag_report(scanner->diag, DIAG_ERROR, scanner->options->manifest->path, entry->line,
                entry->column, "macros '%s': %s", entry->name, problem);
    scanner->signature_failed = true;
}

/* Reports that there can be none for the macro, at its name. */
static void refuse_name(Scanner *scanner, const ManifestText *entry, const char *problem)
{
    diag_report(scanner->diag, DIAG_ERROR, scanner->options->manifest->path,
                entry->name_line, entry->name_column, "macros '%s': %s", entry->name,
                problem);
    scanner->signature_failed = true;
}

bool scan_signature(Scanner *scanner, CXCursor cursor)
{
    const char *name;
    const ManifestText *entry;
    const IrType *type;
    IrDecl *decl;

    if (scanner->options->manifest == NULL ||
        scanner->options->manifest->macros->len == 0) {
        return false;
    }
    name = scan_take_string(scanner, clang_getCursorSpelling(cursor));
    if (!g_str_has_prefix(name, PREFIX)) {
        return false;
    }
    name = ir_string(scanner->ir, name + strlen(PREFIX));
    entry = find_entry(scanner->options->manifest, name);
    type = scan_type(scanner, clang_getTypedefDeclUnderlyingType(cursor));
    if (type->kind != IR_TYPE_FUNCTION || !type->prototyped) {
        refuse(scanner, entry,
               ir_printf(scanner->ir,
                         "'%s' is no type of a function; write it as in \"int (int a, "
                         "int b)\"",
                         entry->text));
        return true;
    }
    if (type->variadic) {
        refuse(scanner, entry,
               "a function cannot pass variable arguments on to a macro; give each "
               "argument a type");
        return true;
    }
    decl = ir_add_decl(scanner->ir, IR_FUNCTION, name);
    if (decl == NULL) {
        refuse_name(
            scanner, entry,
            "the headers declare a function of that name, which needs no signature");
        return true;
    }
    decl->type = type;
    decl->params = scan_callback_params(scanner, cursor, type, &decl->n_params);
    decl->from_macro = decl->is_inline = decl->defined = true;
    decl->storage = IR_STATIC;
    return true;
}

/* Why the macro cannot have that many parameters; NULL when it can. */
static const char *count_problem(Ir *ir, const IrDecl *macro, unsigned n_params)
{
    guint n = macro->parameters->len;
    const char *last = n > 0 ? macro->parameters->pdata[n - 1] : "";
    bool variadic = g_str_has_suffix(last, "...");

    n -= variadic;
    return n_params == n || (variadic && n_params > n)
               ? NULL
               : ir_printf(ir, "the macro takes %s%u argument%s, not %u",
                           variadic ? "at least " : "", n, n == 1 ? "" : "s", n_params);
}

static void finish(Scanner *scanner, const ManifestText *entry)
{
    IrDecl *decl = ir_find_decl(scanner->ir, IR_FUNCTION, entry->name);
    const IrDecl *macro = ir_find_decl(scanner->ir, IR_MACRO, entry->name);
    const char *problem;

    if (decl != NULL && !decl->from_macro) {
        return; /* refused before */
    }
    if (macro == NULL || macro->body == NULL) {
        refuse_name(scanner, entry, "the headers define no such macro");
    } else if (macro->macro != IR_MACRO_FUNCTION) {
        refuse_name(
            scanner, entry,
            "that macro takes no arguments, and needs no signature: it is a constant "
            "or a piece of text");
    } else if (decl != NULL) {
        problem =
            count_problem(scanner->ir, macro, ir_type_resolved(decl->type)->n_params);
        if (problem != NULL) {
            refuse(scanner, entry, problem);
        }
        decl->file = macro->file;
        decl->line = macro->line;
        decl->column = macro->column;
        decl->sequence = macro->sequence;
        decl->doc = macro->doc;
    }
}

bool scan_signatures_finish(Scanner *scanner)
{
    const Manifest *manifest = scanner->options->manifest;

    for (guint i = 0; manifest != NULL && i < manifest->macros->len; i++) {
        finish(scanner, &g_array_index(manifest->macros, ManifestText, i));
    }
    return !scanner->signature_failed &&
           (manifest == NULL || manifest->macros->len == 0 ||
            scan_check_macro_calls(scanner));
}

bool scan_signatures_check_owners(Scanner *scanner, const Owners *owners)
{
    const Manifest *manifest = scanner->options->manifest;

    for (guint i = 0; i < manifest->macros->len; i++) {
        const ManifestText *entry = &g_array_index(manifest->macros, ManifestText, i);
        const IrDecl *macro = ir_find_decl(scanner->ir, IR_MACRO, entry->name);
        const Owner owner = owners_find(owners, macro);

        if (owner.decl != NULL) {
            refuse_name(
                scanner, entry,
                ir_printf(scanner->ir,
                          "module '%s' owns this macro; give the signature in the "
                          "manifest of that module",
                          owner.from));
        }
    }
    return !scanner->signature_failed;
}
