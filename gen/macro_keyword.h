/* SPDX-License-Identifier: MIT */
/*
 * The words that mean something by themselves in a constant expression or a type name.
 * Other keywords of C can stand in neither, and need no entry.
 */
#ifndef BINDERY_GEN_MACRO_KEYWORD_H
#define BINDERY_GEN_MACRO_KEYWORD_H

typedef enum MacroKeyword {
    KEYWORD_NONE,
    /* Type specifiers */
    KEYWORD_VOID,
    KEYWORD_BOOL,
    KEYWORD_CHAR,
    KEYWORD_SHORT,
    KEYWORD_INT,
    KEYWORD_LONG,
    KEYWORD_INT128,
    KEYWORD_SIGNED,
    KEYWORD_UNSIGNED,
    KEYWORD_FLOAT,
    KEYWORD_DOUBLE,
    KEYWORD_INT128_T,
    KEYWORD_UINT128_T,
    KEYWORD_STRUCT,
    KEYWORD_UNION,
    KEYWORD_ENUM,
    KEYWORD_TYPEOF,
    KEYWORD_OTHER_TYPE, /* one that no constant here has: _Complex, _Float16, ... */
    /* Type qualifiers */
    KEYWORD_CONST,
    KEYWORD_VOLATILE,
    KEYWORD_RESTRICT,
    KEYWORD_LAST_OF_TYPES = KEYWORD_RESTRICT,
    /* Operators */
    KEYWORD_EXTENSION,
    KEYWORD_SIZEOF,
    KEYWORD_ALIGNOF,
    KEYWORD_GNU_ALIGNOF,
    KEYWORD_GENERIC,
    KEYWORD_ATTRIBUTE,
    /* Builtin functions */
    KEYWORD_OFFSETOF,
    KEYWORD_CONSTANT_P,
    KEYWORD_CHOOSE_EXPR,
    KEYWORD_TYPES_COMPATIBLE_P,
    KEYWORD_EXPECT,
    KEYWORD_BSWAP16,
    KEYWORD_BSWAP32,
    KEYWORD_BSWAP64,
    KEYWORD_INF,
    KEYWORD_INFF,
    KEYWORD_INFL,
    KEYWORD_NAN,
    KEYWORD_NANF,
    KEYWORD_NANL,
    KEYWORD_RUN_TIME, /* a builtin that never is a constant */
    KEYWORD_FIRST_BUILTIN = KEYWORD_OFFSETOF,
} MacroKeyword;

typedef struct MacroKeywordEntry {
    const char *name;
    MacroKeyword keyword;
} MacroKeywordEntry;

/* Every spelling of every keyword; a NULL name ends the list. */
extern const MacroKeywordEntry macro_keywords[];

#endif
