/* SPDX-License-Identifier: MIT */
/*
 * What the files of the scanner share. Only gen/scan*.c include this, and
 * clang-c/Index.h.
 */
#ifndef BINDERY_GEN_SCAN_INTERNAL_H
#define BINDERY_GEN_SCAN_INTERNAL_H

#include <clang-c/Index.h>
#include <glib.h>

#include "own.h"
#include "scan.h"

/* The name of the buffer that comes before the header and asks the target's basic facts.
 */
#define SCAN_PRELUDE "/bindery-prelude.h"

/* What every declaration of the prelude is called at the start. */
#define SCAN_PRELUDE_PREFIX "bindery_prelude_"

/* The file name of everything that the compiler's own headers declare. */
#define SCAN_COMPILER_FILE "<compiler>"

/* What a file says; scan_file_text() reads it. */
typedef struct ScanText {
    char *contents; /* not terminated; NULL when it cannot be read any more */
    size_t length;
    bool changed;   /* it is not what was parsed */
    GArray *lines;  /* of unsigned: where each line starts */
    GArray *undefs; /* of ScanUndef */
    GArray *docs;   /* of unsigned: where a documentation comment may begin */
} ScanText;

typedef struct ScanFile {
    const char *name;  /* as the record has it */
    const char *given; /* as the compiler opened it */
    const char *path;  /* absolute, "." and ".." resolved */
    CXFile handle;
    gint64 time; /* of its last change, in seconds, when it was parsed; 0 for a text that
                    stands for a file */
    unsigned start; /* what libclang numbers its first byte, at the first reading, so that
                       a location there has it as int_data; 0 while unknown */
    gsize ready;    /* whether the text was read */
    ScanText text;
    guint line;    /* of the position asked for last */
    bool compiler; /* one of the compiler's own headers */
    bool prelude;
    bool direct; /* the scanned header, or included by it */
    bool system; /* found where the compiler looks for headers that are the system's; of
                    a module's only */
    bool marks;  /* bindery/marks.h, which only says what other headers mean */
} ScanFile;

/* Something that the preprocessor did: a definition, or with `included` an inclusion. */
typedef struct ScanEntity {
    CXCursor cursor;
    CXSourceLocation place;
    ScanFile *file; /* NULL for what the compiler or its command line says */
    unsigned start; /* where the name stands, or the # of an inclusion */
    ScanFile *included;
} ScanEntity;

/* Where something is declared; start and offset are those of scan_trace.h. */
typedef struct ScanPlace {
    const IrDecl *decl;
    const ScanFile *file;
    unsigned start, offset;
} ScanPlace;

/* An #include that was carried out. */
typedef struct ScanInclusion {
    const ScanFile *from, *to;
    const char *spelling; /* as between the brackets: "sys/types.h" */
    const char *root;     /* the search directory that it was found in; NULL for none */
} ScanInclusion;

typedef struct ScanSystem ScanSystem;
typedef struct ScanTrace ScanTrace;

