/* SPDX-License-Identifier: MIT */
#include "own.h"

#include <string.h>

#include "needs.h"

/* How many of those who need a declaration are named. */
#define NAMED_NEEDERS 3

/* A pattern that takes what a dependency owns. */
typedef struct Claim {
    const PatternSource *source; /* NULL where it is not known */
    const char *text;
    const IrDecl *decl; /* the first that it takes */
    guint count;
} Claim;

struct Owners {
    Ir *ir;
    const Manifest *manifest;
    const GPtrArray *dependencies; /* of const Ir *; may be NULL */
    GHashTable *system;            /* IrDecl * -> "<stddef.h>" */
    GHashTable *bindings; /* file name -> const Ir *: that module's generated headers */
    GHashTable *shown;    /* renamed of any dependency: "kind key" as shown -> IrDecl * */
    GHashTable *unsupported; /* IrDecl * -> const Ir *, whose record cannot describe it */
    GHashTable *imported;    /* set of IrDecl * */
    GPtrArray *unowned;   /* of IrDecl *, each once */
    GArray *claims;       /* of Claim */
};

const char *own_call(Ir *ir, const IrDecl *decl)
{
    bool tagged = decl->kind == IR_RECORD || decl->kind == IR_ENUM;

    return tagged ? decl->key
                  : ir_printf(ir, "%s %s", ir_decl_kind_name(decl->kind), decl->key);
}

static guint n_dependencies(const Owners *owners)
{
    return owners->dependencies != NULL ? owners->dependencies->len : 0;
}

/* How the bindings call a declaration: with its new name where it is renamed. */
static const char *shown_key(Ir *ir, const IrDecl *decl)
{
    const char *blank = strchr(decl->key, ' ');

    if (decl->original == NULL || (decl->unnamed && blank == NULL)) {
        return decl->key;
    }
    if (decl->unnamed) {
        return ir_printf(ir, "%.*s <%s>", (int)(blank - decl->key), decl->key,
                         decl->name);
    }
    return blank == NULL ? decl->name
                         : ir_printf(ir, "%.*s %s", (int)(blank - decl->key), decl->key,
                                     decl->name);
}

static char *shown_entry(const Ir *dependency, IrDeclKind kind, const char *key)
{
    return g_strdup_printf("%s %d %s", dependency->module, (int)kind, key);
}

static void note_renamed(Owners *owners, const Ir *dependency)
{
    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        for (guint i = 0; i < dependency->decls[kind]->len; i++) {
            IrDecl *decl = dependency->decls[kind]->pdata[i];
            if (decl->original != NULL) {
                g_hash_table_insert(
                    owners->shown,
                    shown_entry(dependency, decl->kind, shown_key(owners->ir, decl)),
                    decl);
            }
        }
    }
}

/* The headers generated for a module are known by their include guards. */
static void note_bindings(Owners *owners, const Ir *dependency)
{
    static const char *const ends[] = {"_H", "_TRAMPOLINES_H"};
    char *module = g_ascii_strup(dependency->module, -1);

    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
        char *guard = g_strconcat("BINDINGS_", module, ends[i], NULL);
        const IrDecl *macro = ir_find_decl(owners->ir, IR_MACRO, guard);
        if (macro != NULL && macro->file != NULL) {
            g_hash_table_insert(owners->bindings, (gpointer)macro->file,
                                (gpointer)dependency);
        }
        g_free(guard);
    }
    g_free(module);
}

/* What a dependency declares and its record cannot describe: it is not ours for that. */
static void note_unsupported(Owners *owners, const Ir *dependency)
{
    for (guint i = 0; i < dependency->unsupported->len; i++) {
        const IrUnsupported *entry =
            &g_array_index(dependency->unsupported, IrUnsupported, i);
        for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
            IrDecl *own = strcmp(ir_decl_kind_name(kind), entry->kind) == 0
                              ? ir_find_decl(owners->ir, kind, entry->name)
                              : NULL;
            if (own != NULL && !g_hash_table_contains(owners->unsupported, own)) {
                g_hash_table_insert(owners->unsupported, own, (gpointer)dependency);
            }
        }
    }
}

