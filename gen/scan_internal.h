/* SPDX-License-Identifier: MIT */
/*
 * What the files of the scanner share. Only gen/scan*.c include this, and
 * clang-c/Index.h.
 */
#ifndef BINDERY_GEN_SCAN_INTERNAL_H
#define BINDERY_GEN_SCAN_INTERNAL_H

#include <clang-c/Index.h>
#include <glib.h>

#include "scan.h"

/* The name of the buffer that comes before the header and asks the target's basic facts.
 */
#define SCAN_PRELUDE "/bindery-prelude.h"

/* What every declaration of the prelude is called at the start. */
#define SCAN_PRELUDE_PREFIX "bindery_prelude_"

/* The file name of everything that the compiler's own headers declare. */
#define SCAN_COMPILER_FILE "<compiler>"

typedef enum ScanDocs {
    DOCS_UNKNOWN,
    DOCS_NONE,
    DOCS_SOME,
} ScanDocs;

typedef struct ScanFile {
    const char *name;     /* as the record has it */
    const char *path;     /* absolute, "." and ".." resolved */
    const char *contents; /* NULL until asked for */
    size_t length;
    GMappedFile *mapped; /* what holds the contents */
    GArray *lines;       /* of unsigned: where each line starts; NULL until asked for */
    GArray *undefs;      /* of scan_undef.c; NULL until asked for */
    ScanDocs docs;       /* whether it has documentation comments */
    bool compiler;       /* one of the compiler's own headers */
    bool prelude;
    bool direct; /* the scanned header, or included by it */
} ScanFile;

typedef struct Scanner {
    const ScanOptions *options;
    Diagnostics *diag;
    Ir *ir;
    CXIndex index;
    CXTranslationUnit unit;
    CXPrintingPolicy policy;
    GHashTable *files; /* CXFile -> ScanFile * */
    GPtrArray *roots;  /* of char *: include search directories seen in use */
    ScanFile *main_file;
    GHashTable *types;   /* the pointer in a CXType -> const IrType * */
    GHashTable *unnamed; /* canonical declaration -> IrDecl *, of unnamed types */
    GArray *mentioned;   /* of CXCursor: types to be filled in if a definition follows */
    GHashTable *filled;  /* IrDecl * of records and enums that are filled in */
    bool prelude_done;   /* the declarations of the header have begun */
    bool all_comments;   /* -fparse-all-comments: plain comments document too */
    int eval_method;     /* FLT_EVAL_METHOD */
    IrDecl *owner;       /* the declarator whose type is being translated, ... */
    ScanFile *file;      /* of the record or enum whose members are being filled in */
    unsigned prototypes; /* parameter lists that are being translated, one in another */
    unsigned sequence;   /* declarations seen so far */
    const char *member;  /* ... its name, ... */
    IrDecl *claimed;     /* ... and the unnamed type it has named */
} Scanner;

/* libclang strings: a copy owned by the record, the original disposed of. */
const char *scan_take_string(Scanner *scanner, CXString string);

/* scan_files.c */
void scan_files_collect(Scanner *scanner);
ScanFile *scan_file(Scanner *scanner, CXFile file);
const char *scan_file_contents(ScanFile *info);

/* Whether the file may have a documentation comment. */
bool scan_file_has_docs(ScanFile *info);

/* Sets the declaration's line and column from an offset in the file. */
void scan_file_position(ScanFile *info, unsigned offset, IrDecl *decl);
bool scan_file_is_rooted(Scanner *scanner, const ScanFile *file);

/* What the selection must know of each file, by its name: SelectFile. New. */
GHashTable *scan_select_files(Scanner *scanner);
GPtrArray *scan_inputs(Scanner *scanner);
ScanFile *scan_place(Scanner *scanner, CXCursor cursor, IrDecl *decl);

/* scan_parse.c */
bool scan_parse(Scanner *scanner);

/* scan_types.c */
const IrType *scan_type(Scanner *scanner, CXType type);
const IrType *scan_type_qualified(Scanner *scanner, const IrType *type,
                                  unsigned qualifiers);

const IrType *scan_function_type(Scanner *scanner, CXType from, const IrParam *declared,
                                 unsigned n_params);

/*
 * The same for the type of a declarator: an unnamed record or enum in it that nothing has
 * named yet is named after the owner (NULL at file scope) and the member. *claimed is
 * that record or enum, or NULL.
 */
const IrType *scan_declared_type(Scanner *scanner, CXType type, IrDecl *owner,
                                 const char *member, IrDecl **claimed);

/* scan_tags.c: the declaration of a record or an enum, made at its first mention. */
IrDecl *scan_tag(Scanner *scanner, CXCursor cursor);
IrDecl *scan_tag_defined(Scanner *scanner, CXCursor cursor, IrDecl *owner);
IrDecl *scan_tag_member(Scanner *scanner, CXCursor cursor, IrDecl *owner);
void scan_tags_finish(Scanner *scanner);

/* scan_records.c, scan_enums.c: fill in what the definition says. */
void scan_record(Scanner *scanner, IrDecl *decl, CXCursor definition);
void scan_enum(Scanner *scanner, IrDecl *decl, CXCursor definition);

/* scan_decls.c */
void scan_declarations(Scanner *scanner);
IrParam *scan_callback_params(Scanner *scanner, CXCursor cursor, const IrType *type,
                              unsigned *count);

/* scan_attributes.c */
typedef struct ScanAttributes {
    GPtrArray *names;   /* of const char *, sorted; NULL for none */
    const char *symbol; /* of an asm label */
    bool packed;
    const char *aligned; /* argument of aligned(), NULL without one */
} ScanAttributes;

ScanAttributes scan_attributes(Scanner *scanner, CXCursor cursor);

/* scan_docs.c */
/* The documentation of what the cursor declares in that file; NULL for none. */
const char *scan_doc(Scanner *scanner, CXCursor cursor, ScanFile *file);

/* scan_macros.c */
void scan_macros(Scanner *scanner);

/*
 * The value of a constant expression, in decimal; the expression itself when it has none.
 * New; free it with g_free().
 */
char *scan_constant(Scanner *scanner, const char *expression);

#endif
