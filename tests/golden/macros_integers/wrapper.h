/* SPDX-License-Identifier: MIT */
enum color { RED = 1, GREEN = 2 };
struct pair {
    int a;
    char b;
};
extern int table[12];
#define ZERO 0
#define DECIMAL 42
#define NEGATIVE (-1)
#define NEGATIVE_BARE -1
#define HEXADECIMAL 0xff
#define OCTAL 0755
#define BINARY 0b1010
#define UNSIGNED 1u
#define LONG 1L
#define UNSIGNED_LONG 1UL
#define LONG_LONG 1LL
#define ALL_64 0xffffffffffffffffULL
#define HEX_TYPE 0x80000000
#define DECIMAL_TYPE 2147483648
#define TOP_BIT (1u << 31)
#define LEAST_INT (-2147483647 - 1)
#define LEAST_LONG (-9223372036854775807L - 1)
#define CAST ((unsigned char)-1)
#define CAST_SHORT ((short)0x8000)
#define BOOL_CAST ((_Bool)5)
#define CHARACTER 'a'
#define ESCAPE '\n'
#define NUL '\0'
#define HIGH_CHARACTER '\xff'
#define WIDE_CHARACTER L'x'
#define CHAR16 u'x'
#define SIZE sizeof(struct pair)
#define SIZE_EXPRESSION sizeof(table) / sizeof(table[0])
#define ALIGNMENT _Alignof(long)
#define OFFSET __builtin_offsetof(struct pair, b)
#define ENUMERATOR RED
#define ENUM_SUM (RED | GREEN)
#define ENUM_CAST ((enum color)2)
#define OTHER_MACRO (DECIMAL + 1)
#define FORWARD DEFINED_LATER
#define DEFINED_LATER 5
#define TERNARY (sizeof(long) == 8 ? 64 : 32)
#define COMPARISON (DECIMAL > 3)
#define NOT (!DECIMAL)
#define COMPLEMENT (~0)
#define COMPLEMENT_LONG (~0UL)
#define LOGICAL (1 && 0 || 1)
#define PARENTHESES (((((7)))))
#define COMMENTED 5 /* five */ + /* and */ 6
#define CONTINUED 1 + \
    2
#define HUGE_128 ((unsigned __int128)1 << 100)
#define TYPE_COMPATIBLE __builtin_types_compatible_p(int, int)
#define CONSTANT_P __builtin_constant_p(1)
#define GENERIC _Generic(1L, long: 11, default: 22)
#define EXTENSION __extension__ 3
#define CHOOSE __builtin_choose_expr(1, 10, 20)
#define CALL_OF_MACRO ADD(2, 3)
#define ADD(a, b) ((a) + (b))