/* What has no members to show has none to pass by value either, wherever it is used. */
static void take_opaque(Owners *owners, const Ir *dependency)
{
    for (guint i = 0; i < dependency->decls[IR_RECORD]->len; i++) {
        const IrDecl *record = dependency->decls[IR_RECORD]->pdata[i];
        IrDecl *own =
            record->opaque ? owners_own_view(owners, dependency, record) : NULL;
        if (own != NULL && own->complete) {
            own->opaque = true;
        }
    }
}

Owners *owners_create(Ir *ir, const Manifest *manifest, const GPtrArray *dependencies,
                      GHashTable *system)
{
    Owners *owners = g_new0(Owners, 1);

    *owners = (Owners){
        .ir = ir,
        .manifest = manifest,
        .dependencies = dependencies,
        .system = system,
        .bindings = g_hash_table_new(NULL, NULL),
        .shown = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .unsupported = g_hash_table_new(NULL, NULL),
        .imported = g_hash_table_new(NULL, NULL),
        .unowned = g_ptr_array_new(),
        .claims = g_array_new(FALSE, TRUE, sizeof(Claim)),
    };
    for (guint i = 0; i < n_dependencies(owners); i++) {
        note_bindings(owners, dependencies->pdata[i]);
        note_renamed(owners, dependencies->pdata[i]);
        note_unsupported(owners, dependencies->pdata[i]);
        take_opaque(owners, dependencies->pdata[i]);
    }
    return owners;
}

void owners_destroy(Owners *owners)
{
    if (owners == NULL) {
        return;
    }
    g_hash_table_destroy(owners->bindings);
    g_hash_table_destroy(owners->shown);
    g_hash_table_destroy(owners->unsupported);
    g_hash_table_destroy(owners->imported);
    g_ptr_array_free(owners->unowned, TRUE);
    g_array_free(owners->claims, TRUE);
    g_free(owners);
}

static const Ir *bindings_of(const Owners *owners, const IrDecl *decl)
{
    return decl->file != NULL ? g_hash_table_lookup(owners->bindings, decl->file) : NULL;
}

static bool is_mention(const IrDecl *decl)
{
    return decl->kind == IR_RECORD && !decl->complete;
}

/* What the dependency owns of that key; a record that it only mentions is not its own. */
static const IrDecl *owned_by(const Ir *dependency, IrDeclKind kind, const char *key)
{
    const IrDecl *found = ir_find_decl(dependency, kind, key);

    return found != NULL && found->selected && !is_mention(found) ? found : NULL;
}

/* In a module's own bindings everything is the module's, by the names it has there. */
static Owner find_in_bindings(const Owners *owners, const Ir *dependency,
                              const IrDecl *decl)
{
    Owner owner = {dependency->module, dependency, NULL};
    char *entry = shown_entry(dependency, decl->kind, decl->key);

    owner.decl = g_hash_table_lookup(owners->shown, entry);
    g_free(entry);
    if (owner.decl == NULL) {
        owner.decl = owned_by(dependency, decl->kind, decl->key);
    }
    return is_mention(decl) && owner.decl == NULL ? (Owner){NULL, NULL, NULL} : owner;
}

/* The first dependency, from that one on, that owns the declaration. */
static Owner find_in_records(const Owners *owners, const IrDecl *decl, guint *at)
{
    for (; *at < n_dependencies(owners); (*at)++) {
        const Ir *dependency = owners->dependencies->pdata[*at];
        const IrDecl *found = owned_by(dependency, decl->kind, decl->key);
        if (found != NULL ||
            g_hash_table_lookup(owners->unsupported, decl) == dependency) {
            return (Owner){dependency->module, dependency, found};
        }
    }
    return (Owner){NULL, NULL, NULL};
}

Owner owners_find(const Owners *owners, const IrDecl *decl)
{
    const Ir *bindings = bindings_of(owners, decl);
    guint at = 0;
    Owner owner = {NULL, NULL, NULL};

    if (bindings != NULL) {
        owner = find_in_bindings(owners, bindings, decl);
    }
    if (owner.from == NULL) {
        owner = find_in_records(owners, decl, &at);
    }
    if (owner.from == NULL && !is_mention(decl)) {
        owner.from = g_hash_table_lookup(owners->system, decl);
    }
    return owner;
}

