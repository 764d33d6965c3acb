/* SPDX-License-Identifier: MIT */
#include "qom_migrate.h"

#include <string.h>

#include "handlers_spell.h"
#include "handlers_types.h"
#include "mark_options.h"
#include "qom_field.h"
#include "qom_parts.h"

/* ---- which there are ---- */

/* The string that the value of an initialiser is, a literal or a macro of one; NULL for
 * anything else. */
static const char *string_value(Ir *ir, const char *value)
{
    const IrDecl *macro = ir_find_decl(ir, IR_MACRO, value);

    if (macro != NULL && macro->macro == IR_MACRO_STRING) {
        return macro->value;
    }
    return mark_string(ir, value);
}

/* The description's name, which is the object's where the mark gives none. */
static const char *description_name(Trampolines *all, IrTable *table,
                                    const Description *description)
{
    const char *value = qom_table_value(all->ir, table, "name");
    const char *name;

    if (value == NULL) {
        qom_add(all->ir, &table->head, ".name = \"%s\"", description->object->name);
        return description->object->name;
    }
    name = string_value(all->ir, value);
    if (name != NULL && *name == '\0') {
        qom_error(all, description->object, description->mark,
                  "the description '%s' has an empty name; leave .name out, or give it "
                  "one",
                  table->name);
    } else if (name == NULL) {
        qom_error(all, description->object, description->mark,
                  "the name of the description '%s' is '%s', of which the text is not "
                  "known here; write it as a plain string, or as a macro of one",
                  table->name, value);
    }
    return name;
}

static void add_description(Trampolines *all, GArray *list, IrTable *table,
                            const Mark *mark)
{
    Description description = {.table = table->name, .mark = mark, .parent = -1};

    for (guint i = 0; i < all->ir->objects->len; i++) {
        const IrObject *object = &g_array_index(all->ir->objects, IrObject, i);
        if (g_strcmp0(table->object, object->type) == 0) {
            description.object = object;
        }
    }
    if (description.object == NULL) {
        return; /* no members are marked */
    }
    description.name = description_name(all, table, &description);
    if (description.name != NULL) {
        g_array_append_val(list, description);
    }
}

static bool is_description(const IrTable *table)
{
    return strcmp(find_record(table->what)->key, QOM_DESCRIPTION) == 0;
}

/* In the order of the marks; those that handlers alone make stand behind. */
static GArray *find_descriptions(Trampolines *all)
{
    GArray *list = g_array_new(FALSE, TRUE, sizeof(Description));

    for (guint i = 0; i < all->marks->len; i++) {
        const Mark *mark = &g_array_index(all->marks, Mark, i);
        IrTable *table =
            mark->kind == MARK_TABLE ? qom_table(all->ir, mark->values[1]) : NULL;
        if (table != NULL && is_description(table)) {
            add_description(all, list, table, mark);
        }
    }
    for (guint i = 0; i < all->ir->tables->len; i++) {
        IrTable *table = &g_array_index(all->ir->tables, IrTable, i);
        if (is_description(table) && qom_table_mark(all, table->name) == NULL) {
            add_description(all, list, table, NULL);
        }
    }
    return list;
}

/* ---- how they belong together ---- */

/* Whether the name is "other/...". */
static bool is_below(const char *name, const char *other)
{
    size_t length = strlen(other);

    return strncmp(name, other, length) == 0 && name[length] == '/';
}

/* Each is a subsection of the one with the longest name that its own goes on from. */
static void find_parent(GArray *list, Description *description)
{
    size_t longest = 0;

    for (guint i = 0; i < list->len; i++) {
        const Description *other = &g_array_index(list, Description, i);
        if (other->object == description->object &&
            is_below(description->name, other->name) && strlen(other->name) > longest) {
            longest = strlen(other->name);
            description->parent = (int)i;
        }
    }
}

