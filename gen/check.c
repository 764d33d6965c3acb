/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <string.h>

#include "layout.h"

typedef struct Checking {
    Ir *ir;
    GHashTable
        *typedefs;       /* IrDecl * -> reason, "" while it is being found and for none */
    GHashTable *symbols; /* of const char *, interned: what asm labels set */
} Checking;

static const char *type_problem(Checking *checking, const IrType *type);

/* Whether C has no name for the struct, union or enum that the type is made of. */
static bool is_nameless(const IrType *type)
{
    while (type->target != NULL && type->kind != IR_TYPE_FUNCTION) {
        type = type->target;
    }
    return (type->kind == IR_TYPE_RECORD || type->kind == IR_TYPE_ENUM) &&
           type->decl->type_name == NULL;
}

/*
 * Whether the declaration's type has no name and is declared by another one: the second
 * variable of `struct { ... } a, *b;`.
 */
static const char *unnamed_problem(const IrDecl *decl)
{
    const IrType *type = decl->type;

    while (type->target != NULL && type->kind != IR_TYPE_FUNCTION) {
        type = type->target;
    }
    return is_nameless(type) && type->decl != decl->inlined
               ? "is of an unnamed type that another declaration has declared"
               : NULL;
}

/* Why a typedef cannot be described; NULL when it can. */
static const char *typedef_problem(Checking *checking, const IrDecl *decl)
{
    const char *reason = g_hash_table_lookup(checking->typedefs, decl);

    if (reason == NULL) {
        g_hash_table_insert(checking->typedefs, (gpointer)decl, (gpointer) "");
        reason = decl->type != NULL ? type_problem(checking, decl->type) : NULL;
        if (reason == NULL && decl->type != NULL) {
            reason = unnamed_problem(decl);
        }
        reason = reason != NULL ? reason : "";
        g_hash_table_insert(checking->typedefs, (gpointer)decl, (gpointer)reason);
    }
    return *reason != '\0' ? reason : NULL;
}

/* Whether the function's result is a pointer to a function that does not return. */
static bool results_in_noreturn(const IrType *function)
{
    const IrType *type = function->target;

    while (type->kind == IR_TYPE_POINTER) {
        type = type->target;
    }
    return type->kind == IR_TYPE_FUNCTION && type->noreturn;
}

static const char *type_problem(Checking *checking, const IrType *type)
{
    const char *reason = NULL;

    for (; type != NULL && reason == NULL; type = type->target) {
        if (type->kind == IR_TYPE_UNSUPPORTED) {
            return ir_printf(checking->ir, "%s: %s", type->spelling, type->reason);
        }
        if (type->kind == IR_TYPE_TYPEDEF) {
            reason = typedef_problem(checking, type->decl);
            return reason == NULL
                       ? NULL
                       : ir_printf(checking->ir, "needs %s, which is unsupported (%s)",
                                   type->decl->key, reason);
        }
        if (type->kind == IR_TYPE_FUNCTION && results_in_noreturn(type)) {
            return "results in a pointer to a noreturn function, which GCC and Clang "
                   "write "
                   "differently; a typedef of that pointer can be used";
        }
        for (unsigned i = 0; i < type->n_params && reason == NULL; i++) {
            reason = type_problem(checking, type->params[i]);
            if (reason == NULL && is_nameless(type->params[i])) {
                reason = "has a parameter of a type without a name, which no caller has";
            }
        }
    }
    return reason;
}

static bool is_opaque_value(const IrType *type)
{
    type = ir_type_resolved(type);
    return type->kind == IR_TYPE_RECORD && type->decl->opaque;
}

/* A record passed by value goes where its members say; storage without members would go
 * elsewhere. */
static const char *opaque_problem(Checking *checking, const IrType *function)
{
    const IrType *found = is_opaque_value(function->target) ? function->target : NULL;

    for (unsigned i = 0; i < function->n_params && found == NULL; i++) {
        found = is_opaque_value(function->params[i]) ? function->params[i] : NULL;
    }
    return found == NULL
               ? NULL
               : ir_printf(checking->ir,
                           "passes %s by value, whose members are not shown, so that a "
                           "caller could not know where it goes",
                           found->spelling);
}

/* The external symbol of a static function's wrapper. */
static const char *wrapper_name(Ir *ir, const IrDecl *decl)
{
    return ir_printf(ir, "%s__extern", decl->name);
}

/* Why a static function can have no wrapper; NULL when it can. */
static const char *wrapper_problem(Checking *checking, const IrDecl *decl)
{
    static const IrDeclKind kinds[] = {IR_FUNCTION, IR_VARIABLE, IR_TYPEDEF, IR_MACRO};
    const IrType *function = ir_type_resolved(decl->type);
    const char *name;
    bool taken;

    if (!decl->defined) {
        return "is static and has no body here, so that nothing can call it";
    }
    if (function->variadic) {
        return "is static and variadic: C has no way to pass the arguments on to it";
    }
    if (!function->prototyped) {
        return "is static and has no prototype, so that its wrapper would not know the "
               "arguments";
    }
    name = wrapper_name(checking->ir, decl);
    taken = g_hash_table_contains(checking->symbols, name);
    for (size_t i = 0; i < G_N_ELEMENTS(kinds) && !taken; i++) {
        taken = ir_find_decl(checking->ir, kinds[i], name) != NULL;
    }
    return taken ? ir_printf(checking->ir,
                             "is static, and the name of its wrapper, %s, is taken", name)
                 : NULL;
}

