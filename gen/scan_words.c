/* SPDX-License-Identifier: MIT */
#include "scan_words.h"

#include <string.h>

/* A text while its words are taken. */
typedef struct Reader {
    WordNames *names;
    const char *text, *at, *end;
    GArray *words;
    char before; /* of what stands before: a punctuator, 'a' for a word, '0' for others */
    unsigned brackets, parens;
    unsigned forced; /* parentheses: all inside of these is a value; 0 for none */
    unsigned depth;  /* of #if */
    bool value;      /* behind "=" or ":" */
    bool failed;
} Reader;

static bool begins_word(char c)
{
    return g_ascii_isalpha(c) || c == '_' || c == '$' || (c & 0x80) != 0;
}

static bool continues_word(char c)
{
    return begins_word(c) || g_ascii_isdigit(c);
}

/* The length of a line's end that a backslash takes away; 0 for none. */
static size_t splice_length(const char *at, const char *end)
{
    if (end - at >= 2 && at[0] == '\\' && at[1] == '\n') {
        return 2;
    }
    return end - at >= 3 && at[0] == '\\' && at[1] == '\r' && at[2] == '\n' ? 3 : 0;
}

static void skip_block(Reader *reader)
{
    for (reader->at += 2; reader->at < reader->end; reader->at++) {
        reader->at = memchr(reader->at, '*', (size_t)(reader->end - reader->at));
        if (reader->at == NULL) {
            reader->at = reader->end;
            return;
        }
        if (reader->at + 1 < reader->end && reader->at[1] == '/') {
            reader->at += 2;
            return;
        }
    }
}

/* To the end of the line, which is left; a backslash prolongs it. */
static void skip_line(Reader *reader)
{
    while (reader->at < reader->end && *reader->at != '\n') {
        size_t splice = splice_length(reader->at, reader->end);
        if (splice == 0 && *reader->at == '/' && reader->end - reader->at > 1 &&
            reader->at[1] == '*') {
            skip_block(reader); /* it may reach over lines */
        } else {
            reader->at += MAX(splice, 1);
        }
    }
}

static void skip_comment_line(Reader *reader)
{
    while (reader->at < reader->end && *reader->at != '\n') {
        reader->at += MAX(splice_length(reader->at, reader->end), 1);
    }
}

static void skip_literal(Reader *reader, char quote)
{
    for (reader->at++; reader->at < reader->end; reader->at++) {
        if (*reader->at == quote) {
            reader->at++;
            return;
        }
        if (*reader->at == '\n') {
            return;
        }
        if (*reader->at == '\\' && reader->at + 1 < reader->end) {
            reader->at += MAX(splice_length(reader->at, reader->end), 2) - 1;
        }
    }
}

static void add_word(Reader *reader, const char *text, size_t length, WordKind kind)
{
    Word word = {(unsigned)(text - reader->text),
                 word_names_add(reader->names, text, length), kind, reader->depth};

    g_array_append_val(reader->words, word);
}

/* The length of the word or the number that begins there. */
static size_t take_word(Reader *reader)
{
    const char *start = reader->at;

    while (reader->at < reader->end && continues_word(*reader->at)) {
        reader->at++;
    }
    for (size_t splice = splice_length(reader->at, reader->end); splice > 0; splice = 0) {
        const char *next = reader->at + splice;
        reader->failed = reader->failed || (next < reader->end && continues_word(*next));
    }
    return (size_t)(reader->at - start);
}

static bool is_text(const char *text, size_t length, const char *word)
{
    return strlen(word) == length && memcmp(text, word, length) == 0;
}

/* Behind these everything in parentheses is an expression. */
static bool takes_values(const char *text, size_t length)
{
    static const char *const words[] = {
        "__attribute__", "__attribute", "_Alignas",       "alignas",   "_Alignof",
        "__alignof__",   "alignof",     "_Static_assert", "sizeof",    "__typeof__",
        "typeof",        "__typeof",    "static_assert",  "__alignof", "__declspec",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (is_text(text, length, words[i])) {
            return true;
        }
    }
    return false;
}

static WordKind kind_here(const Reader *reader)
{
    bool declares =
        reader->before == 'a' || reader->before == ';' || reader->before == '}' ||
        reader->before == ')' || reader->before == ']' || reader->before == '.' ||
        reader->before == '\0' || (reader->before == '*' && reader->parens == 0);

    return declares && reader->brackets == 0 && reader->forced == 0 && !reader->value
               ? WORD_NAME
               : WORD_VALUE;
}