static void check_main(Trampolines *all, GArray *list, const Description *description)
{
    for (guint i = 0; description->parent < 0 && i < list->len; i++) {
        const Description *other = &g_array_index(list, Description, i);

        if (other == description) {
            return; /* each pair once */
        }
        if (other->object == description->object && other->parent < 0) {
            qom_error(all, description->object, description->mark,
                      "'%s' has two main descriptions, '%s' called \"%s\" and '%s' "
                      "called \"%s\"; call the subsections \"MAIN/...\", with .name",
                      description->object->type, other->table, other->name,
                      description->table, description->name);
            return;
        }
    }
}

const Description *qom_main_description(const GArray *descriptions,
                                        const IrObject *object)
{
    for (guint i = 0; i < descriptions->len; i++) {
        const Description *at = &g_array_index(descriptions, Description, i);
        if (at->object == object && at->parent < 0) {
            return at;
        }
    }
    return NULL;
}

/* ---- fields ---- */

static Description *description_of(Trampolines *all, GArray *list,
                                   const QomMember *member, const char *table)
{
    Description *main = (Description *)qom_main_description(list, member->object);

    if (table == NULL && main == NULL) {
        trampolines_error(all, member->mark,
                          "the member '%s' is to be saved, and '%s' has no description; "
                          "give it BINDERY_TABLE(VMStateDescription, NAME, .version_id = "
                          "1, .minimum_version_id = 1)",
                          member->name, member->object->type);
    }
    if (table == NULL) {
        return main;
    }
    for (guint i = 0; i < list->len; i++) {
        Description *at = &g_array_index(list, Description, i);
        if (at->object == member->object && strcmp(at->table, table) == 0) {
            return at;
        }
    }
    trampolines_error(all, member->mark,
                      "the member '%s' is to be saved in '%s', which is no description "
                      "of '%s'; name one of its tables for VMStateDescription",
                      member->name, table, member->object->type);
    return NULL;
}

/* Whether the member is saved in the description's version at all. */
static bool check_version(Trampolines *all, const QomMember *member,
                          const char *const *options, const Description *description)
{
    const char *since = options[FIELD_VERSION];
    const char *version =
        qom_table_value(all->ir, qom_table(all->ir, description->table), "version_id");
    gint64 first, newest;

    return since == NULL || version == NULL ||
           !g_ascii_string_to_signed(since, 10, G_MININT, G_MAXINT, &first, NULL) ||
           !g_ascii_string_to_signed(version, 10, G_MININT, G_MAXINT, &newest, NULL) ||
           first <= newest ||
           trampolines_error(
               all, member->mark,
               "the member '%s' is to be saved from version %s on, and "
               "'%s' has .version_id = %s; raise that, or leave .version out",
               member->name, since, description->table, version);
}

static void add_member(Trampolines *all, GArray *list, const QomMember *member)
{
    const char *options[N_FIELD_OPTIONS];
    Description *description;

    if (!mark_options_read(all, member->mark, 0, field_option_names, N_FIELD_OPTIONS,
                           options)) {
        return;
    }
    description = description_of(all, list, member, options[FIELD_TABLE]);
    if (description != NULL && check_version(all, member, options, description)) {
        if (description->rows == NULL) {
            description->rows = g_array_new(FALSE, TRUE, sizeof(IrRow));
        }
        qom_field_add(all, member, options, list, description->rows);
    }
}

static void add_members(Trampolines *all, GArray *list)
{
    for (guint i = 0; i < all->ir->objects->len; i++) {
        const IrObject *object = &g_array_index(all->ir->objects, IrObject, i);
        GArray *members = qom_members(all, object, MARK_MIGRATE);

        for (guint j = 0; j < members->len; j++) {
            add_member(all, list, &g_array_index(members, QomMember, j));
        }
        g_array_free(members, TRUE);
    }
}

/* ---- what the tables get ---- */

/* What the member of the description points to: "const VMStateField". */
static const char *pointee_spelling(Trampolines *all, const char *member)
{
    const IrDecl *record = ir_find_decl(all->ir, IR_RECORD, QOM_DESCRIPTION);
    g_autofree char *text = NULL;
    MemberPlace place;

    find_member(record, member, &place);
    text = spell_type(type_pointee(place.field->type));
    return ir_string(all->ir, text);
}