static const char *function_problem(Checking *checking, const IrDecl *decl)
{
    const char *reason = type_problem(checking, decl->type);

    if (reason == NULL) {
        reason = opaque_problem(checking, ir_type_resolved(decl->type));
    }
    if (reason == NULL && layout_has_attribute(decl->attributes, "overloadable")) {
        reason = "is overloadable, which exists only in Clang";
    }
    if (reason == NULL && decl->storage == IR_STATIC) {
        reason = wrapper_problem(checking, decl);
    }
    return reason;
}

static const char *variable_problem(Checking *checking, const IrDecl *decl)
{
    const char *reason = type_problem(checking, decl->type);

    if (reason == NULL) {
        reason = unnamed_problem(decl);
    }
    if (reason == NULL && decl->storage == IR_STATIC && decl->value == NULL) {
        reason =
            "is static and no scalar constant of at most 8 bytes: each file has a copy "
            "of its own";
    }
    return reason;
}

static const char *decl_problem(Checking *checking, const IrDecl *decl)
{
    switch (decl->kind) {
    case IR_TYPEDEF:
        return typedef_problem(checking, decl);
    case IR_FUNCTION:
        return function_problem(checking, decl);
    case IR_VARIABLE:
        return variable_problem(checking, decl);
    default:
        return NULL;
    }
}

static void make_opaque(Checking *checking, IrDecl *record, const char *reason)
{
    record->opaque = true;
    ir_add_unsupported(checking->ir, record, reason);
}

static void check_members(Checking *checking, IrDecl *record)
{
    const char *reason = NULL;
    const IrField *field = NULL;

    if (!record->complete || record->opaque) {
        return;
    }
    for (guint i = 0; i < record->fields->len && reason == NULL; i++) {
        field = &g_array_index(record->fields, IrField, i);
        reason = type_problem(checking, field->type);
    }
    if (reason != NULL) {
        make_opaque(checking, record,
                    ir_printf(checking->ir,
                              "is shown as storage: its member '%s' is unsupported (%s)",
                              field->name, reason));
    } else if ((record->owner == NULL || record->owner->kind != IR_RECORD ||
                !record->unnamed) &&
               !layout_solve(checking->ir, record)) {
        make_opaque(
            checking, record,
            "is shown as storage: no declaration of its members gives this layout");
    }
}

/* Takes the unsupported declarations of one kind off the record's list. */
static void drop_unsupported(Checking *checking, IrDeclKind kind)
{
    GPtrArray *list = checking->ir->decls[kind];
    guint kept = 0;

    for (guint i = 0; i < list->len; i++) {
        IrDecl *decl = list->pdata[i];
        const char *reason = decl_problem(checking, decl);
        if (reason == NULL) {
            list->pdata[kept++] = decl;
        } else {
            decl->selected = false;
            ir_add_unsupported(checking->ir, decl, reason);
        }
    }
    g_ptr_array_set_size(list, (gint)kept);
}

static void name_wrappers(Ir *ir)
{
    for (guint i = 0; i < ir->decls[IR_FUNCTION]->len; i++) {
        IrDecl *decl = ir->decls[IR_FUNCTION]->pdata[i];
        if (decl->storage == IR_STATIC) {
            decl->wrapper = wrapper_name(ir, decl);
        }
    }
}

static void list_unsure_macros(Ir *ir)
{
    for (guint i = 0; i < ir->decls[IR_MACRO]->len; i++) {
        const IrDecl *decl = ir->decls[IR_MACRO]->pdata[i];
        if (decl->unsure) {
            ir_add_unsupported(
                ir, decl,
                "may be a constant, but uses what is not evaluated here "
                "(_Generic, __VA_OPT__, a rare builtin); it is kept as text");
        }
    }
}

static void collect_symbols(Checking *checking)
{
    for (int kind = IR_FUNCTION; kind <= IR_VARIABLE; kind++) {
        const GPtrArray *list = checking->ir->decls[kind];
        for (guint i = 0; i < list->len; i++) {
            const IrDecl *decl = list->pdata[i];
            if (decl->symbol != NULL) {
                g_hash_table_add(checking->symbols, (gpointer)decl->symbol);
            }
        }
    }
}

void check_record(Ir *ir)
{
    Checking checking = {.ir = ir,
                         .typedefs = g_hash_table_new(NULL, NULL),
                         .symbols = g_hash_table_new(NULL, NULL)};

    collect_symbols(&checking);
    for (guint i = 0; i < ir->decls[IR_RECORD]->len; i++) {
        check_members(&checking, ir->decls[IR_RECORD]->pdata[i]);
    }
    for (int kind = IR_TYPEDEF; kind <= IR_VARIABLE; kind++) {
        drop_unsupported(&checking, kind);
    }
    name_wrappers(ir);
    list_unsure_macros(ir);
    g_hash_table_destroy(checking.typedefs);
    g_hash_table_destroy(checking.symbols);
}
