/* SPDX-License-Identifier: MIT */
extern int base;
typedef __typeof__(base) same_as_base;
extern __typeof__(base) another;
typedef __typeof__(int (*)(void)) function_pointer;
typedef __typeof__(sizeof(0)) size_type;
__extension__ typedef long long extended;
__extension__ struct extended_struct {
    long long a;
};
typedef __typeof__(enum inside { INSIDE }) inside_type;
struct typeof_members {
    __typeof__(base) *p;
    __typeof__(struct { int q; }) unnamed;
};
__signed__ int signed_spelling;
__const int const_spelling = 1;
extern __inline__ __attribute__((__gnu_inline__)) int inlined(int a)
{
    return a;
}
