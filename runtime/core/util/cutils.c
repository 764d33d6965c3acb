/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "qemu/cutils.h"

/* --- strings ------------------------------------------------------------------------ */

void pstrcpy(char *buf, int buf_size, const char *str)
{
    if (buf_size > 0) {
        g_strlcpy(buf, str, (gsize)buf_size);
    }
}

char *pstrcat(char *buf, int buf_size, const char *s)
{
    int length = (int)strlen(buf);
    if (length < buf_size) {
        pstrcpy(buf + length, buf_size - length, s);
    }
    return buf;
}

void strpadcpy(char *buf, int buf_size, const char *str, char pad)
{
    int length = qemu_strnlen(str, buf_size);
    memcpy(buf, str, (size_t)length);
    memset(buf + length, pad, (size_t)(buf_size - length));
}

int strstart(const char *str, const char *val, const char **ptr)
{
    size_t length = strlen(val);
    if (strncmp(str, val, length) != 0) {
        return 0;
    }
    if (ptr) {
        *ptr = str + length;
    }
    return 1;
}

int stristart(const char *str, const char *val, const char **ptr)
{
    size_t length = strlen(val);
    if (g_ascii_strncasecmp(str, val, length) != 0) {
        return 0;
    }
    if (ptr) {
        *ptr = str + length;
    }
    return 1;
}

int qemu_strnlen(const char *s, int max_len)
{
    return (int)strnlen(s, (size_t)max_len);
}

char *qemu_strsep(char **input, const char *delim)
{
    return strsep(input, delim);
}

const char *qemu_strchrnul(const char *s, int c)
{
    return strchrnul(s, c);
}

int qemu_pstrcmp0(const char **str1, const char **str2)
{
    return g_strcmp0(*str1, *str2);
}

/* --- numbers ------------------------------------------------------------------------ */

/* A number as it stands in a string: negative means minus magnitude. */
typedef struct ParsedNumber {
    bool negative;
    bool too_large; /* magnitude is UINT64_MAX */
    uint64_t magnitude;
} ParsedNumber;

/* 0, or -EINVAL when there is no number, or endptr is NULL and something follows it. */
static int parse_number(const char *nptr, const char **endptr, int base,
                        ParsedNumber *number)
{
    const char *digits = nptr ? nptr : "";
    char *end;

    *number = (ParsedNumber){0};
    while (isspace((unsigned char)*digits)) {
        digits++;
    }
    if (*digits == '-' || *digits == '+') {
        number->negative = *digits++ == '-';
    }
    if (!isalnum((unsigned char)*digits)) {
        end = (char *)(uintptr_t)digits; /* strtoull() would take a second sign */
    } else {
        errno = 0;
        number->magnitude = strtoull(digits, &end, base);
        number->too_large = errno == ERANGE;
    }
    bool none = end == digits;
    if (endptr) {
        *endptr = none ? nptr : end;
    }
    if (none || (!endptr && *end)) {
        return -EINVAL;
    }
    return 0;
}

/* A number of the range, or the nearer end of it with -ERANGE. */
static int parse_signed(const char *nptr, const char **endptr, int base, int64_t min,
                        int64_t max, int64_t *result)
{
    ParsedNumber number;
    *result = 0;
    if (parse_number(nptr, endptr, base, &number)) {
        return -EINVAL;
    }
    uint64_t limit = number.negative ? -(uint64_t)min : (uint64_t)max;
    if (number.too_large || number.magnitude > limit) {
        *result = number.negative ? min : max;
        return -ERANGE;
    }
    *result = (int64_t)(number.negative ? -number.magnitude : number.magnitude);
    return 0;
}

/* As strtoul() has it, a negative number stands for that many below max + 1. */
static int parse_unsigned(const char *nptr, const char **endptr, int base, uint64_t max,
                          uint64_t *result)
{
    ParsedNumber number;
    *result = 0;
    if (parse_number(nptr, endptr, base, &number)) {
        return -EINVAL;
    }
    if (number.too_large || number.magnitude > max) {
        *result = max;
        return -ERANGE;
    }
    *result = (number.negative ? -number.magnitude : number.magnitude) & max;
    return 0;
}

int qemu_strtoi(const char *nptr, const char **endptr, int base, int *result)
{
    int64_t value;
    int error = parse_signed(nptr, endptr, base, INT_MIN, INT_MAX, &value);
    *result = (int)value;
    return error;
}

int qemu_strtoui(const char *nptr, const char **endptr, int base, unsigned int *result)
{
    uint64_t value;
    int error = parse_unsigned(nptr, endptr, base, UINT_MAX, &value);
    *result = (unsigned int)value;
    return error;
}

