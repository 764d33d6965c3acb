/* SPDX-License-Identifier: MIT */
#include "ir.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "ir_trampolines.h"

#define BLOCK_SIZE  ((size_t)128 * 1024)
#define CHUNK_SIZE  ((size_t)64 * 1024)
#define FIRST_SLOTS 4096u /* a power of two */

/* One interned string; text is NULL in a free slot. */
typedef struct Slot {
    const char *text;
    uint32_t hash;
    uint32_t length;
} Slot;

/* What an Ir keeps to itself: the string table and the block that storage comes from. */
typedef struct IrStore {
    Ir ir; /* first: an Ir * from ir_create() is an IrStore * */
    Slot *slots;
    uint32_t n_slots, n_strings;
    char *next, *end;           /* free part of the newest block */
    gint n_users;               /* itself, and records that have its strings */
    struct IrStore *strings_of; /* whose strings it has too; NULL for none */
} IrStore;

static const char *const kind_names[] = {
    [IR_RECORD] = "record",     [IR_ENUM] = "enum",         [IR_TYPEDEF] = "typedef",
    [IR_FUNCTION] = "function", [IR_VARIABLE] = "variable", [IR_MACRO] = "macro",
};

static const char *const style_names[] = {
    [IR_ENUM_PLAIN] = "plain",
    [IR_ENUM_CONSTS] = "consts",
    [IR_ENUM_MODULE_CONSTS] = "moduleconsts",
    [IR_ENUM_BITFIELD] = "bitfield",
    [IR_ENUM_NEWTYPE] = "newtype",
    [IR_ENUM_RUST] = "rust",
    [IR_ENUM_RUST_NON_EXHAUSTIVE] = "rust_non_exhaustive",
};

static IrStore *store_of(Ir *ir)
{
    return (IrStore *)ir;
}

Ir *ir_create(void)
{
    IrStore *store = g_new0(IrStore, 1);
    Ir *ir = &store->ir;

    store->n_users = 1;
    store->n_slots = FIRST_SLOTS;
    store->slots = g_new0(Slot, FIRST_SLOTS);
    ir->pointer_size = -1;
    ir->includes = g_ptr_array_new();
    ir->raw = g_ptr_array_new();
    ir->depends = g_ptr_array_new();
    ir->system = g_ptr_array_new();
    ir->imports = g_ptr_array_new();
    ir->blocked = g_ptr_array_new();
    ir_trampolines_init(ir);
    ir->hidden_names = g_ptr_array_new();
    ir->cxx_keywords = g_ptr_array_new();
    ir->tags = g_ptr_array_new();
    ir->order = g_ptr_array_new();
    ir->types = g_ptr_array_new();
    ir->unsupported = g_array_new(FALSE, TRUE, sizeof(IrUnsupported));
    ir->type_by_spelling = g_hash_table_new(NULL, NULL);
    ir->paths = g_hash_table_new(NULL, NULL);
    ir->strings = g_string_chunk_new(CHUNK_SIZE);
    ir->owned = g_ptr_array_new_with_free_func(g_free);
    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        ir->decls[kind] = g_ptr_array_new();
        ir->decl_by_key[kind] = g_hash_table_new(NULL, NULL);
    }
    return ir;
}

Ir *ir_create_like(Ir *other)
{
    Ir *ir = ir_create();
    IrStore *store = store_of(ir), *from = store_of(other);

    g_free(store->slots);
    store->slots = g_memdup2(from->slots, from->n_slots * sizeof *from->slots);
    store->n_slots = from->n_slots;
    store->n_strings = from->n_strings;
    store->strings_of = from;
    g_atomic_int_inc(&from->n_users);
    return ir;
}

static void free_strings(GPtrArray *strings)
{
    if (strings != NULL) {
        g_ptr_array_free(strings, TRUE);
    }
}

static void free_array(GArray *array)
{
    if (array != NULL) {
        g_array_free(array, TRUE);
    }
}

static void free_decl_parts(IrDecl *decl)
{
    for (guint i = 0; decl->fields != NULL && i < decl->fields->len; i++) {
        free_strings(g_array_index(decl->fields, IrField, i).attributes);
    }
    for (guint i = 0; decl->enumerators != NULL && i < decl->enumerators->len; i++) {
        free_strings(g_array_index(decl->enumerators, IrEnumerator, i).attributes);
    }
    free_array(decl->fields);
    free_array(decl->enumerators);
    free_array(decl->callbacks);
    free_strings(decl->attributes);
    free_strings(decl->parameters);
}

