/* SPDX-License-Identifier: MIT */
/* Assertions about constants, of the bindings and of the original headers. */
#include <string.h>

#include "append.h"
#include "bindings_parts.h"
#include "bindings_text.h"

static void put_name(const Bindings *bindings, GString *out, const char *name,
                     bool in_original)
{
    if (in_original) {
        bindings_put_originally(bindings->originals, out, name, strlen(name));
    } else {
        append_text(out, name);
    }
}

/* ---- macros ---- */

static void put_macro_check(const Bindings *bindings, GString *out, const IrDecl *macro,
                            bool in_original)
{
    const char *name =
        in_original && macro->original != NULL ? macro->original : macro->name;

    append_text(out, bindings->prefix);
    append_text(out, "_ASSERT_CONSTANT(");
    append_text(out, name);
    append_text(out, ", ");
    if (bindings_fits_integer(macro->value)) {
        bindings_put_literal(out, macro->value);
    } else {
        append_text(out, macro->c);
    }
    append_text(out, ", ");
    put_name(bindings, out, macro->type->spelling, in_original);
    append_text(out, ");");
}

void bindings_put_macro_checks(const Bindings *bindings, GString *out)
{
    GString *renamed = g_string_new(NULL), *original = g_string_new(NULL);

    for (guint i = 0; i < bindings->shown->len; i++) {
        const IrDecl *macro = g_ptr_array_index(bindings->shown, i);

        if (macro->macro != IR_MACRO_INTEGER) {
            continue;
        }
        bindings_separate(out, "\n");
        g_string_truncate(renamed, 0);
        g_string_truncate(original, 0);
        put_macro_check(bindings, renamed, macro, false);
        if (macro->original != NULL || bindings_any_renamed(bindings->originals)) {
            put_macro_check(bindings, original, macro, true);
            bindings_put_either(out, bindings->prefix, renamed, original);
        } else {
            append_string(out, renamed);
        }
    }
    g_string_free(renamed, TRUE);
    g_string_free(original, TRUE);
}

/* ---- enums ---- */

static void put_size_check(const Bindings *bindings, GString *out, const IrDecl *decl,
                           bool in_original)
{
    GString *type = g_string_new(NULL);
    char *condition, *text;

    put_name(bindings, type, decl->type_name, in_original);
    condition = g_strdup_printf("sizeof(%s) == %" G_GINT64_FORMAT, type->str, decl->size);
    text = g_strconcat("size of ", type->str, NULL);
    bindings_put_static_assert(out, condition, text);
    g_free(text);
    g_free(condition);
    g_string_free(type, TRUE);
}

static void put_value_check(GString *out, const char *name, const char *value,
                            GString *condition)
{
    char *text = g_strconcat("value of ", name, NULL);

    g_string_assign(condition, name);
    append_text(condition, " == ");
    bindings_put_literal(condition, value);
    bindings_put_static_assert(out, condition->str, text);
    g_free(text);
}

/* Of one enum, with the names of the bindings or those of the original headers. */
static void put_enum_check(const Bindings *bindings, GString *out, const IrDecl *decl,
                           bool in_original)
{
    GString *condition = g_string_new(NULL);

    if (decl->type_name != NULL && bindings_has_size(decl) &&
        !(bindings_is_constants(decl) && decl->unnamed)) {
        put_size_check(bindings, out, decl, in_original);
    }
    for (guint i = 0; i < decl->enumerators->len; i++) {
        const IrEnumerator *each = &g_array_index(decl->enumerators, IrEnumerator, i);

        bindings_separate(out, "\n");
        put_value_check(
            out, in_original && each->original != NULL ? each->original : each->name,
            each->value, condition);
    }
    g_string_free(condition, TRUE);
}

void bindings_put_enum_checks(const Bindings *bindings, GString *out)
{
    const GPtrArray *enums = bindings->ir->decls[IR_ENUM];
    GString *renamed = g_string_new(NULL), *original = g_string_new(NULL);

    for (guint i = 0; i < enums->len; i++) {
        const IrDecl *decl = g_ptr_array_index(enums, i);

        if (!decl->selected || !bindings_has_enumerators(decl) || decl->in_prototype ||
            g_strcmp0(decl->file, "<compiler>") == 0) {
            continue;
        }
        bindings_separate(out, "\n\n");
        g_string_truncate(renamed, 0);
        put_enum_check(bindings, renamed, decl, false);
        if (bindings_any_renamed(bindings->originals)) {
            g_string_truncate(original, 0);
            put_enum_check(bindings, original, decl, true);
            bindings_put_either(out, bindings->prefix, renamed, original);
        } else {
            append_string(out, renamed);
        }
    }
    g_string_free(renamed, TRUE);
    g_string_free(original, TRUE);
}
