/* SPDX-License-Identifier: MIT */
/*
 * The parts of the C that bindings are made of, for bindings.c only.
 */
#ifndef BINDERY_GEN_BINDINGS_PARTS_H
#define BINDERY_GEN_BINDINGS_PARTS_H

#include <stdbool.h>

#include "bindings_cxx.h"
#include "bindings_original.h"
#include "ir.h"

/* Where a declaration's braces belong in its text. */
#define BINDINGS_BODY "{...}"

/* Text that belongs to one of the original files. */
typedef struct BindingsFile {
    const char *file; /* NULL for none */
    GString *text;
} BindingsFile;

/* A bit-field of a complete record: bits from the start of that type. */
typedef struct BindingsBitField {
    char *type, *original, *member; /* the type in the bindings, and in the original */
    int64_t offset, width;
} BindingsBitField;

typedef struct Bindings {
    const Ir *ir;
    char *prefix; /* of macros: the module as an identifier in upper case */
    BindingsOriginals *originals;
    BindingsCxx *cxx;
    GHashTable *zero_length; /* of IrDecl *: records whose flexible array has no length
                                that C++ takes */
    GHashTable *taken;       /* names that no helper of flags has; NULL until asked */
    GPtrArray *names;        /* of char *: those that taken got */
    GPtrArray *shown;        /* of IrDecl *: the macros that the header defines */
    unsigned words;          /* bits of bindings_words that are used */

    GArray *sections;                             /* of BindingsFile, in order */
    GString *layouts, *c_layouts, *layout_checks; /* assertions of records */
    GArray *bit_fields;                           /* of BindingsBitField */
    GPtrArray *constants; /* of IrDecl *: what declares enums that become macros */
    GPtrArray *typed;     /* the same of enums whose enumerators get their type */
} Bindings;

/* Words whose use in the declarations asks for something; NULL at the end. */
extern const char *const bindings_words[];

/* Notes which of these words are used. */
void bindings_note_words(Bindings *bindings, const char *c);

/* ---- what the record says ---- */

/* The unnamed record or enum that it declares, or itself. */
const IrDecl *bindings_inlined(const IrDecl *decl);

bool bindings_has_fields(const IrDecl *decl);
bool bindings_has_enumerators(const IrDecl *decl);

/* Whether it is a complete record or enum. */
bool bindings_has_size(const IrDecl *decl);

/* Whether it is an enum that is shown as constants. */
bool bindings_is_constants(const IrDecl *decl);

/* ---- declarations ---- */

/* Records whose flexible array C++ takes only as a zero-length one, because it has no
 * member before it, or because the record stands inside another one (new set). */
GHashTable *bindings_find_zero_length(const Ir *ir);

/* Appends the braces of a record or an enum and what stands between. */
void bindings_put_body(Bindings *bindings, GString *out, const IrDecl *decl,
                       const char *indent);

/* Appends the braces' content, without the last one, of a record without members but its
 * size and alignment. */
void bindings_put_storage(GString *out, const IrDecl *record, const char *indent);

/* Fills sections and all that is found on the way: layouts, constants, words. */
void bindings_build_sections(Bindings *bindings);

/* Notes the layout of the record that this declaration completes. guarded: C++ sees it
 * otherwise, or not at all. */
void bindings_take_layout(Bindings *bindings, const IrDecl *decl, bool guarded);

/* ---- constants and wrappers ---- */

/* The macros that the header defines (new, of IrDecl *): those with a value that hide no
 * declaration. */
GPtrArray *bindings_shown_macros(const Ir *ir);

/* Text by file (new, of BindingsFile): the #define lines of the constants; to be called
 * after bindings_build_sections(), which finds some of them. */
GArray *bindings_macros(const Bindings *bindings);

/* Appends assertions of value and type of the integer constants that the header defines.
 */
void bindings_put_macro_checks(const Bindings *bindings, GString *out);

/* Appends, of each enum, assertions of its size and its values. */
void bindings_put_enum_checks(const Bindings *bindings, GString *out);

/* Appends the external functions that stand for static inline ones. */
void bindings_put_wrappers(const Bindings *bindings, GString *out);

#endif