typedef struct Scanner {
    const ScanOptions *options;
    Diagnostics *diag;
    Ir *ir;
    CXIndex index;
    CXTranslationUnit unit;
    CXPrintingPolicy policy;
    GHashTable *files;       /* CXFile -> ScanFile * */
    GHashTable *directories; /* scan_directories_create() */
    GPtrArray *roots;        /* of char *: include search directories seen in use */
    ScanFile *main_file;
    GArray *entities;         /* of ScanEntity: in the order in which they happened */
    GThread *reader;          /* of scan_text.c; NULL for none */
    ScanSystem *system;       /* of a module; else NULL */
    ScanTrace *trace;         /* of a scan that modules share; else NULL */
    const GString *text;      /* what is read in place of the header; NULL for none */
    size_t header_length;     /* where signatures follow the header; 0 for none */
    bool signature_failed;    /* an error about one was reported */
    GPtrArray *shared_inputs; /* of a copy: what scan_inputs() gives; its files are
                                 another scan's */
    GHashTable *types;        /* the pointer in a CXType -> const IrType * */
    GHashTable *unnamed;      /* canonical declaration -> IrDecl *, of unnamed types */
    GHashTable *alike; /* key of a record or enum -> how many have it, if several */
    GArray *mentioned; /* of CXCursor: types to be filled in if a definition follows */
    GHashTable *macro_names; /* const char *: object-like macros in force, all of them */
    GHashTable *filled;      /* IrDecl * of records and enums that are filled in */
    bool prelude_done;       /* the declarations of the header have begun */
    bool all_comments;       /* -fparse-all-comments: plain comments document too */
    int eval_method;         /* FLT_EVAL_METHOD */
    IrDecl *owner;           /* the declarator whose type is being translated, ... */
    ScanFile *file;          /* of the record or enum whose members are being filled in */
    unsigned prototypes; /* parameter lists that are being translated, one in another */
    unsigned sequence;   /* declarations seen so far */
    const char *member;  /* ... its name, ... */
    IrDecl *claimed;     /* ... and the unnamed type it has named */
    GPtrArray *missing;  /* of ScanResult; NULL for none */
} Scanner;

struct Scan {
    Scanner scanner;
    ScanTimes times;
};

/* scan.c: a scanner that has found nothing yet, with that record (stolen). */
void scan_init(Scanner *scanner, const ScanOptions *options, Ir *ir, Diagnostics *diag);

/* The first half of a scan that reads that text (borrowed) in place of the header, and is
 * traced. */
Scan *scan_start_text(const ScanOptions *options, const GString *text, Diagnostics *diag);

/* How C includes the scanned header, and what else the options say of the record. */
void scan_describe_header(Scanner *scanner);

/* libclang strings: a copy owned by the record, the original disposed of. */
const char *scan_take_string(Scanner *scanner, CXString string);

/*
 * scan_files.c. Learns the search directories from all inclusions; before it no file has
 * a name.
 */
void scan_files_collect(Scanner *scanner);

/* What is known of that file, its name included (borrowed from the scanner). */
ScanFile *scan_file(Scanner *scanner, CXFile file);

/* The same, but it may not have its name yet. */
ScanFile *scan_file_enter(Scanner *scanner, CXFile file);

/* Whether `#include <name>` finds the file. */
bool scan_file_is_rooted(Scanner *scanner, const ScanFile *file);

/* Whether the default selection means a file that the header includes by that name. */
bool scan_file_is_direct(const Scanner *scanner, const ScanFile *file,
                         const char *spelling);

/*
 * Adds a search directory that is in use, or those that -I and its like name; and the one
 * that the path is below, the longest (borrowed; NULL for none).
 */
void scan_files_add_root(Scanner *scanner, const char *directory);
void scan_files_add_argument_roots(Scanner *scanner);
const char *scan_files_root_of(const Scanner *scanner, const char *path);

/* What the selection must know of each file, by its name: SelectFile. New. */
GHashTable *scan_select_files(Scanner *scanner);

/*
 * New: the path of every file that was read, of char * (owned), sorted, each once, as the
 * compiler opened it.
 */
GPtrArray *scan_inputs(Scanner *scanner);

/*
 * The file that the cursor's declaration stands in, where a macro made it that of the
 * macro's use; NULL when it is in none. Sets file, line, column and sequence of decl,
 * which may be NULL.
 */
ScanFile *scan_place(Scanner *scanner, CXCursor cursor, IrDecl *decl);

/* The same of a declaration that has its place: this is one more, which is only noted. */
ScanFile *scan_place_again(Scanner *scanner, CXCursor cursor, const IrDecl *decl);

/*
 * scan_entities.c: lists what the preprocessor did, in scanner->entities, and enters the
 * files that it read.
 */
void scan_entities_collect(Scanner *scanner);

/*
 * scan_text.c. Starts to read all files that are entered, in a thread of its own; they
 * are all read when scan_text_wait() returns.
 */
