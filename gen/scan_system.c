/* SPDX-License-Identifier: MIT */
/*
 * System headers: what a module's bindings need not declare because they include a header
 * that has it, directly or through others. While a module is scanned, every inclusion is
 * noted, and every place at which something is declared.
 */
#include <string.h>

#include "scan_internal.h"

typedef struct Inclusion {
    const ScanFile *from, *to;
    const char *spelling; /* as between the brackets: "sys/types.h" */
} Inclusion;

typedef struct Place {
    const IrDecl *decl;
    const ScanFile *file;
} Place;

struct ScanSystem {
    GArray *inclusions; /* of Inclusion */
    GArray *places;     /* of Place, in the order of the source */
};

ScanSystem *scan_system_create(void)
{
    ScanSystem *system = g_new0(ScanSystem, 1);

    system->inclusions = g_array_new(FALSE, FALSE, sizeof(Inclusion));
    system->places = g_array_new(FALSE, FALSE, sizeof(Place));
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

void scan_system_include(ScanSystem *system, const ScanFile *from, const ScanFile *to,
                         const char *spelling)
{
    Inclusion inclusion = {from, to, spelling};

    if (system != NULL) {
        g_array_append_val(system->inclusions, inclusion);
    }
}

void scan_system_place(ScanSystem *system, const IrDecl *decl, const ScanFile *file)
{
    Place place = {decl, file};

    if (system != NULL && file != NULL) {
        g_array_append_val(system->places, place);
    }
}

/* All that including the header reads: a set of ScanFile *, empty when nobody does. New.
 */
static GHashTable *reach(const ScanSystem *system, const char *header)
{
    GHashTable *reached = g_hash_table_new(NULL, NULL);
    bool grown = false;

    for (guint i = 0; i < system->inclusions->len; i++) {
        const Inclusion *inclusion = &g_array_index(system->inclusions, Inclusion, i);
        if (strcmp(inclusion->spelling, header) == 0) {
            grown = g_hash_table_add(reached, (gpointer)inclusion->to) || grown;
        }
    }
    while (grown) {
        grown = false;
        for (guint i = 0; i < system->inclusions->len; i++) {
            const Inclusion *inclusion = &g_array_index(system->inclusions, Inclusion, i);
            if (g_hash_table_contains(reached, inclusion->from)) {
                grown = g_hash_table_add(reached, (gpointer)inclusion->to) || grown;
            }
        }
    }
    return reached;
}

/*
 * Gives what the header declares to it, unless a header before has it. A record or an
 * enum is where it is defined, which comes last; anything else is wherever it is declared.
 */
static void give(const ScanSystem *system, GHashTable *owned, GHashTable *reached,
                 const char *name)
{
    GHashTable *mine = g_hash_table_new(NULL, NULL);
    GHashTableIter iter;
    gpointer decl;

    for (guint i = 0; i < system->places->len; i++) {
        const Place *place = &g_array_index(system->places, Place, i);
        bool tag = place->decl->kind == IR_RECORD || place->decl->kind == IR_ENUM;
        if (g_hash_table_contains(reached, place->file)) {
            g_hash_table_add(mine, (gpointer)place->decl);
        } else if (tag) {
            g_hash_table_remove(mine, place->decl);
        }
    }
    g_hash_table_iter_init(&iter, mine);
    while (g_hash_table_iter_next(&iter, &decl, NULL)) {
        if (!g_hash_table_contains(owned, decl)) {
            g_hash_table_insert(owned, decl, (gpointer)name);
        }
    }
    g_hash_table_destroy(mine);
}

static bool take_header(Scanner *scanner, GHashTable *owned, const char *header)
{
    GHashTable *reached = reach(scanner->system, header);
    bool found = g_hash_table_size(reached) > 0;

    if (found) {
        give(scanner->system, owned, reached, ir_printf(scanner->ir, "<%s>", header));
    }
    g_hash_table_destroy(reached);
    return found;
}

/* The headers that a dependency's bindings include come with them. */
static void take_inherited(Scanner *scanner, GHashTable *owned, const Ir *dependency)
{
    for (guint i = 0; i < dependency->system->len; i++) {
        const char *name = dependency->system->pdata[i];
        char *header = g_strndup(name + 1, strlen(name) - 2);
        take_header(scanner, owned, header);
        g_free(header);
    }
}

bool scan_system_owned(Scanner *scanner, const GPtrArray *dependencies,
                       GHashTable *owned)
{
    const Manifest *manifest = scanner->options->manifest;
    bool done = true;

    for (guint i = 0; i < manifest->system->len; i++) {
        const ManifestText *entry = &g_array_index(manifest->system, ManifestText, i);
        g_ptr_array_add(scanner->ir->system,
                        (gpointer)ir_printf(scanner->ir, "<%s>", entry->text));
        if (!take_header(scanner, owned, entry->text)) {
            diag_report(scanner->diag, DIAG_ERROR, manifest->path, entry->line,
                        entry->column,
                        "<%s> is included by none of the headers read; include it in %s",
                        entry->text, manifest->header);
            done = false;
        }
    }
    for (guint i = 0; dependencies != NULL && i < dependencies->len; i++) {
        take_inherited(scanner, owned, dependencies->pdata[i]);
    }
    return done;
}
