/* SPDX-License-Identifier: MIT */
#include "tables_register.h"

#include <string.h>

#include "callback_shape.h"
#include "handlers_prototype.h"
#include "handlers_register.h"
#include "handlers_types.h"

/* A function that takes the table, and which of its parameters is what. */
typedef struct Taker {
    const IrDecl *function;
    int table;  /* the pointer to the table */
    int object; /* the pointer that the table's functions are given */
} Taker;

/* The object's type, where the table's functions get it as a void pointer; NULL for
 * others. */
static const IrType *passed_object(const Table *table)
{
    for (guint i = 0; i < table->handlers->len; i++) {
        const Handler *handler = table->handlers->pdata[i];

        if (handler->object != NULL && handler->opaque >= 0 &&
            is_void_pointer(handler->callback->params[handler->opaque])) {
            return handler->object;
        }
    }
    return NULL;
}

/* Whether the parameter takes a constant table of that record. */
static bool takes_table(const IrParam *param, const IrDecl *record)
{
    const IrType *to = type_pointee(param->type);

    return to != NULL && ir_type_resolved(param->type)->kind == IR_TYPE_POINTER &&
           type_record(to) == record && type_is_const(to);
}

/* Whether a callback of the function itself is given that parameter. */
static bool is_of_callback(const Trampolines *all, const IrDecl *function, int param)
{
    const GArray *known = find_callbacks_of(all, function);

    for (guint i = 0; known != NULL && i < known->len; i++) {
        if (g_array_index(known, IrCallback, i).user_data == param) {
            return true;
        }
    }
    return false;
}

/* Whether there is one table and one void pointer, of which the name says that it is
 * passed on. */
static bool is_taker(const Trampolines *all, const IrDecl *function, const IrDecl *record,
                     Taker *taker)
{
    unsigned n_tables = 0, n_pointers = 0;

    *taker = (Taker){.function = function};
    for (unsigned i = 0; i < function->n_params; i++) {
        const IrParam *param = &function->params[i];

        if (takes_table(param, record)) {
            taker->table = (int)i;
            n_tables++;
        } else if (is_void_pointer(param->type)) {
            taker->object = (int)i;
            n_pointers++;
        }
    }
    return n_tables == 1 && n_pointers == 1 &&
           void_pointer_kind(function->params[taker->object].name,
                             function->params[taker->object].type) >= NAME_LIKELY &&
           register_can_call(function) && find_is_owned(all, function) &&
           !is_of_callback(all, function, taker->object);
}

static IrRegistrar spell_form(Trampolines *all, const Taker *taker, const IrType *object,
                              const char *table)
{
    const IrDecl *function = taker->function;
    Prototype form = prototype_start(all->ir, function->n_params, function);
    const char *address = ir_printf(all->ir, "&%s", table);
    IrRegistrar out = {.function = function->key,
                       .name = ir_printf(all->ir, "%s_%s", table, function->key),
                       .doc = function->doc};

    prototype_reserve(&form, table);
    for (int i = 0; i < (int)function->n_params; i++) {
        const IrParam *param = &function->params[i];
        const IrType *type = i == taker->object ? object : param->type;

        prototype_argument(&form, NULL, false,
                           i == taker->table ? address
                                             : prototype_param(&form, type, param->name));
    }
    out.c = prototype_spell(&form, type_of_function(function), out.name);
    out.call = prototype_call(&form);
    prototype_end(&form);
    return out;
}

static gint compare_forms(gconstpointer a, gconstpointer b)
{
    return strcmp(((const IrRegistrar *)a)->name, ((const IrRegistrar *)b)->name);
}

void table_register(Trampolines *all, const Table *table, IrTable *out)
{
    const IrType *object = passed_object(table);
    const IrType *pointer =
        object != NULL ? register_pointer_to(all->ir, object, 0) : NULL;
    GHashTableIter iter;
    gpointer function;

    if (out->kind != IR_TABLE_CONST || pointer == NULL || type_is_nameless(object)) {
        return;
    }
    g_hash_table_iter_init(&iter, all->ir->decl_by_key[IR_FUNCTION]);
    while (g_hash_table_iter_next(&iter, NULL, &function)) {
        IrRegistrar form;
        Taker taker;

        if (!is_taker(all, function, find_record(table->what), &taker)) {
            continue;
        }
        form = spell_form(all, &taker, pointer, out->name);
        if (out->registrars == NULL) {
            out->registrars = g_array_new(FALSE, TRUE, sizeof(IrRegistrar));
        }
        g_array_append_val(out->registrars, form);
    }
    if (out->registrars != NULL) {
        g_array_sort(out->registrars, compare_forms);
    }
}