void scan_text_start(Scanner *scanner);
void scan_text_wait(Scanner *scanner);

/* What the file says (borrowed; it lives as long as the scanner). Threads may ask for the
 * same file at once. */
const ScanText *scan_file_text(ScanFile *file);

/* Whether all texts that were read are those that were parsed. Reports one that is not.
 */
bool scan_text_check(Scanner *scanner);

/*
 * Whether a documentation comment may begin in the file behind the place `after`, and not
 * behind the line of the offset.
 */
bool scan_file_has_docs(ScanFile *file, unsigned after, unsigned offset);

/* Frees it. */
void scan_text_finish(ScanFile *file);

/*
 * The line and column, counted from 1 and in bytes, of an offset in the file; both are 0
 * in a header of the compiler's.
 */
void scan_file_position(ScanFile *file, unsigned offset, unsigned *line,
                        unsigned *column);

/* scan_files.c: the file that the cursor stands in, and where there; NULL for none. */
ScanFile *scan_locate(Scanner *scanner, CXCursor cursor, unsigned *offset);

/* scan_files.c: the line and column of the cursor, as those of a place in its file. */
void scan_position(Scanner *scanner, CXCursor cursor, unsigned *line, unsigned *column);

/* scan_parse.c */
bool scan_parse(Scanner *scanner);

/*
 * What the compiler makes of that text with the arguments of the options (new; NULL when
 * it makes nothing of it). flags are libclang's. Nothing is reported.
 */
CXTranslationUnit scan_parse_text(CXIndex index, const ScanOptions *options,
                                  const char *text, unsigned flags);

/*
 * scan_system.c: where everything is declared, of a module that is scanned. A system of
 * NULL notes nothing.
 */
ScanSystem *scan_system_create(void);
void scan_system_destroy(ScanSystem *system);
void scan_system_include(ScanSystem *system, ScanInclusion inclusion);
void scan_system_place(ScanSystem *system, const IrDecl *decl, const ScanFile *file,
                       unsigned start, unsigned offset);

/* How many places are noted; 0 for NULL. */
unsigned scan_system_places(const ScanSystem *system);

/* The inclusion and the place of that number, in the order of noting (borrowed). */
const ScanInclusion *scan_system_inclusion_at(const ScanSystem *system, unsigned number);
const ScanPlace *scan_system_place_at(const ScanSystem *system, unsigned number);

/* Takes over what was noted of a record, for the copy that was made of it last. */
void scan_system_copy(ScanSystem *system, const ScanSystem *from);

/*
 * Lists the manifest's "system" headers in the record, and enters in owned what these and
 * the ones of the dependencies declare: IrDecl * -> "<stddef.h>". False with an error
 * reported for each that the headers do not include, or that is no system header.
 */
bool scan_system_owned(Scanner *scanner, const GPtrArray *dependencies,
                       GHashTable *owned);

/*
 * Enters in owned the header of each of these declarations (of const IrDecl *), as it
 * stands between the brackets, that a file of the scanner's own includes and that reads
 * the declaration: "stdio.h". What no system header declares is left out.
 */
void scan_system_public(Scanner *scanner, const GPtrArray *decls, GHashTable *owned);

/*
 * scan_probe.c: enters in owned what of these declarations (of const IrDecl *) the
 * record's "system" headers and those of the dependencies declare where they are included
 * alone: the scanned header may have included another one before that declares it too.
 */
void scan_probe_system(Scanner *scanner, const GPtrArray *dependencies,
                       const GPtrArray *decls, GHashTable *owned);

/*
 * scan_trace.c: where declarations stand, for modules that share a scan; without a trace
 * nothing is noted. A declaration that is about to be entered; late when all others are.
 */
void scan_trace_cursor(Scanner *scanner, CXCursor cursor, bool late);

/* Begins to read the words of all files, in a thread. */
void scan_trace_read(Scanner *scanner);
void scan_trace_tag(Scanner *scanner, IrDecl *tag);
void scan_trace_end(Scanner *scanner);

