/* SPDX-License-Identifier: MIT */
/* No wrapper can pass on what a variadic function was given. */
static inline int variadic_inline(int first, ...)
{
    return first;
}
static inline int with_list(int first, __builtin_va_list arguments)
{
    return first + __builtin_va_arg(arguments, int);
}
static inline int fine(int a)
{
    return a;
}
static inline int taken(int a)
{
    return a;
}
int taken__extern(void);
static inline int taken_symbol(int a)
{
    return a;
}
extern int labelled __asm__("taken_symbol__extern");