int qemu_strtol(const char *nptr, const char **endptr, int base, long *result)
{
    int64_t value;
    int error = parse_signed(nptr, endptr, base, LONG_MIN, LONG_MAX, &value);
    *result = (long)value;
    return error;
}

int qemu_strtoul(const char *nptr, const char **endptr, int base, unsigned long *result)
{
    uint64_t value;
    int error = parse_unsigned(nptr, endptr, base, ULONG_MAX, &value);
    *result = (unsigned long)value;
    return error;
}

int qemu_strtoi64(const char *nptr, const char **endptr, int base, int64_t *result)
{
    return parse_signed(nptr, endptr, base, INT64_MIN, INT64_MAX, result);
}

int qemu_strtou64(const char *nptr, const char **endptr, int base, uint64_t *result)
{
    return parse_unsigned(nptr, endptr, base, UINT64_MAX, result);
}

int parse_uint(const char *s, const char **endptr, int base, uint64_t *value)
{
    const char *first = s ? s : "";
    while (isspace((unsigned char)*first)) {
        first++;
    }
    if (*first == '-') {
        *value = 0;
        if (endptr) {
            *endptr = s;
        }
        return -EINVAL;
    }
    return qemu_strtou64(s, endptr, base, value);
}

int parse_uint_full(const char *s, int base, uint64_t *value)
{
    return parse_uint(s, NULL, base, value);
}

/* --- sizes -------------------------------------------------------------------------- */

static const char size_units[] = "BKMGTPE";

/* The bytes of a unit's letter; 0 when it is none. */
static uint64_t unit_size(char letter)
{
    const char *unit = letter ? strchr(size_units, g_ascii_toupper(letter)) : NULL;
    return unit ? UINT64_C(1) << (10 * (unit - size_units)) : 0;
}

/* The digits at *text as a fraction of one; *text goes on behind them. */
static double parse_fraction(const char **text)
{
    double value = 0, weight = 0.1;
    for (; g_ascii_isdigit(**text); (*text)++, weight /= 10) {
        value += weight * (**text - '0');
    }
    return value;
}

static int parse_size(const char *text, const char **end, uint64_t default_unit,
                      uint64_t *result)
{
    uint64_t whole;
    double fraction = 0;
    const char *rest = text;

    *result = 0;
    bool hex = text && text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
    int error = parse_uint(text, &rest, hex ? 16 : 10, &whole);
    if (!error && !hex && *rest == '.') {
        rest++;
        fraction = parse_fraction(&rest);
    }
    uint64_t unit = error == -EINVAL ? 0 : unit_size(*rest);
    if (unit) {
        rest++;
    } else {
        unit = default_unit;
    }
    if (end) {
        *end = error == -EINVAL ? text : rest;
    }
    if (error == -EINVAL || (!end && *rest) || (fraction > 0 && unit == 1)) {
        return -EINVAL;
    }
    if (error || whole > UINT64_MAX / unit) {
        *result = UINT64_MAX;
        return -ERANGE;
    }
    *result = whole * unit + (uint64_t)(fraction * (double)unit + 0.5);
    return 0;
}

int qemu_strtosz(const char *nptr, const char **end, uint64_t *result)
{
    return parse_size(nptr, end, 1, result);
}

int qemu_strtosz_MiB(const char *nptr, const char **end, uint64_t *result)
{
    return parse_size(nptr, end, UINT64_C(1) << 20, result);
}

/* val in the greatest unit of which it has one, in three digits. */
static char *with_unit(uint64_t val, double step, const char *const *units, size_t count)
{
    double value = (double)val;
    size_t i = 0;
    while (value >= step && i < count - 1) {
        value /= step;
        i++;
    }
    return g_strdup_printf("%0.3g %s", value, units[i]);
}

char *size_to_str(uint64_t val)
{
    static const char *const units[] = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    return with_unit(val, 1024, units, ARRAY_SIZE(units));
}

char *freq_to_str(uint64_t freq_hz)
{
    static const char *const units[] = {"Hz", "KHz", "MHz", "GHz", "THz", "PHz", "EHz"};
    return with_unit(freq_hz, 1000, units, ARRAY_SIZE(units));
}

/* --- memory and times --------------------------------------------------------------- */

bool buffer_is_zero(const void *buf, size_t len)
{
    const char *bytes = buf;
    /* Each byte equals the one before it, and the first is zero. */
    return len == 0 || (bytes[0] == 0 && memcmp(bytes, bytes + 1, len - 1) == 0);
}

time_t mktimegm(struct tm *tm)
{
    struct tm copy = *tm;
    return timegm(&copy);
}
