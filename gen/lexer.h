/* SPDX-License-Identifier: MIT */
/*
 * The preprocessing tokens of C (C11 6.4, with GNU's `$` in identifiers and binary
 * numbers; no trigraphs, no raw strings), cut from raw source bytes.
 *
 * Nothing is allocated: a token is a slice of the text, which the caller keeps alive.
 * Comments and blanks are no tokens; they are seen as space_before and line_start.
 */
#ifndef BINDERY_GEN_LEXER_H
#define BINDERY_GEN_LEXER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

typedef enum LexKind {
    LEX_END,
    LEX_IDENTIFIER, /* keywords too */
    LEX_NUMBER,     /* a preprocessing number: "0x1p-3f", "1.2.3" */
    LEX_CHARACTER,  /* with its prefix: L'a' */
    LEX_STRING,     /* with its prefix: u8"a" */
    LEX_PUNCTUATOR,
    LEX_OTHER, /* a byte that begins no token: a stray quote, a backslash */
} LexKind;

/* A punctuator of one character is that character; a digraph is what it stands for. */
typedef enum LexPunctuator {
    LEX_ELLIPSIS = 256,
    LEX_ARROW,
    LEX_INCREMENT,
    LEX_DECREMENT,
    LEX_SHIFT_LEFT,
    LEX_SHIFT_RIGHT,
    LEX_LESS_EQUAL,
    LEX_GREATER_EQUAL,
    LEX_EQUAL,
    LEX_NOT_EQUAL,
    LEX_LOGICAL_AND,
    LEX_LOGICAL_OR,
    LEX_PASTE,
    LEX_ASSIGNMENT, /* any compound assignment: "+=", "<<=" */
} LexPunctuator;

typedef struct LexToken {
    const char *text; /* borrowed from the lexed text, not terminated */
    uint32_t length;  /* bytes */
    uint16_t punctuator;
    uint8_t kind;      /* LexKind */
    bool space_before; /* a blank, a comment or a new line stands before it */
    bool line_start;   /* it is the first on its line */
} LexToken;

typedef struct Lexer {
    const char *next, *end;
    bool line_start;
} Lexer;

/*
 * Starts on that text (borrowed). It must have no line splices: see lexer_unsplice().
 */
void lexer_init(Lexer *lexer, const char *text, size_t length);

/* Cuts the next token. At the end of the text gives false and a token LEX_END. */
bool lexer_next(Lexer *lexer, LexToken *token);

/* Whether a backslash stands before the end of a line somewhere in the text. */
bool lexer_has_splice(const char *text, size_t length);

/* Appends the text without its line splices. */
void lexer_unsplice(const char *text, size_t length, GString *out);

/* Whether the token is that punctuator. */
static inline bool lex_is(const LexToken *token, unsigned punctuator)
{
    return token->kind == LEX_PUNCTUATOR && token->punctuator == punctuator;
}

#endif
