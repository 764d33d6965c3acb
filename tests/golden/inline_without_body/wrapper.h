/* SPDX-License-Identifier: MIT */
/* GCC warns of what is never defined. */
static inline int never_defined(int a) /* { */;
static inline int never_defined_either(int a) // {
    __attribute__((deprecated("{")));
static inline int defined(int a) /* ; */ // ;
{
    return a;
}
