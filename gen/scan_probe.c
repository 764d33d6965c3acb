/* SPDX-License-Identifier: MIT */
/*
 * Probing: what a system header declares when nothing is included before it. Several
 * headers declare the same type, and which of them the compiler sees doing so depends on
 * their order; a module's bindings may include another one of them.
 */
#include <string.h>

#include "ir_names.h"
#include "scan_internal.h"

/* What a declaration is looked for as: "typedef:size_t", "record:struct stat". New. */
static char *probe_name(const IrDecl *decl)
{
    while (decl->owner != NULL) {
        decl = decl->owner;
    }
    return ir_reference(decl);
}

/* How the record calls what such a cursor declares; NULL for what is not looked for. */
static const char *declared_format(CXCursor cursor)
{
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_TypedefDecl:
        return "typedef:%s";
    case CXCursor_StructDecl:
        return "record:struct %s";
    case CXCursor_UnionDecl:
        return "record:union %s";
    case CXCursor_EnumDecl:
        return "enum:enum %s";
    default:
        return NULL;
    }
}

static enum CXChildVisitResult note_declared(CXCursor cursor, CXCursor parent,
                                             CXClientData data)
{
    const char *format = declared_format(cursor);

    (void)parent;
    if (format != NULL && clang_isCursorDefinition(cursor)) {
        GString *name = g_string_new(format);
        CXString spelling = clang_getCursorSpelling(cursor);

        g_string_truncate(name, name->len - strlen("%s"));
        g_string_append(name, clang_getCString(spelling));
        clang_disposeString(spelling);
        g_hash_table_add(data, g_string_free(name, FALSE));
    }
    return CXChildVisit_Continue;
}

/* Everything that the header declares, by its name: a set of char *. New. */
static GHashTable *list_declared(const Scanner *scanner, CXIndex index,
                                 const char *header)
{
    GHashTable *declared = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    char *text = g_strdup_printf("#include %s\n", header);
    CXTranslationUnit unit = scan_parse_text(index, scanner->options, text,
                                             CXTranslationUnit_SkipFunctionBodies);

    if (unit != NULL) {
        clang_visitChildren(clang_getTranslationUnitCursor(unit), note_declared,
                            declared);
        clang_disposeTranslationUnit(unit);
    }
    g_free(text);
    return declared;
}

static void probe_header(Scanner *scanner, CXIndex index, const char *header,
                         const GPtrArray *decls, GHashTable *owned)
{
    GHashTable *declared = list_declared(scanner, index, header);

    for (guint i = 0; i < decls->len; i++) {
        char *name = probe_name(decls->pdata[i]);

        if (!g_hash_table_contains(owned, decls->pdata[i]) &&
            g_hash_table_contains(declared, name)) {
            g_hash_table_insert(owned, decls->pdata[i],
                                (gpointer)ir_string(scanner->ir, header));
        }
        g_free(name);
    }
    g_hash_table_destroy(declared);
}

static void probe_headers(Scanner *scanner, CXIndex index, const GPtrArray *headers,
                          const GPtrArray *decls, GHashTable *owned)
{
    for (guint i = 0; i < headers->len; i++) {
        probe_header(scanner, index, headers->pdata[i], decls, owned);
    }
}

void scan_probe_system(Scanner *scanner, const GPtrArray *dependencies,
                       const GPtrArray *decls, GHashTable *owned)
{
    CXIndex index = clang_createIndex(0, 0);

    probe_headers(scanner, index, scanner->ir->system, decls, owned);
    for (guint i = 0; dependencies != NULL && i < dependencies->len; i++) {
        const Ir *dependency = dependencies->pdata[i];
        probe_headers(scanner, index, dependency->system, decls, owned);
    }
    clang_disposeIndex(index);
}
