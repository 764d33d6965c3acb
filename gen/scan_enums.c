/* SPDX-License-Identifier: MIT */
#include "scan_internal.h"

typedef struct EnumScan {
    Scanner *scanner;
    IrDecl *decl;
    bool is_unsigned;
    ScanMembers members;
} EnumScan;

static enum CXChildVisitResult visit_enumerator(CXCursor cursor, CXCursor parent,
                                                CXClientData data)
{
    EnumScan *scan = data;
    IrEnumerator enumerator = {0};

    (void)parent;
    if (clang_getCursorKind(cursor) != CXCursor_EnumConstantDecl) {
        return CXChildVisit_Continue;
    }
    enumerator.name = scan_take_string(scan->scanner, clang_getCursorSpelling(cursor));
    enumerator.value = scan->is_unsigned
                           ? ir_printf(scan->scanner->ir, "%llu",
                                       clang_getEnumConstantDeclUnsignedValue(cursor))
                           : ir_printf(scan->scanner->ir, "%lld",
                                       clang_getEnumConstantDeclValue(cursor));
    enumerator.doc = scan_member_doc(scan->scanner, cursor, &scan->members);
    if (clang_Cursor_hasAttrs(cursor)) {
        enumerator.attributes = scan_attributes(scan->scanner, cursor).names;
    }
    g_array_append_val(scan->decl->enumerators, enumerator);
    return CXChildVisit_Continue;
}

void scan_enum(Scanner *scanner, IrDecl *decl, CXCursor definition)
{
    CXType type = clang_getCursorType(definition);
    EnumScan scan = {.scanner = scanner, .decl = decl};

    scan.members = scan_members(definition);
    decl->complete = true;
    decl->type = scan_type(scanner, clang_getEnumDeclIntegerType(definition));
    scan.is_unsigned = ir_type_resolved(decl->type)->builtin == IR_CLASS_UNSIGNED ||
                       ir_type_resolved(decl->type)->builtin == IR_CLASS_BOOL;
    decl->size = clang_Type_getSizeOf(type);
    decl->align = clang_Type_getAlignOf(type);
    if (clang_Cursor_hasAttrs(definition)) {
        ScanAttributes attributes = scan_attributes(scanner, definition);
        decl->attributes = attributes.names;
        decl->packed = attributes.packed;
    }
    if (decl->enumerators == NULL) {
        decl->enumerators = g_array_new(FALSE, FALSE, sizeof(IrEnumerator));
    }
    clang_visitChildren(definition, visit_enumerator, &scan);
}
