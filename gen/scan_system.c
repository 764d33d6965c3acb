/* SPDX-License-Identifier: MIT */
/*
 * System headers: what a module's bindings need not declare because they include a header
 * that has it, directly or through others. While a module is scanned, every inclusion is
 * noted, and every place at which something is declared.
 */
#include <string.h>

#include "scan_internal.h"

/* Headers, and which of them reads each file first. */
typedef struct Reaching {
    GHashTable *files;    /* ScanFile * -> number in names, from 1 */
    GHashTable *includes; /* ScanFile * -> GPtrArray of ScanFile *: what it includes */
    GPtrArray *names;     /* of const char *, "<stddef.h>" */
} Reaching;

struct ScanSystem {
    GArray *inclusions; /* of ScanInclusion */
    GArray *places;     /* of ScanPlace, in the order of the source */
};

ScanSystem *scan_system_create(void)
{
    ScanSystem *system = g_new0(ScanSystem, 1);

    system->inclusions = g_array_new(FALSE, FALSE, sizeof(ScanInclusion));
    system->places = g_array_new(FALSE, FALSE, sizeof(ScanPlace));
    return system;
}

void scan_system_destroy(ScanSystem *system)
{
    if (system != NULL) {
        g_array_free(system->inclusions, TRUE);
        g_array_free(system->places, TRUE);
        g_free(system);
    }
}

void scan_system_include(ScanSystem *system, ScanInclusion inclusion)
{
    if (system != NULL) {
        g_array_append_val(system->inclusions, inclusion);
    }
}

void scan_system_place(ScanSystem *system, const IrDecl *decl, const ScanFile *file,
                       unsigned start, unsigned offset)
{
    ScanPlace place = {decl, file, start, offset};

    if (system != NULL && file != NULL) {
        g_array_append_val(system->places, place);
    }
}

const ScanInclusion *scan_system_inclusion_at(const ScanSystem *system, unsigned number)
{
    return &g_array_index(system->inclusions, ScanInclusion, number);
}

const ScanPlace *scan_system_place_at(const ScanSystem *system, unsigned number)
{
    return &g_array_index(system->places, ScanPlace, number);
}

unsigned scan_system_places(const ScanSystem *system)
{
    return system != NULL ? system->places->len : 0;
}

void scan_system_copy(ScanSystem *system, const ScanSystem *from)
{
    g_array_append_vals(system->inclusions, from->inclusions->data,
                        from->inclusions->len);
    for (guint i = 0; i < from->places->len; i++) {
        const ScanPlace *place = &g_array_index(from->places, ScanPlace, i);
        scan_system_place(system, place->decl->clone, place->file, place->start,
                          place->offset);
    }
}

static void free_list(gpointer data)
{
    g_ptr_array_free(data, TRUE);
}

/* What each file includes: ScanFile * -> GPtrArray of ScanFile *. New. */
static GHashTable *list_includes(const ScanSystem *system)
{
    GHashTable *includes = g_hash_table_new_full(NULL, NULL, NULL, free_list);

    for (guint i = 0; i < system->inclusions->len; i++) {
        const ScanInclusion *inclusion =
            &g_array_index(system->inclusions, ScanInclusion, i);
        GPtrArray *list = g_hash_table_lookup(includes, inclusion->from);
        if (list == NULL) {
            list = g_ptr_array_new();
            g_hash_table_insert(includes, (gpointer)inclusion->from, list);
        }
        g_ptr_array_add(list, (gpointer)inclusion->to);
    }
    return includes;
}

/* A file that including the header reads. One that a header before has read is its. */
static void reach(Reaching *reaching, const ScanFile *file)
{
    const GPtrArray *list;

    if (g_hash_table_contains(reaching->files, file)) {
        return;
    }
    g_hash_table_insert(reaching->files, (gpointer)file,
                        GUINT_TO_POINTER(reaching->names->len));
    list = g_hash_table_lookup(reaching->includes, file);
    for (guint i = 0; list != NULL && i < list->len; i++) {
        reach(reaching, list->pdata[i]);
    }
}

/* Adds a header, under that name: all that it reads and no header before it has read. */
static void add_reached(Reaching *reaching, const char *name, const ScanFile *file)
{
    g_ptr_array_add(reaching->names, (gpointer)name);
    reach(reaching, file);
}

/* Adds a system header by how it is included. Gives the file that it is, the system's
 * where there are several; NULL when nobody includes it. */
static const ScanFile *add_header(Reaching *reaching, const Scanner *scanner,
                                  const char *header)
{
    const char *name = ir_printf(scanner->ir, "<%s>", header);
    const GArray *inclusions = scanner->system->inclusions;
    const ScanFile *found = NULL;

    g_ptr_array_add(reaching->names, (gpointer)name);
    for (guint i = 0; i < inclusions->len; i++) {
        const ScanInclusion *inclusion = &g_array_index(inclusions, ScanInclusion, i);
        if (strcmp(inclusion->spelling, header) == 0) {
            reach(reaching, inclusion->to);
            found = found == NULL || inclusion->to->system ? inclusion->to : found;
        }
    }
    return found;
}