static void note_punctuator(Reader *reader, char c)
{
    switch (c) {
    case '[':
        reader->brackets++;
        break;
    case ']':
        reader->brackets -= reader->brackets > 0;
        break;
    case '(':
        reader->parens++;
        break;
    case ')':
        if (reader->forced == reader->parens) {
            reader->forced = 0;
        }
        reader->parens -= reader->parens > 0;
        break;
    case '=':
    case ':':
        reader->value = true;
        break;
    case ';':
    case '{':
    case '}':
        reader->value = false;
        reader->parens = reader->brackets = reader->forced = 0;
        break;
    default:
        break;
    }
    reader->before = c;
}

/* Whether it belongs to the literal that this quote begins. */
static bool is_prefix(const char *text, size_t length, char quote)
{
    return (quote == '"' || quote == '\'') &&
           (is_text(text, length, "L") || is_text(text, length, "u") ||
            is_text(text, length, "U") || is_text(text, length, "u8"));
}

/* One token, or what stands between tokens. */
static void read_token(Reader *reader, bool in_directive)
{
    char c = *reader->at;
    bool more = reader->end - reader->at > 1;

    if (begins_word(c)) {
        const char *text = reader->at;
        size_t length = take_word(reader);

        if (reader->at < reader->end && is_prefix(text, length, *reader->at)) {
            return;
        }
        add_word(reader, text, length, in_directive ? WORD_CONDITION : kind_here(reader));
        if (reader->forced == 0 && takes_values(text, length)) {
            reader->forced = reader->parens + 1;
        }
        reader->before = 'a';
    } else if (g_ascii_isdigit(c)) {
        while (reader->at < reader->end &&
               (continues_word(*reader->at) || *reader->at == '.')) {
            reader->at++;
        }
        reader->before = '0';
    } else if (c == '"' || c == '\'') {
        skip_literal(reader, c);
        reader->before = '0';
    } else if (c == '/' && more && reader->at[1] == '*') {
        skip_block(reader);
    } else if (c == '/' && more && reader->at[1] == '/') {
        skip_comment_line(reader);
    } else {
        reader->failed = reader->failed || (more && ((c == '%' && reader->at[1] == ':') ||
                                                     (c == '?' && reader->at[1] == '?')));
        if (!g_ascii_isspace(c) && c != '\\') {
            note_punctuator(reader, c);
        }
        reader->at++;
    }
}

static void skip_blanks(Reader *reader)
{
    for (;;) {
        size_t splice = splice_length(reader->at, reader->end);

        if (reader->at < reader->end && (*reader->at == ' ' || *reader->at == '\t')) {
            reader->at++;
        } else if (splice > 0) {
            reader->at += splice;
        } else if (reader->end - reader->at > 1 && reader->at[0] == '/' &&
                   reader->at[1] == '*') {
            skip_block(reader);
        } else {
            return;
        }
    }
}

/* Counts #if and #endif, and notes where what may be left out begins. */
static void note_conditional(Reader *reader, const char *start, const char *text,
                             size_t length)
{
    bool begins = length >= 2 && memcmp(text, "if", 2) == 0;
    Word word = {.offset = (unsigned)(start - reader->text), .kind = WORD_CONDITION};

    if (is_text(text, length, "endif")) {
        reader->depth -= reader->depth > 0;
    } else if (begins || (length >= 2 && memcmp(text, "el", 2) == 0)) {
        reader->depth += begins;
        word.depth = reader->depth;
        g_array_append_val(reader->words, word);
    }
}

/* What follows a "#" that begins a line, to the end of that line. */
static void read_directive(Reader *reader)
{
    const char *start = reader->at, *text;
    size_t length;

    reader->at++;
    skip_blanks(reader);
    text = reader->at;
    length = take_word(reader);
    note_conditional(reader, start, text, length);
    skip_blanks(reader);
    if (is_text(text, length, "define") || is_text(text, length, "error") ||
        is_text(text, length, "warning")) {
        skip_line(reader);
    } else if (is_text(text, length, "undef")) {
        text = reader->at;
        length = take_word(reader);
        add_word(reader, text, length, WORD_UNDEF);
        skip_line(reader);
    } else if (is_text(text, length, "pragma")) {
        text = reader->at;
        skip_line(reader);
        add_word(reader, text, (size_t)(reader->at - text), WORD_PRAGMA);
    } else {
        while (reader->at < reader->end && *reader->at != '\n') {
            size_t splice = splice_length(reader->at, reader->end);
            if (splice > 0) {
                reader->at += splice;
            } else {
                read_token(reader, true);
            }
        }
    }
}

