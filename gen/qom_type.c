/* SPDX-License-Identifier: MIT */
#include "qom_type.h"

#include <string.h>

#include "handlers_spell.h"
#include "handlers_types.h"
#include "objects.h"
#include "qom.h"
#include "qom_class.h"
#include "qom_migrate.h"
#include "qom_parts.h"
#include "qom_property.h"

#define DEVICE_CLASS "struct DeviceClass"

static bool is_device(const IrObject *object)
{
    return qom_begins_with(find_record(object->record), "struct DeviceState");
}

/* ---- class_init ---- */

/* What a device's own class gets: where its state and its properties are. */
static void add_device(Trampolines *all, const IrObject *object, const char *vmsd,
                       const char *properties, IrDefinition *init)
{
    const IrDecl *what = ir_find_decl(all->ir, IR_RECORD, DEVICE_CLASS);
    const char *klass;

    if (what == NULL) {
        qom_error(all, object, NULL,
                  "'%s' has a class to fill in, and 'DeviceClass' is not declared here; "
                  "include what declares it",
                  object->type);
        return;
    }
    klass = qom_class_of(all, object, what, &init->steps);
    if (klass == NULL) {
        return;
    }
    qom_add(all->ir, &init->steps, "DeviceClass *dc = %s", klass);
    qom_add(all->ir, &init->steps, "%s", "");
    qom_add(all->ir, &init->steps, "(void)data");
    if (vmsd != NULL) {
        qom_add(all->ir, &init->steps, "dc->vmsd = &%s", vmsd);
    }
    if (properties != NULL) {
        qom_add(all->ir, &init->steps,
                "device_class_set_props_n(dc, %s, sizeof(%s) / sizeof(%s[0]))",
                properties, properties, properties);
    }
}

/* The functions that fill the object's classes. */
static void add_fillers(Trampolines *all, const IrObject *object, bool has_device,
                        IrDefinition *init)
{
    for (guint i = 0; i < all->ir->tables->len; i++) {
        const IrTable *table = &g_array_index(all->ir->tables, IrTable, i);
        const char *klass;

        if (table->kind != IR_TABLE_CLASS ||
            g_strcmp0(table->object, object->type) != 0) {
            continue;
        }
        klass = has_device && strcmp(find_record(table->what)->key, DEVICE_CLASS) == 0
                    ? "dc"
                    : qom_class_of(all, object, table->what, &init->steps);
        if (klass != NULL) {
            qom_add(all->ir, &init->steps, "%s(%s)", table->name, klass);
        }
    }
}

/* "static void pl011_class_init(ObjectClass *klass, const void *data)", as TypeInfo has
 * it. */
static const char *spell_init(Trampolines *all, const char *name)
{
    const IrDecl *record = ir_find_decl(all->ir, IR_RECORD, QOM_TYPE_INFO);
    GString *out = g_string_new("static ");
    const IrType *function;
    MemberPlace place;
    const char *text = NULL;

    if (find_member(record, "class_init", &place) &&
        (function = type_pointee(place.field->type)) != NULL) {
        function = ir_type_resolved(function);
    } else {
        function = NULL;
    }
    if (function != NULL && function->kind == IR_TYPE_FUNCTION &&
        function->n_params == 2) {
        const IrParam params[] = {{"klass", function->params[0]},
                                  {"data", function->params[1]}};
        spell_append(out, function, name, params, G_N_ELEMENTS(params));
        text = ir_string(all->ir, out->str);
    }
    g_string_free(out, TRUE);
    return text;
}

/* Defines class_init where there is something for it to do: its name, or NULL. */
static const char *define_init(Trampolines *all, const IrObject *object,
                               const GArray *descriptions)
{
    const Description *main = qom_main_description(descriptions, object);
    const char *vmsd = main != NULL && is_device(object) ? main->table : NULL;
    const char *properties = is_device(object) ? qom_properties(all, object) : NULL;
    const char *name = ir_printf(all->ir, "%s_class_init", object->prefix);
    bool has_device = vmsd != NULL || properties != NULL;
    IrDefinition init = {.c = NULL};

    if (has_device) {
        add_device(all, object, vmsd, properties, &init);
    }
    add_fillers(all, object, has_device, &init);
    if (init.steps == NULL) {
        return NULL;
    }
    if (!has_device) {
        qom_add(all->ir, &init.steps, "(void)data");
    }
    init.c = spell_init(all, name);
    if (init.c == NULL) {
        qom_error(all, object, NULL,
                  "TypeInfo has no class_init that takes a class and data, so the type "
                  "'%s' cannot be made; include an object model like QEMU's",
                  object->name);
    }
    g_array_append_val(all->ir->definitions, init);
    return name;
}

/* ---- TypeInfo ---- */

static gint compare_tables(gconstpointer a, gconstpointer b)
{
    return strcmp(((const IrTable *)a)->name, ((const IrTable *)b)->name);
}

/* The object's TypeInfo, made where neither a mark nor a handler did. */
static IrTable *type_info(Trampolines *all, const IrObject *object)
{
    IrTable *found = qom_table_of(all->ir, QOM_TYPE_INFO, object);
    IrTable made = {.type = "TypeInfo",
                    .what = find_named(all->ir, "TypeInfo"),
                    .kind = IR_TABLE_CONST,
                    .object = object->type};

    if (found != NULL) {
        return found;
    }
    made.members = g_array_new(FALSE, TRUE, sizeof(IrTableMember));
    made.name = ir_printf(all->ir, "%s_TypeInfo", object->prefix);
    made.c = ir_printf(all->ir, "const TypeInfo %s", made.name);
    g_array_append_val(all->ir->tables, made);
    g_array_sort(all->ir->tables, compare_tables);
    return qom_table(all->ir, made.name);
}

