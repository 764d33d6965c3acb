/* SPDX-License-Identifier: MIT */
#include "bindings.h"

#include "bindings_parts.h"
#include "bindings_text.h"

/* What has texts and JSON in common. */
typedef struct Writer {
    GPtrArray *texts;
    JsonText *json;
} Writer;

static void clear_bit_field(gpointer data)
{
    BindingsBitField *field = data;

    g_free(field->type);
    g_free(field->original);
    g_free(field->member);
}

static void init(Bindings *bindings, const Ir *ir)
{
    char *name = bindings_identifier(ir->module);

    *bindings = (Bindings){
        .ir = ir,
        .prefix = g_ascii_strup(name, -1),
        .originals = bindings_originals_create(ir),
        .cxx = bindings_cxx_create(ir),
        .zero_length = bindings_find_zero_length(ir),
        .names = g_ptr_array_new_with_free_func(g_free),
        .shown = bindings_shown_macros(ir),
        .sections = g_array_new(FALSE, FALSE, sizeof(BindingsFile)),
        .layouts = g_string_new(NULL),
        .c_layouts = g_string_new(NULL),
        .layout_checks = g_string_new(NULL),
        .bit_fields = g_array_new(FALSE, FALSE, sizeof(BindingsBitField)),
        .constants = g_ptr_array_new(),
        .typed = g_ptr_array_new(),
    };
    g_array_set_clear_func(bindings->bit_fields, clear_bit_field);
    g_free(name);
}

/* Texts belong to the writer's list by then. */
static void finish(Bindings *bindings)
{
    g_free(bindings->prefix);
    bindings_originals_destroy(bindings->originals);
    bindings_cxx_destroy(bindings->cxx);
    g_hash_table_destroy(bindings->zero_length);
    g_clear_pointer(&bindings->taken, g_hash_table_destroy);
    g_ptr_array_unref(bindings->names);
    g_ptr_array_unref(bindings->shown);
    g_array_unref(bindings->sections);
    g_array_unref(bindings->bit_fields);
    g_ptr_array_unref(bindings->constants);
    g_ptr_array_unref(bindings->typed);
}

/* Hands a text over and puts its number. */
static void put_number(Writer *writer, GString *text)
{
    json_text_number(writer->json, writer->texts->len);
    g_ptr_array_add(writer->texts, text);
}

/* The same as a member; nothing for an empty text. */
static void put_text(Writer *writer, const char *name, GString *text)
{
    if (text->len > 0) {
        json_text_name(writer->json, name);
        put_number(writer, text);
    } else {
        g_string_free(text, TRUE);
    }
}

/* [file, text] of each; "" for no file. */
static void put_files(Writer *writer, const char *name, const GArray *files)
{
    json_text_name(writer->json, name);
    json_text_open(writer->json, '[');
    for (guint i = 0; i < files->len; i++) {
        const BindingsFile *each = &g_array_index(files, BindingsFile, i);

        json_text_element(writer->json);
        json_text_open(writer->json, '[');
        json_text_element(writer->json);
        json_text_string(writer->json, each->file != NULL ? each->file : "");
        json_text_element(writer->json);
        put_number(writer, each->text);
        json_text_close(writer->json, ']');
    }
    json_text_close(writer->json, ']');
}

static void put_bit_field(JsonText *json, const BindingsBitField *field)
{
    const char *const names[] = {field->type, field->original, field->member};

    json_text_element(json);
    json_text_open(json, '[');
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        json_text_element(json);
        json_text_string(json, names[i]);
    }
    json_text_element(json);
    json_text_number(json, (uint64_t)field->offset);
    json_text_element(json);
    json_text_number(json, (uint64_t)field->width);
    json_text_close(json, ']');
}

static void put_bit_fields(JsonText *json, const GArray *fields)
{
    json_text_name(json, "bit_fields");
    json_text_open(json, '[');
    for (guint i = 0; i < fields->len; i++) {
        put_bit_field(json, &g_array_index(fields, BindingsBitField, i));
    }
    json_text_close(json, ']');
}

