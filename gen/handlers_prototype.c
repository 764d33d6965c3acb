/* SPDX-License-Identifier: MIT */
#include "handlers_prototype.h"

#include <string.h>

#include "handlers_spell.h"
#include "handlers_types.h"
#include "module_name.h"
#include "spell.h"

Prototype prototype_start(Ir *ir, unsigned n_params, const IrDecl *called)
{
    Prototype prototype = {
        .ir = ir,
        .params = g_new0(IrParam, n_params + 1),
        .taken = g_hash_table_new(g_str_hash, g_str_equal),
        .call =
            g_string_new(type_is_void(type_of_function(called)->target) ? "" : "return "),
    };
    const IrDecl *macro = ir_find_decl(ir, IR_MACRO, called->key);
    bool is_hidden = macro != NULL && macro->macro == IR_MACRO_FUNCTION;

    prototype_reserve(&prototype, called->key);
    /* Parentheses keep a macro of that name away. */
    g_string_append_printf(prototype.call, is_hidden ? "(%s)(" : "%s(", called->key);
    return prototype;
}

void prototype_end(Prototype *prototype)
{
    g_free(prototype->params);
    g_hash_table_destroy(prototype->taken);
    g_string_free(prototype->call, TRUE);
}

void prototype_reserve(Prototype *prototype, const char *name)
{
    g_hash_table_add(prototype->taken, (gpointer)name);
}

/* "arg" of "__arg": such names are the C library's, which alone may have them. As it is
 * where the rest is no name, or means something already. */
static const char *own_name(const Ir *ir, const char *name)
{
    const char *rest = name + strspn(name, "_");
    bool is_reserved = rest > name + 1 || (rest > name && g_ascii_isupper(*rest));

    return is_reserved && module_name_is_valid(rest) &&
                   ir_find_decl(ir, IR_TYPEDEF, rest) == NULL &&
                   ir_find_decl(ir, IR_MACRO, rest) == NULL
               ? rest
               : name;
}

/* An array whose length is another parameter's value, which may have another name here,
 * is the pointer that it is passed as. */
static const IrType *without_length(Ir *ir, const IrType *type)
{
    IrType pointer = {.kind = IR_TYPE_POINTER,
                      .target = type->target,
                      .size = ir->pointer_size,
                      .align = ir->pointer_size};

    return type->kind == IR_TYPE_ARRAY && type->length_text != NULL
               ? spell_intern(ir, &pointer)
               : type;
}

const char *prototype_param(Prototype *prototype, const IrType *type, const char *name)
{
    name = own_name(prototype->ir, name);
    if (*name == '\0') {
        name = ir_printf(prototype->ir, "arg%u", prototype->n_params + 1);
    }
    /* A name inside its prototype hides the same name outside, so it must be no other;
     * and C++ reads it too. */
    while (g_hash_table_contains(prototype->taken, name) || spell_is_cxx_keyword(name)) {
        name = ir_printf(prototype->ir, "%s_", name);
    }
    g_hash_table_add(prototype->taken, (gpointer)name);
    prototype->params[prototype->n_params++] =
        (IrParam){name, without_length(prototype->ir, type)};
    return name;
}

/* A cast to a pointer type: by way of void *, but where an object begins with the other,
 * so that no compiler finds the alignment changed. */
static void append_cast(GString *out, const IrType *type, bool to_derived)
{
    const IrType *target = type_pointee(type);
    IrType pointer = {.kind = IR_TYPE_POINTER, .target = target};
    /* There are no casts to arrays. */
    bool is_array = ir_type_resolved(type)->kind == IR_TYPE_ARRAY;
    bool has_name = !is_array || !type_is_nameless(target);
    g_autofree char *text = spell_type(is_array ? &pointer : type);

    if (has_name) {
        g_string_append_printf(out, "(%s)", text);
    }
    if (!to_derived || !has_name) {
        g_string_append(out, type_is_const(target) ? "(const void *)" : "(void *)");
    }
}

void prototype_argument(Prototype *prototype, const IrType *cast, bool to_derived,
                        const char *text)
{
    g_string_append(prototype->call, prototype->n_arguments++ > 0 ? ", " : "");
    if (cast != NULL) {
        append_cast(prototype->call, cast, to_derived);
    }
    g_string_append(prototype->call, text);
}

const char *prototype_spell(const Prototype *prototype, const IrType *function,
                            const char *name)
{
    const IrType **types = g_new0(const IrType *, prototype->n_params + 1);
    IrType type = *function;
    GString *out = g_string_new(NULL);
    const char *text;

    for (unsigned i = 0; i < prototype->n_params; i++) {
        types[i] = prototype->params[i].type;
    }
    type.params = types;
    type.n_params = prototype->n_params;
    type.prototyped = true;
    if (type.convention != NULL) {
        g_string_append_printf(out, "__attribute__((%s)) ", type.convention);
    }
    spell_append(out, &type, name, prototype->params, prototype->n_params);
    text = ir_text(prototype->ir, out->str, out->len);
    g_free(types);
    g_string_free(out, TRUE);
    return text;
}

const char *prototype_call(const Prototype *prototype)
{
    return ir_printf(prototype->ir, "%s)", prototype->call->str);
}
