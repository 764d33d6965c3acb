/* SPDX-License-Identifier: MIT */
#include "ir_trampolines.h"

void ir_trampolines_init(Ir *ir)
{
    ir->handlers = g_array_new(FALSE, TRUE, sizeof(IrHandler));
    ir->tables = g_array_new(FALSE, TRUE, sizeof(IrTable));
    ir->objects = g_array_new(FALSE, TRUE, sizeof(IrObject));
    ir->definitions = g_array_new(FALSE, TRUE, sizeof(IrDefinition));
    ir->registration = g_array_new(FALSE, TRUE, sizeof(IrDefinition));
}

static void free_marked_fields(GArray *fields)
{
    for (guint i = 0; fields != NULL && i < fields->len; i++) {
        g_clear_pointer(&g_array_index(fields, IrMarkedField, i).arguments,
                        g_ptr_array_unref);
    }
    g_clear_pointer(&fields, g_array_unref);
}

static void free_definitions(GArray *definitions)
{
    for (guint i = 0; i < definitions->len; i++) {
        IrDefinition *definition = &g_array_index(definitions, IrDefinition, i);

        for (guint j = 0; definition->rows != NULL && j < definition->rows->len; j++) {
            g_clear_pointer(&g_array_index(definition->rows, IrRow, j).values,
                            g_ptr_array_unref);
        }
        g_clear_pointer(&definition->rows, g_array_unref);
        g_clear_pointer(&definition->steps, g_ptr_array_unref);
    }
    g_clear_pointer(&definitions, g_array_unref);
}

void ir_trampolines_finish(Ir *ir)
{
    for (guint i = 0; i < ir->handlers->len; i++) {
        g_clear_pointer(&g_array_index(ir->handlers, IrHandler, i).registrars,
                        g_array_unref);
        g_clear_pointer(&g_array_index(ir->handlers, IrHandler, i).unconfirmed,
                        g_ptr_array_unref);
    }
    for (guint i = 0; i < ir->tables->len; i++) {
        g_clear_pointer(&g_array_index(ir->tables, IrTable, i).members, g_array_unref);
        g_clear_pointer(&g_array_index(ir->tables, IrTable, i).head, g_ptr_array_unref);
        g_clear_pointer(&g_array_index(ir->tables, IrTable, i).values, g_ptr_array_unref);
        g_clear_pointer(&g_array_index(ir->tables, IrTable, i).registrars, g_array_unref);
    }
    for (guint i = 0; i < ir->objects->len; i++) {
        g_clear_pointer(&g_array_index(ir->objects, IrObject, i).parents, g_array_unref);
        free_marked_fields(g_array_index(ir->objects, IrObject, i).properties);
        free_marked_fields(g_array_index(ir->objects, IrObject, i).migrated);
    }
    g_clear_pointer(&ir->handlers, g_array_unref);
    g_clear_pointer(&ir->tables, g_array_unref);
    g_clear_pointer(&ir->objects, g_array_unref);
    free_definitions(ir->definitions);
    free_definitions(ir->registration);
}