IrDecl *owners_own_view(const Owners *owners, const Ir *dependency, const IrDecl *decl)
{
    IrDecl *own = ir_find_decl(owners->ir, decl->kind, shown_key(owners->ir, decl));

    if (own != NULL && bindings_of(owners, own) == dependency) {
        return own;
    }
    own = ir_find_decl(owners->ir, decl->kind, decl->key);
    return own != NULL && owners_find(owners, own).dependency == dependency ? own : NULL;
}

/* An unnamed or nested type comes with what it stands in. */
static bool stands_in_selected(const IrDecl *decl)
{
    for (decl = decl->owner; decl != NULL; decl = decl->owner) {
        if (decl->selected) {
            return true;
        }
    }
    return false;
}

bool owners_resolve(Owners *owners, IrDecl *decl)
{
    Owner owner = owners_find(owners, decl);

    if (owner.from != NULL) {
        if (g_hash_table_add(owners->imported, decl)) {
            decl->from = ir_string(owners->ir, owner.from);
            g_ptr_array_add(owners->ir->imports, decl);
        }
        return false;
    }
    if (is_mention(decl) || stands_in_selected(decl)) {
        return true;
    }
    if (!g_ptr_array_find(owners->unowned, decl, NULL)) {
        g_ptr_array_add(owners->unowned, decl);
    }
    return false;
}

void owners_refuse_claim(Owners *owners, const IrDecl *decl, const PatternSource *source,
                         const char *text)
{
    Claim claim = {source, text, decl, 1};

    if (is_mention(decl)) {
        return;
    }
    for (guint i = 0; i < owners->claims->len; i++) {
        Claim *known = &g_array_index(owners->claims, Claim, i);
        if (known->source == source) {
            known->count++;
            return;
        }
    }
    g_array_append_val(owners->claims, claim);
}

static void report_claims(const Owners *owners, Diagnostics *diag)
{
    const Manifest *manifest = owners->manifest;

    for (guint i = 0; i < owners->claims->len; i++) {
        const Claim *claim = &g_array_index(owners->claims, Claim, i);
        const PatternSource *source = claim->source;
        char *more = claim->count > 1 ? g_strdup_printf(" and %u more", claim->count - 1)
                                      : g_strdup("");
        diag_report(diag, DIAG_ERROR, manifest->path,
                    source != NULL ? source->line : manifest->name.line,
                    source != NULL ? source->column : manifest->name.column,
                    "%s '%s' takes %s%s, which module '%s' owns; narrow the pattern, or "
                    "\"block\" what is not this module's",
                    source != NULL ? source->option : "module",
                    source != NULL ? claim->text : manifest->name.text,
                    own_call(owners->ir, claim->decl), more,
                    owners_find(owners, claim->decl).from);
        g_free(more);
    }
}

static gint compare_imports(gconstpointer a, gconstpointer b)
{
    const IrDecl *left = *(IrDecl *const *)a, *right = *(IrDecl *const *)b;
    int order = strcmp(left->from, right->from);

    if (order == 0) {
        order = strcmp(ir_decl_kind_name(left->kind), ir_decl_kind_name(right->kind));
    }
    return order != 0 ? order : strcmp(left->key, right->key);
}

static gint compare_places(gconstpointer a, gconstpointer b)
{
    const IrDecl *left = *(IrDecl *const *)a, *right = *(IrDecl *const *)b;
    int order = g_strcmp0(left->file, right->file);

    if (order == 0 && left->line != right->line) {
        order = left->line < right->line ? -1 : 1;
    }
    return order != 0 ? order : strcmp(left->key, right->key);
}

/* Who needs one declaration, as far as they are named. */
typedef struct Needers {
    Ir *ir;
    const IrDecl *needed;
    const IrDecl *current;
    GString *names;
    unsigned count;
} Needers;

static void note_needer(const IrDecl *needed, void *data)
{
    Needers *needers = data;

    if (needed != needers->needed || needers->current == NULL) {
        return;
    }
    if (needers->count++ < NAMED_NEEDERS) {
        g_string_append_printf(needers->names, "%s%s", needers->count > 1 ? ", " : "",
                               own_call(needers->ir, needers->current));
    }
    needers->current = NULL; /* each is named once */
}

