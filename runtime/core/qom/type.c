/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "type_impl.h"

static GHashTable *type_table(void);

void qom_abort(const char *fmt, ...)
{
    va_list ap;

    fflush(stdout);
    va_start(ap, fmt);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    fputc('\n', stderr);
    abort();
}

/* --- registration ------------------------------------------------------------------- */

static bool type_name_is_valid(const char *name)
{
    return name && g_ascii_isalpha(name[0]) &&
           strspn(name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_.+") == strlen(name);
}

static char **copy_interface_names(const InterfaceInfo *interfaces)
{
    GPtrArray *names = g_ptr_array_new();

    for (; interfaces && interfaces->type; interfaces++) {
        g_ptr_array_add(names, g_strdup(interfaces->type));
    }
    g_ptr_array_add(names, NULL);
    return (char **)g_ptr_array_free(names, FALSE);
}

static TypeImpl *type_new(const TypeInfo *info)
{
    TypeImpl *type = g_new0(TypeImpl, 1);

    type->info = *info;
    type->info.name = g_strdup(info->name);
    type->info.parent = g_strdup(info->parent);
    type->interfaces = copy_interface_names(info->interfaces);
    type->info.interfaces = NULL;
    return type;
}

static TypeImpl *type_register(GHashTable *table, const TypeInfo *info)
{
    TypeImpl *type;

    if (!type_name_is_valid(info->name)) {
        qom_abort("type '%s': a name is a letter, then letters, digits and '-_.+'",
                  info->name ? info->name : "(null)");
    }
    if (g_hash_table_contains(table, info->name)) {
        qom_abort("type '%s' is registered twice", info->name);
    }
    type = type_new(info);
    g_hash_table_insert(table, (char *)type->info.name, type);
    return type;
}

Type type_register_static(const TypeInfo *info)
{
    return type_register(type_table(), info);
}

void type_register_static_array(const TypeInfo *infos, int nr_infos)
{
    for (int i = 0; i < nr_infos; i++) {
        type_register_static(&infos[i]);
    }
}

/* --- the types that everything comes from ------------------------------------------- */

static char *object_type_property(Object *obj, Error **errp)
{
    (void)errp;
    return g_strdup(object_get_typename(obj));
}

static void object_class_init(ObjectClass *klass, const void *data)
{
    (void)data;
    object_class_property_add_str(klass, "type", object_type_property, NULL);
}

static GHashTable *type_table(void)
{
    static const TypeInfo base_types[] = {
        {
            .name = TYPE_OBJECT,
            .instance_size = sizeof(Object),
            .class_init = object_class_init,
            .abstract = true,
        },
        {
            .name = TYPE_INTERFACE,
            .class_size = sizeof(InterfaceClass),
            .abstract = true,
        },
        {
            .name = TYPE_CONTAINER,
            .parent = TYPE_OBJECT,
        },
    };
    static GHashTable *table;

    if (!table) {
        table = g_hash_table_new(g_str_hash, g_str_equal);
        for (size_t i = 0; i < ARRAY_SIZE(base_types); i++) {
            type_register(table, &base_types[i]);
        }
    }
    return table;
}

/* --- looking up --------------------------------------------------------------------- */

TypeImpl *type_find(const char *name)
{
    return name ? g_hash_table_lookup(type_table(), name) : NULL;
}

TypeImpl *type_find_or_abort(const char *name)
{
    TypeImpl *type = type_find(name);

    if (!type) {
        qom_abort("type '%s' is not registered (types of type_init() are, once "
                  "module_call_init(MODULE_INIT_QOM) was called)",
                  name ? name : "(null)");
    }
    return type;
}

GList *type_list_all(void)
{
    return g_hash_table_get_values(type_table());
}

TypeImpl *type_parent(TypeImpl *type)
{
    if (!type->parent && type->info.parent) {
        type->parent = type_find(type->info.parent);
        if (!type->parent) {
            qom_abort("type '%s': its parent '%s' is not registered", type->info.name,
                      type->info.parent);
        }
    }
    return type->parent;
}

bool type_is_a(TypeImpl *type, TypeImpl *ancestor)
{
    while (type && type != ancestor) {
        type = type_parent(type);
    }
    return type != NULL;
}

/* --- classes ------------------------------------------------------------------------ */

static void inherit_size(const TypeImpl *type, const char *what, size_t *size,
                         size_t parent_size)
{
    if (*size == 0) {
        *size = parent_size;
    } else if (*size < parent_size) {
        qom_abort("type '%s': its %s has %zu bytes, its parent's ('%s') has %zu",
                  type->info.name, what, *size, type->info.parent, parent_size);
    }
}

static void inherit_sizes(TypeImpl *type, TypeImpl *parent)
{
    static const TypeInfo root = {.class_size = sizeof(ObjectClass)};
    const TypeInfo *base = parent ? &parent->info : &root;

    inherit_size(type, "class", &type->info.class_size, base->class_size);
    inherit_size(type, "instance", &type->info.instance_size, base->instance_size);
    type->info.instance_align = MAX(type->info.instance_align, base->instance_align);
    if (type->info.instance_size == 0) {
        type->info.abstract = true;
    }
}

static void check_interface(TypeImpl *type)
{
    const TypeInfo *info = &type->info;

    if (type_is_a(type, type_find(TYPE_INTERFACE)) &&
        (info->instance_size || info->instance_init || info->instance_post_init ||
         info->instance_finalize || type->interfaces[0])) {
        qom_abort("type '%s': an interface has no instances and no interfaces",
                  info->name);
    }
}

/* The class's own table of an interface's methods, a copy of base's; base is its type. */
static void add_interface(TypeImpl *type, TypeImpl *interface, TypeImpl *base)
{
    g_autofree char *name =
        g_strdup_printf("%s::%s", type->info.name, interface->info.name);
    const TypeInfo info = {.name = name, .parent = base->info.name, .abstract = true};
    TypeImpl *impl = type_new(&info);
    InterfaceClass *table;

    impl->parent = base;
    /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): the class refers to its type */
    table = (InterfaceClass *)type_class(impl);
    table->interface_type = interface;
    type->class->interfaces = g_slist_append(type->class->interfaces, table);
}