/* The array of fields; where there are none, its end alone: it is not optional. */
static void define_fields(Trampolines *all, IrTable *table, Description *description)
{
    IrDefinition fields = {.rows = g_steal_pointer(&description->rows)};
    IrRow end = {NULL};

    if (fields.rows == NULL) {
        fields.rows = g_array_new(FALSE, TRUE, sizeof(IrRow));
    }
    qom_add(all->ir, &end.values, ".flags = VMS_END");
    g_array_append_val(fields.rows, end);
    fields.c = ir_printf(all->ir, "static %s %s_fields[]",
                         pointee_spelling(all, "fields"), table->name);
    g_array_append_val(all->ir->definitions, fields);
    qom_add(all->ir, &table->values, ".fields = %s_fields", table->name);
}

static void add_subsections(Trampolines *all, const GArray *list, guint at,
                            IrTable *table)
{
    GString *names = g_string_new(NULL);

    for (guint i = 0; i < list->len; i++) {
        const Description *other = &g_array_index(list, Description, i);
        if (other->parent == (int)at) {
            g_string_append_printf(names, "&%s, ", other->table);
        }
    }
    if (names->len > 0) {
        qom_add(all->ir, &table->values, ".subsections = (%s[]){%sNULL}",
                pointee_spelling(all, "subsections"), names->str);
    }
    g_string_free(names, TRUE);
}

/* What is loaded is not older than the minimum, and not newer than the description. */
static void check_versions(Trampolines *all, const IrTable *table,
                           const Description *description)
{
    const char *version = qom_table_value(all->ir, table, "version_id");
    const char *least = qom_table_value(all->ir, table, "minimum_version_id");
    gint64 newest, oldest;

    if (version != NULL && least != NULL &&
        g_ascii_string_to_signed(version, 10, G_MININT, G_MAXINT, &newest, NULL) &&
        g_ascii_string_to_signed(least, 10, G_MININT, G_MAXINT, &oldest, NULL) &&
        oldest > newest) {
        qom_error(
            all, description->object, description->mark,
            "the description '%s' has .minimum_version_id = %s, above its "
            ".version_id = %s, so that nothing could be loaded; make it at most that",
            table->name, least, version);
    }
}

static void complete(Trampolines *all, GArray *list, guint at)
{
    Description *description = &g_array_index(list, Description, at);
    IrTable *table = qom_table(all->ir, description->table);
    bool has_fields = qom_table_value(all->ir, table, "fields") != NULL;
    bool has_subsections = qom_table_value(all->ir, table, "subsections") != NULL;

    if (has_fields && description->rows != NULL) {
        qom_error(all, description->object, description->mark,
                  "the description '%s' has .fields, and members of '%s' are marked for "
                  "it; leave one out",
                  table->name, description->object->type);
    }
    check_versions(all, table, description);
    qom_move_to_head(table);
    if (!has_fields) {
        define_fields(all, table, description);
    }
    if (!has_subsections) {
        add_subsections(all, list, at, table);
    }
}

GArray *qom_migrate(Trampolines *all)
{
    GArray *list = find_descriptions(all);

    for (guint i = 0; i < list->len; i++) {
        find_parent(list, &g_array_index(list, Description, i));
    }
    for (guint i = 0; i < list->len; i++) {
        check_main(all, list, &g_array_index(list, Description, i));
    }
    add_members(all, list);
    for (guint i = 0; i < list->len; i++) {
        complete(all, list, i);
    }
    return list;
}

void qom_migrate_free(GArray *descriptions)
{
    for (guint i = 0; i < descriptions->len; i++) {
        GArray *rows = g_array_index(descriptions, Description, i).rows;

        for (guint j = 0; rows != NULL && j < rows->len; j++) {
            g_ptr_array_unref(g_array_index(rows, IrRow, j).values);
        }
        g_clear_pointer(&rows, g_array_unref);
    }
    g_array_free(descriptions, TRUE);
}
