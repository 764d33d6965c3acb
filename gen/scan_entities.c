/* SPDX-License-Identifier: MIT */
/*
 * What the preprocessor did. libclang lists it before the declarations, so that one look
 * at the beginning of the translation unit is enough for all who want to know.
 */
#include "scan_internal.h"

static enum CXChildVisitResult visit(CXCursor cursor, CXCursor parent, CXClientData data)
{
    Scanner *scanner = data;
    ScanEntity entity = {.cursor = cursor};
    enum CXCursorKind kind = clang_getCursorKind(cursor);
    CXFile file, included = NULL;

    (void)parent;
    if (kind != CXCursor_MacroDefinition && kind != CXCursor_InclusionDirective) {
        return clang_isPreprocessing(kind) ? CXChildVisit_Continue : CXChildVisit_Break;
    }
    if (kind == CXCursor_InclusionDirective) {
        included = clang_getIncludedFile(cursor);
        if (included == NULL) {
            return CXChildVisit_Continue;
        }
        entity.included = scan_file_enter(scanner, included);
    }
    entity.place = clang_getCursorLocation(cursor);
    clang_getFileLocation(entity.place, &file, NULL, NULL, &entity.start);
    if (file != NULL) {
        entity.file = scan_file_enter(scanner, file);
        if (entity.file->start == 0) {
            entity.file->start = entity.place.int_data - entity.start;
        }
    }
    g_array_append_val(scanner->entities, entity);
    return CXChildVisit_Continue;
}

/* A place in the file: libclang looks long for that of its beginning. */
static bool is_in_system_header(const Scanner *scanner, const ScanFile *file,
                                CXSourceLocation place)
{
    if (file->start != 0) {
        place.int_data = file->start;
    } else {
        place = clang_getLocationForOffset(scanner->unit, file->handle, 0);
    }
    return clang_Location_isInSystemHeader(place) != 0;
}

/* Only a module asks what is the system's. */
static void find_system_headers(Scanner *scanner)
{
    CXSourceLocation place = clang_getNullLocation();
    GHashTableIter iter;
    gpointer value;

    for (guint i = 0; i < scanner->entities->len; i++) {
        const ScanEntity *entity = &g_array_index(scanner->entities, ScanEntity, i);
        if (entity->file != NULL) {
            place = entity->place;
            break;
        }
    }
    g_hash_table_iter_init(&iter, scanner->files);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        ScanFile *file = value;
        file->system = is_in_system_header(scanner, file, place);
    }
}

void scan_entities_collect(Scanner *scanner)
{
    clang_visitChildren(clang_getTranslationUnitCursor(scanner->unit), visit, scanner);
    if (scanner->system != NULL) {
        find_system_headers(scanner);
    }
}
