/* SPDX-License-Identifier: MIT */
#include "handlers.h"

#include <string.h>

#include "handlers_clash.h"
#include "handlers_find.h"
#include "handlers_match.h"
#include "handlers_spell.h"
#include "ir_names.h"
#include "objects.h"
#include "qom.h"
#include "tables.h"

static unsigned marks_of(const Trampolines *all, const IrDecl *function)
{
    unsigned n = 0;

    for (guint i = 0; i < all->marks->len; i++) {
        const Mark *mark = &g_array_index(all->marks, Mark, i);
        n += mark->kind == MARK_IMPLEMENTS && mark->decl == function;
    }
    return n;
}

/* "tick_bridge"; of a function with several marks "tick_GSourceFunc_bridge". */
static const char *bridge_name(Trampolines *all, const Handler *handler)
{
    const char *what = ir_bare_name(handler->mark->values[0]);
    g_autofree char *member =
        handler->member != NULL ? spell_identifier(handler->member) : NULL;

    if (marks_of(all, handler->function) == 1) {
        return ir_printf(all->ir, "%s_bridge", handler->function->key);
    }
    return ir_printf(all->ir, "%s_%s%s%s_bridge", handler->function->key, what,
                     member != NULL ? "_" : "", member != NULL ? member : "");
}

static void find_handlers(Trampolines *all)
{
    for (guint i = 0; i < all->marks->len; i++) {
        const Mark *mark = &g_array_index(all->marks, Mark, i);
        Handler handler = {.mark = mark, .function = mark->decl};

        if (mark->kind != MARK_IMPLEMENTS) {
            continue;
        }
        if (find_implemented(all, &handler) && match_handler(all, &handler)) {
            handler.bridge = bridge_name(all, &handler);
            g_array_append_val(all->handlers, handler);
        }
    }
}

static void spell_handlers(Trampolines *all)
{
    for (guint i = 0; i < all->handlers->len; i++) {
        IrHandler out = spell_trampoline(all, &g_array_index(all->handlers, Handler, i));
        g_array_append_val(all->ir->handlers, out);
    }
}

/* ---- names ---- */

typedef struct Names {
    Trampolines *all;
    GHashTable *used; /* of const char *: a generated name -> what it is, for messages */
    GHashTable *enumerators; /* of const char *: a name -> the enum that has it */
} Names;

static GHashTable *list_enumerators(const Ir *ir)
{
    GHashTable *names = g_hash_table_new(g_str_hash, g_str_equal);
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, ir->decl_by_key[IR_ENUM]);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const IrDecl *decl = value;
        for (guint i = 0; decl->enumerators != NULL && i < decl->enumerators->len; i++) {
            g_hash_table_insert(
                names, (gpointer)g_array_index(decl->enumerators, IrEnumerator, i).name,
                value);
        }
    }
    return names;
}

/* What the headers declare by that name (borrowed); NULL for nothing. */
static const IrDecl *find_declared(const Names *names, const char *name)
{
    static const IrDeclKind kinds[] = {IR_FUNCTION, IR_VARIABLE, IR_TYPEDEF, IR_MACRO};

    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        const IrDecl *declared = ir_find_decl(names->all->ir, kinds[i], name);
        if (declared != NULL && declared->file != NULL) {
            return declared;
        }
    }
    return g_hash_table_lookup(names->enumerators, name);
}

/* A name of the trampolines may be no other name there, nor one that the headers have. */
static void check_name(Names *names, const IrDecl *decl, const char *name,
                       const char *what)
{
    Trampolines *all = names->all;
    const char *other = g_hash_table_lookup(names->used, name);
    const IrDecl *declared;

    if (other != NULL) {
        mark_report(all->ir, all->diag, DIAG_ERROR, decl, NULL,
                    "%s would be called '%s', as %s is; give one of them another name",
                    what, name, other);
        all->failed = true;
        return;
    }
    g_hash_table_insert(names->used, (gpointer)name, (gpointer)what);
    declared = find_declared(names, name);
    if (declared != NULL) {
        mark_report(all->ir, all->diag, DIAG_ERROR, decl, NULL,
                    "%s would be called '%s', which is declared already; rename one of "
                    "them",
                    what, name);
        mark_report(all->ir, all->diag, DIAG_NOTE, declared, NULL, "it is declared here");
        all->failed = true;
    }
}

