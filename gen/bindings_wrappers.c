/* SPDX-License-Identifier: MIT */
/* External functions that stand for static inline ones. They are compiled with the
 * original header, and have its names. */
#include <string.h>

#include "append.h"
#include "bindings_parts.h"
#include "bindings_text.h"

static const IrDecl *find_macro(const Bindings *bindings, const char *key)
{
    const IrDecl *macro = ir_find_decl(bindings->ir, IR_MACRO, key);

    return macro != NULL && macro->selected ? macro : NULL;
}

/* The parameters' names (new, of char *): their own, where nothing else has them. */
static GPtrArray *name_params(const Bindings *bindings, const IrDecl *function,
                              const char *name)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);

    for (unsigned i = 0; i < function->n_params; i++) {
        const char *own = function->params[i].name;

        if (*own == '\0' || strcmp(own, name) == 0 || find_macro(bindings, own) != NULL ||
            g_ptr_array_find_with_equal_func(names, own, g_str_equal, NULL)) {
            g_ptr_array_add(names, g_strdup_printf("arg%u", i));
        } else {
            g_ptr_array_add(names, g_strdup(own));
        }
    }
    g_ptr_array_add(names, NULL);
    return names;
}

/* Appends the declaration of a name with a type as the original headers spell it. */
static void put_declared(const Bindings *bindings, GString *out, const IrType *type,
                         const char *name)
{
    GString *spelling = g_string_new(NULL);

    bindings_put_originally(bindings->originals, spelling, type->spelling,
                            strlen(type->spelling));
    bindings_put_declared(out, spelling->str, name);
    g_string_free(spelling, TRUE);
}

/* The wrapper's prototype (new). */
static GString *prototype_of(const Bindings *bindings, const IrDecl *function,
                             const GPtrArray *names)
{
    GString *signature = g_string_new(function->wrapper), *prototype = g_string_new(NULL);
    GString *wrapped = g_string_new(NULL);

    append_text(signature, function->n_params == 0 ? "(void" : "(");
    for (unsigned i = 0; i < function->n_params; i++) {
        append_text(signature, i > 0 ? ", " : "");
        put_declared(bindings, signature, function->params[i].type,
                     g_ptr_array_index(names, i));
    }
    g_string_append_c(signature, ')');
    if (function->type->convention != NULL) {
        g_string_append_printf(prototype, "__attribute__((%s)) ",
                               function->type->convention);
    }
    put_declared(bindings, prototype, function->type->target, signature->str);
    bindings_put_wrapped(wrapped, prototype->str, prototype->len, "");
    g_string_free(signature, TRUE);
    g_string_free(prototype, TRUE);
    return wrapped;
}

static bool is_void(const IrType *type)
{
    while (type != NULL && type->kind == IR_TYPE_TYPEDEF) {
        type = type->decl->selected ? type->decl->type : NULL;
    }
    return type != NULL && type->kind == IR_TYPE_BUILTIN &&
           type->builtin == IR_CLASS_VOID;
}

static void put_wrapper(const Bindings *bindings, GString *out, const IrDecl *function)
{
    const char *name = function->original != NULL ? function->original : function->name;
    const IrDecl *macro = find_macro(bindings, name);
    /* Parentheses keep a function-like macro of that name out of the way, unless it is
     * meant. */
    const bool shadowed =
        macro != NULL && macro->macro == IR_MACRO_FUNCTION && !function->from_macro;
    GPtrArray *names = name_params(bindings, function, name);
    GString *prototype = prototype_of(bindings, function, names);
    char *arguments = g_strjoinv(", ", (char **)names->pdata);

    bindings_separate(out, "\n\n");
    append_string(out, prototype);
    append_text(out, ";\n\n");
    append_string(out, prototype);
    append_text(out, "\n{\n" BINDINGS_INDENT);
    append_text(out, is_void(function->type->target) ? "" : "return ");
    append_text(out, shadowed ? "(" : "");
    append_text(out, name);
    append_text(out, shadowed ? ")(" : "(");
    append_text(out, arguments);
    append_text(out, ");\n}");
    g_free(arguments);
    g_string_free(prototype, TRUE);
    g_ptr_array_unref(names);
}

void bindings_put_wrappers(const Bindings *bindings, GString *out)
{
    const GPtrArray *functions = bindings->ir->decls[IR_FUNCTION];

    for (guint i = 0; i < functions->len; i++) {
        const IrDecl *function = g_ptr_array_index(functions, i);

        if (function->selected && function->wrapper != NULL) {
            put_wrapper(bindings, out, function);
        }
    }
}
