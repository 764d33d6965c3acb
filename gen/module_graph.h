/* SPDX-License-Identifier: MIT */
/*
 * The modules of one run and all that they depend on, each after what it needs.
 *
 * A dependency is one of the run's own modules or else a record that was written before:
 * NAME.ir.json in the output directory, or in a directory of --module-path.
 */
#ifndef BINDERY_GEN_MODULE_GRAPH_H
#define BINDERY_GEN_MODULE_GRAPH_H

#include <stdbool.h>

#include <glib.h>

#include "diag.h"
#include "ir.h"
#include "manifest.h"

typedef struct Module {
    const char *name;         /* borrowed from the manifest or the record */
    const Manifest *manifest; /* of a module of this run; NULL: of a record found */
    const Ir *record;         /* of a module of this run: NULL until it is finished, and
                                 then borrowed from who finished it */
    Ir *found;                /* the record found: owned; else NULL */
    char *path;               /* of that record */
    GPtrArray *needs;         /* of Module *: what it depends on directly */
    unsigned state;           /* of module_graph.c */
} Module;

typedef struct ModuleGraph {
    GPtrArray *order; /* of Module *: each after all that it needs, else by name; so it
                         is the same for every order of the manifests */
    GHashTable *by_name;
} ModuleGraph;

/* Where records of dependencies are looked for. */
typedef struct ModulePlaces {
    const char *output;     /* directory, "" for the current one; NULL for none */
    const GPtrArray *paths; /* of const char *: further directories */
} ModulePlaces;

/* The path of a module's record in a directory, "" for the current one: "M.ir.json" then,
 * and not "./M.ir.json". New. */
char *module_record_path(const char *directory, const char *module);

/*
 * The graph of these manifests (of const Manifest *, borrowed): new; NULL with every
 * error reported: two manifests of one name, a dependency that is not found or whose
 * record cannot be read, modules that depend on each other in a circle.
 */
ModuleGraph *module_graph_create(const GPtrArray *manifests, const ModulePlaces *places,
                                 Diagnostics *diag);

/* NULL is taken. */
void module_graph_destroy(ModuleGraph *graph);

/*
 * The records of all that the module depends on, directly or not (new, of const Ir *,
 * borrowed from the graph; free it with g_ptr_array_unref()), each after what it needs
 * itself, in an order that nothing else in the run changes; NULL when one of them is not
 * finished.
 */
GPtrArray *module_graph_dependencies(const Module *module);

/* Where the manifest names the dependency (borrowed); its own name for what that depends
 * on. */
const ManifestText *module_graph_place(const Manifest *manifest, const char *name);

/*
 * Whether the records that were found are for the target of the module's own, which is
 * that of all modules of the run. Reports each that is not.
 */
bool module_graph_check_targets(const Module *module, const Ir *record,
                                Diagnostics *diag);

#endif
