/* SPDX-License-Identifier: MIT */
/*
 * What the tests of ownership share: a module "user" that depends on "base", each with a
 * hand-made record, and what is reported about it.
 */
#ifndef BINDERY_TESTS_MODULE_FIXTURE_H
#define BINDERY_TESTS_MODULE_FIXTURE_H

#include "captured.h"
#include "macro_fixture.h"
#include "manifest.h"
#include "own.h"

typedef struct ModuleFixture {
    Ir *ir;   /* "user", as scanned */
    Ir *base; /* a finished record */
    Manifest *manifest;
    GPtrArray *dependencies;
    GHashTable *system;
    Owners *owners; /* NULL until module_own() */
    Diagnostics *diag;
    Captured captured;
} ModuleFixture;

/* A struct with one int member, in both records or in one. */
static inline IrDecl *module_record(Ir *ir, const char *tag, const char *field)
{
    MacroTypes types;
    char *key = g_strconcat("struct ", tag, NULL);
    IrDecl *record;

    macro_types_init(&types, ir);
    record = fixture_record(ir, &types, key, 4, 4);
    record->name = ir_string(ir, tag);
    record->type_name = record->key;
    record->file = ir_string(ir, "base.h");
    record->line = 1;
    fixture_field(ir, record, field, ir_find_type(ir, "int"), 0, -1);
    record->selected = strcmp(ir->module, "base") == 0;
    g_free(key);
    return record;
}

static inline IrDecl *module_decl(Ir *ir, IrDeclKind kind, const char *name,
                                  const IrType *type)
{
    IrDecl *decl = ir_add_decl(ir, kind, name);

    decl->type = type;
    decl->file = ir_string(ir, "base.h");
    decl->line = 2;
    decl->selected = strcmp(ir->module, "base") == 0;
    return decl;
}

static inline void module_entry(GArray *list, const char *name, const char *text,
                                unsigned line)
{
    ManifestText entry = {
        .name = name,
        .text = text,
        .line = line,
        .column = 5,
        .name_line = line,
        .name_column = 3,
    };

    g_array_append_val(list, entry);
}

static inline int module_setup(void **state)
{
    ModuleFixture *fixture = g_new0(ModuleFixture, 1);
    Ir **records[] = {&fixture->ir, &fixture->base};

    for (size_t i = 0; i < G_N_ELEMENTS(records); i++) {
        *records[i] = ir_create();
        (*records[i])->module = i == 0 ? "user" : "base";
        fixture_types(*records[i]);
    }
    fixture->manifest = manifest_create("user/module.json");
    fixture->manifest->name =
        (ManifestText){.name = "name", .text = "user", .line = 2, .column = 3};
    module_entry(fixture->manifest->depends, NULL, "base", 3);
    fixture->dependencies = g_ptr_array_new();
    g_ptr_array_add(fixture->dependencies, fixture->base);
    fixture->system = g_hash_table_new(NULL, NULL);
    fixture->diag = diag_create();
    captured_start(&fixture->captured);
    *state = fixture;
    return 0;
}

static inline void module_own(ModuleFixture *fixture)
{
    fixture->owners = owners_create(fixture->ir, fixture->manifest, fixture->dependencies,
                                    fixture->system);
}

/* What was reported until now; nothing is captured from here on. */
static inline void assert_reported(ModuleFixture *fixture, const char *expected)
{
    char *text = captured_stop(&fixture->captured);

    fixture->captured.path = NULL;
    assert_string_equal(text, expected);
    g_free(text);
}

static inline int module_teardown(void **state)
{
    ModuleFixture *fixture = *state;

    if (fixture->captured.path != NULL) {
        char *text = captured_stop(&fixture->captured);
        assert_string_equal(text, "");
        g_free(text);
    }
    owners_destroy(fixture->owners);
    manifest_destroy(fixture->manifest);
    g_ptr_array_free(fixture->dependencies, TRUE);
    g_hash_table_destroy(fixture->system);
    diag_destroy(fixture->diag);
    ir_destroy(fixture->ir);
    ir_destroy(fixture->base);
    g_free(fixture);
    return 0;
}

#define MODULE_TEST(name)                                                                \
    cmocka_unit_test_setup_teardown(name, module_setup, module_teardown)

#endif
