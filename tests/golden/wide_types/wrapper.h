/* SPDX-License-Identifier: MIT */
/* _Bool, 128-bit integers and the floating types. */
struct wide {
    _Bool b;
    __int128 i;
    unsigned __int128 u;
    char c;
    long double ld;
    float f;
    __float128 q;
    _Bool bools[3];
};
_Bool flip(_Bool b);
__int128 multiply(long a, long b);
unsigned __int128 *pointer(void);
long double precise(long double x);
typedef unsigned __int128 u128;
typedef __int128_t i128;
typedef __uint128_t other_u128;
typedef long double real;
struct chars {
    char plain;
    signed char s;
    unsigned char u;
    __WCHAR_TYPE__ w;
    __CHAR16_TYPE__ c16;
    __CHAR32_TYPE__ c32;
};
struct packed_wide {
    char c;
    long double ld;
    __int128 i;
} __attribute__((packed));
struct long_names {
    long int li;
    unsigned long int uli;
    short int si;
    long long int lli;
    unsigned plain_unsigned;
    unsigned short int usi;
};
