/* SPDX-License-Identifier: MIT */
#include "json_write.h"

#include <stdlib.h>
#include <string.h>

#include "json_names.h"
#include "json_pieces.h"
#include "json_text.h"
#include "json_write_parts.h"
#include "pieces.h"

/* A list on as many lines as it has strings. */
static void put_string_lines(JsonText *text, const char *name, const GPtrArray *list)
{
    if (list == NULL || list->len == 0) {
        return;
    }
    json_text_name(text, name);
    json_text_open_lines(text, '[');
    for (guint i = 0; i < list->len; i++) {
        json_text_break(text);
        json_text_element(text);
        json_text_string(text, g_ptr_array_index(list, i));
    }
    json_text_close_lines(text, ']');
}

static void put_target(JsonText *text, const Ir *ir)
{
    json_text_break(text);
    json_text_name(text, "target");
    json_text_open(text, '{');
    json_text_string_member(text, "triple", ir->target);
    json_text_size_member(text, "pointer_size", ir->pointer_size);
    json_text_string_member(text, "endian", ir->big_endian ? "big" : "little");
    json_text_string_member(text, "char", ir->char_signed ? "signed" : "unsigned");
    json_text_close(text, '}');
}

static int compare_unsupported(const void *left, const void *right)
{
    const IrUnsupported *a = left, *b = right;
    int order = strcmp(a->kind, b->kind);

    order = order != 0 ? order : g_strcmp0(a->name, b->name);
    order = order != 0 ? order : g_strcmp0(a->file, b->file);
    return order != 0 ? order : g_strcmp0(a->reason, b->reason);
}

/* A new sorted copy, each entry once; free it with g_free(). */
static IrUnsupported *sort_unsupported(const Ir *ir, guint *n)
{
    IrUnsupported *sorted = g_new(IrUnsupported, ir->unsupported->len + 1);

    *n = 0;
    if (ir->unsupported->len == 0) {
        return sorted;
    }
    memcpy(sorted, ir->unsupported->data, ir->unsupported->len * sizeof(*sorted));
    qsort(sorted, ir->unsupported->len, sizeof(*sorted), compare_unsupported);
    for (guint i = 0; i < ir->unsupported->len; i++) {
        if (i == 0 || compare_unsupported(&sorted[i - 1], &sorted[i]) != 0) {
            sorted[(*n)++] = sorted[i];
        }
    }
    return sorted;
}

static void put_unsupported(JsonText *text, const IrUnsupported *entries, guint n)
{
    if (n == 0) {
        return;
    }
    json_text_break(text);
    json_text_name(text, "unsupported");
    json_text_open_lines(text, '[');
    for (guint i = 0; i < n; i++) {
        json_text_break(text);
        json_text_element(text);
        json_text_open(text, '{');
        json_text_string_member(text, "kind", entries[i].kind);
        json_text_string_member(text, "name", entries[i].name);
        json_text_string_member(text, "file", entries[i].file);
        json_text_string_member(text, "reason", entries[i].reason);
        json_text_close(text, '}');
    }
    json_text_close_lines(text, ']');
}

/* `kind:key` of each declaration, one a line. */
static void put_references(JsonText *text, const char *name, const GPtrArray *list)
{
    if (list->len == 0) {
        return;
    }
    json_text_break(text);
    json_text_name(text, name);
    json_text_open_lines(text, '[');
    for (guint i = 0; i < list->len; i++) {
        json_text_break(text);
        json_text_element(text);
        json_put_reference(text, g_ptr_array_index(list, i));
    }
    json_text_close_lines(text, ']');
}

/* ---- files and positions ---- */

/* One file: its name and the members of its object in "positions" so far. */
typedef struct FilePositions {
    const char *name;
    JsonText text;
} FilePositions;

typedef struct Files {
    GHashTable *by_name; /* of FilePositions; names are the record's own strings */
    GPtrArray *sorted;   /* of FilePositions, owned */
} Files;