/* An initialiser that no mark has. */
static void set(Trampolines *all, IrTable *table, const char *member, const char *value)
{
    if (value != NULL && qom_table_value(all->ir, table, member) == NULL) {
        qom_add(all->ir, &table->head, ".%s = %s", member, value);
    }
}

static void set_size(Trampolines *all, const IrObject *object, IrTable *table)
{
    const IrDecl *record = find_record(object->record);

    if (qom_is_interface(object)) {
        set(all, table, "class_size", ir_printf(all->ir, "sizeof(%s)", object->type));
        return;
    }
    set(all, table, "instance_size", ir_printf(all->ir, "sizeof(%s)", object->type));
    if (record->align > 2 * all->ir->pointer_size) { /* more than malloc()'s */
        set(all, table, "instance_align",
            ir_printf(all->ir, "__alignof__(%s)", object->type));
    }
}

static void complete(Trampolines *all, const IrObject *object, const char *init)
{
    IrTable *table = type_info(all, object);
    const Mark *mark = qom_table_mark(all, table->name);

    if (init != NULL && qom_table_value(all->ir, table, "class_init") != NULL) {
        qom_error(all, object, mark,
                  "the type '%s' has a class_init, and one is made of its marks; set "
                  "values with BINDERY_CLASS, and mark methods with BINDERY_IMPLEMENTS",
                  object->name);
        return;
    }
    if (qom_table_value(all->ir, table, "name") != NULL) {
        qom_error(all, object, mark,
                  "the type '%s' has .name, and BINDERY_TYPE says its name; leave .name "
                  "out",
                  object->name);
        return;
    }
    qom_check_type_name(all, object);
    set(all, table, "name", ir_printf(all->ir, "\"%s\"", object->name));
    if (qom_table_value(all->ir, table, "parent") == NULL) {
        set(all, table, "parent", qom_parent_name(all, object));
    }
    set_size(all, object, table);
    qom_move_to_head(table);
    if (init != NULL) {
        qom_add(all->ir, &table->values, ".class_init = %s", init);
    }
}

/* ---- all of it ---- */

/* A TypeInfo that is registered without what completes it would end the program. */
static void check_info(Trampolines *all, const IrTable *table)
{
    const Mark *mark = qom_table_mark(all, table->name);
    const IrDecl *carrier =
        table->object != NULL ? find_named(all->ir, table->object) : NULL;
    const IrObject *object =
        carrier != NULL ? object_of(all->ir, find_record(carrier)) : NULL;

    if (object != NULL && (qom_is_object(all, object) || qom_is_interface(object))) {
        const IrTable *first = qom_table_of(all->ir, QOM_TYPE_INFO, object);

        if (first != table) {
            qom_error(all, object, mark,
                      "'%s' has two tables for TypeInfo, '%s' and '%s'; put all into one",
                      object->type, first->name, table->name);
        }
    } else if (carrier != NULL && qom_table_value(all->ir, table, "name") == NULL) {
        mark_report(all->ir, all->diag, DIAG_ERROR, carrier, NULL,
                    "the type of '%s' has no name, and a TypeInfo; give it "
                    "BINDERY_TYPE(\"name\"), and begin it with Object or what does",
                    table->object);
        all->failed = true;
    }
}

/* Properties are a device's. */
static void check_properties(Trampolines *all, const IrObject *object)
{
    GArray *members = qom_members(all, object, MARK_PROPERTY);

    if (members->len > 0 && !is_device(object)) {
        const QomMember *first = &g_array_index(members, QomMember, 0);
        trampolines_error(
            all, first->mark,
            "the member '%s' is to be a property, and '%s' is no device: it "
            "does not begin with DeviceState; add the property in "
            "instance_init, without a mark",
            first->name, object->type);
    } else if (members->len > 0 && !qom_has_function(all, "device_class_set_props_n")) {
        trampolines_error(all, g_array_index(members, QomMember, 0).mark,
                          "'%s' has properties, and 'device_class_set_props_n' is not "
                          "declared here; include what declares it",
                          object->type);
    }
    g_array_free(members, TRUE);
}

void qom_type_add(Trampolines *all, const IrObject *object, const GArray *descriptions)
{
    check_properties(all, object);
    complete(all, object, define_init(all, object, descriptions));
}

void qom_type_register(Trampolines *all)
{
    Ir *ir = all->ir;
    const char *module = ir_printf(ir, "%s_register_types", ir->module);
    IrDefinition types = {.c = ir_printf(ir, "static void %s(void)", module)};
    IrDefinition start = {
        .c = ir_printf(ir, "static __attribute__((constructor)) void %s_register(void)",
                       ir->module)};

    for (guint i = 0; i < ir->tables->len; i++) {
        const IrTable *table = &g_array_index(ir->tables, IrTable, i);
        if (strcmp(find_record(table->what)->key, QOM_TYPE_INFO) == 0) {
            check_info(all, table);
            qom_add(ir, &types.steps, "type_register_static(&%s)", table->name);
        }
    }
    if (types.steps == NULL) {
        return;
    }
    qom_add(ir, &start.steps, "register_module_init(%s, MODULE_INIT_QOM)", module);
    g_array_append_val(ir->registration, types);
    g_array_append_val(ir->registration, start);
}
