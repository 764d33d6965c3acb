/* SPDX-License-Identifier: MIT */
/* What the files of scan_readings.h share: for scan_names.c, scan_steps.c, scan_pragma.c
 * and scan_readings.c only. */
#ifndef BINDERY_GEN_SCAN_READINGS_PARTS_H
#define BINDERY_GEN_SCAN_READINGS_PARTS_H

#include <string.h>

#include "scan_readings.h"

/* What a name is at a moment: the number of its macro's text, and these. */
enum {
    STATE_ORDINARY = 1 << 0, /* a function, variable, enumerator or typedef */
    STATE_TYPE = 1 << 1,     /* a typedef or a tag */
    STATE_COMPLETE = 1 << 2, /* of a tag */
    STATE_BITS = 3,
};

/* What #pragma keeps on a stack. */
enum {
    STACK_PACK,
    STACK_VISIBILITY,
    STACK_DIAGNOSTIC,
    STACK_OTHER,
    N_STACKS
};

/* What ## puts together is looked for among all macros that begin and end like this. */
#define TELLING_LENGTH 4

typedef enum StepKind {
    STEP_VALUE,
    STEP_NAME,
    STEP_CONDITION,
    STEP_DEFINE,
    STEP_UNDEF,
    STEP_DECLARE,
    STEP_PRAGMA,
    STEP_INCLUDE,
    STEP_CURSOR,
} StepKind;

/* Something that an inclusion comes upon. */
typedef struct Step {
    unsigned char kind, bits;
    unsigned name;   /* or the number of a cursor or of a directive */
    unsigned number; /* of a definition: its text; and its directive */
    unsigned directive;
} Step;

/* What uses of a macro bring along. */
typedef enum Trait {
    TRAIT_PASTE = 1 << 0,
    TRAIT_COUNTER = 1 << 1,
    TRAIT_PLACE = 1 << 2, /* where a file is included from */
    TRAIT_PUSH = 1 << 3,  /* diagnostics */
    TRAIT_POP = 1 << 4,
    TRAIT_PRAGMA = 1 << 5,
    TRAIT_FILE = 1 << 6, /* how the file is called, which differs for the header */
    TRAIT_TOLD = 1 << 7, /* its _Pragma, or that of who does it, only tells something */
} Trait;

/* What is known of a name all the while. */
typedef struct NameFacts {
    bool watched, piece, closed;
    unsigned char traits;
    GArray *mentions;      /* of unsigned: names in its texts; NULL for none */
    guint first, n_closed; /* of closure: watched names that its texts lead to */
} NameFacts;

struct Readings {
    Scanner *scanner;
    Inclusions *inclusions;
    WordNames *names, *texts;
    GHashTable *words;       /* ScanFile * -> GArray of Word */
    GHashTable *last_places; /* IrDecl * -> number of its last place, from 1 */
    NameFacts *facts;        /* by name */
    GArray *closure;         /* of unsigned */
    GArray *pasted;          /* of unsigned: macros whose names ## may make */
    GArray *steps;           /* of Step */
    GString *folded;         /* a text that is being folded */
    GArray *parts;           /* of Part, by inclusion */
    Reading shared;          /* the shared scan */
    bool understood;
};

/* The steps of an inclusion, and what they came to in the shared scan. */
typedef struct Part {
    guint first, count;
    uint64_t print;
} Part;

/* While something is gone through. */
typedef struct Walk {
    Readings *readings;
    Reading *reading;
    uint64_t counted;
    uint64_t pragmas[N_STACKS];
    GArray *stacks[N_STACKS]; /* of uint64_t */
    unsigned time, sequence;
    GArray *late;   /* of guint: cursors */
    bool shared;    /* it is the shared scan */
    bool in_header; /* of a module, and not in what that includes */
} Walk;

static inline uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * 0x9e3779b97f4a7c15u;
    return hash ^ hash >> 29;
}

static inline const TraceDirective *directive_at(const Readings *readings, guint number)
{
    return &g_array_index(readings->scanner->trace->directives, TraceDirective, number);
}

static inline const TraceCursor *cursor_at(const Readings *readings, guint number)
{
    return &g_array_index(readings->scanner->trace->cursors, TraceCursor, number);
}

static inline unsigned number_at(const GArray *list, guint index)
{
    return g_array_index(list, guint, index);
}

static inline unsigned find_name(const Readings *readings, const char *name)
{
    return word_names_find(readings->names, name, strlen(name));
}

/* Whether the text has that word somewhere. */
bool readings_has_text(const char *text, size_t length, const char *word);

/* The length of a macro's name, which its definition begins with. */
size_t macro_name_length(const TraceDirective *directive);

/* scan_names.c: finds out what there is to know of each name. */
void readings_set_facts(Readings *readings);

/* What is known of a name, with all that a macro's texts lead to (borrowed). */
const NameFacts *readings_facts(Readings *readings, unsigned name);

/* scan_steps.c: adds the steps of that inclusion, the next one. */
void readings_add_part(Readings *readings, guint number);

/* scan_pragma.c: a #pragma whose text is that name, and a use of a macro that has
 * _Pragma.
 */
void walk_pass_pragma(Walk *walk, unsigned name);
void walk_use_pragma(Walk *walk, unsigned name, unsigned traits);

#endif