static FilePositions *file_of(Files *files, const char *name)
{
    FilePositions *file = g_hash_table_lookup(files->by_name, name);

    if (file == NULL) {
        file = g_new0(FilePositions, 1);
        file->name = name;
        file->text = (JsonText){.out = g_string_new(NULL), .empty = true};
        g_hash_table_insert(files->by_name, (gpointer)name, file);
        g_ptr_array_add(files->sorted, file);
    }
    return file;
}

static void put_position(JsonText *text, unsigned line, unsigned column)
{
    json_text_raw(text, ": [", 3);
    json_text_number(text, line);
    json_text_raw(text, ", ", 2);
    json_text_number(text, column);
    json_text_raw(text, "]", 1);
}

/* Kinds in the order of their names, so that a file's members come sorted. */
static void collect_decl_positions(Files *files, const Ir *ir)
{
    static const IrDeclKind kinds[] = {IR_ENUM,   IR_FUNCTION, IR_MACRO,
                                       IR_RECORD, IR_TYPEDEF,  IR_VARIABLE};

    for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
        const GPtrArray *decls = ir->decls[kinds[k]];

        for (guint i = 0; i < decls->len; i++) {
            const IrDecl *decl = g_ptr_array_index(decls, i);

            if (decl->selected && decl->file != NULL) {
                JsonText *text = &file_of(files, decl->file)->text;

                if (decl->line != 0) {
                    json_text_element(text);
                    json_put_reference(text, decl);
                    put_position(text, decl->line, decl->column);
                }
            }
        }
    }
}

static bool same_subject(const IrUnsupported *a, const IrUnsupported *b)
{
    return strcmp(a->kind, b->kind) == 0 && g_strcmp0(a->name, b->name) == 0 &&
           g_strcmp0(a->file, b->file) == 0;
}

static void collect_unsupported_positions(Files *files, const IrUnsupported *entries,
                                          guint n)
{
    for (guint i = 0; i < n; i++) {
        const IrUnsupported *entry = &entries[i];
        const bool again = i > 0 && same_subject(entry, entry - 1);

        if (entry->file != NULL) {
            JsonText *text = &file_of(files, entry->file)->text;

            if (entry->line != 0 && entry->name != NULL && !again) {
                char *name =
                    g_strconcat("unsupported:", entry->kind, ":", entry->name, NULL);

                json_text_element(text);
                json_text_string(text, name);
                put_position(text, entry->line, entry->column);
                g_free(name);
            }
        }
    }
}

static void free_file(gpointer file)
{
    g_string_free(((FilePositions *)file)->text.out, TRUE);
    g_free(file);
}

static int compare_files(const void *left, const void *right)
{
    const FilePositions *const *a = left, *const *b = right;

    return strcmp((*a)->name, (*b)->name);
}

static void put_files(JsonText *text, const Files *files)
{
    if (files->sorted->len == 0) {
        return;
    }
    json_text_break(text);
    json_text_name(text, "files");
    json_text_open_lines(text, '[');
    for (guint i = 0; i < files->sorted->len; i++) {
        const FilePositions *file = g_ptr_array_index(files->sorted, i);

        json_text_break(text);
        json_text_element(text);
        json_text_string(text, file->name);
    }
    json_text_close_lines(text, ']');
}

static void put_positions(JsonText *text, const Files *files)
{
    bool any = false;

    for (guint i = 0; i < files->sorted->len; i++) {
        const FilePositions *file = g_ptr_array_index(files->sorted, i);

        if (file->text.empty) {
            continue;
        }
        if (!any) {
            json_text_break(text);
            json_text_name(text, "positions");
            json_text_open_lines(text, '{');
        }
        any = true;
        json_text_break(text);
        json_text_key(text, file->name);
        json_text_open(text, '{');
        json_text_raw(text, file->text.out->str, file->text.out->len);
        json_text_close(text, '}');
    }
    if (any) {
        json_text_close_lines(text, '}');
    }
}

