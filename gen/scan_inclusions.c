/* SPDX-License-Identifier: MIT */
#include "scan_inclusions.h"

#include <string.h>

static const TraceDirective *directive_at(const Scanner *scanner, guint number)
{
    return &g_array_index(scanner->trace->directives, TraceDirective, number);
}

static guint add_inclusion(Inclusions *inclusions, ScanFile *file, unsigned start)
{
    const Inclusion inclusion = {
        .file = file,
        .start = start,
        .directives = g_array_new(FALSE, FALSE, sizeof(guint)),
        .cursors = g_array_new(FALSE, FALSE, sizeof(guint)),
        .places = g_array_new(FALSE, FALSE, sizeof(guint)),
    };
    guint number = inclusions->list->len;

    g_array_append_val(inclusions->list, inclusion);
    if (start != 0) {
        g_hash_table_insert(inclusions->by_start, GUINT_TO_POINTER(start),
                            GUINT_TO_POINTER(number + 1));
    }
    g_hash_table_add(inclusions->files, file);
    return number;
}

static guint *target_of(const Inclusions *inclusions, guint directive)
{
    return &g_array_index(inclusions->targets, guint, directive);
}

/* The inclusion of a directive that is the first thing in it: what the directive just
 * before it reads, or what is read before the main file. */
static guint enter(Inclusions *inclusions, const Scanner *scanner, guint directive)
{
    const TraceDirective *first = directive_at(scanner, directive);
    const TraceDirective *before =
        directive > 0 ? directive_at(scanner, directive - 1) : NULL;
    guint number = add_inclusion(inclusions, first->file, first->start);

    if (first->file == scanner->main_file) {
        inclusions->understood =
            inclusions->understood && inclusions->main == INCLUSION_NONE;
        inclusions->main = number;
    } else if (before != NULL && before->to == first->file) {
        *target_of(inclusions, directive - 1) = number;
    } else if (inclusions->main == INCLUSION_NONE) {
        g_array_append_val(inclusions->before, number);
    } else {
        inclusions->understood = false;
    }
    return number;
}

static void enter_all(Inclusions *inclusions, const Scanner *scanner)
{
    const GArray *directives = scanner->trace->directives;

    for (guint i = 0; i < directives->len; i++) {
        const TraceDirective *directive = directive_at(scanner, i);
        guint none = INCLUSION_NONE, number;

        g_array_append_val(inclusions->targets, none);
        number = GPOINTER_TO_UINT(g_hash_table_lookup(
            inclusions->by_start, GUINT_TO_POINTER(directive->start)));
        number = number > 0 ? number - 1 : enter(inclusions, scanner, i);
        g_array_append_val(inclusion_at(inclusions, number)->directives, i);
    }
}

/* While it is found out what directives read that no directive follows in. */
typedef struct Finding {
    const Scanner *scanner;
    Inclusions *inclusions;
    GArray *entered; /* of unsigned: where what is read was included from, sorted */
    GHashTable
        *starts; /* ScanFile * -> GArray of unsigned: of inclusions, not known yet */
    GHashTable *taken; /* ScanFile * -> how many of these are */
    GHashTable *open;  /* ScanFile * -> how many inclusions want one of these */
} Finding;

static void note_entered(CXFile file, CXSourceLocation *stack, unsigned depth,
                         CXClientData data)
{
    const GArray *entered = data;

    (void)file;
    if (depth > 0) {
        g_array_append_val((GArray *)entered, stack[0].int_data);
    }
}

static gint compare_numbers(gconstpointer a, gconstpointer b)
{
    unsigned left = *(const unsigned *)a, right = *(const unsigned *)b;

    return left < right ? -1 : left > right;
}

/* Whether a file is read at that directive: what is read is included from its line. */
static bool is_entered(const Finding *finding, const TraceDirective *directive)
{
    unsigned first = directive->start + directive->offset;
    guint low = 0, high = finding->entered->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(finding->entered, unsigned, middle) < first) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < finding->entered->len &&
           g_array_index(finding->entered, unsigned, low) < first + directive->length;
}

static guint count_of(GHashTable *table, const ScanFile *file, guint add)
{
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(table, file));

    g_hash_table_insert(table, (gpointer)file, GUINT_TO_POINTER(count + add));
    return count;
}

