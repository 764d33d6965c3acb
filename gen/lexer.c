/* SPDX-License-Identifier: MIT */
#include "lexer.h"

#include <string.h>

enum {
    CLASS_START = 1 << 0, /* begins an identifier */
    CLASS_DIGIT = 1 << 1,
    CLASS_BLANK = 1 << 2, /* not a new line */
};

/* Bytes from 0x80 are parts of UTF-8 letters: GNU C allows them in identifiers. */
static unsigned byte_class(unsigned char byte)
{
    static const unsigned char classes[128] = {
        [' '] = CLASS_BLANK,         ['\t'] = CLASS_BLANK,
        ['\v'] = CLASS_BLANK,        ['\f'] = CLASS_BLANK,
        ['\r'] = CLASS_BLANK,        ['_'] = CLASS_START,
        ['$'] = CLASS_START,         ['0' ... '9'] = CLASS_DIGIT,
        ['A' ... 'Z'] = CLASS_START, ['a' ... 'z'] = CLASS_START,
    };

    return byte < 128 ? classes[byte] : CLASS_START;
}

static bool is_identifier_start(char byte)
{
    return byte_class((unsigned char)byte) & CLASS_START;
}

static bool is_identifier_part(char byte)
{
    return byte_class((unsigned char)byte) & (CLASS_START | CLASS_DIGIT);
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* The byte that many places ahead, or NUL past the end. */
static char ahead(const Lexer *lexer, size_t distance)
{
    return (size_t)(lexer->end - lexer->next) > distance ? lexer->next[distance] : '\0';
}

void lexer_init(Lexer *lexer, const char *text, size_t length)
{
    lexer->next = text;
    lexer->end = text + length;
    lexer->line_start = true;
}

/* Passes a comment that starts here; an open one ends with the text. */
static void skip_comment(Lexer *lexer)
{
    if (lexer->next[1] == '/') {
        while (lexer->next < lexer->end && *lexer->next != '\n') {
            lexer->next++;
        }
        return;
    }
    lexer->next += 2;
    while (lexer->next < lexer->end) {
        if (*lexer->next == '*' && ahead(lexer, 1) == '/') {
            lexer->next += 2;
            return;
        }
        lexer->next++;
    }
}

static bool skip_blanks(Lexer *lexer)
{
    const char *start = lexer->next;

    while (lexer->next < lexer->end) {
        char byte = *lexer->next;

        if (byte == '\n') {
            lexer->line_start = true;
            lexer->next++;
        } else if (byte_class((unsigned char)byte) & CLASS_BLANK) {
            lexer->next++;
        } else if (byte == '/' && (ahead(lexer, 1) == '*' || ahead(lexer, 1) == '/')) {
            skip_comment(lexer);
        } else {
            break;
        }
    }
    return lexer->next != start;
}

/* Length of a universal character name (\u1234, \U12345678) that starts here, or 0. */
static size_t universal_name(const Lexer *lexer)
{
    size_t digits;

    if (ahead(lexer, 0) != '\\') {
        return 0;
    }
    if (ahead(lexer, 1) == 'u') {
        digits = 4;
    } else if (ahead(lexer, 1) == 'U') {
        digits = 8;
    } else {
        return 0;
    }
    for (size_t i = 0; i < digits; i++) {
        if (!g_ascii_isxdigit(ahead(lexer, 2 + i))) {
            return 0;
        }
    }
    return 2 + digits;
}

static void take_identifier(Lexer *lexer)
{
    for (;;) {
        while (lexer->next < lexer->end && is_identifier_part(*lexer->next)) {
            lexer->next++;
        }
        size_t name = universal_name(lexer);
        if (name == 0) {
            return;
        }
        lexer->next += name;
    }
}

static void take_number(Lexer *lexer)
{
    while (lexer->next < lexer->end) {
        char byte = *lexer->next;
        char sign = ahead(lexer, 1);

        if (strchr("eEpP", byte) != NULL && byte != '\0' &&
            (sign == '+' || sign == '-')) {
            lexer->next += 2;
        } else if (byte == '.' || is_identifier_part(byte)) {
            lexer->next++;
        } else {
            return;
        }
    }
}

/* Takes a literal whose opening quote is next; false when it does not end on its line. */
static bool take_literal(Lexer *lexer)
{
    char quote = *lexer->next;
    const char *at = lexer->next + 1;

    while (at < lexer->end && *at != '\n') {
        if (*at == '\\' && at + 1 < lexer->end) {
            at += 2;
        } else if (*at++ == quote) {
            lexer->next = at;
            return true;
        }
    }
    return false;
}

/* Bytes of an encoding prefix with a quote after it, or 0. */
static size_t literal_prefix(const Lexer *lexer)
{
    char first = *lexer->next;
    size_t length = 1;

    if (first != 'L' && first != 'u' && first != 'U') {
        return 0;
    }
    if (first == 'u' && ahead(lexer, 1) == '8') {
        length = 2;
    }
    return ahead(lexer, length) == '"' || ahead(lexer, length) == '\'' ? length : 0;
}

typedef struct Punctuator {
    char text[5];
    uint16_t is;
} Punctuator;

/* Longer ones first; those of one character need no entry. */
static const Punctuator punctuators[] = {
    {"%:%:", LEX_PASTE},
    {"<<=", LEX_ASSIGNMENT},
    {">>=", LEX_ASSIGNMENT},
    {"...", LEX_ELLIPSIS},
    {"->", LEX_ARROW},
    {"++", LEX_INCREMENT},
    {"--", LEX_DECREMENT},
    {"<<", LEX_SHIFT_LEFT},
    {">>", LEX_SHIFT_RIGHT},
    {"<=", LEX_LESS_EQUAL},
    {">=", LEX_GREATER_EQUAL},
    {"==", LEX_EQUAL},
    {"!=", LEX_NOT_EQUAL},
    {"&&", LEX_LOGICAL_AND},
    {"||", LEX_LOGICAL_OR},
    {"##", LEX_PASTE},
    {"*=", LEX_ASSIGNMENT},
    {"/=", LEX_ASSIGNMENT},
    {"%=", LEX_ASSIGNMENT},
    {"+=", LEX_ASSIGNMENT},
    {"-=", LEX_ASSIGNMENT},
    {"&=", LEX_ASSIGNMENT},
    {"^=", LEX_ASSIGNMENT},
    {"|=", LEX_ASSIGNMENT},
    {"<:", '['},
    {":>", ']'},
    {"<%", '{'},
    {"%>", '}'},
    {"%:", '#'},
};

/* The second byte of every punctuator of two or more. */
static bool may_continue(char byte)
{
    return byte != '\0' && strchr("=<>&|+-.#:%", byte) != NULL;
}

static void take_punctuator(Lexer *lexer, LexToken *token)
{
    size_t left = (size_t)(lexer->end - lexer->next);

    if (may_continue(ahead(lexer, 1))) {
        for (size_t i = 0; i < G_N_ELEMENTS(punctuators); i++) {
            size_t length = strlen(punctuators[i].text);

            if (left >= length && *lexer->next == punctuators[i].text[0] &&
                memcmp(lexer->next, punctuators[i].text, length) == 0) {
                lexer->next += length;
                token->punctuator = punctuators[i].is;
                return;
            }
        }
    }
    token->punctuator = (unsigned char)*lexer->next++;
}

static LexKind take_token(Lexer *lexer, LexToken *token)
{
    char first = *lexer->next;
    size_t prefix = literal_prefix(lexer);

    if (first == '"' || first == '\'' || prefix > 0) {
        char quote = lexer->next[prefix];

        lexer->next += prefix;
        if (take_literal(lexer)) {
            return quote == '"' ? LEX_STRING : LEX_CHARACTER;
        }
        if (prefix > 0) {
            return LEX_IDENTIFIER; /* the prefix alone; the quote comes next */
        }
        lexer->next++;
        return LEX_OTHER;
    }
    if (is_digit(first) || (first == '.' && is_digit(ahead(lexer, 1)))) {
        take_number(lexer);
        return LEX_NUMBER;
    }
    if (is_identifier_start(first) || universal_name(lexer) > 0) {
        take_identifier(lexer);
        return LEX_IDENTIFIER;
    }
    if (first == '\0' || strchr("[](){}.&*+-~!/%<>^|?:;=,#", first) == NULL) {
        lexer->next++;
        return LEX_OTHER;
    }
    take_punctuator(lexer, token);
    return LEX_PUNCTUATOR;
}

bool lexer_next(Lexer *lexer, LexToken *token)
{
    token->space_before = skip_blanks(lexer);
    token->line_start = lexer->line_start;
    token->punctuator = 0;
    token->text = lexer->next;
    token->length = 0;
    token->kind = LEX_END;
    if (lexer->next >= lexer->end) {
        return false;
    }
    lexer->line_start = false;
    token->kind = (uint8_t)take_token(lexer, token);
    token->length = (uint32_t)(lexer->next - token->text);
    return true;
}

/* Bytes of a line splice that starts with the backslash at this place, or 0. GNU C lets
 * blanks stand between the backslash and the end of the line. */
static size_t splice_length(const char *at, const char *end)
{
    const char *next = at + 1;

    while (next < end && (byte_class((unsigned char)*next) & CLASS_BLANK)) {
        next++;
    }
    return next < end && *next == '\n' ? (size_t)(next + 1 - at) : 0;
}

bool lexer_has_splice(const char *text, size_t length)
{
    const char *end = text + length;

    while ((text = memchr(text, '\\', (size_t)(end - text))) != NULL) {
        if (splice_length(text, end) > 0) {
            return true;
        }
        text++;
    }
    return false;
}

void lexer_unsplice(const char *text, size_t length, GString *out)
{
    const char *end = text + length;

    while (text < end) {
        const char *backslash = memchr(text, '\\', (size_t)(end - text));
        size_t splice;

        if (backslash == NULL) {
            backslash = end;
        }
        g_string_append_len(out, text, backslash - text);
        if (backslash == end) {
            return;
        }
        splice = splice_length(backslash, end);
        if (splice == 0) {
            g_string_append_c(out, '\\');
        }
        text = backslash + MAX(splice, 1);
    }
}