/* A function or a variable that is about to be declared again. */
void scan_trace_repeat(ScanTrace *trace, IrDecl *decl);

/* What the compiler's headers declare and others are about to declare again. */
void scan_trace_replace(ScanTrace *trace, const IrDecl *decl);

/* The start of the inclusion that the place at that offset is in; 0 in a macro. */
static inline unsigned scan_trace_start(CXSourceLocation at, unsigned offset)
{
    return (at.int_data & 1U << 31) != 0 ? 0 : at.int_data - offset;
}

/* scan_standard.c: whether ISO C or POSIX has a header of that name. */
bool scan_is_standard_header(const char *spelling);

/*
 * scan_signature.c: the header with the signatures behind it, and the length of the
 * header itself; NULL where there are none, or the header cannot be read. New.
 */
GString *scan_signature_header(const ScanOptions *options, size_t *original);

/* Appends text as it stands in a string literal. */
void scan_append_escaped(GString *out, const char *text);

/* Enters a typedef that is a signature as a function; false when it is none. */
bool scan_signature(Scanner *scanner, CXCursor cursor);

/* Checks the signatures against the macros, and places them there. False with errors
 * reported. */
bool scan_signatures_finish(Scanner *scanner);

/* scan_macro_call.c: whether each macro can be called as its signature says. Reports each
 * that cannot. */
bool scan_check_macro_calls(Scanner *scanner);

/* Whether none is for a macro that a dependency owns. Reports each that is. */
bool scan_signatures_check_owners(Scanner *scanner, const Owners *owners);

/* scan_types.c: the record's own type for one of libclang's (borrowed from the record).
 */
const IrType *scan_type(Scanner *scanner, CXType type);

/* That type with these qualifiers added (borrowed from the record). */
const IrType *scan_type_qualified(Scanner *scanner, const IrType *type,
                                  unsigned qualifiers);

/*
 * The type of a function (borrowed from the record), with the parameters that its header
 * declares where libclang's type has others.
 */
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

/* scan_decls.c: enters every declaration at file scope in the record; no macros. */
void scan_declarations(Scanner *scanner);

/*
 * The parameters, with their names, of the function type that a typedef, a variable or a
 * field of that type declares behind its pointers and arrays: *count of them, borrowed
 * from the record. NULL, and *count 0, when it is no such type or takes none.
 */
IrParam *scan_callback_params(Scanner *scanner, CXCursor cursor, const IrType *type,
                              unsigned *count);

/* scan_attributes.c */
typedef struct ScanAttributes {
    GPtrArray *names;   /* of const char *, sorted; NULL for none */
    const char *symbol; /* of an asm label */
    bool packed;
} ScanAttributes;

ScanAttributes scan_attributes(Scanner *scanner, CXCursor cursor);

/* scan_docs.c */
/* The documentation of what the cursor declares in that file; NULL for none. */
const char *scan_doc(Scanner *scanner, CXCursor cursor, ScanFile *file);

/* Between which places of the file a member's documentation begins. */
typedef struct ScanMembers {
    unsigned after; /* the record or enum, or the last member of another declaration */
    unsigned last;  /* the member that was seen last */
} ScanMembers;

/* Of a record or an enum that is about to be filled in. */
ScanMembers scan_members(CXCursor definition);

/* The documentation of the next member of what is being filled in; NULL for none. */
const char *scan_member_doc(Scanner *scanner, CXCursor cursor, ScanMembers *members);

/* scan_macros.c */
/* How many bytes of the file's text the definition has, from the macro's name on. */
size_t scan_definition_length(const ScanEntity *entity, const ScanText *text);

void scan_macros(Scanner *scanner);

/* Lists which names of the selected types and their parts such a macro replaces. */
void scan_hidden_names(Scanner *scanner);

/*
 * The value of a constant expression, in decimal; the expression itself when it has none.
 * New; free it with g_free().
 */
char *scan_constant(Scanner *scanner, const char *expression);

#endif
