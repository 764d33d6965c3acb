/* SPDX-License-Identifier: MIT */
/* Numbers and pointers, written. */
#include "macro_constant.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "macro_locale.h"

/* Digits of any width; base is 8, 10 or 16. */
static void append_digits(GString *out, MacroBits bits, unsigned base)
{
    char digits[132];
    size_t at = sizeof(digits);

    do {
        digits[--at] = "0123456789abcdef"[(unsigned)(bits % base)];
        bits /= base;
    } while (bits != 0);
    if (base != 10) {
        g_string_append(out, base == 16 ? "0x" : "0");
    }
    g_string_append_len(out, digits + at, (gssize)(sizeof(digits) - at));
}

static void append_decimal(GString *out, MacroBits bits, bool is_signed)
{
    if (is_signed && (MacroSigned)bits < 0) {
        g_string_append_c(out, '-');
        bits = -bits;
    }
    append_digits(out, bits, 10);
}

static const char *suffix_of(MacroArith arith)
{
    switch (arith) {
    case ARITH_UINT:
        return "U";
    case ARITH_LONG:
        return "L";
    case ARITH_ULONG:
        return "UL";
    case ARITH_LLONG:
        return "LL";
    case ARITH_ULLONG:
        return "ULL";
    default:
        return "";
    }
}

/* A number of 128 bits, from two halves. */
static void append_wide(GString *out, MacroBits bits)
{
    g_string_append(out, "((unsigned __int128)");
    append_digits(out, bits >> 64, 16);
    g_string_append(out, "ULL << 64 | ");
    append_digits(out, bits & UINT64_MAX, 16);
    g_string_append(out, "ULL)");
}

/* The least value has no literal: its negative does not fit. */
static void append_negative(GString *out, MacroBits bits, unsigned width,
                            const char *suffix)
{
    bool least = bits << (128 - width) == (MacroBits)1 << 127;

    g_string_append_c(out, '-');
    append_digits(out, -bits - least, 10);
    g_string_append(out, suffix);
    if (least) {
        g_string_append(out, " - 1");
    }
}

/* The number in the arithmetic type; *primary tells whether it needs no parentheses. */
static void append_number(const MacroTypes *types, const MacroValue *value,
                          MacroArith arith, GString *out, bool *primary)
{
    const char *suffix = suffix_of(arith);
    bool is_signed = macro_arith_is_signed(types, arith);
    bool negative = is_signed && (MacroSigned)value->bits < 0;
    MacroBits size = negative ? ~value->bits : value->bits;

    *primary = !negative;
    if (size >> 64 != 0 || (negative && size >> 63 != 0)) {
        *primary = true;
        append_wide(out, value->bits);
    } else if (negative) {
        unsigned width = macro_arith_bits(types, macro_arith_promoted(types, arith));

        append_negative(out, value->bits, width, suffix);
    } else {
        append_digits(out, value->bits, value->base);
        g_string_append(out, suffix);
    }
}

static void append_integer(const MacroTypes *types, const MacroValue *value, GString *out)
{
    MacroArith arith = macro_type_arith(types, value->type);
    bool plain =
        value->type == types->arith[arith] && arith >= ARITH_INT && arith <= ARITH_ULLONG;
    MacroArith written = macro_arith_promoted(types, arith);
    bool primary;
    gsize at;

    if (plain) {
        at = out->len;
        append_number(types, value, arith, out, &primary);
        if (!primary) {
            g_string_insert_c(out, (gssize)at, '(');
            g_string_append_c(out, ')');
        }
        return;
    }
    /* A cast: a number that fits an int needs no suffix. */
    if (macro_value_integer(types, types->arith[ARITH_INT], value->bits).bits ==
        value->bits) {
        written = ARITH_INT;
    }
    g_string_append_printf(out, "((%s)", value->type->spelling);
    at = out->len;
    append_number(types, value, written, out, &primary);
    if (g_str_has_suffix(out->str, " - 1")) {
        g_string_insert_c(out, (gssize)at, '(');
        g_string_append_c(out, ')');
    }
    g_string_append_c(out, ')');
}

static void append_pointer(const MacroTypes *types, const MacroValue *value, GString *out)
{
    unsigned width = (unsigned)types->ir->pointer_size * 8;
    MacroSigned as_signed = (MacroSigned)(value->bits << (128 - width)) >> (128 - width);

    g_string_append_printf(out, "((%s)", value->type->spelling);
    if (as_signed < 0 && as_signed >= INT16_MIN) {
        append_decimal(out, (MacroBits)as_signed, true);
    } else {
        append_digits(out, value->bits, value->bits > INT16_MAX ? 16 : value->base);
    }
    g_string_append_c(out, ')');
}

/* C's hexadecimal floating with one digit before the point: the same from every host. */
static void append_hexadecimal(GString *out, long double number)
{
    int exponent;
    long double fraction;

    if (isnan(number)) {
        g_string_append(out, "nan");
        return;
    }
    g_string_append(out, signbit(number) ? "-" : "");
    number = fabsl(number);
    if (isinf(number) || number == 0) {
        g_string_append(out, isinf(number) ? "inf" : "0x0p+0");
        return;
    }
    fraction = 2 * frexpl(number, &exponent) - 1;
    g_string_append(out, fraction > 0 ? "0x1." : "0x1");
    for (int digits = 0; fraction > 0 && digits < LDBL_MANT_DIG; digits += 4) {
        fraction *= 16;
        g_string_append_c(out, "0123456789abcdef"[(unsigned)fraction & 15]);
        fraction -= (int)fraction;
    }
    g_string_append_printf(out, "p%+d", exponent - 1);
}

