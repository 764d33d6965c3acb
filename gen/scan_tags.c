/* SPDX-License-Identifier: MIT */
/*
 * Tags: which declaration of the record a struct, union or enum of the header is.
 *
 * One with a tag, or named by its typedef, is known by that name. An unnamed one is named
 * after the declarator it stands in, so that no counter is needed: the first declarator
 * whose type mentions it claims it.
 */
#include <string.h>

#include "scan_internal.h"

typedef struct FirstName {
    Scanner *scanner;
    const char *name;
} FirstName;

static enum CXChildVisitResult find_first_name(CXCursor cursor, CXCursor parent,
                                               CXClientData data)
{
    FirstName *first = data;
    enum CXCursorKind kind = clang_getCursorKind(cursor);

    (void)parent;
    if (kind == CXCursor_FieldDecl || kind == CXCursor_EnumConstantDecl) {
        const char *name =
            scan_take_string(first->scanner, clang_getCursorSpelling(cursor));
        if (*name != '\0') {
            first->name = name;
            return CXChildVisit_Break;
        }
    } else if (clang_Cursor_isAnonymousRecordDecl(cursor)) {
        clang_visitChildren(cursor, find_first_name, first);
        return first->name != NULL ? CXChildVisit_Break : CXChildVisit_Continue;
    }
    return CXChildVisit_Continue;
}

/* The first name that an anonymous record or an unnamed enum declares; "" for none. */
static const char *first_name(Scanner *scanner, CXCursor cursor)
{
    FirstName first = {.scanner = scanner};

    clang_visitChildren(cursor, find_first_name, &first);
    return first.name != NULL ? first.name : "";
}

static const char *tag_word(enum CXCursorKind kind)
{
    return kind == CXCursor_EnumDecl    ? "enum"
           : kind == CXCursor_UnionDecl ? "union"
                                        : "struct";
}

/*
 * Adds the declaration. A key that is taken already (two unnamed types in one prototype)
 * gets a number: "struct <a>'2" is the second.
 */
static IrDecl *add_tag(Scanner *scanner, CXCursor cursor, const char *key)
{
    enum CXCursorKind kind = clang_getCursorKind(cursor);
    IrDeclKind ir_kind = kind == CXCursor_EnumDecl ? IR_ENUM : IR_RECORD;
    IrDecl *decl = ir_add_decl(scanner->ir, ir_kind, key);

    if (decl == NULL) {
        guint number = GPOINTER_TO_UINT(g_hash_table_lookup(scanner->alike, key));
        number = MAX(number, 1) + 1;
        g_hash_table_insert(scanner->alike, (gpointer)key, GUINT_TO_POINTER(number));
        decl = ir_add_decl(scanner->ir, ir_kind,
                           ir_printf(scanner->ir, "%s'%u", key, number));
    }
    decl->is_union = kind == CXCursor_UnionDecl;
    decl->in_prototype = scanner->prototypes > 0;
    scan_place(scanner, cursor, decl);
    g_array_append_val(scanner->mentioned, cursor);
    return decl;
}

/*
 * A struct, union or enum that C can name: by its tag ("struct foo"), or by the typedef
 * that it stands in ("foo", and the key is "struct <foo>": "foo" is the typedef's).
 */
static IrDecl *find_named(Scanner *scanner, CXCursor cursor, const char *spelling)
{
    enum CXCursorKind kind = clang_getCursorKind(cursor);
    const char *blank = strchr(spelling, ' ');
    const char *key = blank != NULL
                          ? spelling
                          : ir_printf(scanner->ir, "%s <%s>", tag_word(kind), spelling);
    IrDecl *decl =
        ir_find_decl(scanner->ir, kind == CXCursor_EnumDecl ? IR_ENUM : IR_RECORD, key);

    if (decl == NULL) {
        decl = add_tag(scanner, cursor, key);
        decl->unnamed = blank == NULL;
        decl->name = blank == NULL ? spelling : ir_string(scanner->ir, blank + 1);
        decl->type_name = spelling;
    }
    return decl;
}

