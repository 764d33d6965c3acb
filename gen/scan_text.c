/* SPDX-License-Identifier: MIT */
/*
 * What the files say. libclang would hand out what it read itself, but looks for the file
 * among all inclusions and macro expansions each time, which takes longer than reading it
 * again; and that a thread does while the first declarations are visited.
 */
#include <string.h>
#include <sys/stat.h>

#include "scan_internal.h"
#include "scan_undef.h"

/* Where a documentation comment may begin: of unsigned. New. */
static GArray *find_docs(const char *text, size_t length)
{
    const char *end = text + length;
    GArray *docs = g_array_new(FALSE, FALSE, sizeof(unsigned));

    for (const char *at = text; end - at > 3; at++) {
        at = memchr(at, '/', (size_t)(end - at - 3));
        if (at == NULL) {
            break;
        }
        if ((at[1] == '*' || at[1] == '/') &&
            (at[2] == '!' || (at[2] == at[1] && at[3] != '/'))) {
            unsigned start = (unsigned)(at - text);
            g_array_append_val(docs, start);
        }
    }
    return docs;
}

/* Where each line starts: of unsigned. New. */
static GArray *find_lines(const char *text, size_t length)
{
    const char *end = text + length;
    GArray *lines = g_array_sized_new(FALSE, FALSE, sizeof(unsigned), (guint)length / 32);
    unsigned start = 0;

    g_array_append_val(lines, start);
    for (const char *at = text; at < end; at++) {
        at = memchr(at, '\n', (size_t)(end - at));
        if (at == NULL) {
            break;
        }
        start = (unsigned)(at - text) + 1;
        g_array_append_val(lines, start);
    }
    return lines;
}

/* Whether the file is not what it was when it was parsed. */
static bool has_changed(const ScanFile *file)
{
    struct stat status;

    return stat(file->path, &status) != 0 || status.st_mtime != file->time;
}

/* The prelude is no file. */
static void read_text(const ScanFile *file, ScanText *text)
{
    char *contents;
    gsize length;

    if (!file->prelude && g_file_get_contents(file->path, &contents, &length, NULL)) {
        *text = (ScanText){.contents = contents, .length = length};
    } else {
        *text = (ScanText){0};
    }
    text->changed = file->time != 0 && (text->contents == NULL || has_changed(file));
    text->docs = find_docs(text->contents, text->length);
    text->lines = find_lines(text->contents, text->length);
    text->undefs = scan_undefs_find(text->contents, text->length);
}

const ScanText *scan_file_text(ScanFile *file)
{
    if (g_once_init_enter(&file->ready)) {
        read_text(file, &file->text);
        g_once_init_leave(&file->ready, 1);
    }
    return &file->text;
}

void scan_text_finish(ScanFile *file)
{
    g_free(file->text.contents);
    if (file->text.lines != NULL) {
        g_array_free(file->text.docs, TRUE);
        g_array_free(file->text.lines, TRUE);
        g_array_free(file->text.undefs, TRUE);
    }
}

/* Most have none, and need not be asked for one. */
bool scan_file_has_docs(ScanFile *file, unsigned after, unsigned offset)
{
    const ScanText *text = scan_file_text(file);
    const unsigned *starts = (const unsigned *)(const void *)text->docs->data;
    const char *newline;
    guint low = 0, high = text->docs->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (starts[middle] < after) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    newline = offset < text->length
                  ? memchr(text->contents + offset, '\n', text->length - offset)
                  : NULL;
    return low < text->docs->len &&
           (newline == NULL || starts[low] < (size_t)(newline - text->contents));
}

static gpointer read_all(gpointer data)
{
    GPtrArray *files = data;

    for (guint i = 0; i < files->len; i++) {
        scan_file_text(files->pdata[i]);
    }
    g_ptr_array_free(files, TRUE);
    return NULL;
}

/* In the order in which they were included: so they are asked for. */
void scan_text_start(Scanner *scanner)
{
    GPtrArray *files = g_ptr_array_new();

    for (guint i = 0; i < scanner->entities->len; i++) {
        const ScanEntity *entity = &g_array_index(scanner->entities, ScanEntity, i);
        if (entity->included != NULL) {
            g_ptr_array_add(files, entity->included);
        }
    }
    scanner->reader = g_thread_try_new("bindery-text", read_all, files, NULL);
    if (scanner->reader == NULL) {
        g_ptr_array_free(files, TRUE); /* each is read when it is asked for */
    }
}

void scan_text_wait(Scanner *scanner)
{
    g_clear_pointer(&scanner->reader, g_thread_join);
}

static bool check_text(const Scanner *scanner, const ScanFile *file)
{
    if (file->text.changed) {
        diag_report(scanner->diag, DIAG_ERROR, file->given, 0, 0,
                    "it was written or removed while it was scanned; scan again when it "
                    "is finished");
    }
    return !file->text.changed;
}

/* One error is enough: who writes headers seldom writes only one. */
bool scan_text_check(Scanner *scanner)
{
    bool good = check_text(scanner, scanner->main_file);

    for (guint i = 0; good && i < scanner->entities->len; i++) {
        const ScanFile *file = g_array_index(scanner->entities, ScanEntity, i).included;
        good = file == NULL || check_text(scanner, file);
    }
    return good;
}

/* Declarations follow each other: mostly it is the line of the last one or soon after. */
void scan_file_position(ScanFile *file, unsigned offset, unsigned *line, unsigned *column)
{
    const GArray *lines;
    const unsigned *starts;
    guint low, high, step = 1;

    *line = *column = 0;
    if (file->compiler) {
        return;
    }
    lines = scan_file_text(file)->lines;
    starts = (const unsigned *)(const void *)lines->data;
    low = starts[file->line] <= offset ? file->line : 0;
    while (low + step < lines->len && starts[low + step] <= offset) {
        low += step;
        step *= 2;
    }
    for (high = MIN(low + step, lines->len); high - low > 1;) {
        guint middle = low + (high - low) / 2;
        if (starts[middle] <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    file->line = low;
    *line = low + 1;
    *column = offset - starts[low] + 1;
}