/* The shortest decimal that reads back as the number; the point is always one. */
static void append_shortest(GString *out, MacroArith arith, long double number)
{
    const locale_t users = uselocale(macro_c_locale());
    char text[64];

    for (int precision = 6; precision <= 40; precision++) {
        long double back;

        g_snprintf(text, sizeof(text), "%.*Lg", precision, number);
        back = arith == ARITH_FLOAT    ? (long double)strtof(text, NULL)
               : arith == ARITH_DOUBLE ? (long double)strtod(text, NULL)
                                       : strtold(text, NULL);
        if (back == number) {
            break;
        }
    }
    uselocale(users);
    g_string_append(out, text);
    if (strpbrk(text, ".e") == NULL) {
        g_string_append(out, ".0");
    }
}

static void append_floating(const MacroTypes *types, const MacroValue *value,
                            GString *out)
{
    MacroArith arith = macro_type_arith(types, value->type);
    const IrType *long_double = types->arith[ARITH_LDOUBLE];
    const char *suffix = arith == ARITH_FLOAT ? "f" : arith == ARITH_LDOUBLE ? "l" : "";
    long double number = fabsl(value->floating);
    bool cast = value->type != types->arith[arith];
    bool negative = signbit(value->floating) && !isnan(value->floating);
    bool special = isnan(number) || isinf(number);

    if (cast) {
        g_string_append_printf(out, "((%s)", value->type->spelling);
    }
    if ((negative || special) && !cast) {
        g_string_append_c(out, '(');
    }
    g_string_append(out, negative ? "-" : "");
    if (isnan(number)) {
        g_string_append_printf(out, "__builtin_nan%s(\"\")", suffix);
    } else if (isinf(number)) {
        g_string_append_printf(out, "__builtin_inf%s()", suffix);
    } else {
        bool as_double = arith == ARITH_LDOUBLE && long_double->size == sizeof(double);

        append_shortest(out, as_double ? ARITH_DOUBLE : arith, number);
        g_string_append(out, arith == ARITH_LDOUBLE ? "L" : suffix);
    }
    if (negative || special || cast) {
        g_string_append_c(out, ')');
    }
}

/*
 * Whether the literal that the value is can stand as it was written: without what
 * compilers warn of (binary numbers, several characters in one constant, trigraphs).
 */
static bool is_repeatable(const MacroValue *value)
{
    const MacroToken *literal = value->literal;

    if (literal == NULL) {
        return false;
    }
    if (value->kind == VALUE_INTEGER && literal->length > 2) {
        const char *text = literal->text;
        bool binary = text[0] == '0' && (text[1] == 'b' || text[1] == 'B');

        return !binary && !(text[0] == '\'' && (MacroSigned)value->bits > 0xff);
    }
    return value->kind != VALUE_STRING ||
           (memmem(literal->text, literal->length, "??", 2) == NULL &&
            g_utf8_validate(literal->text, literal->length, NULL));
}

static void write_string(const MacroTypes *types, const MacroValue *value, GString *out,
                         MacroConstant *constant)
{
    bool cast = value->type != macro_type_pointer(types, value->string->element, 0);

    constant->kind = IR_MACRO_TEXT;
    g_string_truncate(out, 0);
    if (macro_constant_characters(value->string, out)) {
        constant->kind = IR_MACRO_STRING;
        constant->value = ir_string_length(types->ir, out->str, out->len);
    }
    g_string_truncate(out, 0);
    if (cast) {
        g_string_append_printf(out, "((%s)", value->type->spelling);
    }
    if (is_repeatable(value)) {
        g_string_append_len(out, value->literal->text, value->literal->length);
    } else {
        macro_constant_quote(value->string, out);
    }
    if (cast) {
        g_string_append_c(out, ')');
    }
    constant->c = ir_string_length(types->ir, out->str, out->len);
}

void macro_constant_write(const MacroTypes *types, const MacroValue *value,
                          GString *scratch, MacroConstant *out)
{
    memset(out, 0, sizeof(*out));
    out->type = value->type;
    if (value->kind == VALUE_STRING) {
        write_string(types, value, scratch, out);
        return;
    }
    g_string_truncate(scratch, 0);
    if (value->kind == VALUE_FLOATING) {
        out->kind = IR_MACRO_FLOATING;
        append_hexadecimal(scratch, value->floating);
    } else {
        bool pointer = value->kind == VALUE_POINTER;

        out->kind = pointer ? IR_MACRO_POINTER : IR_MACRO_INTEGER;
        append_decimal(scratch, value->bits,
                       !pointer && macro_arith_is_signed(
                                       types, macro_type_arith(types, value->type)));
    }
    out->value = ir_string_length(types->ir, scratch->str, scratch->len);
    if (is_repeatable(value)) {
        out->c =
            ir_string_length(types->ir, value->literal->text, value->literal->length);
        return;
    }
    g_string_truncate(scratch, 0);
    if (value->kind == VALUE_FLOATING) {
        append_floating(types, value, scratch);
    } else if (value->kind == VALUE_POINTER) {
        append_pointer(types, value, scratch);
    } else {
        append_integer(types, value, scratch);
    }
    out->c = ir_string_length(types->ir, scratch->str, scratch->len);
}
