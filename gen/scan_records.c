/* SPDX-License-Identifier: MIT */
#include "scan_internal.h"

typedef struct RecordScan {
    Scanner *scanner;
    IrDecl *decl;
    CXType type;
    ScanMembers members;
} RecordScan;

/* The first named member of a record, anonymous records looked into, and its offset
 * there. */
static const char *first_named(const IrDecl *record, int64_t *offset)
{
    for (guint i = 0; i < record->fields->len; i++) {
        const IrField *field = &g_array_index(record->fields, IrField, i);
        const char *name = field->name;

        if (*name == '\0' && field->inlined != NULL &&
            field->inlined->kind == IR_RECORD) {
            name = first_named(field->inlined, offset);
        } else {
            *offset = 0;
        }
        if (name != NULL && *name != '\0') {
            *offset += field->offset;
            return name;
        }
    }
    return NULL;
}

/*
 * libclang has no cursor for the member that an anonymous record is; where it stands
 * follows from where its first named member does.
 */
static void add_anonymous(RecordScan *scan, CXCursor cursor)
{
    IrField field = {.name = "", .offset = -1, .width = -1};
    int64_t inner = 0;
    const char *name;

    field.inlined = scan_tag_member(scan->scanner, cursor, scan->decl);
    field.type = scan_type(scan->scanner, clang_getCursorType(cursor));
    name = field.inlined->fields != NULL ? first_named(field.inlined, &inner) : NULL;
    if (name != NULL) {
        long long outer = clang_Type_getOffsetOf(scan->type, name);
        field.offset = outer >= 0 ? outer - inner : -1;
    }
    g_array_append_val(scan->decl->fields, field);
}

static void add_field(RecordScan *scan, CXCursor cursor)
{
    Scanner *scanner = scan->scanner;
    IrField field = {0};

    field.name = scan_take_string(scanner, clang_getCursorSpelling(cursor));
    field.type = scan_declared_type(scanner, clang_getCursorType(cursor), scan->decl,
                                    field.name, &field.inlined);
    field.offset = clang_Cursor_getOffsetOfField(cursor);
    field.width = clang_getFieldDeclBitWidth(cursor);
    field.doc = scan_member_doc(scanner, cursor, &scan->members);
    field.params = scan_callback_params(scanner, cursor, field.type, &field.n_params);
    if (clang_Cursor_hasAttrs(cursor)) {
        field.attributes = scan_attributes(scanner, cursor).names;
    }
    if (field.attributes != NULL || field.params != NULL) {
        scan_position(scanner, cursor, &field.line, &field.column);
    }
    g_array_append_val(scan->decl->fields, field);
}

static enum CXChildVisitResult visit_member(CXCursor cursor, CXCursor parent,
                                            CXClientData data)
{
    RecordScan *scan = data;

    (void)parent;
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_FieldDecl:
        add_field(scan, cursor);
        break;
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
        if (clang_Cursor_isAnonymousRecordDecl(cursor)) {
            add_anonymous(scan, cursor);
        } else if (clang_isCursorDefinition(cursor)) {
            scan_tag_defined(scan->scanner, cursor, scan->decl);
        }
        break;
    case CXCursor_EnumDecl:
        scan_tag_defined(scan->scanner, cursor, scan->decl);
        break;
    default:
        break;
    }
    return CXChildVisit_Continue;
}

void scan_record(Scanner *scanner, IrDecl *decl, CXCursor definition)
{
    RecordScan scan = {.scanner = scanner, .decl = decl};

    scan.members = scan_members(definition);
    scan.type = clang_getCursorType(definition);
    decl->complete = true;
    decl->size = clang_Type_getSizeOf(scan.type);
    decl->align = clang_Type_getAlignOf(scan.type);
    if (clang_Cursor_hasAttrs(definition)) {
        ScanAttributes attributes = scan_attributes(scanner, definition);
        decl->attributes = attributes.names;
        decl->packed = attributes.packed;
    }
    decl->fields = g_array_new(FALSE, FALSE, sizeof(IrField));
    clang_visitChildren(definition, visit_member, &scan);
}
