/* SPDX-License-Identifier: MIT */
#include "needs.h"

static void need_type(const IrType *type, NeedsFound *found, void *data)
{
    for (; type != NULL; type = type->target) {
        if (type->decl != NULL) {
            found(type->decl, data);
        }
        for (unsigned i = 0; i < type->n_params; i++) {
            need_type(type->params[i], found, data);
        }
    }
}

static void need_params(const IrParam *params, unsigned count, NeedsFound *found,
                        void *data)
{
    for (unsigned i = 0; i < count; i++) {
        need_type(params[i].type, found, data);
    }
}

void needs_direct(const IrDecl *decl, NeedsFound *found, void *data)
{
    need_type(decl->type, found, data);
    need_params(decl->params, decl->n_params, found, data);
    for (guint i = 0; decl->fields != NULL && !decl->opaque && i < decl->fields->len;
         i++) {
        const IrField *field = &g_array_index(decl->fields, IrField, i);
        need_type(field->type, found, data);
        need_params(field->params, field->n_params, found, data);
    }
}
