/* SPDX-License-Identifier: MIT */
#include "module_graph.h"

#include <string.h>

#include "json_read.h"

enum {
    MODULE_NEW,
    MODULE_ENTERED,
    MODULE_DONE
};

/* The graph while it is built. */
typedef struct Building {
    ModuleGraph *graph;
    const ModulePlaces *places;
    Diagnostics *diag;
    GPtrArray *path; /* of Module *: from a manifest to the module at hand */
    bool failed;
} Building;

/* Who depends on a module, for messages. */
typedef struct Dependent {
    const char *name, *file;
    unsigned line, column;
} Dependent;

static void module_free(gpointer data)
{
    Module *module = data;

    ir_destroy(module->found);
    g_ptr_array_unref(module->needs);
    g_free(module->path);
    g_free(module);
}

/* Adds a module under its name (borrowed). */
static Module *add_module(ModuleGraph *graph, const char *name)
{
    Module *module = g_new0(Module, 1);

    module->name = name;
    module->needs = g_ptr_array_new();
    g_hash_table_insert(graph->by_name, (gpointer)name, module);
    return module;
}

static void add_manifest(Building *building, const Manifest *manifest)
{
    const Module *same =
        g_hash_table_lookup(building->graph->by_name, manifest->name.text);

    if (same == NULL) {
        add_module(building->graph, manifest->name.text)->manifest = manifest;
        return;
    }
    diag_report(building->diag, DIAG_ERROR, manifest->path, manifest->name.line,
                manifest->name.column,
                "module '%s' is in this run already; give each module one manifest and a "
                "name of its own",
                manifest->name.text);
    diag_report(building->diag, DIAG_NOTE, same->manifest->path,
                same->manifest->name.line, same->manifest->name.column,
                "the other one is here");
    building->failed = true;
}

char *module_record_path(const char *directory, const char *module)
{
    char *file = g_strconcat(module, JSON_RECORD_SUFFIX, NULL);
    char *path = g_build_filename(directory, file, NULL);

    g_free(file);
    return path;
}

/* Each place once; a directory that there is not is told of as a mistake. */
static void note_looked(GString *looked, const char *directory, const char *path)
{
    const bool missing =
        *directory != '\0' && !g_file_test(directory, G_FILE_TEST_IS_DIR);
    char *place =
        g_strdup_printf("'%s'%s", path, missing ? " (nor such a directory)" : "");

    if (strstr(looked->str, place) == NULL) {
        g_string_append_printf(looked, "%s%s", looked->len > 0 ? ", " : "", place);
    }
    g_free(place);
}

/* The path of the record (new) in that directory, or NULL; notes where it looked. */
static char *look_in(const char *directory, const char *name, GString *looked)
{
    char *path = module_record_path(directory, name);

    if (g_file_test(path, G_FILE_TEST_EXISTS)) {
        return path;
    }
    note_looked(looked, directory, path);
    g_free(path);
    return NULL;
}

/* The path of the module's record (new), or NULL with an error reported. */
static char *find_record(Building *building, const char *name, const Dependent *dependent)
{
    const ModulePlaces *places = building->places;
    GString *looked = g_string_new("");
    char *path = NULL;

    if (places->output != NULL) {
        path = look_in(places->output, name, looked);
    }
    for (guint i = 0; path == NULL && i < places->paths->len; i++) {
        path = look_in(places->paths->pdata[i], name, looked);
    }
    if (path == NULL) {
        diag_report(building->diag, DIAG_ERROR, dependent->file, dependent->line,
                    dependent->column,
                    "module '%s' depends on '%s', which is not found: no manifest of "
                    "this run has that name%s%s; give its manifest too (-m), or the "
                    "directory of its record with --module-path DIR",
                    dependent->name, name, looked->len > 0 ? ", and there is no " : "",
                    looked->str);
        building->failed = true;
    }
    g_string_free(looked, TRUE);
    return path;
}

/* The module of a record that was written before, or NULL with errors reported. */
static Module *load_module(Building *building, const char *name,
                           const Dependent *dependent)
{
    char *path = find_record(building, name, dependent);
    Ir *record = path != NULL ? json_read_record(path, building->diag) : NULL;
    Module *module;

    if (record != NULL && strcmp(record->module, name) != 0) {
        diag_report(building->diag, DIAG_ERROR, path, 0, 0,
                    "this is the record of module '%s', not of '%s'; generate it again, "
                    "or look where it came from",
                    record->module, name);
        g_clear_pointer(&record, ir_destroy);
    }
    if (record == NULL) {
        if (path != NULL) {
            diag_report(building->diag, DIAG_NOTE, dependent->file, dependent->line,
                        dependent->column, "module '%s' depends on it", dependent->name);
        }
        building->failed = true;
        g_free(path);
        return NULL;
    }
    module = add_module(building->graph, record->module);
    module->found = record;
    module->record = record;
    module->path = path;
    return module;
}

static void fail_circle(Building *building, const Module *again,
                        const Dependent *dependent)
{
    GString *circle = g_string_new("");
    guint from = 0;

    while (building->path->pdata[from] != again) {
        from++;
    }
    for (guint i = from; i < building->path->len; i++) {
        const Module *module = building->path->pdata[i];

        g_string_append_printf(circle, "'%s' -> ", module->name);
    }
    diag_report(building->diag, DIAG_ERROR, dependent->file, dependent->line,
                dependent->column,
                "modules depend on each other in a circle: %s'%s'; move what both need "
                "into a module of its own",
                circle->str, again->name);
    g_string_free(circle, TRUE);
    building->failed = true;
}

static void enter_module(Building *building, Module *module);