/*
 * Gives each declaration to the first header that has it. A record or an enum is where it
 * is defined, which comes last; anything else is wherever it is declared.
 */
static void give(const Scanner *scanner, const Reaching *reaching, GHashTable *owned)
{
    const GArray *places = scanner->system->places;
    GHashTable *numbers = g_hash_table_new(NULL, NULL);
    GHashTableIter iter;
    gpointer decl, value;

    for (guint i = 0; i < places->len; i++) {
        const ScanPlace *place = &g_array_index(places, ScanPlace, i);
        bool tag = ir_has_tag(place->decl->kind);
        gpointer number = g_hash_table_lookup(reaching->files, place->file);
        gpointer known =
            number == NULL && !tag ? NULL : g_hash_table_lookup(numbers, place->decl);
        if (number == NULL && tag && known != NULL) {
            g_hash_table_remove(numbers, place->decl);
        } else if (number != NULL && (tag || known == NULL || number < known)) {
            g_hash_table_insert(numbers, (gpointer)place->decl, number);
        }
    }
    g_hash_table_iter_init(&iter, numbers);
    while (g_hash_table_iter_next(&iter, &decl, &value)) {
        g_hash_table_insert(owned, decl,
                            reaching->names->pdata[GPOINTER_TO_UINT(value) - 1]);
    }
    g_hash_table_destroy(numbers);
}

/* The headers that a dependency's bindings include come with them. */
static void add_inherited(Reaching *reaching, const Scanner *scanner,
                          const Ir *dependency)
{
    for (guint i = 0; i < dependency->system->len; i++) {
        const char *name = dependency->system->pdata[i];
        char *header = g_strndup(name + 1, strlen(name) - 2);
        add_header(reaching, scanner, header);
        g_free(header);
    }
}

static void reaching_init(Reaching *reaching, const ScanSystem *system)
{
    *reaching = (Reaching){
        .files = g_hash_table_new(NULL, NULL),
        .includes = list_includes(system),
        .names = g_ptr_array_new(),
    };
}

static void reaching_finish(Reaching *reaching)
{
    g_hash_table_destroy(reaching->files);
    g_hash_table_destroy(reaching->includes);
    g_ptr_array_free(reaching->names, TRUE);
}

/* Whether an entry of "system" names a system header; file is NULL for none. */
static bool check_header(Scanner *scanner, const ManifestText *entry,
                         const ScanFile *file)
{
    const Manifest *manifest = scanner->options->manifest;

    if (file == NULL) {
        diag_report(scanner->diag, DIAG_ERROR, manifest->path, entry->line, entry->column,
                    "<%s> is included by none of the headers read; include it in %s",
                    entry->text, manifest->header);
    } else if (!file->system) {
        diag_report(scanner->diag, DIAG_ERROR, manifest->path, entry->line, entry->column,
                    "<%s> is no system header: it is %s; leave out what the module "
                    "declares itself, and name the directory of another library with "
                    "-isystem",
                    entry->text, file->path);
    }
    return file != NULL && file->system;
}

bool scan_system_owned(Scanner *scanner, const GPtrArray *dependencies, GHashTable *owned)
{
    const Manifest *manifest = scanner->options->manifest;
    Reaching reaching;
    bool done = true;

    reaching_init(&reaching, scanner->system);
    for (guint i = 0; i < manifest->system->len; i++) {
        const ManifestText *entry = &g_array_index(manifest->system, ManifestText, i);
        const ScanFile *file = add_header(&reaching, scanner, entry->text);
        g_ptr_array_add(scanner->ir->system, reaching.names->pdata[i]);
        done = check_header(scanner, entry, file) && done;
    }
    for (guint i = 0; dependencies != NULL && i < dependencies->len; i++) {
        add_inherited(&reaching, scanner, dependencies->pdata[i]);
    }
    give(scanner, &reaching, owned);
    reaching_finish(&reaching);
    return done;
}

void scan_system_public(Scanner *scanner, const GPtrArray *decls, GHashTable *owned)
{
    const GArray *inclusions = scanner->system->inclusions;
    GHashTable *all = g_hash_table_new(NULL, NULL);
    Reaching reaching;

    reaching_init(&reaching, scanner->system);
    for (guint i = 0; i < inclusions->len; i++) {
        const ScanInclusion *inclusion = &g_array_index(inclusions, ScanInclusion, i);
        if (!inclusion->from->system && inclusion->to->system) {
            add_reached(&reaching, inclusion->spelling, inclusion->to);
        }
    }
    give(scanner, &reaching, all);
    for (guint i = 0; i < decls->len; i++) {
        gpointer header = g_hash_table_lookup(all, decls->pdata[i]);
        if (header != NULL) {
            g_hash_table_insert(owned, decls->pdata[i], header);
        }
    }
    reaching_finish(&reaching);
    g_hash_table_destroy(all);
}