/* The casts of an object type; they are called after the ancestor's own name. */
static void check_cast_names(Names *names, const IrObject *object)
{
    Ir *ir = names->all->ir;

    for (guint i = 0; i < object->parents->len; i++) {
        const IrParent *parent = &g_array_index(object->parents, IrParent, i);
        const char *bare = ir_bare_name(parent->type);
        const char *what =
            ir_printf(ir, "the cast of '%s' and '%s'", object->type, parent->type);

        check_name(names, object->record, ir_printf(ir, "%s_as_%s", object->prefix, bare),
                   what);
        check_name(names, object->record,
                   ir_printf(ir, "%s_from_%s", object->prefix, bare), what);
    }
}

/* What carries the mark that declares the table; NULL for one that no mark declares. */
static const IrDecl *table_carrier(const Trampolines *all, const char *name)
{
    for (guint i = 0; i < all->marks->len; i++) {
        const Mark *mark = &g_array_index(all->marks, Mark, i);
        if (mark->kind == MARK_TABLE && strcmp(mark->values[1], name) == 0) {
            return mark->decl;
        }
    }
    return NULL;
}

/* Typed forms for what is called that. */
static void check_registrars(Names *names, const IrDecl *decl, const GArray *registrars,
                             const char *of)
{
    for (guint i = 0; registrars != NULL && i < registrars->len; i++) {
        const IrRegistrar *registrar = &g_array_index(registrars, IrRegistrar, i);

        check_name(names, decl, registrar->name,
                   ir_printf(names->all->ir, "'%s' for '%s'", registrar->function, of));
    }
}

static void check_names(Trampolines *all)
{
    Ir *ir = all->ir;
    Names names = {.all = all};

    if (ir->handlers->len == 0 && ir->tables->len == 0 && ir->objects->len == 0) {
        return; /* of most headers, some of which have very many enumerators */
    }
    names.used = g_hash_table_new(g_str_hash, g_str_equal);
    names.enumerators = list_enumerators(ir);

    for (guint i = 0; i < ir->handlers->len; i++) {
        const IrHandler *handler = &g_array_index(ir->handlers, IrHandler, i);
        const char *key = handler->function->key;

        check_name(&names, handler->function, handler->bridge,
                   ir_printf(ir, "the bridge of '%s'", key));
        check_registrars(&names, handler->function, handler->registrars, key);
    }
    for (guint i = 0; i < ir->tables->len; i++) {
        const IrTable *table = &g_array_index(ir->tables, IrTable, i);
        const IrDecl *carrier = table_carrier(all, table->name);
        const IrDecl *at = carrier != NULL ? carrier : handlers_table_origin(ir, table);

        check_name(&names, at, table->name,
                   ir_printf(ir, "the table of '%s'", table->type));
        check_registrars(&names, at, table->registrars, table->name);
    }
    for (guint i = 0; i < ir->objects->len; i++) {
        check_cast_names(&names, &g_array_index(ir->objects, IrObject, i));
    }
    g_hash_table_destroy(names.used);
    g_hash_table_destroy(names.enumerators);
}

static gint compare_handlers(gconstpointer a, gconstpointer b)
{
    const IrHandler *left = a, *right = b;
    int order = strcmp(left->function->key, right->function->key);

    return order != 0 ? order : strcmp(left->bridge, right->bridge);
}

bool handlers_check(Ir *ir, const GPtrArray *dependencies, Diagnostics *diag)
{
    bool failed_before = diag_failed(diag);
    Trampolines all = {.ir = ir, .dependencies = dependencies, .diag = diag};
    GArray *marks = marks_take(ir, diag);

    all.marks = marks;
    all.handlers = g_array_new(FALSE, TRUE, sizeof(Handler));
    all.failed = !failed_before && diag_failed(diag);
    objects_find(&all);
    find_handlers(&all);
    if (!all.failed) {
        spell_handlers(&all);
        tables_find(&all);
        qom_find(&all);
        g_array_sort(ir->handlers, compare_handlers);
        check_names(&all);
    }
    for (guint i = 0; !all.failed && dependencies != NULL && i < dependencies->len; i++) {
        all.failed = !handlers_check_clash(ir, dependencies->pdata[i], diag);
    }
    g_array_free(all.handlers, TRUE);
    g_array_free(marks, TRUE);
    return !all.failed;
}