void ir_destroy(Ir *ir)
{
    IrStore *strings_of;

    if (ir == NULL || !g_atomic_int_dec_and_test(&store_of(ir)->n_users)) {
        return;
    }
    strings_of = store_of(ir)->strings_of;
    for (int kind = IR_RECORD; kind <= IR_MACRO; kind++) {
        GHashTableIter iter;
        gpointer decl;

        /* The table and not the list: selecting may have shortened that. */
        g_hash_table_iter_init(&iter, ir->decl_by_key[kind]);
        while (g_hash_table_iter_next(&iter, NULL, &decl)) {
            free_decl_parts(decl);
        }
        g_hash_table_destroy(ir->decl_by_key[kind]);
        g_ptr_array_free(ir->decls[kind], TRUE);
    }
    free_strings(ir->includes);
    free_strings(ir->raw);
    free_strings(ir->depends);
    free_strings(ir->system);
    free_strings(ir->imports);
    free_strings(ir->blocked);
    ir_trampolines_finish(ir);
    free_strings(ir->hidden_names);
    free_strings(ir->cxx_keywords);
    free_strings(ir->tags);
    free_strings(ir->order);
    free_strings(ir->types);
    free_array(ir->unsupported);
    g_hash_table_destroy(ir->type_by_spelling);
    g_hash_table_destroy(ir->paths);
    g_string_chunk_free(ir->strings);
    g_ptr_array_free(ir->owned, TRUE);
    g_free(store_of(ir)->slots);
    g_free(store_of(ir));
    ir_destroy((Ir *)strings_of); /* it may have waited for this one */
}

/* Eight bytes a step: names are short and there are hundreds of thousands of them. */
static uint32_t hash_bytes(const char *text, size_t length)
{
    const uint64_t factor = 0x9e3779b97f4a7c15u;
    uint64_t hash = length * factor;
    uint64_t word;

    for (; length >= sizeof(word); text += sizeof(word), length -= sizeof(word)) {
        memcpy(&word, text, sizeof(word));
        hash = (hash ^ word) * factor;
        hash ^= hash >> 32;
    }
    word = 0;
    memcpy(&word, text, length);
    hash = (hash ^ word) * factor;
    return (uint32_t)(hash >> 32);
}

/* The slot that holds the string, or the free one where it belongs. */
static Slot *find_slot(Slot *slots, uint32_t n_slots, const char *text, size_t length,
                       uint32_t hash)
{
    for (uint32_t at = hash & (n_slots - 1);; at = (at + 1) & (n_slots - 1)) {
        Slot *slot = &slots[at];

        if (slot->text == NULL || (slot->hash == hash && slot->length == length &&
                                   memcmp(slot->text, text, length) == 0)) {
            return slot;
        }
    }
}

static void grow_slots(IrStore *store)
{
    uint32_t n_slots = store->n_slots * 2;
    Slot *slots = g_new0(Slot, n_slots);

    for (uint32_t i = 0; i < store->n_slots; i++) {
        const Slot *old = &store->slots[i];

        if (old->text != NULL) {
            *find_slot(slots, n_slots, old->text, old->length, old->hash) = *old;
        }
    }
    g_free(store->slots);
    store->slots = slots;
    store->n_slots = n_slots;
}

const char *ir_string_length(Ir *ir, const char *text, size_t length)
{
    IrStore *store = store_of(ir);
    uint32_t hash;
    Slot *slot;

    if (text == NULL) {
        return NULL;
    }
    g_assert(length < UINT32_MAX);
    hash = hash_bytes(text, length);
    slot = find_slot(store->slots, store->n_slots, text, length, hash);
    if (slot->text == NULL) {
        const char *copy = g_string_chunk_insert_len(ir->strings, text, (gssize)length);

        *slot = (Slot){copy, hash, (uint32_t)length};
        if (++store->n_strings > store->n_slots / 4 * 3) {
            grow_slots(store);
        }
        return copy;
    }
    return slot->text;
}

const char *ir_string(Ir *ir, const char *text)
{
    return text == NULL ? NULL : ir_string_length(ir, text, strlen(text));
}

const char *ir_text(Ir *ir, const char *text, size_t length)
{
    return g_string_chunk_insert_len(ir->strings, text, (gssize)length);
}

