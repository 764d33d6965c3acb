/* SPDX-License-Identifier: MIT */
/*
 * Names: which of them may matter to how a file is read, and what a use of one brings
 * along. A macro brings all that its texts speak of, and those whose names it puts
 * together.
 */
#include "scan_readings_parts.h"

size_t macro_name_length(const TraceDirective *directive)
{
    size_t length = 0;

    while (length < directive->length &&
           (g_ascii_isalnum(directive->text[length]) || directive->text[length] == '_' ||
            directive->text[length] == '$' || (directive->text[length] & 0x80) != 0)) {
        length++;
    }
    return length;
}

bool readings_has_text(const char *text, size_t length, const char *word)
{
    return memmem(text, length, word, strlen(word)) != NULL;
}

/* A _Pragma matters by what it says. */
static unsigned pragma_traits(const TraceDirective *directive)
{
    bool told = readings_has_text(directive->text, directive->length, "GCC warning") ||
                readings_has_text(directive->text, directive->length, "GCC error");
    bool diagnostic = readings_has_text(directive->text, directive->length, "diagnostic");
    unsigned traits = 0;

    if (diagnostic && readings_has_text(directive->text, directive->length, "push")) {
        traits |= TRAIT_PUSH;
    }
    if (diagnostic && readings_has_text(directive->text, directive->length, "pop")) {
        traits |= TRAIT_POP;
    }
    if (told) {
        return TRAIT_TOLD;
    }
    return traits == 0 && readings_has_text(directive->text, directive->length, "_Pragma")
               ? TRAIT_PRAGMA
               : traits;
}

/* The names of all macros, with what their texts speak of. */
static void add_definitions(Readings *readings, GPtrArray *mentions, GByteArray *traits,
                            GArray *found, GArray *pastes)
{
    const GArray *directives = readings->scanner->trace->directives;

    for (guint i = 0; i < directives->len; i++) {
        const TraceDirective *directive = directive_at(readings, i);
        unsigned name;
        GArray *list;

        if (directive->text == NULL) {
            continue;
        }
        name = word_names_add(readings->names, directive->text,
                              macro_name_length(directive));
        if (name >= mentions->len) {
            g_ptr_array_set_size(mentions, (gint)name + 1);
            g_byte_array_set_size(traits, name + 1);
        }
        list = mentions->pdata[name];
        if (list == NULL) {
            list = mentions->pdata[name] = g_array_new(FALSE, FALSE, sizeof(unsigned));
            traits->data[name] = 0;
        }
        readings->understood = words_of_definition(readings->names, directive->text,
                                                   directive->length, list, found) &&
                               readings->understood;
        for (; pastes->len < found->len;) {
            g_array_append_val(pastes, name);
        }
        traits->data[name] |= (guint8)pragma_traits(directive);
    }
}

static void watch(Readings *readings, const char *name)
{
    unsigned number = name != NULL ? find_name(readings, name) : 0;

    readings->facts[number].watched = true;
}

static void set_trait(Readings *readings, const char *name, unsigned trait)
{
    unsigned number = find_name(readings, name);

    readings->facts[number].watched = true;
    readings->facts[number].traits = (unsigned char)trait;
}

static void watch_declarations(Readings *readings)
{
    const Ir *ir = readings->scanner->ir;

    for (int kind = IR_RECORD; kind <= IR_VARIABLE; kind++) {
        for (guint i = 0; i < ir->decls[kind]->len; i++) {
            const IrDecl *decl = ir->decls[kind]->pdata[i];
            watch(readings, decl->unnamed ? NULL : decl->name);
            for (guint j = 0; decl->enumerators != NULL && j < decl->enumerators->len;
                 j++) {
                watch(readings, g_array_index(decl->enumerators, IrEnumerator, j).name);
            }
        }
    }
}

/* What no header may ask without that it shows whether it was read alone. */
static void set_traits(Readings *readings)
{
    static const char *const places[] = {"__BASE_FILE__", "__INCLUDE_LEVEL__",
                                         "__TIMESTAMP__", "__FILE_NAME__"};

    set_trait(readings, "__COUNTER__", TRAIT_COUNTER);
    set_trait(readings, "__FILE__", TRAIT_FILE);
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        set_trait(readings, places[i], TRAIT_PLACE);
    }
    readings->facts[0] = (NameFacts){0};
}

/* What may be an operand of ##: words of the text, and of the texts of macros. */
static void mark_pieces(Readings *readings, const GPtrArray *mentions)
{
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, readings->words);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const GArray *words = value;
        for (guint i = 0; i < words->len; i++) {
            const Word *word = &g_array_index(words, Word, i);
            if (word->kind == WORD_VALUE || word->kind == WORD_NAME) {
                readings->facts[word->name].piece = true;
            }
        }
    }
    for (guint i = 0; i < mentions->len; i++) {
        const GArray *list = mentions->pdata[i];
        for (guint j = 0; list != NULL && j < list->len; j++) {
            readings->facts[g_array_index(list, unsigned, j)].piece = true;
        }
    }
}

