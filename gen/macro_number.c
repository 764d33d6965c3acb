/* SPDX-License-Identifier: MIT */
/* Integer and floating constants. */
#include <stdlib.h>
#include <string.h>

#include "macro_literal.h"
#include "macro_locale.h"

/* What an integer constant's suffix says. */
typedef struct Suffix {
    bool is_unsigned;
    unsigned longs;
} Suffix;

static bool is_floating_number(const char *text, size_t length)
{
    bool hex = length > 1 && text[0] == '0' && (text[1] | 0x20) == 'x';

    for (size_t i = 0; i < length; i++) {
        char lower = (char)(text[i] | 0x20);

        if (text[i] == '.' || (hex ? lower == 'p' : lower == 'e')) {
            return true;
        }
    }
    return false;
}

/* u, l, ll and their orders; "lL" is none. */
static bool read_suffix(const char *text, size_t length, Suffix *suffix)
{
    size_t at = 0;

    while (at < length) {
        if ((text[at] == 'u' || text[at] == 'U') && !suffix->is_unsigned) {
            suffix->is_unsigned = true;
            at++;
        } else if ((text[at] == 'l' || text[at] == 'L') && suffix->longs == 0) {
            suffix->longs = at + 1 < length && text[at + 1] == text[at] ? 2 : 1;
            at += suffix->longs;
        } else {
            return false;
        }
    }
    return true;
}

/* The first type of C's list that holds the number (C11 6.4.4.1). */
static MacroArith integer_type(const MacroTypes *types, Suffix suffix, bool decimal,
                               MacroBits bits)
{
    static const MacroArith signed_types[] = {ARITH_INT, ARITH_LONG, ARITH_LLONG};

    for (unsigned i = suffix.longs; i < G_N_ELEMENTS(signed_types); i++) {
        MacroArith arith = signed_types[i];
        unsigned width = macro_arith_bits(types, arith);

        if (width == 0) {
            continue;
        }
        if (!suffix.is_unsigned && bits >> (width - 1) == 0) {
            return arith;
        }
        if ((suffix.is_unsigned || !decimal) && bits >> width == 0) {
            return macro_arith_unsigned(arith);
        }
    }
    return ARITH_ULLONG; /* a decimal that no signed type holds */
}

static unsigned digit_value(char digit)
{
    if (digit >= '0' && digit <= '9') {
        return (unsigned)(digit - '0');
    }
    if (digit >= 'a' && digit <= 'f') {
        return (unsigned)(digit - 'a') + 10;
    }
    if (digit >= 'A' && digit <= 'F') {
        return (unsigned)(digit - 'A') + 10;
    }
    return 99;
}

/* Passes a base prefix: gives the base. */
static unsigned read_base(const char *text, size_t length, size_t *at)
{
    *at = 0;
    if (length < 2 || text[0] != '0') {
        return 10;
    }
    if (text[1] == 'x' || text[1] == 'X') {
        *at = 2;
        return 16;
    }
    if (text[1] == 'b' || text[1] == 'B') {
        *at = 2;
        return 2;
    }
    return 8;
}

/* A suffix that is no integer constant's. */
static MacroResult foreign_suffix(const char *text, size_t length)
{
    /* _BitInt constants and Microsoft's suffixes depend on the compiler's mode. */
    bool bit_int = length <= 3 && memchr(text, 'w', length) != NULL;
    bool microsoft =
        length >= 2 && (text[0] | 0x20) == 'i' && text[1] >= '0' && text[1] <= '9';

    return bit_int || microsoft ? MACRO_UNKNOWN : MACRO_NOT_CONSTANT;
}

static MacroResult integer_number(const MacroTypes *types, const char *text,
                                  size_t length, MacroValue *value)
{
    size_t at;
    unsigned base = read_base(text, length, &at);
    size_t start = at;
    MacroBits bits = 0;
    Suffix suffix = {false, 0};
    MacroArith arith;

    for (; at < length && digit_value(text[at]) < base; at++) {
        bits = bits * base + digit_value(text[at]);
        if (bits >> 64 != 0) {
            return MACRO_NOT_CONSTANT; /* too large for any type */
        }
    }
    if (at == start) {
        return MACRO_NOT_CONSTANT;
    }
    if (!read_suffix(text + at, length - at, &suffix)) {
        return foreign_suffix(text + at, length - at);
    }
    arith = integer_type(types, suffix, base == 10, bits);
    if (types->arith[arith] == NULL) {
        return MACRO_UNKNOWN;
    }
    *value = macro_value_integer(types, types->arith[arith], bits);
    value->base = base == 16 ? 16 : base == 8 && bits != 0 ? 8 : 10;
    return MACRO_CONSTANT;
}

/* strtod and its like read the user's decimal point; these never do. */
static long double number_in(MacroArith arith, bool long_is_double, const char *text,
                             char **end)
{
    const locale_t c_locale = macro_c_locale();

    if (arith == ARITH_FLOAT) {
        return strtof_l(text, end, c_locale);
    }
    if (arith == ARITH_DOUBLE || long_is_double) {
        return strtod_l(text, end, c_locale);
    }
    return strtold_l(text, end, c_locale);
}

static MacroResult floating_number(const MacroTypes *types, const char *text,
                                   size_t length, MacroValue *value)
{
    MacroArith arith = ARITH_DOUBLE;
    bool hex = length > 1 && (text[1] | 0x20) == 'x';
    const IrType *long_double = types->arith[ARITH_LDOUBLE];
    char buffer[128];
    char *end;
    size_t digits = length;

    if (memchr(text, 'i', length) != NULL || memchr(text, 'j', length) != NULL) {
        return MACRO_NOT_CONSTANT; /* imaginary */
    }
    if (length >= sizeof(buffer)) {
        return MACRO_UNKNOWN;
    }
    /* In hex digits an f is no suffix, but after an exponent it is. */
    if (strchr("fF", text[length - 1]) != NULL) {
        arith = ARITH_FLOAT;
    } else if (strchr("lL", text[length - 1]) != NULL) {
        arith = ARITH_LDOUBLE;
    }
    if (arith != ARITH_DOUBLE) {
        digits--;
    }
    if (types->arith[arith] == NULL ||
        (arith == ARITH_LDOUBLE && !types->long_double_known)) {
        return MACRO_UNKNOWN;
    }
    memcpy(buffer, text, digits);
    buffer[digits] = '\0';
    *value = macro_value_floating(
        types, types->arith[arith],
        number_in(arith, long_double != NULL && long_double->size == sizeof(double),
                  buffer, &end));
    if (*end != '\0' || (hex && strpbrk(buffer, "pP") == NULL)) {
        /* _Float16 and the like: f16, f128, q, w; decimal floating: df, dd, dl. */
        return strpbrk(end, "fFqQwW") != NULL && strpbrk(end, "dD") == NULL
                   ? MACRO_UNKNOWN
                   : MACRO_NOT_CONSTANT;
    }
    return MACRO_CONSTANT;
}

MacroResult macro_literal_number(const MacroTypes *types, const char *text, size_t length,
                                 MacroValue *value)
{
    if (is_floating_number(text, length)) {
        return floating_number(types, text, length, value);
    }
    return integer_number(types, text, length, value);
}
