/* SPDX-License-Identifier: MIT */
#include "scan_trace.h"

#include <string.h>

static void free_words(gpointer words)
{
    g_array_free(words, TRUE);
}

ScanTrace *scan_trace_create(void)
{
    ScanTrace *trace = g_new0(ScanTrace, 1);

    trace->files = g_ptr_array_new();
    trace->names = word_names_create();
    trace->words = g_hash_table_new_full(NULL, NULL, NULL, free_words);
    trace->understood = true;
    trace->directives = g_array_new(FALSE, FALSE, sizeof(TraceDirective));
    trace->cursors = g_array_new(FALSE, FALSE, sizeof(TraceCursor));
    trace->changed = g_hash_table_new(NULL, NULL);
    trace->replaced = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    return trace;
}

void scan_trace_destroy(ScanTrace *trace)
{
    if (trace != NULL) {
        scan_trace_wait(trace);
        g_ptr_array_free(trace->files, TRUE);
        word_names_destroy(trace->names);
        g_hash_table_destroy(trace->words);
        g_array_free(trace->directives, TRUE);
        g_array_free(trace->cursors, TRUE);
        g_clear_pointer(&trace->before.attributes, g_ptr_array_unref);
        g_hash_table_destroy(trace->changed);
        g_hash_table_destroy(trace->replaced);
        g_free(trace);
    }
}

static gpointer read_words(gpointer data)
{
    ScanTrace *trace = data;

    for (guint i = 0; trace->understood && i < trace->files->len; i++) {
        ScanFile *file = trace->files->pdata[i];
        const ScanText *text = scan_file_text(file);
        GArray *words = text->contents != NULL
                            ? words_of_text(trace->names, text->contents, text->length)
                            : NULL;

        trace->understood = words != NULL;
        if (words != NULL) {
            g_hash_table_insert(trace->words, file, words);
        }
    }
    return NULL;
}

/* Which files there are is known from the start: a thread reads them meanwhile. */
void scan_trace_read(Scanner *scanner)
{
    ScanTrace *trace = scanner->trace;
    GHashTableIter iter;
    gpointer value;

    if (trace == NULL) {
        return;
    }
    g_hash_table_iter_init(&iter, scanner->files);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const ScanFile *file = value;
        if (file != scanner->main_file && !file->prelude) {
            g_ptr_array_add(trace->files, value);
        }
    }
    trace->reader = g_thread_try_new("bindery-words", read_words, trace, NULL);
    if (trace->reader == NULL) {
        read_words(trace);
    }
}

void scan_trace_wait(ScanTrace *trace)
{
    if (trace != NULL) {
        g_clear_pointer(&trace->reader, g_thread_join);
    }
}

/* To the end of the line, which a backslash prolongs. */
static size_t line_length(const ScanText *text, size_t offset)
{
    size_t end = offset;

    while (end < text->length && (text->contents[end] != '\n' ||
                                  (end > offset && text->contents[end - 1] == '\\'))) {
        end++;
    }
    return end - offset;
}

void scan_trace_directives(Scanner *scanner)
{
    const ScanText all = {.contents = scanner->text->str, .length = scanner->text->len};
    guint inclusions = 0;

    for (guint i = 0; i < scanner->entities->len; i++) {
        const ScanEntity *entity = &g_array_index(scanner->entities, ScanEntity, i);
        TraceDirective directive = {.file = entity->file, .to = entity->included};
        const ScanText *text;

        if (entity->file == NULL || entity->file->prelude) {
            continue;
        }
        directive.offset = entity->start;
        directive.start = entity->place.int_data - entity->start;
        text = entity->file == scanner->main_file ? &all : scan_file_text(entity->file);
        if (entity->included != NULL) {
            directive.inclusion = inclusions++;
            directive.length = (unsigned)line_length(text, entity->start);
        } else if (text->contents != NULL && entity->start < text->length) {
            directive.text = text->contents + entity->start;
            directive.length = (unsigned)scan_definition_length(entity, text);
        }
        g_array_append_val(scanner->trace->directives, directive);
    }
}

static bool same_strings(const GPtrArray *a, const GPtrArray *b)
{
    guint length = a != NULL ? a->len : 0;
    bool same = length == (b != NULL ? b->len : 0);

    for (guint i = 0; same && i < length; i++) {
        same = strcmp(a->pdata[i], b->pdata[i]) == 0;
    }
    return same;
}

static bool is_unchanged(const IrDecl *a, const IrDecl *b)
{
    bool same = a->type == b->type && a->n_params == b->n_params && a->doc == b->doc &&
                a->storage == b->storage && a->is_inline == b->is_inline &&
                a->defined == b->defined && a->symbol == b->symbol &&
                a->inlined == b->inlined && a->value == b->value &&
                same_strings(a->attributes, b->attributes);

    for (unsigned i = 0; same && i < a->n_params; i++) {
        same = a->params[i].type == b->params[i].type &&
               strcmp(a->params[i].name, b->params[i].name) == 0;
    }
    return same;
}

static void end_repeated(ScanTrace *trace)
{
    if (trace->repeated != NULL && !is_unchanged(trace->repeated, &trace->before)) {
        g_hash_table_add(trace->changed, trace->repeated);
    }
    trace->repeated = NULL;
    g_clear_pointer(&trace->before.attributes, g_ptr_array_unref);
}

void scan_trace_repeat(ScanTrace *trace, IrDecl *decl)
{
    if (trace != NULL) {
        trace->repeated = decl;
        trace->before = *decl;
        if (decl->attributes != NULL) {
            trace->before.attributes = g_ptr_array_copy(decl->attributes, NULL, NULL);
        }
    }
}

static void add_cursor(Scanner *scanner, TraceCursor entry)
{
    end_repeated(scanner->trace);
    entry.sequence = scanner->sequence;
    entry.place = scan_system_places(scanner->system);
    g_array_append_val(scanner->trace->cursors, entry);
}

void scan_trace_cursor(Scanner *scanner, CXCursor cursor, bool late)
{
    CXSourceLocation at;
    TraceCursor entry = {.late = late};
    CXFile file;

    if (scanner->trace != NULL) {
        at = clang_getCursorLocation(cursor);
        clang_getExpansionLocation(at, &file, NULL, NULL, &entry.offset);
        entry.file = file != NULL ? scan_file(scanner, file) : NULL;
        entry.start = scan_trace_start(at, entry.offset);
        add_cursor(scanner, entry);
    }
}

void scan_trace_tag(Scanner *scanner, IrDecl *tag)
{
    GArray *cursors = scanner->trace != NULL ? scanner->trace->cursors : NULL;

    if (cursors != NULL) {
        g_array_index(cursors, TraceCursor, cursors->len - 1).tag = tag;
    }
}

void scan_trace_replace(ScanTrace *trace, const IrDecl *decl)
{
    if (trace != NULL) {
        g_hash_table_insert(trace->replaced, (gpointer)decl,
                            g_memdup2(decl, sizeof *decl));
    }
}

void scan_trace_end(Scanner *scanner)
{
    if (scanner->trace != NULL) {
        add_cursor(scanner, (TraceCursor){0});
    }
}