/* The start of an inclusion in which no directive is carried out; 0 where it is of no
 * use, and UINT_MAX where it is not to be told. */
static unsigned find_start(Finding *finding, const TraceDirective *directive)
{
    const GArray *starts = g_hash_table_lookup(finding->starts, directive->to);
    guint wanted = GPOINTER_TO_UINT(g_hash_table_lookup(finding->open, directive->to));

    if (wanted == 1 &&
        !g_hash_table_contains(finding->inclusions->files, directive->to)) {
        return clang_getLocationForOffset(finding->scanner->unit, directive->to->handle,
                                          0)
            .int_data;
    }
    if (starts == NULL) {
        return 0;
    }
    return starts->len == wanted
               ? g_array_index(starts, unsigned,
                               count_of(finding->taken, directive->to, 1))
               : G_MAXUINT;
}

static bool is_open(const Inclusions *inclusions, const TraceDirective *directive,
                    guint number)
{
    return directive->to != NULL && !directive->to->prelude &&
           *target_of(inclusions, number) == INCLUSION_NONE;
}

/* What directives read that no directive follows in: declarations only, or nothing. */
static void find_entered(Inclusions *inclusions, const Scanner *scanner,
                         GHashTable *starts)
{
    Finding finding = {scanner,
                       inclusions,
                       g_array_new(FALSE, FALSE, sizeof(unsigned)),
                       starts,
                       g_hash_table_new(NULL, NULL),
                       g_hash_table_new(NULL, NULL)};

    clang_getInclusions(scanner->unit, note_entered, finding.entered);
    g_array_sort(finding.entered, compare_numbers);
    for (guint i = 0; i < inclusions->targets->len; i++) {
        const TraceDirective *directive = directive_at(scanner, i);
        if (is_open(inclusions, directive, i) && is_entered(&finding, directive)) {
            count_of(finding.open, directive->to, 1);
        }
    }
    for (guint i = 0; i < inclusions->targets->len; i++) {
        const TraceDirective *directive = directive_at(scanner, i);
        if (is_open(inclusions, directive, i) && is_entered(&finding, directive)) {
            unsigned start = find_start(&finding, directive);
            *target_of(inclusions, i) =
                start == G_MAXUINT ? INCLUSION_UNKNOWN
                                   : add_inclusion(inclusions, directive->to, start);
        }
    }
    g_array_free(finding.entered, TRUE);
    g_hash_table_destroy(finding.taken);
    g_hash_table_destroy(finding.open);
}

/* Where the first directive of a text stands, if nothing is before it. */
static size_t first_directive(const char *text, size_t length)
{
    size_t at = 0;

    while (at < length) {
        const char *end = NULL;
        if (g_ascii_isspace(text[at])) {
            at++;
            continue;
        }
        if (g_str_has_prefix(text + at, "/*")) {
            end = g_strstr_len(text + at + 2, (gssize)(length - at - 2), "*/");
            end = end != NULL ? end + 2 : NULL;
        } else if (g_str_has_prefix(text + at, "//")) {
            end = memchr(text + at, '\n', length - at);
        }
        if (end == NULL) {
            break;
        }
        at = (size_t)(end - text);
    }
    return at;
}

/* Whether it reads nothing: the file guards itself, and was being read or had been. */
static bool is_empty(const Inclusion *inclusion)
{
    const ScanText *file = scan_file_text(inclusion->file);
    const char *text = file->contents;
    const SkippedRange *range = inclusion->skipped != NULL
                                    ? &g_array_index(inclusion->skipped, SkippedRange, 0)
                                    : NULL;

    const char *rest;
    size_t length;

    if (inclusion->directives->len > 0 || range == NULL || text == NULL ||
        range->end > file->length) {
        return false;
    }
    length = file->length - range->end;
    rest = memchr(text + range->end, '\n', length);
    length = rest != NULL ? file->length - (size_t)(rest - text) : 0;
    return range->start == first_directive(text, file->length) &&
           first_directive(rest, length) == length;
}

