/* SPDX-License-Identifier: MIT */
/* Layouts: what is asserted of each record, and where its bit-fields lie. */
#include <string.h>

#include "append.h"
#include "bindings_parts.h"
#include "bindings_text.h"

#define NUMBER G_GINT64_FORMAT

/* The assertions of one complete record, line by line. */
typedef struct Layout {
    Bindings *bindings;
    GString *lines;
} Layout;

static void put_record(Layout *layout, const char *type, const IrDecl *record);
static void put_fields(Layout *layout, const char *type, const char *path, int64_t base,
                       const IrDecl *record);

/* The type (new) of the record that an expression (stolen) of that type has or points to;
 * NULL where there is none. */
static char *element_of(char *expression, const IrType *type)
{
    char *whole = NULL;

    while (type != NULL &&
           (type->kind == IR_TYPE_ARRAY || type->kind == IR_TYPE_POINTER)) {
        char *element = type->kind == IR_TYPE_ARRAY
                            ? g_strconcat(expression, "[0]", NULL)
                            : g_strconcat("(*", expression, ")", NULL);

        g_free(expression);
        expression = element;
        type = type->target;
    }
    if (type != NULL && type->kind == IR_TYPE_RECORD) {
        whole = g_strconcat("__typeof__(", expression, ")", NULL);
    }
    g_free(expression);
    return whole;
}

/* How C names the type (new); an unnamed record by what declares it. NULL: not at all. */
static char *type_of(const IrDecl *decl, const IrDecl *record)
{
    if (record->type_name != NULL) {
        return g_strdup(record->type_name);
    }
    if (decl->kind == IR_VARIABLE) {
        return element_of(g_strdup(decl->name), decl->type);
    }
    if (decl->kind == IR_TYPEDEF) {
        return element_of(g_strconcat("(*(", decl->name, " *)0)", NULL), decl->type);
    }
    return NULL;
}

static void add_bit_field(Layout *layout, const char *type, const char *path,
                          const IrField *field, int64_t offset)
{
    GString *original = g_string_new(NULL);
    BindingsBitField added = {
        .type = g_strdup(type),
        .member = g_strconcat(path, field->name, NULL),
        .offset = offset,
        .width = field->width,
    };

    bindings_put_originally(layout->bindings->originals, original, type, strlen(type));
    added.original = g_string_free(original, FALSE);
    g_array_append_val(layout->bindings->bit_fields, added);
}

/* A member that is an array of records with members (of no size unless direct), or
 * behind a pointer, has a type of its own; path leads to the member. */
static void put_far(Layout *layout, const char *type, const char *path, bool direct,
                    const IrField *field)
{
    char *expression = g_strdup_printf("((%s *)0)->%s", type, path);
    char *inside;

    if (direct) {
        inside = element_of(expression, field->type);
    } else {
        inside = g_strdup_printf("__typeof__(%s)", expression);
        g_free(expression);
    }
    if (inside != NULL) {
        put_record(layout, inside, field->inlined);
    }
    g_free(inside);
}

/* Goes into an unnamed record that a member declares. */
static void put_inner(Layout *layout, const char *type, const char *path, int64_t offset,
                      const IrField *field)
{
    const IrType *inner = field->type;
    bool direct = true;
    GString *place;

    if (!bindings_has_fields(field->inlined)) {
        return;
    }
    if (*field->name == '\0') {
        put_fields(layout, type, path, offset, field->inlined);
        return;
    }
    place = g_string_new(path);
    append_text(place, field->name);
    for (; inner != NULL && inner->kind == IR_TYPE_ARRAY; inner = inner->target) {
        direct = direct && inner->length > 0;
        append_text(place, "[0]");
    }
    if (direct && inner != NULL && inner->kind == IR_TYPE_RECORD) {
        g_string_append_c(place, '.');
        put_fields(layout, type, place->str, offset, field->inlined);
    } else {
        put_far(layout, type, place->str, direct, field);
    }
    g_string_free(place, TRUE);
}