static void put_head(JsonText *text, const Ir *ir, const Files *files)
{
    json_text_break(text);
    json_text_name(text, "bindery_ir");
    json_text_number(text, IR_VERSION);
    json_text_break(text);
    json_text_string_member(text, "module", ir->module);
    json_text_break(text);
    json_text_string_member(text, "header", ir->header);
    json_text_break(text);
    json_text_strings_member(text, "include", ir->includes);
    put_target(text, ir);
    json_text_break(text);
    json_text_strings_member(text, "depends", ir->depends);
    json_text_break(text);
    json_text_strings_member(text, "system", ir->system);
    json_text_break(text);
    put_string_lines(text, "raw", ir->raw);
    json_text_break(text);
    json_text_strings_member(text, "cxx_keywords", ir->cxx_keywords);
    json_text_break(text);
    json_text_strings_member(text, "hidden_names", ir->hidden_names);
    put_files(text, files);
    json_put_imports(text, ir);
    json_text_break(text);
    put_string_lines(text, "blocked", ir->blocked);
}

/* ---- the record, whole and brief ---- */

/* What stands before and behind the lists. */
typedef struct Frame {
    Files files;
    IrUnsupported *unsupported;
    guint n_unsupported;
} Frame;

static void frame_init(Frame *frame, const Ir *ir)
{
    frame->files = (Files){
        .by_name = g_hash_table_new(NULL, NULL),
        .sorted = g_ptr_array_new_with_free_func(free_file),
    };
    frame->unsupported = sort_unsupported(ir, &frame->n_unsupported);
    collect_decl_positions(&frame->files, ir);
    collect_unsupported_positions(&frame->files, frame->unsupported,
                                  frame->n_unsupported);
    g_ptr_array_sort(frame->files.sorted, compare_files);
}

static void frame_finish(Frame *frame)
{
    g_free(frame->unsupported);
    g_hash_table_destroy(frame->files.by_name);
    g_ptr_array_free(frame->files.sorted, TRUE);
}

static void put_tail(JsonText *text, const Ir *ir, const Frame *frame)
{
    put_unsupported(text, frame->unsupported, frame->n_unsupported);
    put_references(text, "tags", ir->tags);
    put_references(text, "order", ir->order);
    json_put_trampolines(text, ir);
    put_positions(text, &frame->files);
    json_text_close_lines(text, '}');
    json_text_raw(text, "\n", 1);
}

GPtrArray *json_write_pieces(const Ir *ir, bool helped)
{
    GPtrArray *list = pieces_create();
    JsonPieces *lists = json_pieces_start(ir, helped);
    JsonText head = {.out = g_string_sized_new(1 << 16), .empty = true};
    JsonText tail = {.out = g_string_sized_new(1 << 20), .indent = 2};
    Frame frame;

    frame_init(&frame, ir);
    json_text_open_lines(&head, '{');
    put_head(&head, ir, &frame.files);
    put_tail(&tail, ir, &frame);
    frame_finish(&frame);
    g_ptr_array_add(list, head.out);
    json_pieces_take(lists, list);
    g_ptr_array_add(list, tail.out);
    return list;
}

void json_write_record(const Ir *ir, GString *out)
{
    GPtrArray *pieces = json_write_pieces(ir, false);

    for (guint i = 0; i < pieces->len; i++) {
        const GString *piece = g_ptr_array_index(pieces, i);

        g_string_append_len(out, piece->str, (gssize)piece->len);
    }
    g_ptr_array_unref(pieces);
}

/* The functions that implement something, each once. */
static void put_handler_functions(JsonText *text, const Ir *ir)
{
    GPtrArray *functions = g_ptr_array_new();

    for (guint i = 0; i < ir->handlers->len; i++) {
        const IrDecl *function = g_array_index(ir->handlers, IrHandler, i).function;

        if (!g_ptr_array_find(functions, function, NULL)) {
            g_ptr_array_add(functions, (gpointer)function);
        }
    }
    json_put_decls(text, json_list_names[IR_FUNCTION], functions);
    g_ptr_array_free(functions, TRUE);
}

void json_put_brief(JsonText *text, const Ir *ir)
{
    const Files none = {.sorted = g_ptr_array_new()};

    put_head(text, ir, &none);
    put_handler_functions(text, ir);
    json_put_trampolines(text, ir);
    g_ptr_array_free(none.sorted, TRUE);
}