GArray *words_of_text(WordNames *names, const char *text, size_t length)
{
    Reader reader = {.names = names, .text = text, .at = text, .end = text + length};
    bool line_start = true;

    reader.words = g_array_sized_new(FALSE, FALSE, sizeof(Word), (guint)(length / 16));
    while (reader.at < reader.end && !reader.failed) {
        char c = *reader.at;

        if (c == '\n') {
            line_start = true;
            reader.at++;
        } else if (c == '#' && line_start) {
            char before = reader.before;
            read_directive(&reader);
            reader.before = before;
            line_start = true;
        } else if (c == ' ' || c == '\t' || c == '\r' ||
                   (c == '/' && reader.end - reader.at > 1 && reader.at[1] == '*')) {
            read_token(&reader, false);
        } else {
            read_token(&reader, false);
            line_start = false;
        }
    }
    if (reader.failed) {
        g_array_free(reader.words, TRUE);
        return NULL;
    }
    return reader.words;
}

/* The parameters of a function-like macro, which begin there; added to list. */
static void read_parameters(Reader *reader, GArray *list)
{
    while (reader->at < reader->end && *reader->at != ')') {
        if (begins_word(*reader->at)) {
            const char *text = reader->at;
            unsigned name = word_names_add(reader->names, text, take_word(reader));
            g_array_append_val(list, name);
        } else {
            reader->at++;
        }
    }
}

static bool has_name(const GArray *list, unsigned name)
{
    for (guint i = 0; i < list->len; i++) {
        if (g_array_index(list, unsigned, i) == name) {
            return true;
        }
    }
    return false;
}

/*
 * The length of the word that is an operand of a "##": it ends there, or begins there. 0
 * for a parameter, and where the word is an operand of a further one.
 */
static size_t operand(const Reader *reader, const GArray *parameters, const char *at,
                      bool left)
{
    const char *start = at, *end = at;
    const char *next;
    unsigned name;

    while (left && start > reader->text && continues_word(start[-1])) {
        start--;
    }
    while (!left && end < reader->end && continues_word(*end)) {
        end++;
    }
    next = left ? start - 1 : end;
    while (next >= reader->text && next < reader->end && g_ascii_isspace(*next)) {
        next += left ? -1 : 1;
    }
    name = word_names_find(reader->names, start, (size_t)(end - start));
    if ((next >= reader->text && next < reader->end && (*next == '#' || *next == '\\')) ||
        (name != 0 && has_name(parameters, name))) {
        return 0;
    }
    return (size_t)(end - start);
}

static void find_pastes(const Reader *reader, const GArray *parameters, GArray *pastes)
{
    for (const char *at = reader->text; at + 1 < reader->end; at++) {
        const char *left = at, *right = at + 2;
        WordPaste paste = {0};

        if (at[0] != '#' || at[1] != '#') {
            continue;
        }
        while (left > reader->text && g_ascii_isspace(left[-1])) {
            left--;
        }
        while (right < reader->end && g_ascii_isspace(*right)) {
            right++;
        }
        paste.first_length = operand(reader, parameters, left, true);
        paste.first = paste.first_length > 0 ? left - paste.first_length : NULL;
        paste.last_length = operand(reader, parameters, right, false);
        paste.last = paste.last_length > 0 ? right : NULL;
        g_array_append_val(pastes, paste);
        at++;
    }
}

bool words_of_definition(WordNames *names, const char *text, size_t length, GArray *list,
                         GArray *pastes)
{
    Reader reader = {.names = names, .text = text, .at = text, .end = text + length};
    GArray *parameters = g_array_new(FALSE, FALSE, sizeof(unsigned));

    take_word(&reader);
    if (reader.at < reader.end && *reader.at == '(') {
        read_parameters(&reader, parameters);
    }
    reader.text = reader.at;
    reader.words = g_array_new(FALSE, FALSE, sizeof(Word));
    while (reader.at < reader.end) {
        read_token(&reader, true);
    }
    find_pastes(&reader, parameters, pastes);
    for (guint i = 0; i < reader.words->len; i++) {
        const Word *word = &g_array_index(reader.words, Word, i);

        if (!has_name(parameters, word->name) && !has_name(list, word->name)) {
            g_array_append_val(list, word->name);
        }
    }
    g_array_free(reader.words, TRUE);
    g_array_free(parameters, TRUE);
    return !reader.failed;
}

void words_of_arguments(WordNames *names, const char *text, size_t length, GArray *list)
{
    Reader reader = {.names = names, .text = text, .at = text, .end = text + length};

    skip_blanks(&reader);
    while (reader.at < reader.end && g_ascii_isspace(*reader.at)) {
        reader.at++;
    }
    if (reader.at == reader.end || *reader.at != '(') {
        return;
    }
    reader.words = g_array_new(FALSE, FALSE, sizeof(Word));
    do {
        read_token(&reader, true);
    } while (reader.at < reader.end && reader.parens > 0);
    for (guint i = 0; i < reader.words->len; i++) {
        g_array_append_val(list, g_array_index(reader.words, Word, i).name);
    }
    g_array_free(reader.words, TRUE);
}