static gpointer unnamed_key(CXCursor cursor)
{
    return (gpointer)clang_getCanonicalCursor(cursor).data[0];
}

static IrDecl *name_unnamed(Scanner *scanner, CXCursor cursor, IrDecl *owner,
                            const char *member, bool declared)
{
    Ir *ir = scanner->ir;
    const char *word = tag_word(clang_getCursorKind(cursor));
    const char *key, *name;
    IrDecl *decl;

    if (owner == NULL) {
        key = ir_printf(ir, "%s <%s>", word, member);
        name = declared ? ir_printf(ir, "%s_%s", member, word) : member;
    } else {
        key = ir_printf(ir, declared ? "%s.%s" : "%s.<%s>", owner->key, member);
        name = ir_printf(ir, "%s_%s", owner->name, member);
    }
    decl = add_tag(scanner, cursor, key);
    decl->name = name;
    decl->unnamed = true;
    decl->owner = owner;
    g_hash_table_insert(scanner->unnamed, unnamed_key(cursor), decl);
    return decl;
}

/* Fills in a declaration from its definition, once. */
static void fill(Scanner *scanner, IrDecl *decl, CXCursor cursor)
{
    CXCursor definition = clang_getCursorDefinition(cursor);
    ScanFile *file, *outer = scanner->file;

    if (clang_Cursor_isNull(definition) || !g_hash_table_add(scanner->filled, decl)) {
        return;
    }
    file = scan_place(scanner, definition, decl);
    decl->doc = scan_doc(scanner, definition, file);
    scanner->file = file;
    if (decl->kind == IR_ENUM) {
        scan_enum(scanner, decl, definition);
    } else {
        scan_record(scanner, decl, definition);
    }
    scanner->file = outer;
}

IrDecl *scan_tag(Scanner *scanner, CXCursor cursor)
{
    const char *spelling =
        scan_take_string(scanner, clang_getTypeSpelling(clang_getCursorType(cursor)));
    IrDecl *decl;

    if (strchr(spelling, '(') == NULL) {
        return find_named(scanner, cursor, spelling);
    }
    decl = g_hash_table_lookup(scanner->unnamed, unnamed_key(cursor));
    if (decl == NULL) {
        decl = name_unnamed(scanner, cursor, scanner->owner,
                            scanner->member != NULL ? scanner->member
                                                    : first_name(scanner, cursor),
                            scanner->member != NULL);
        if (scanner->member != NULL) {
            scanner->claimed = decl;
        }
        fill(scanner, decl, cursor);
    }
    return decl;
}

IrDecl *scan_tag_defined(Scanner *scanner, CXCursor cursor, IrDecl *owner)
{
    const char *spelling =
        scan_take_string(scanner, clang_getTypeSpelling(clang_getCursorType(cursor)));
    IrDecl *decl;

    if (strchr(spelling, '(') != NULL) {
        g_array_append_val(scanner->mentioned, cursor);
        return NULL;
    }
    decl = find_named(scanner, cursor, spelling);
    decl->in_prototype = false;
    if (owner != NULL && clang_isCursorDefinition(cursor)) {
        decl->owner = owner;
    }
    fill(scanner, decl, cursor);
    return decl;
}

IrDecl *scan_tag_member(Scanner *scanner, CXCursor cursor, IrDecl *owner)
{
    IrDecl *decl =
        name_unnamed(scanner, cursor, owner, first_name(scanner, cursor), false);

    fill(scanner, decl, cursor);
    return decl;
}

/*
 * What was mentioned and is filled in by no declaration of its own: defined inside a
 * prototype, or unnamed and standing by itself.
 */
void scan_tags_finish(Scanner *scanner)
{
    for (guint i = 0; i < scanner->mentioned->len; i++) {
        CXCursor cursor = g_array_index(scanner->mentioned, CXCursor, i);
        scan_trace_cursor(scanner, cursor, true);
        scan_trace_tag(scanner, scan_tag(scanner, cursor));
        fill(scanner, scan_tag(scanner, cursor), cursor);
    }
    scan_trace_end(scanner);
}