/* Whether a name may be the result of ##: it is put together of pieces and numbers. */
static bool is_pasted(Readings *readings, const char *text, size_t length)
{
    bool reached[256] = {true};

    if (length >= G_N_ELEMENTS(reached)) {
        readings->understood = false; /* such a name nobody has */
        return false;
    }
    for (size_t from = 0; from < length; from++) {
        bool digits = true;

        for (size_t to = from + 1; reached[from] && to <= length; to++) {
            digits = digits && g_ascii_isdigit(text[to - 1]);
            if (to - from < length && !reached[to]) {
                unsigned name = word_names_find(readings->names, text + from, to - from);
                reached[to] = digits || (name != 0 && readings->facts[name].piece);
            }
        }
    }
    return reached[length];
}

static bool is_made_by(const WordPaste *paste, const char *text, size_t length)
{
    return length >= paste->first_length && length >= paste->last_length &&
           (paste->first == NULL ||
            memcmp(text, paste->first, paste->first_length) == 0) &&
           (paste->last == NULL || memcmp(text + length - paste->last_length, paste->last,
                                          paste->last_length) == 0);
}

/* A macro speaks of all macros whose names it may put together. */
static void mention_pasted(Readings *readings, unsigned macro, const WordPaste *paste)
{
    const GArray *pasted = readings->pasted;

    NameFacts *facts = &readings->facts[macro];

    if (paste->first_length + paste->last_length < TELLING_LENGTH) {
        facts->traits |= TRAIT_PASTE;
        return;
    }
    for (guint i = 0; i < pasted->len; i++) {
        unsigned name = g_array_index(pasted, unsigned, i);
        size_t length;
        const char *text = word_names_text(readings->names, name, &length);
        if (is_made_by(paste, text, length)) {
            g_array_append_val(facts->mentions, name);
        }
    }
}

/* What a macro's text speaks of it brings along, too. True when that is more now. */
static bool inherit_traits(Readings *readings, NameFacts *facts)
{
    unsigned traits = facts->traits;

    for (guint i = 0; i < facts->mentions->len; i++) {
        unsigned other = g_array_index(facts->mentions, unsigned, i);
        unsigned more = readings->facts[other].traits & ~(unsigned)TRAIT_TOLD;
        if ((facts->traits & TRAIT_TOLD) != 0) {
            more &= ~(unsigned)TRAIT_PRAGMA;
        }
        traits |= more;
    }
    if (traits == facts->traits) {
        return false;
    }
    facts->traits = (unsigned char)traits;
    return true;
}

static void inherit_all_traits(Readings *readings)
{
    bool more = true;

    while (more) {
        more = false;
        for (guint i = 0; i < word_names_count(readings->names); i++) {
            more = (readings->facts[i].mentions != NULL &&
                    inherit_traits(readings, &readings->facts[i])) ||
                   more;
        }
    }
}

void readings_set_facts(Readings *readings)
{
    GPtrArray *mentions = g_ptr_array_new();
    GByteArray *traits = g_byte_array_new();
    GArray *found = g_array_new(FALSE, FALSE, sizeof(WordPaste));
    GArray *pastes = g_array_new(FALSE, FALSE, sizeof(unsigned));

    add_definitions(readings, mentions, traits, found, pastes);
    readings->facts = g_new0(NameFacts, word_names_count(readings->names) + 1);
    set_traits(readings);
    mark_pieces(readings, mentions);
    for (guint i = 0; i < mentions->len; i++) {
        if (mentions->pdata[i] != NULL) {
            size_t length;
            const char *text = word_names_text(readings->names, i, &length);
            readings->facts[i].mentions = mentions->pdata[i];
            readings->facts[i].watched = true;
            readings->facts[i].traits |= traits->data[i];
            if (is_pasted(readings, text, length)) {
                g_array_append_val(readings->pasted, i);
            }
        }
    }
    for (guint i = 0; i < pastes->len; i++) {
        mention_pasted(readings, g_array_index(pastes, unsigned, i),
                       &g_array_index(found, WordPaste, i));
    }
    inherit_all_traits(readings);
    g_array_free(found, TRUE);
    g_array_free(pastes, TRUE);
    watch_declarations(readings);
    g_ptr_array_free(mentions, TRUE);
    g_byte_array_free(traits, TRUE);
}

static void close_over(Readings *readings, unsigned name, GHashTable *seen)
{
    const NameFacts *facts = &readings->facts[name];

    for (guint i = 0; facts->mentions != NULL && i < facts->mentions->len; i++) {
        unsigned other = g_array_index(facts->mentions, unsigned, i);

        if (readings->facts[other].watched &&
            g_hash_table_add(seen, GUINT_TO_POINTER(other))) {
            g_array_append_val(readings->closure, other);
            close_over(readings, other, seen);
        }
    }
}

/* All that a macro's texts lead to, found at its first use. */
const NameFacts *readings_facts(Readings *readings, unsigned name)
{
    NameFacts *facts = &readings->facts[name];

    if (!facts->closed && facts->mentions != NULL) {
        GHashTable *seen = g_hash_table_new(NULL, NULL);

        facts->first = readings->closure->len;
        close_over(readings, name, seen);
        facts->n_closed = readings->closure->len - facts->first;
        g_hash_table_destroy(seen);
    }
    facts->closed = true;
    return facts;
}
