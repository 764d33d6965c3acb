/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "spell.h"

/* The enumerators that the bindings declare as such: name in the headers -> name. */
static GHashTable *declared_enumerators(const Ir *ir)
{
    GHashTable *found = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < ir->decls[IR_ENUM]->len; i++) {
        const IrDecl *decl = ir->decls[IR_ENUM]->pdata[i];
        bool shown =
            decl->style != IR_ENUM_CONSTS && decl->style != IR_ENUM_MODULE_CONSTS;
        for (guint j = 0;
             shown && decl->enumerators != NULL && j < decl->enumerators->len; j++) {
            const IrEnumerator *enumerator =
                &g_array_index(decl->enumerators, IrEnumerator, j);
            const char *name =
                enumerator->original != NULL ? enumerator->original : enumerator->name;
            g_hash_table_insert(found, (gpointer)name, (gpointer)enumerator->name);
        }
    }
    return found;
}

void spell_macros(Ir *ir)
{
    GHashTable *enumerators = declared_enumerators(ir);

    for (guint i = 0; i < ir->decls[IR_MACRO]->len; i++) {
        IrDecl *decl = ir->decls[IR_MACRO]->pdata[i];
        const char *enumerator = decl->macro == IR_MACRO_INTEGER
                                     ? g_hash_table_lookup(enumerators, decl->body)
                                     : NULL;
        if (enumerator != NULL && strcmp(enumerator, decl->name) != 0) {
            decl->c = enumerator;
        }
    }
    g_hash_table_destroy(enumerators);
}