static gint compare_strings(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void ir_sort_strings(GPtrArray *list)
{
    g_ptr_array_sort(list, compare_strings);
}

const char *ir_printf(Ir *ir, const char *format, ...)
{
    char small[256];
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(small, sizeof(small), format, arguments);
    va_end(arguments);
    if (length >= 0 && (size_t)length < sizeof(small)) {
        return ir_string_length(ir, small, (size_t)length);
    }

    va_start(arguments, format);
    char *large = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    const char *result = ir_string(ir, large);
    g_free(large);
    return result;
}

void *ir_alloc(Ir *ir, size_t size)
{
    IrStore *store = store_of(ir);
    const size_t align = _Alignof(max_align_t);

    g_assert(size <= SIZE_MAX - align);
    size = (size + align - 1) & ~(align - 1);
    if (size > BLOCK_SIZE / 8) {
        void *own = g_malloc0(size); /* large ones would waste the rest of a block */

        g_ptr_array_add(ir->owned, own);
        return own;
    }
    if ((size_t)(store->end - store->next) < size) {
        store->next = g_malloc0(BLOCK_SIZE);
        store->end = store->next + BLOCK_SIZE;
        g_ptr_array_add(ir->owned, store->next);
    }
    void *result = store->next;
    store->next += size;
    return result;
}

/* The record's own copy, or NULL when it has none: keys are compared by their address. */
static const char *find_string(const Ir *ir, const char *text)
{
    const IrStore *store = (const IrStore *)ir;
    size_t length = strlen(text);

    return find_slot(store->slots, store->n_slots, text, length, hash_bytes(text, length))
        ->text;
}

IrDecl *ir_declare(Ir *ir, IrDeclKind kind, const char *key)
{
    IrDecl *decl = g_hash_table_lookup(ir->decl_by_key[kind], key);

    if (decl != NULL) {
        return decl;
    }
    decl = ir_alloc(ir, sizeof(*decl));
    decl->kind = kind;
    decl->key = key;
    decl->name = decl->key;
    decl->size = decl->align = decl->pack = -1;
    g_hash_table_insert(ir->decl_by_key[kind], (gpointer)decl->key, decl);
    g_ptr_array_add(ir->decls[kind], decl);
    return decl;
}

IrDecl *ir_add_decl(Ir *ir, IrDeclKind kind, const char *key)
{
    key = ir_string(ir, key);
    if (g_hash_table_contains(ir->decl_by_key[kind], key)) {
        return NULL;
    }
    return ir_declare(ir, kind, key);
}

IrDecl *ir_find_decl(const Ir *ir, IrDeclKind kind, const char *key)
{
    key = find_string(ir, key);
    return key != NULL ? g_hash_table_lookup(ir->decl_by_key[kind], key) : NULL;
}

IrType *ir_add_type(Ir *ir, const char *spelling)
{
    IrType *type;

    spelling = ir_string(ir, spelling);
    if (g_hash_table_contains(ir->type_by_spelling, spelling)) {
        return NULL;
    }
    type = ir_alloc(ir, sizeof(*type));
    type->spelling = spelling;
    type->size = type->align = type->length = -1;
    g_hash_table_insert(ir->type_by_spelling, (gpointer)type->spelling, type);
    g_ptr_array_add(ir->types, type);
    return type;
}

IrType *ir_find_type(const Ir *ir, const char *spelling)
{
    spelling = find_string(ir, spelling);
    return spelling != NULL ? g_hash_table_lookup(ir->type_by_spelling, spelling) : NULL;
}

const IrType *ir_type_resolved(const IrType *type)
{
    while (type != NULL && type->kind == IR_TYPE_TYPEDEF && type->decl != NULL &&
           type->decl->type != NULL) {
        type = type->decl->type;
    }
    return type;
}

const char *ir_file_path(const Ir *ir, const char *file)
{
    const char *name = find_string(ir, file);
    const char *path = name != NULL ? g_hash_table_lookup(ir->paths, name) : NULL;

    return path != NULL ? path : file;
}

void ir_add_unsupported(Ir *ir, const IrDecl *decl, const char *reason)
{
    IrUnsupported entry = {
        .kind = ir_decl_kind_name(decl->kind),
        .name = decl->key,
        .file = decl->file,
        .line = decl->line,
        .column = decl->column,
        .reason = ir_string(ir, reason),
    };

    g_array_append_val(ir->unsupported, entry);
}

const char *ir_decl_kind_name(IrDeclKind kind)
{
    return kind_names[kind];
}

static int index_of_name(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], name) == 0) {
            return (int)i;
        }
    }
    return -1;
}

static const char *const confidence_names[] = {
    [IR_BY_SHAPE] = "shape",
    [IR_BY_NAME] = "name",
    [IR_GIVEN] = "given",
};

const char *ir_confidence_name(IrConfidence confidence)
{
    return confidence_names[confidence];
}

int ir_confidence_from_name(const char *name)
{
    return index_of_name(confidence_names, G_N_ELEMENTS(confidence_names), name);
}

static const char *const table_kind_names[] = {
    [IR_TABLE_CONST] = "const",
    [IR_TABLE_OBJECT] = "object",
    [IR_TABLE_CLASS] = "class",
};

const char *ir_table_kind_name(IrTableKind kind)
{
    return table_kind_names[kind];
}

int ir_table_kind_from_name(const char *name)
{
    return index_of_name(table_kind_names, G_N_ELEMENTS(table_kind_names), name);
}

const char *ir_enum_style_name(IrEnumStyle style)
{
    return style_names[style];
}

int ir_enum_style_from_name(const char *name)
{
    return index_of_name(style_names, G_N_ELEMENTS(style_names), name);
}
