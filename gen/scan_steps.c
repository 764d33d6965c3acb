/* SPDX-License-Identifier: MIT */
/* Steps: what each inclusion of a shared scan comes upon, in the order of its text. */
#include "scan_readings_parts.h"

static unsigned find_name_length(const Readings *readings, const char *text,
                                 size_t length)
{
    return word_names_find(readings->names, text, length);
}

static void add_step(Readings *readings, Step step)
{
    g_array_append_val(readings->steps, step);
}

/* The number of a definition's text, blanks folded. */
static unsigned text_number(Readings *readings, const TraceDirective *directive)
{
    GString *text = readings->folded;
    bool blank = false;

    g_string_truncate(text, 0);
    for (unsigned i = 0; i < directive->length; i++) {
        char c = directive->text[i];
        if (g_ascii_isspace(c)) {
            blank = true;
            continue;
        }
        if (blank) {
            g_string_append_c(text, ' ');
        }
        blank = false;
        g_string_append_c(text, c);
    }
    return word_names_add(readings->texts,
                          ir_string_length(readings->scanner->ir, text->str, text->len),
                          text->len);
}

static void add_directive(Readings *readings, guint number)
{
    const TraceDirective *directive = directive_at(readings, number);
    Step step = {.kind = STEP_INCLUDE, .directive = number};

    if (directive->text != NULL) {
        step.kind = STEP_DEFINE;
        step.name =
            find_name_length(readings, directive->text, macro_name_length(directive));
        step.number = text_number(readings, directive);
    }
    add_step(readings, step);
}

static void declare(Readings *readings, const char *text, unsigned bits)
{
    add_step(readings, (Step){.kind = STEP_DECLARE,
                              .name = find_name(readings, text),
                              .bits = (unsigned char)bits});
}

/* What is known when a declaration has been read. */
static void add_place(Readings *readings, guint number)
{
    const IrDecl *decl = scan_system_place_at(readings->scanner->system, number)->decl;
    guint last = GPOINTER_TO_UINT(g_hash_table_lookup(readings->last_places, decl));

    if (ir_has_tag(decl->kind)) {
        const bool complete = decl->complete && number + 1 == last;
        if (!decl->unnamed) {
            declare(readings, decl->name, STATE_TYPE | (complete ? STATE_COMPLETE : 0U));
        }
        for (guint i = 0; decl->enumerators != NULL && i < decl->enumerators->len; i++) {
            declare(readings, g_array_index(decl->enumerators, IrEnumerator, i).name,
                    STATE_ORDINARY);
        }
    } else {
        declare(readings, decl->name,
                decl->kind == IR_TYPEDEF ? STATE_ORDINARY | STATE_TYPE : STATE_ORDINARY);
    }
}

static void add_cursor(Readings *readings, guint number)
{
    const IrDecl *tag = cursor_at(readings, number)->tag;

    add_step(readings, (Step){.kind = STEP_CURSOR, .name = number});
    if (tag != NULL && !tag->unnamed) {
        declare(readings, tag->name, STATE_TYPE);
    }
}

/* What #if leaves out while words are gone through. */
typedef struct Skipping {
    guint next; /* the range that ends behind the last word */
    bool inside;
    unsigned depth; /* of the conditions that the range is about */
} Skipping;

/* Conditions inside of what is left out were not looked at, but for those it is about. */
static bool is_skipped(const Inclusion *inclusion, Skipping *skipping, const Word *word)
{
    while (inclusion->skipped != NULL && skipping->next < inclusion->skipped->len) {
        const SkippedRange *range =
            &g_array_index(inclusion->skipped, SkippedRange, skipping->next);
        if (word->offset < range->end) {
            if (word->offset < range->start) {
                return false;
            }
            skipping->depth = skipping->inside ? skipping->depth : word->depth;
            skipping->inside = true;
            return word->kind != WORD_CONDITION || word->depth != skipping->depth;
        }
        skipping->next++;
        skipping->inside = false;
    }
    return false;
}

/* Whether a name is put together of some of these words, and numbers. */
static bool is_made_of(const Readings *readings, unsigned name, const GArray *pieces)
{
    bool reached[256] = {true};
    size_t length;
    const char *text = word_names_text(readings->names, name, &length);

    for (size_t from = 0; from < length; from++) {
        for (guint i = 0; reached[from] && i < pieces->len; i++) {
            size_t size;
            const char *piece = word_names_text(
                readings->names, g_array_index(pieces, unsigned, i), &size);
            if (from + size <= length && size < length &&
                memcmp(text + from, piece, size) == 0) {
                reached[from + size] = true;
            }
        }
        if (reached[from] && g_ascii_isdigit(text[from])) {
            reached[from + 1] = true;
        }
    }
    return reached[length];
}

