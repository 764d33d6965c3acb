/* SPDX-License-Identifier: MIT */
/*
 * Unions: modules of one run whose headers differ are parsed and visited together, in one
 * translation unit that includes the header of each. A module takes its part when it is
 * certain that the part is what it would have found alone (scan_readings.h), and that no
 * declaration of it is another one's too; else it is scanned by itself.
 */
#include "scan_paths.h"
#include "scan_union_parts.h"

/* The name of the text that includes the headers. */
#define UNION_NAME "/bindery-modules.h"

bool scan_unites(const ScanOptions *options)
{
    return options->manifest != NULL && options->manifest->macros->len == 0;
}

static GString *union_text(const ScanOptions *const *options, guint count)
{
    GString *text = g_string_new("");

    for (guint i = 0; i < count; i++) {
        char *path = scan_path_absolute(options[i]->header);
        g_string_append_printf(text, "#include \"%s\"\n", path);
        g_free(path);
    }
    return text;
}

ScanUnion *scan_union_create(const ScanOptions *const *options, guint count)
{
    ScanUnion *all = g_new0(ScanUnion, 1);

    all->options = *options[0];
    all->options.header = UNION_NAME;
    all->diag = diag_create_held();
    all->text = union_text(options, count);
    all->scan = scan_start_text(&all->options, all->text, all->diag);
    all->readings = all->scan != NULL ? readings_create(&all->scan->scanner) : NULL;
    if (all->readings == NULL) {
        scan_union_destroy(all);
        return NULL;
    }
    all->n_parts = count;
    all->parts = g_new0(Reading, count);
    union_list_decls(all);
    return all;
}

void scan_union_destroy(ScanUnion *all)
{
    if (all == NULL) {
        return;
    }
    for (guint i = 0; i < all->n_parts; i++) {
        if (all->parts[i].read != NULL) {
            reading_finish(&all->parts[i]);
        }
    }
    g_free(all->parts);
    readings_destroy(all->readings);
    scan_cancel(all->scan);
    diag_destroy(all->diag);
    g_string_free(all->text, TRUE);
    if (all->decls != NULL) {
        g_ptr_array_free(all->decls, TRUE);
    }
    g_free(all->facts);
    g_free(all->inclusion);
    if (all->sites != NULL) {
        g_array_free(all->sites, TRUE);
    }
    g_free(all);
}

static void take_macro_names(Part *part)
{
    const Scanner *from = &part->all->scan->scanner;
    GHashTableIter iter;
    gpointer name;

    g_hash_table_iter_init(&iter, from->macro_names);
    while (g_hash_table_iter_next(&iter, &name, NULL)) {
        if (reading_defines(&part->reading, part->all->readings, name)) {
            g_hash_table_add(part->scanner->macro_names, name);
        }
    }
}

/* Fills in a scan of the module's; false when it must be scanned by itself. */
static bool take(Part *part, Scan *scan, Diagnostics *diag, const ScanOptions *options)
{
    bool *kept = g_new0(bool, part->all->decls->len);
    Ir *ir = part_take_decls(part, kept);
    bool done = false;

    if (ir != NULL) {
        part->scanner = &scan->scanner;
        scan_init(part->scanner, options, ir, diag);
        done = part_take_files(part, kept);
    }
    if (done) {
        part_place_decls(part);
        take_macro_names(part);
        g_hash_table_insert(ir->paths, (gpointer)part->scanner->main_file->name,
                            (gpointer)ir_string(ir, options->header));
        g_ptr_array_set_size(ir->includes, 0);
        g_ptr_array_set_size(ir->raw, 0);
        scan_describe_header(part->scanner);
    } else if (ir != NULL) {
        /* Its files are the union's: it must not free what these hold. */
        g_hash_table_remove_all(part->scanner->files);
    }
    g_free(kept);
    return done;
}

/* The inclusion of the header of that module. */
static guint header_of(const ScanUnion *all, guint number)
{
    const Inclusions *inclusions = readings_inclusions(all->readings);
    const GArray *headers = inclusion_at(inclusions, inclusions->main)->directives;
    guint directive = g_array_index(headers, guint, number);

    return g_array_index(inclusions->targets, guint, directive);
}

bool scan_union_has(ScanUnion *all, unsigned number)
{
    const guint header = header_of(all, number);
    Reading *reading = &all->parts[number];

    if (header >= INCLUSION_UNKNOWN) {
        return false;
    }
    reading_init(reading, all->readings, header);
    return reading->differs == NULL;
}

Scan *scan_union_part(ScanUnion *all, unsigned number, const ScanOptions *options,
                      Diagnostics *diag)
{
    const Inclusions *inclusions = readings_inclusions(all->readings);
    const guint header = header_of(all, number);
    Part part = {.all = all, .header = inclusion_at(inclusions, header)->file};
    Scan *scan = g_new0(Scan, 1);

    part.reading = all->parts[number];
    if (take(&part, scan, diag, options)) {
        scan->times = all->scan->times; /* the first one's */
        all->scan->times = (ScanTimes){0};
    } else if (part.scanner != NULL) {
        scan_cancel(g_steal_pointer(&scan));
    } else {
        g_clear_pointer(&scan, g_free);
    }
    return scan;
}