/* Where each file is read, if that is once. */
static void find_contents(Inclusions *inclusions)
{
    for (guint i = 0; i < inclusions->list->len; i++) {
        const Inclusion *inclusion = inclusion_at(inclusions, i);
        if (!is_empty(inclusion)) {
            bool first = !g_hash_table_contains(inclusions->of_file, inclusion->file);
            g_hash_table_insert(inclusions->of_file, inclusion->file,
                                GUINT_TO_POINTER(first ? i + 1 : 0));
        }
    }
}

/* A directive that enters no file leaves one out that guards itself. */
static void find_guarded(Inclusions *inclusions, const Scanner *scanner)
{
    for (guint i = 0; i < inclusions->targets->len; i++) {
        const TraceDirective *directive = directive_at(scanner, i);

        if (is_open(inclusions, directive, i)) {
            guint number =
                GPOINTER_TO_UINT(g_hash_table_lookup(inclusions->of_file, directive->to));
            bool guarded = clang_isFileMultipleIncludeGuarded(scanner->unit,
                                                              directive->to->handle) != 0;
            *target_of(inclusions, i) =
                number > 0 && guarded ? number - 1 : INCLUSION_UNKNOWN;
        }
    }
}

/* What stands in no inclusion that is known makes nothing of its file's to be told. */
static void place_cursors(Inclusions *inclusions, const Scanner *scanner)
{
    const GArray *cursors = scanner->trace->cursors;

    for (guint i = 0; i + 1 < cursors->len; i++) {
        const TraceCursor *cursor = &g_array_index(cursors, TraceCursor, i);
        guint number = cursor->file != NULL && !cursor->file->prelude
                           ? inclusions_find(inclusions, cursor->file, cursor->start)
                           : INCLUSION_NONE;

        if (number == INCLUSION_UNKNOWN) {
            g_hash_table_add(inclusions->unclear, cursor->file);
        } else if (number != INCLUSION_NONE) {
            g_array_append_val(inclusion_at(inclusions, number)->cursors, i);
        }
    }
}

static gint compare_offsets(gconstpointer a, gconstpointer b, gpointer data)
{
    const ScanPlace *left = scan_system_place_at(data, *(const guint *)a);
    const ScanPlace *right = scan_system_place_at(data, *(const guint *)b);

    return left->offset < right->offset ? -1 : left->offset > right->offset;
}

static void place_declarations(Inclusions *inclusions, const Scanner *scanner)
{
    for (guint i = 0; i < scan_system_places(scanner->system); i++) {
        const ScanPlace *place = scan_system_place_at(scanner->system, i);
        guint number = place->decl->kind != IR_MACRO && !place->file->prelude
                           ? inclusions_find(inclusions, place->file, place->start)
                           : INCLUSION_NONE;

        if (number == INCLUSION_UNKNOWN) {
            g_hash_table_add(inclusions->unclear, (gpointer)place->file);
        } else if (number != INCLUSION_NONE) {
            g_array_append_val(inclusion_at(inclusions, number)->places, i);
        }
    }
    for (guint i = 0; i < inclusions->list->len; i++) {
        g_array_sort_with_data(inclusion_at(inclusions, i)->places, compare_offsets,
                               scanner->system);
    }
}

/* Calls found for all that #if left out, with the start of the inclusion. */
typedef void SkippedFound(Inclusions *inclusions, const Scanner *scanner, CXFile file,
                          unsigned start, SkippedRange range, GHashTable *starts);

static void find_skipped(Inclusions *inclusions, const Scanner *scanner,
                         const CXSourceRangeList *list, SkippedFound *found,
                         GHashTable *starts)
{
    for (unsigned i = 0; list != NULL && i < list->count; i++) {
        CXSourceLocation first = clang_getRangeStart(list->ranges[i]);
        SkippedRange range;
        CXFile file;

        clang_getFileLocation(first, &file, NULL, NULL, &range.start);
        clang_getFileLocation(clang_getRangeEnd(list->ranges[i]), NULL, NULL, NULL,
                              &range.end);
        found(inclusions, scanner, file, first.int_data - range.start, range, starts);
    }
}