static void put_words(JsonText *json, unsigned words)
{
    json_text_name(json, "words");
    json_text_open(json, '[');
    for (unsigned i = 0; bindings_words[i] != NULL; i++) {
        if (words & (1u << i)) {
            json_text_element(json);
            json_text_string(json, bindings_words[i]);
        }
    }
    json_text_close(json, ']');
}

/* Declarations of the tags that C must see first. */
static void put_tags(Writer *writer, const Bindings *bindings)
{
    const GPtrArray *tags = bindings->ir->tags;
    GString *out = g_string_new(NULL), *line = g_string_new(NULL);

    for (guint i = 0; i < tags->len; i++) {
        const IrDecl *decl = g_ptr_array_index(tags, i);

        g_string_assign(line, decl->type_name);
        g_string_append_c(line, ';');
        bindings_separate(out, "\n");
        bindings_put_renamed(bindings->cxx, out, line);
    }
    put_text(writer, "tags", out);
    g_string_free(line, TRUE);
}

/* Whether a function or one that is pointed to returns a qualified type. */
static bool has_qualified_result(const Ir *ir)
{
    for (guint i = 0; i < ir->types->len; i++) {
        const IrType *type = g_ptr_array_index(ir->types, i);

        if (type->listed && type->kind == IR_TYPE_FUNCTION && type->target != NULL &&
            type->target->qualifiers != 0) {
            return true;
        }
    }
    return false;
}

static bool any_selected(const GPtrArray *decls)
{
    for (guint i = 0; i < decls->len; i++) {
        if (((const IrDecl *)g_ptr_array_index(decls, i))->selected) {
            return true;
        }
    }
    return false;
}

static bool wraps_macros(const Ir *ir)
{
    for (guint i = 0; i < ir->decls[IR_FUNCTION]->len; i++) {
        const IrDecl *decl = g_ptr_array_index(ir->decls[IR_FUNCTION], i);

        if (decl->selected && decl->from_macro) {
            return true;
        }
    }
    return false;
}

/* All members; the sections come first, as what they find is in others. */
static void put_members(Writer *writer, Bindings *bindings)
{
    GString *macro_checks = g_string_new(NULL), *enum_checks = g_string_new(NULL);
    GString *wrappers = g_string_new(NULL);
    GArray *macros;
    JsonText *json = writer->json;

    bindings_build_sections(bindings);
    macros = bindings_macros(bindings);
    bindings_put_macro_checks(bindings, macro_checks);
    bindings_put_enum_checks(bindings, enum_checks);
    bindings_put_wrappers(bindings, wrappers);
    json_text_true_member(json, "records", any_selected(bindings->ir->decls[IR_RECORD]));
    json_text_true_member(json, "qualified_results", has_qualified_result(bindings->ir));
    json_text_true_member(json, "wrapped_macros", wraps_macros(bindings->ir));
    put_words(json, bindings->words);
    put_tags(writer, bindings);
    put_files(writer, "sections", bindings->sections);
    put_files(writer, "macros", macros);
    put_text(writer, "layouts", bindings->layouts);
    put_text(writer, "c_layouts", bindings->c_layouts);
    put_text(writer, "layout_checks", bindings->layout_checks);
    put_text(writer, "integer_macros", macro_checks);
    put_text(writer, "enums", enum_checks);
    put_text(writer, "wrappers", wrappers);
    put_bit_fields(json, bindings->bit_fields);
    g_array_unref(macros);
}

void bindings_put(const Ir *ir, GPtrArray *texts, JsonText *json)
{
    Writer writer = {texts, json};
    Bindings bindings;

    init(&bindings, ir);
    json_text_name(json, "bindings");
    json_text_open(json, '{');
    put_members(&writer, &bindings);
    json_text_close(json, '}');
    finish(&bindings);
}