/* The words of a macro's text, and of all that it leads to. */
static void add_pieces(Readings *readings, unsigned macro, GArray *pieces)
{
    const NameFacts *facts = readings_facts(readings, macro);

    for (guint i = 0; facts->mentions != NULL && i < facts->mentions->len; i++) {
        g_array_append_val(pieces, g_array_index(facts->mentions, unsigned, i));
    }
    for (guint i = 0; i < facts->n_closed; i++) {
        unsigned name = g_array_index(readings->closure, unsigned, facts->first + i);
        const GArray *mentions = readings->facts[name].mentions;
        for (guint j = 0; mentions != NULL && j < mentions->len; j++) {
            g_array_append_val(pieces, g_array_index(mentions, unsigned, j));
        }
    }
}

/* What a macro that pastes may make of what is given to it there, and of its text. */
static void add_pasted(Readings *readings, ScanFile *file, const Word *word)
{
    const ScanText *text = scan_file_text(file);
    GArray *pieces = g_array_new(FALSE, FALSE, sizeof(unsigned));
    size_t length;

    word_names_text(readings->names, word->name, &length);
    words_of_arguments(readings->names, text->contents + word->offset + length,
                       text->length - word->offset - length, pieces);
    for (guint i = pieces->len; i-- > 0;) {
        add_pieces(readings, g_array_index(pieces, unsigned, i), pieces);
    }
    add_pieces(readings, word->name, pieces);
    for (guint i = 0; i < readings->pasted->len; i++) {
        unsigned name = g_array_index(readings->pasted, unsigned, i);
        if (is_made_of(readings, name, pieces)) {
            add_step(
                readings,
                (Step){.kind = word->kind == WORD_CONDITION ? STEP_CONDITION : STEP_VALUE,
                       .name = name});
        }
    }
    g_array_free(pieces, TRUE);
}

static void add_word(Readings *readings, ScanFile *file, const Word *word)
{
    static const StepKind kinds[] = {[WORD_VALUE] = STEP_VALUE,
                                     [WORD_NAME] = STEP_NAME,
                                     [WORD_CONDITION] = STEP_CONDITION,
                                     [WORD_UNDEF] = STEP_UNDEF,
                                     [WORD_PRAGMA] = STEP_PRAGMA};

    if (word->name == 0) {
        return;
    }
    if (word->kind == WORD_PRAGMA || readings->facts[word->name].watched) {
        add_step(readings,
                 (Step){.kind = (unsigned char)kinds[word->kind], .name = word->name});
    }
    if (word->kind != WORD_PRAGMA && word->kind != WORD_UNDEF &&
        (readings->facts[word->name].traits & TRAIT_PASTE) != 0) {
        add_pasted(readings, file, word);
    }
}

/* What comes next of each kind, while the steps of an inclusion are put in order. */
typedef struct Streams {
    const Inclusion *inclusion;
    const GArray *words; /* of Word; NULL for none */
    guint word, directive, cursor, place;
    Skipping skipping;
} Streams;

/* The offset of the next one of each kind. */
static void look_ahead(const Readings *readings, const Streams *streams, unsigned *at)
{
    const Inclusion *inclusion = streams->inclusion;
    const ScanSystem *system = readings->scanner->system;

    at[0] = at[1] = at[2] = at[3] = G_MAXUINT;
    if (streams->words != NULL && streams->word < streams->words->len) {
        at[0] = g_array_index(streams->words, Word, streams->word).offset;
    }
    if (streams->directive < inclusion->directives->len) {
        guint index = number_at(inclusion->directives, streams->directive);
        at[1] = directive_at(readings, index)->offset;
    }
    if (streams->cursor < inclusion->cursors->len) {
        at[2] =
            cursor_at(readings, number_at(inclusion->cursors, streams->cursor))->offset;
    }
    if (streams->place < inclusion->places->len) {
        at[3] = scan_system_place_at(system, number_at(inclusion->places, streams->place))
                    ->offset;
    }
}

/* Adds what comes first. False at the end. */
static bool add_next(Readings *readings, Streams *streams)
{
    const Inclusion *inclusion = streams->inclusion;
    unsigned at[4], first;

    look_ahead(readings, streams, at);
    first = MIN(MIN(at[0], at[1]), MIN(at[2], at[3]));
    if (first == G_MAXUINT) {
        return false;
    }
    if (at[0] == first) {
        const Word *word = &g_array_index(streams->words, Word, streams->word++);
        if (!is_skipped(inclusion, &streams->skipping, word)) {
            add_word(readings, inclusion->file, word);
        }
    } else if (at[1] == first) {
        add_directive(readings, number_at(inclusion->directives, streams->directive++));
    } else if (at[2] == first) {
        add_cursor(readings, number_at(inclusion->cursors, streams->cursor++));
    } else {
        add_place(readings, number_at(inclusion->places, streams->place++));
    }
    return true;
}

/* All that one inclusion comes upon, in the order of its text. */
void readings_add_part(Readings *readings, guint number)
{
    Streams streams = {.inclusion = inclusion_at(readings->inclusions, number)};
    Part part = {.first = readings->steps->len};

    streams.words = g_hash_table_lookup(readings->words, streams.inclusion->file);
    while (add_next(readings, &streams)) {
    }
    part.count = readings->steps->len - part.first;
    g_array_append_val(readings->parts, part);
}
