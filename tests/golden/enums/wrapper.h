/* SPDX-License-Identifier: MIT */
enum plain { PLAIN_A, PLAIN_B = 5, PLAIN_C };
enum negative { MINUS = -3, ZERO_VALUE = 0, LEAST = -2147483647 - 1 };
enum unsigned_32 { TOP_BIT = 0x80000000, ALL_BITS = 0xffffffff };
enum wide_unsigned { BIG = 0xffffffffffffffffULL, SMALL_OF_BIG = 1 };
enum wide_signed { VERY_NEGATIVE = -0x7fffffffffffffffLL - 1, POSITIVE = 1 };
enum past_int { INT_MAX_PLUS_ONE = 2147483648LL, NEGATIVE_TOO = -1 };
enum duplicates { FIRST = 1, ALIAS = FIRST, SECOND = 2, ANOTHER = FIRST, LAST = SECOND };
enum from_expressions {
    CHARACTER = 'a',
    SIZE = sizeof(long),
    SHIFTED = 1 << 10,
    MIXED = PLAIN_C | SHIFTED,
    TERNARY = sizeof(void *) == 8 ? 64 : 32
};
enum one_only { ONE_ONLY };
typedef enum { TYPEDEF_A = -1, TYPEDEF_B } typedef_only;
enum { UNNAMED_A = 10, UNNAMED_B };
enum trailing_comma {
    TRAILING,
};
struct has_enums {
    enum plain p;
    enum negative n;
    enum wide_unsigned w;
    enum wide_signed s;
    typedef_only t;
};
enum plain next(enum plain p, typedef_only t);
