/* SPDX-License-Identifier: MIT */
/*
 * Readings: whether a file means the same in two translation units.
 *
 * A scan that modules share has read the headers of all of them one after the other. Each
 * module alone would have read fewer files, and may be in another order. Both are gone
 * through here, the shared one once and then each module's own, as a preprocessor does,
 * but in the conditions that the compiler has decided already: at each word of a file it
 * is looked up what the word is at that moment, as a macro and as a declaration. When
 * that is the same throughout a file, the compiler has read the same there.
 */
#ifndef BINDERY_GEN_SCAN_READINGS_H
#define BINDERY_GEN_SCAN_READINGS_H

#include <glib.h>

#include "scan_inclusions.h"
#include "scan_words.h"

typedef struct Readings Readings;

/* One module's own reading. */
typedef struct Reading {
    bool *read;         /* by inclusion: it is among it */
    unsigned *times;    /* by cursor of the trace: from 1, when it was come upon; or 0 */
    unsigned *sequence; /* by the shared scan's sequence: the module's own; or 0 */
    unsigned *state;    /* by name: what it is at the end */
    guint *last; /* by name: number of the directive that defined it last, from 1 */
    GArray *directives;      /* of guint: those that were carried out */
    const ScanFile *differs; /* a file that is not read the same; NULL for none */
} Reading;

/*
 * Goes through the shared scan (borrowed; its declarations are entered). NULL where it
 * has something that this does not understand.
 */
Readings *readings_create(Scanner *scanner);
void readings_destroy(Readings *readings);

/* Goes through what the inclusion reads, and what is read before it, alone. */
void reading_init(Reading *reading, Readings *readings, guint inclusion);
void reading_finish(Reading *reading);

const Inclusions *readings_inclusions(const Readings *readings);

/* Whether the macro of that name is what it is in the shared scan, at the end; as a value
 * also all that its text speaks of. */
bool reading_has_macro(const Reading *reading, Readings *readings, const char *name,
                       bool value);

/* What defined the macro last (borrowed); NULL for what did so in the shared scan, too.
 */
const TraceDirective *reading_other_definition(const Reading *reading,
                                               const Readings *readings,
                                               const char *name);

/* Whether the macro is defined at the end. */
bool reading_defines(const Reading *reading, const Readings *readings, const char *name);

#endif
