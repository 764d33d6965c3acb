/* SPDX-License-Identifier: MIT */
/*
 * Selection: which of the declarations that a scan saw belong in the record.
 *
 * Patterns are Perl-compatible regular expressions that must match a whole name, as
 * rust-bindgen's do. What an allowed declaration needs is taken too, unless recursion is
 * off; what is blocked never is.
 */
#ifndef BINDERY_GEN_SELECT_H
#define BINDERY_GEN_SELECT_H

#include <stdbool.h>

#include "diag.h"
#include "ir.h"

struct Owners; /* own.h */
typedef struct Selection Selection;

typedef enum SelectList {
    SELECT_ALLOW_FILE, /* matched against the name in "files" and the paths */
    SELECT_ALLOW_TYPE,
    SELECT_ALLOW_FUNCTION,
    SELECT_ALLOW_VARIABLE, /* also macros, and unnamed enums by an enumerator */
    SELECT_ALLOW_MACRO,
    SELECT_ALLOW_ITEM, /* any kind */
    SELECT_BLOCK_FILE,
    SELECT_BLOCK_TYPE,
    SELECT_BLOCK_FUNCTION,
    SELECT_BLOCK_VARIABLE,
    SELECT_BLOCK_MACRO,
    SELECT_BLOCK_ITEM,
    SELECT_OPAQUE_TYPE,
    SELECT_LISTS,
} SelectList;

/* A new selection without patterns: what docs/selection.md calls the default. */
Selection *selection_create(void);
void selection_destroy(Selection *selection);

/* Where a pattern was given, for messages. */
typedef struct PatternSource {
    const char *option; /* "--allowlist-type"; in a manifest "allow.type" (borrowed) */
    const char *file;   /* the manifest (borrowed), or NULL for the command line */
    unsigned line, column;
} PatternSource;

/* Adds a pattern. False, and an error reported, when it is no regular expression. */
bool selection_add(Selection *selection, SelectList list, PatternSource source,
                   const char *pattern, Diagnostics *diag);

/* Adds a pattern of enums that are shown in that style. */
bool selection_add_enum_style(Selection *selection, IrEnumStyle style,
                              PatternSource source, const char *pattern,
                              Diagnostics *diag);

void selection_set_default_enum_style(Selection *selection, IrEnumStyle style);
void selection_set_recursive(Selection *selection, bool recursive);

/* What selecting must know of the files that the record calls by one name. */
typedef struct SelectFile {
    GPtrArray *paths; /* of const char *: where they were read from */
    bool is_default;  /* the default selection means what one of them declares */
    bool is_system;   /* all of them are of the compiler's own directories */
} SelectFile;

/*
 * Marks what belongs in the record and shortens the record's lists to that. files maps
 * each file name, a string of the record, to its SelectFile. A pattern that matches
 * nothing is reported: as a warning, and of a manifest as an error.
 *
 * With owners (NULL for none) the record is a module's: what others declare is not taken
 * but imported when it is needed; owners_finish() tells what is wrong about that. False
 * with an error reported.
 */
bool select_record(Ir *ir, const Selection *selection, GHashTable *files,
                   struct Owners *owners, Diagnostics *diag);

/*
 * The first allow pattern that takes the declaration, and what it says (*text; both
 * borrowed); NULL when none does. Of its file only the name in the record is asked.
 */
const PatternSource *selection_allowing(const Selection *selection, const IrDecl *decl,
                                        const char **text);

#endif