/* "function foo, struct bar and 3 more". New. */
static char *needers_text(Ir *ir, const IrDecl *needed)
{
    Needers needers = {.ir = ir, .needed = needed, .names = g_string_new(NULL)};

    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        for (guint i = 0; i < ir->decls[kind]->len; i++) {
            needers.current = ir->decls[kind]->pdata[i];
            if (needers.current->selected) {
                needs_direct(needers.current, note_needer, &needers);
            }
        }
    }
    if (needers.count > NAMED_NEEDERS) {
        g_string_append_printf(needers.names, " and %u more",
                               needers.count - NAMED_NEEDERS);
    }
    return g_string_free(needers.names, FALSE);
}

static void report_unowned(const Owners *owners, Diagnostics *diag)
{
    const ManifestText *place = &owners->manifest->name;
    GPtrArray *unowned = owners->unowned;
    const IrDecl *first;

    g_ptr_array_sort(unowned, compare_places);
    first = unowned->pdata[0];
    diag_report(diag, DIAG_ERROR, owners->manifest->path, place->line, place->column,
                "module '%s' needs %s%s, which no module owns",
                owners->manifest->name.text, own_call(owners->ir, first),
                unowned->len > 1 ? " and others" : "");
    for (guint i = 0; i < unowned->len; i++) {
        const IrDecl *decl = unowned->pdata[i];
        char *needers = needers_text(owners->ir, decl);
        diag_report(diag, DIAG_NOTE, ir_file_path(owners->ir, decl->file), decl->line, decl->column,
                    "%s%s; needed by %s", own_call(owners->ir, decl),
                    decl->line > 0 ? " is declared here" : " of the compiler's headers",
                    needers);
        g_free(needers);
    }
    diag_note(diag,
              "for each: own it (\"allow\"), depend on the module that owns it, name the "
              "header that the bindings shall include for it (\"system\"), make the "
              "record whose member needs it \"opaque\", or \"block\" it and declare it "
              "in \"raw\"");
}

/* The bindings of two modules cannot both declare one record or enum. */
static bool check_single(const Owners *owners, const IrDecl *decl, Diagnostics *diag)
{
    guint at = 0;
    Owner first = find_in_records(owners, decl, &at), second;
    const ManifestText *place;

    at++;
    second = first.decl != NULL ? find_in_records(owners, decl, &at) : first;
    if (first.decl == NULL || second.decl == NULL) {
        return true;
    }
    place = owners_entry(owners, second.from);
    diag_report(diag, DIAG_ERROR, owners->manifest->path, place->line, place->column,
                "%s is owned by module '%s' and by module '%s'; let one of them \"block\" "
                "it or depend on the other",
                own_call(owners->ir, decl), first.from, second.from);
    return false;
}

bool owners_finish(Owners *owners, Diagnostics *diag)
{
    Ir *ir = owners->ir;
    bool done = owners->unowned->len == 0 && owners->claims->len == 0;

    report_claims(owners, diag);
    g_ptr_array_sort(ir->imports, compare_imports);
    if (owners->unowned->len > 0) {
        report_unowned(owners, diag);
    }
    for (guint i = 0; i < ir->imports->len; i++) {
        done = check_single(owners, ir->imports->pdata[i], diag) && done;
    }
    return done;
}

static const Ir *find_module(const Owners *owners, const char *name)
{
    for (guint i = 0; i < n_dependencies(owners); i++) {
        const Ir *dependency = owners->dependencies->pdata[i];
        if (strcmp(dependency->module, name) == 0) {
            return dependency;
        }
    }
    return NULL;
}

/* Whether the module is that one or depends on it; the manifests have no cycle. */
static bool leads_to(const Owners *owners, const char *from, const char *module)
{
    const Ir *ir = find_module(owners, from);
    bool found = strcmp(from, module) == 0;

    for (guint i = 0; ir != NULL && !found && i < ir->depends->len; i++) {
        found = leads_to(owners, ir->depends->pdata[i], module);
    }
    return found;
}

const ManifestText *owners_entry(const Owners *owners, const char *module)
{
    const GArray *depends = owners->manifest->depends;

    for (guint i = 0; i < depends->len; i++) {
        const ManifestText *entry = &g_array_index(depends, ManifestText, i);
        if (leads_to(owners, entry->text, module)) {
            return entry;
        }
    }
    return &owners->manifest->name;
}