static void put_offset(Layout *layout, const char *type, const char *path,
                       const char *name, int64_t offset)
{
    GString *lines = layout->lines;

    g_string_append_c(lines, '\n');
    append_text(lines, layout->bindings->prefix);
    append_text(lines, "_ASSERT_OFFSET(");
    append_text(lines, type);
    append_text(lines, ", ");
    append_text(lines, path);
    append_text(lines, name);
    append_text(lines, ", ");
    append_number(lines, (uint64_t)(offset / 8));
    append_text(lines, ");");
}

/* Asserts the offset of each member; path and base (bits) lead to the inner record. */
static void put_fields(Layout *layout, const char *type, const char *path, int64_t base,
                       const IrDecl *record)
{
    for (guint i = 0; bindings_has_fields(record) && i < record->fields->len; i++) {
        const IrField *field = &g_array_index(record->fields, IrField, i);
        const int64_t offset = base + field->offset;

        if (field->width >= 0) {
            if (*field->name != '\0') {
                add_bit_field(layout, type, path, field, offset);
            }
            continue;
        }
        if (*field->name != '\0') {
            put_offset(layout, type, path, field->name, offset);
        }
        if (field->inlined != NULL) {
            put_inner(layout, type, path, offset, field);
        }
    }
}

/* Asserts a record's size, alignment and members. */
static void put_record(Layout *layout, const char *type, const IrDecl *record)
{
    const IrType *named = ir_find_type(layout->bindings->ir, type);
    int64_t align = record->align;

    if (named != NULL && named->listed && named->align >= 0) {
        /* A typedef may be more aligned than the record it names. */
        align = named->align;
    }
    bindings_separate(layout->lines, "\n");
    g_string_append_printf(layout->lines, "%s_ASSERT_SIZE(%s, %" NUMBER ", %" NUMBER ");",
                           layout->bindings->prefix, type, record->size, align);
    put_fields(layout, type, "", 0, record);
}

/* The same lines with the types' names in the original headers (new). Behind the type
 * stand two things more, and of these a member may have any name. */
static GString *original_lines(const Bindings *bindings, const GString *lines)
{
    GString *original = g_string_sized_new(lines->len);

    for (const char *line = lines->str; *line != '\0';) {
        const char *end = strchrnul(line, '\n'), *at = end;
        int commas = 0;

        while (commas < 2) {
            at--;
            commas += at[0] == ',' && at[1] == ' ';
        }
        bindings_put_originally(bindings->originals, original, line, (size_t)(at - line));
        end += *end == '\n';
        append_bytes(original, at, end - at);
        line = end;
    }
    return original;
}

static void put_check(Bindings *bindings, const GString *lines)
{
    GString *out = bindings->layout_checks;

    bindings_separate(out, "\n\n");
    if (bindings_any_renamed(bindings->originals)) {
        GString *original = original_lines(bindings, lines);

        bindings_put_either(out, bindings->prefix, lines, original);
        g_string_free(original, TRUE);
    } else {
        append_string(out, lines);
    }
}

void bindings_take_layout(Bindings *bindings, const IrDecl *decl, bool guarded)
{
    const IrDecl *record = bindings_inlined(decl);
    GString *out = guarded ? bindings->c_layouts : bindings->layouts;
    Layout layout = {.bindings = bindings};
    char *type;

    if (!bindings_has_size(record) || bindings_has_enumerators(record)) {
        return;
    }
    type = type_of(decl, record);
    if (type == NULL) {
        return;
    }
    layout.lines = g_string_sized_new(1024);
    put_record(&layout, type, record);
    bindings_separate(out, "\n\n");
    append_string(out, layout.lines);
    /* The compiler's own headers declare some, each version in its own way; others are
     * known only in a prototype. */
    if (strcmp(decl->file, "<compiler>") != 0 && !record->in_prototype) {
        put_check(bindings, layout.lines);
    }
    g_string_free(layout.lines, TRUE);
    g_free(type);
}