static bool class_has_interface(const ObjectClass *class, TypeImpl *interface)
{
    for (GSList *l = class->interfaces; l; l = l->next) {
        if (type_is_a(((ObjectClass *)l->data)->type, interface)) {
            return true;
        }
    }
    return false;
}

static void add_interfaces(TypeImpl *type, TypeImpl *parent)
{
    for (GSList *l = parent ? parent->class->interfaces : NULL; l; l = l->next) {
        InterfaceClass *inherited = l->data;

        add_interface(type, inherited->interface_type, inherited->parent_class.type);
    }
    for (char **name = type->interfaces; *name; name++) {
        TypeImpl *interface = type_find(*name);

        if (!interface || !type_is_a(interface, type_find(TYPE_INTERFACE))) {
            qom_abort("type '%s': '%s' is not a registered interface", type->info.name,
                      *name);
        }
        if (!class_has_interface(type->class, interface)) {
            add_interface(type, interface, interface);
        }
    }
}

static void call_class_base_inits(TypeImpl *type, TypeImpl *ancestor)
{
    if (ancestor) {
        call_class_base_inits(type, type_parent(ancestor));
        if (ancestor->info.class_base_init) {
            ancestor->info.class_base_init(type->class, type->info.class_data);
        }
    }
}

static void make_class(TypeImpl *type)
{
    TypeImpl *parent;
    ObjectClass *class;

    if (type->initializing) {
        qom_abort("type '%s' is derived from itself", type->info.name);
    }
    type->initializing = true;
    parent = type_parent(type);
    if (parent) {
        type_class(parent);
    }
    inherit_sizes(type, parent);
    check_interface(type);

    class = g_malloc0(type->info.class_size);
    if (parent) {
        memcpy(class, parent->class, parent->info.class_size);
        class->interfaces = NULL;
        class->properties = NULL;
        memset(class->object_cast_cache, 0, sizeof(class->object_cast_cache));
        memset(class->class_cast_cache, 0, sizeof(class->class_cast_cache));
    }
    class->type = type;
    type->class = class;
    add_interfaces(type, parent);
    call_class_base_inits(type, parent);
    if (type->info.class_init) {
        type->info.class_init(class, type->info.class_data);
    }
}

ObjectClass *type_class(TypeImpl *type)
{
    if (unlikely(!type->class)) {
        make_class(type);
    }
    return type->class;
}