/* The starts of inclusions in which no directive is carried out. */
static void note_start(Inclusions *inclusions, const Scanner *scanner, CXFile file,
                       unsigned start, SkippedRange range, GHashTable *starts)
{
    const ScanFile *info = g_hash_table_lookup(scanner->files, file);
    GArray *list = info != NULL ? g_hash_table_lookup(starts, info) : NULL;

    (void)range;
    if (info == NULL ||
        g_hash_table_contains(inclusions->by_start, GUINT_TO_POINTER(start))) {
        return;
    }
    if (list == NULL) {
        list = g_array_new(FALSE, FALSE, sizeof start);
        g_hash_table_insert(starts, (gpointer)info, list);
    }
    if (list->len == 0 || g_array_index(list, unsigned, list->len - 1) != start) {
        g_array_append_val(list, start);
    }
}

static void note_skipped(Inclusions *inclusions, const Scanner *scanner, CXFile file,
                         unsigned start, SkippedRange range, GHashTable *starts)
{
    gpointer number = g_hash_table_lookup(inclusions->by_start, GUINT_TO_POINTER(start));
    Inclusion *inclusion;

    (void)scanner;
    (void)file;
    (void)starts;
    if (number != NULL) {
        inclusion = inclusion_at(inclusions, GPOINTER_TO_UINT(number) - 1);
        if (inclusion->skipped == NULL) {
            inclusion->skipped = g_array_new(FALSE, FALSE, sizeof range);
        }
        g_array_append_val(inclusion->skipped, range);
    }
}

static void free_starts(gpointer starts)
{
    g_array_free(starts, TRUE);
}

Inclusions *inclusions_create(Scanner *scanner)
{
    Inclusions *inclusions = g_new0(Inclusions, 1);
    CXSourceRangeList *skipped = clang_getAllSkippedRanges(scanner->unit);
    GHashTable *starts = g_hash_table_new_full(NULL, NULL, NULL, free_starts);

    *inclusions = (Inclusions){
        .list = g_array_new(FALSE, FALSE, sizeof(Inclusion)),
        .targets = g_array_new(FALSE, FALSE, sizeof(guint)),
        .before = g_array_new(FALSE, FALSE, sizeof(guint)),
        .main = INCLUSION_NONE,
        .by_start = g_hash_table_new(NULL, NULL),
        .of_file = g_hash_table_new(NULL, NULL),
        .unclear = g_hash_table_new(NULL, NULL),
        .files = g_hash_table_new(NULL, NULL),
        .understood = true,
    };
    scan_trace_directives(scanner);
    enter_all(inclusions, scanner);
    find_skipped(inclusions, scanner, skipped, note_start, starts);
    find_entered(inclusions, scanner, starts);
    find_skipped(inclusions, scanner, skipped, note_skipped, NULL);
    find_contents(inclusions);
    find_guarded(inclusions, scanner);
    place_cursors(inclusions, scanner);
    place_declarations(inclusions, scanner);
    clang_disposeSourceRangeList(skipped);
    g_hash_table_destroy(starts);
    inclusions->understood = inclusions->understood && inclusions->main != INCLUSION_NONE;
    return inclusions;
}

void inclusions_destroy(Inclusions *inclusions)
{
    if (inclusions == NULL) {
        return;
    }
    for (guint i = 0; i < inclusions->list->len; i++) {
        Inclusion *inclusion = inclusion_at(inclusions, i);
        g_array_free(inclusion->directives, TRUE);
        g_array_free(inclusion->cursors, TRUE);
        g_array_free(inclusion->places, TRUE);
        if (inclusion->skipped != NULL) {
            g_array_free(inclusion->skipped, TRUE);
        }
    }
    g_array_free(inclusions->list, TRUE);
    g_array_free(inclusions->targets, TRUE);
    g_array_free(inclusions->before, TRUE);
    g_hash_table_destroy(inclusions->by_start);
    g_hash_table_destroy(inclusions->of_file);
    g_hash_table_destroy(inclusions->unclear);
    g_hash_table_destroy(inclusions->files);
    g_free(inclusions);
}

guint inclusions_find(const Inclusions *inclusions, const ScanFile *file, unsigned start)
{
    guint number = GPOINTER_TO_UINT(
        start != 0 ? g_hash_table_lookup(inclusions->by_start, GUINT_TO_POINTER(start))
                   : g_hash_table_lookup(inclusions->of_file, file));

    return number > 0 ? number - 1 : INCLUSION_UNKNOWN;
}
