/* SPDX-License-Identifier: MIT */
#include "bindings_flags.h"

#include <string.h>

#include "append.h"
#include "bindings_text.h"

typedef struct Helper {
    const char *suffix;
    const char *result; /* NULL: the enum */
    const char *value;
    const char *doc;
} Helper;

static const Helper helpers[] = {
    {"has", "_Bool", "(set & flag) == flag",
     "Whether all of these flags are in the set."},
    {"with", NULL, "set | flag", "The set and these flags."},
    {"without", NULL, "set & ~flag", "The set without these flags."},
};

GHashTable *bindings_taken_names(const Ir *ir)
{
    GHashTable *names = g_hash_table_new(g_str_hash, g_str_equal);

    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        for (guint i = 0; i < ir->decls[kind]->len; i++) {
            const IrDecl *decl = g_ptr_array_index(ir->decls[kind], i);

            if (decl->selected) {
                g_hash_table_add(names, (gpointer)decl->name);
                for (guint j = 0; decl->enumerators != NULL && j < decl->enumerators->len;
                     j++) {
                    g_hash_table_add(
                        names,
                        (gpointer)g_array_index(decl->enumerators, IrEnumerator, j).name);
                }
            }
        }
    }
    for (guint i = 0; i < ir->imports->len; i++) {
        const IrDecl *decl = g_ptr_array_index(ir->imports, i);

        if (!ir_has_tag(decl->kind)) {
            g_hash_table_add(names, (gpointer)decl->key);
        }
    }
    return names;
}

static void put_helper(GString *out, const Helper *helper, const IrDecl *decl,
                       GHashTable *taken, GPtrArray *names)
{
    const char *type = decl->type_name;
    char *name = g_strconcat(decl->name, "_", helper->suffix, NULL);
    char *head;

    g_ptr_array_add(names, name);
    if (!g_hash_table_add(taken, name)) {
        g_string_append_printf(
            out, "/* %s is declared otherwise: there is no such helper. */", name);
        return;
    }
    head =
        g_strdup_printf("static inline %s %s(%s set, %s flag)",
                        helper->result != NULL ? helper->result : type, name, type, type);
    g_string_append_printf(out, "/** %s */\n", helper->doc);
    bindings_put_wrapped(out, head, strlen(head), "");
    if (helper->result != NULL) {
        g_string_append_printf(out, "\n{\n" BINDINGS_INDENT "return %s;\n}",
                               helper->value);
    } else {
        g_string_append_printf(out, "\n{\n" BINDINGS_INDENT "return (%s)(%s);\n}", type,
                               helper->value);
    }
    g_free(head);
}

/* One function of C++ and a newline; head and value are freed. */
static void put_operator(GString *out, char *head, char *value)
{
    char *line = g_strdup_printf("%s { return %s; }", head, value);

    if (bindings_columns(line, strlen(line)) <= BINDINGS_WIDTH) {
        append_text(out, line);
    } else {
        bindings_put_wrapped(out, head, strlen(head), "");
        g_string_append_printf(out, "\n{\n" BINDINGS_INDENT "return %s;\n}", value);
    }
    g_string_append_c(out, '\n');
    g_free(line);
    g_free(head);
    g_free(value);
}

/* The operators that C lends all enums, as C++ needs them. */
static void put_operators(GString *out, const char *type, const char *integer)
{
    static const char binary[] = "|&^";

    append_text(out, "#ifdef __cplusplus\nextern \"C++\" {\n");
    for (const char *sign = binary; *sign != '\0'; sign++) {
        put_operator(
            out,
            g_strdup_printf("constexpr %s operator%c(%s a, %s b)", type, *sign, type,
                            type),
            g_strdup_printf("(%s)((%s)a %c (%s)b)", type, integer, *sign, integer));
    }
    put_operator(out, g_strdup_printf("inline %s operator~(%s a)", type, type),
                 g_strdup_printf("(%s)~(%s)a", type, integer));
    for (const char *sign = binary; *sign != '\0'; sign++) {
        put_operator(out,
                     g_strdup_printf("inline %s &operator%c=(%s &a, %s b)", type, *sign,
                                     type, type),
                     g_strdup_printf("a = a %c b", *sign));
    }
    append_text(out, "}\n#endif");
}

void bindings_put_flags(GString *out, const IrDecl *decl, GHashTable *taken,
                        GPtrArray *names)
{
    for (size_t i = 0; i < G_N_ELEMENTS(helpers); i++) {
        put_helper(out, &helpers[i], decl, taken, names);
        append_text(out, "\n\n");
    }
    put_operators(out, decl->type_name, decl->type->spelling);
}
