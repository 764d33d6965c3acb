/* SPDX-License-Identifier: MIT */
/*
 * What a handler implements: from its mark to the callback.
 */
#ifndef BINDERY_GEN_HANDLERS_FIND_H
#define BINDERY_GEN_HANDLERS_FIND_H

#include "diag.h"
#include "handlers_names.h"
#include "ir.h"
#include "marks.h"

/* What the steps of handlers_check() share. */
typedef struct Trampolines {
    Ir *ir;
    const GPtrArray *dependencies; /* of const Ir *; NULL for none */
    Diagnostics *diag;
    const GArray *marks; /* of Mark */
    GArray *handlers;    /* of Handler, in the order of the source */
    bool failed;
} Trampolines;

/* One mark of a handler, and what it was found to mean. */
typedef struct Handler {
    const Mark *mark;
    const IrDecl *function;
    const IrDecl *what;     /* the callback typedef, record, its typedef, or function */
    const char *member;     /* as the mark has it; NULL for a callback typedef */
    MemberPlace place;      /* of that member of a record */
    int param;              /* of that parameter of a function; -1 for none */
    const IrType *callback; /* the function type */
    const char *name;       /* of the callback in its declaration; "" for none */
    const char
        *label; /* what messages call it: "GSourceFunc", "ops.read", "qsort_r(4)" */
    const IrParam *params;  /* the callback's, n_params of the type; NULL without names */
    const IrDecl *place_of; /* where the callback is declared, for messages */
    int opaque;             /* which of its parameters is the object; -1 for none */
    const IrType *object;   /* the object's type, unqualified; NULL for none */
    bool derived;           /* the object begins with what the callback is given */
    const char *bridge;     /* name of the bridge */
    bool reported;          /* as one of two where one is meant */
} Handler;

/* Reports an error at the mark and notes that something failed. Gives false. */
bool trampolines_error(Trampolines *all, const Mark *mark, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* Reports a note at a declaration. */
void trampolines_note(Trampolines *all, const IrDecl *decl, const IrField *field,
                      const char *format, ...) G_GNUC_PRINTF(4, 5);

/*
 * What is known of the callbacks of a declaration: of const IrCallback (borrowed; NULL
 * for none). The module that declares it says so, with what its manifest corrects.
 */
const GArray *find_callbacks_of(const Trampolines *all, const IrDecl *decl);

/* Whether this module or one that it depends on declares it. */
bool find_is_owned(const Trampolines *all, const IrDecl *decl);

/*
 * Fills in what the handler's mark names, from what on to object. False, and an error
 * reported, when there is no such thing, or no callback.
 */
bool find_implemented(Trampolines *all, Handler *handler);

#endif