static void enter_dependency(Building *building, Module *module, const char *name,
                             const Dependent *dependent)
{
    Module *needed = g_hash_table_lookup(building->graph->by_name, name);

    if (needed == NULL) {
        needed = load_module(building, name, dependent);
    }
    if (needed == NULL) {
        return;
    }
    if (needed->state == MODULE_ENTERED) {
        fail_circle(building, needed, dependent);
        return;
    }
    enter_module(building, needed);
    g_ptr_array_add(module->needs, needed);
}

static gint compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(((const ManifestText *)a)->text, ((const ManifestText *)b)->text);
}

static void enter_manifest(Building *building, Module *module)
{
    const Manifest *manifest = module->manifest;
    GArray *depends = g_array_copy(manifest->depends);

    g_array_sort(depends, compare_texts);
    for (guint i = 0; i < depends->len; i++) {
        const ManifestText *text = &g_array_index(depends, ManifestText, i);
        const Dependent dependent = {manifest->name.text, manifest->path, text->line,
                                     text->column};

        enter_dependency(building, module, text->text, &dependent);
    }
    g_array_free(depends, TRUE);
}

static void enter_record(Building *building, Module *module)
{
    const Dependent dependent = {.name = module->name, .file = module->path};
    GPtrArray *depends = g_ptr_array_new();

    for (guint i = 0; i < module->found->depends->len; i++) {
        g_ptr_array_add(depends, module->found->depends->pdata[i]);
    }
    ir_sort_strings(depends);
    for (guint i = 0; i < depends->len; i++) {
        enter_dependency(building, module, depends->pdata[i], &dependent);
    }
    g_ptr_array_unref(depends);
}

/* Puts the module into the order, after all that it needs. */
static void enter_module(Building *building, Module *module)
{
    if (module->state != MODULE_NEW) {
        return;
    }
    module->state = MODULE_ENTERED;
    g_ptr_array_add(building->path, module);
    if (module->manifest != NULL) {
        enter_manifest(building, module);
    } else {
        enter_record(building, module);
    }
    g_ptr_array_set_size(building->path, (gint)building->path->len - 1);
    module->state = MODULE_DONE;
    g_ptr_array_add(building->graph->order, module);
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
    const Manifest *first = *(const Manifest *const *)a;
    const Manifest *second = *(const Manifest *const *)b;

    return strcmp(first->name.text, second->name.text);
}

ModuleGraph *module_graph_create(const GPtrArray *manifests, const ModulePlaces *places,
                                 Diagnostics *diag)
{
    ModuleGraph *graph = g_new0(ModuleGraph, 1);
    Building building = {.graph = graph, .places = places, .diag = diag};
    GPtrArray *sorted = g_ptr_array_new();

    graph->order = g_ptr_array_new();
    graph->by_name = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, module_free);
    building.path = g_ptr_array_new();
    for (guint i = 0; i < manifests->len; i++) {
        add_manifest(&building, manifests->pdata[i]);
        g_ptr_array_add(sorted, manifests->pdata[i]);
    }
    g_ptr_array_sort(sorted, compare_names);
    for (guint i = 0; !building.failed && i < sorted->len; i++) {
        const Manifest *manifest = sorted->pdata[i];

        enter_module(&building, g_hash_table_lookup(graph->by_name, manifest->name.text));
    }
    g_ptr_array_unref(sorted);
    g_ptr_array_unref(building.path);
    if (building.failed) {
        g_clear_pointer(&graph, module_graph_destroy);
    }
    return graph;
}

void module_graph_destroy(ModuleGraph *graph)
{
    if (graph != NULL) {
        g_ptr_array_unref(graph->order);
        g_hash_table_unref(graph->by_name);
        g_free(graph);
    }
}

/* Each after what it needs itself: an order that other modules have no part in. False
 * when a record is not finished. */
static bool collect(const Module *module, GHashTable *seen, GPtrArray *records)
{
    bool finished = true;

    for (guint i = 0; finished && i < module->needs->len; i++) {
        Module *needed = module->needs->pdata[i];

        if (g_hash_table_add(seen, needed)) {
            finished = collect(needed, seen, records) && needed->record != NULL;
            g_ptr_array_add(records, (gpointer)needed->record);
        }
    }
    return finished;
}

GPtrArray *module_graph_dependencies(const Module *module)
{
    GHashTable *seen = g_hash_table_new(NULL, NULL);
    GPtrArray *records = g_ptr_array_new();

    if (!collect(module, seen, records)) {
        g_clear_pointer(&records, g_ptr_array_unref);
    }
    g_hash_table_destroy(seen);
    return records;
}

const ManifestText *module_graph_place(const Manifest *manifest, const char *name)
{
    for (guint i = 0; i < manifest->depends->len; i++) {
        const ManifestText *text = &g_array_index(manifest->depends, ManifestText, i);

        if (strcmp(text->text, name) == 0) {
            return text;
        }
    }
    return &manifest->name;
}

bool module_graph_check_targets(const Module *module, const Ir *record, Diagnostics *diag)
{
    const Manifest *manifest = module->manifest;
    GPtrArray *dependencies = module_graph_dependencies(module);
    bool good = true;

    for (guint i = 0; i < dependencies->len; i++) {
        const Ir *dependency = dependencies->pdata[i];

        if (strcmp(dependency->target, record->target) != 0) {
            const ManifestText *place = module_graph_place(manifest, dependency->module);

            diag_report(diag, DIAG_ERROR, manifest->path, place->line, place->column,
                        "the record of module '%s' is for the target '%s', not for "
                        "'%s'; generate module '%s' again",
                        dependency->module, dependency->target, record->target,
                        dependency->module);
            good = false;
        }
    }
    g_ptr_array_unref(dependencies);
    return good;
}
