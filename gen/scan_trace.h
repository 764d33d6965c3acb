/* SPDX-License-Identifier: MIT */
/*
 * The trace of a scan that several modules share: in which inclusion of which file each
 * directive and each declaration stood, in the order in which the compiler read them.
 *
 * libclang numbers all bytes that it reads, those of a file again for each inclusion: an
 * inclusion is known by the number of its first byte, its start. What a macro made has no
 * such number: its start is 0.
 */
#ifndef BINDERY_GEN_SCAN_TRACE_H
#define BINDERY_GEN_SCAN_TRACE_H

#include <clang-c/Index.h>
#include <glib.h>

#include "scan_internal.h"
#include "scan_words.h"

/* A #define or an #include, as it was carried out. */
typedef struct TraceDirective {
    ScanFile *file;
    unsigned start, offset; /* the inclusion it stands in, and where in the file */
    const char *text;       /* of a definition, without "#define"; NULL of an inclusion */
    unsigned length;        /* of the text, or of the inclusion's line */
    ScanFile *to;           /* what is included */
    guint inclusion;        /* its number among the inclusions that scan_system.c notes */
} TraceDirective;

/* A declaration at file scope that was visited. */
typedef struct TraceCursor {
    ScanFile *file;
    unsigned start, offset;
    unsigned sequence; /* the declarations seen before it; the next one's are its end */
    guint place;       /* the places noted before it, likewise */
    IrDecl *tag;       /* of a struct, a union or an enum; NULL of any other */
    bool late;         /* entered when all others were: unnamed, and standing by itself */
} TraceCursor;

struct ScanTrace {
    GThread *reader;  /* of the words; NULL for none */
    GPtrArray *files; /* of ScanFile *: all that were read, but the main file */
    WordNames *names;
    GHashTable *words;  /* ScanFile * -> GArray of Word */
    bool understood;    /* all words are */
    GArray *directives; /* of TraceDirective */
    GArray *cursors;    /* of TraceCursor, with one more at the end */
    IrDecl *repeated;   /* a function or variable that is being declared again, and ... */
    IrDecl before;      /* ... what it was; NULL for none */
    GHashTable *changed;  /* set of IrDecl *: were not the same after that */
    GHashTable *replaced; /* IrDecl * -> IrDecl *: as it was before a library's header
                             said it again, of the compiler's */
};

ScanTrace *scan_trace_create(void);
void scan_trace_destroy(ScanTrace *trace);

/* Waits for the words of all files. */
void scan_trace_wait(ScanTrace *trace);

/* Lists the directives, when everything is entered. */
void scan_trace_directives(Scanner *scanner);

#endif
