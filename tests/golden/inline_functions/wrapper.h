/* SPDX-License-Identifier: MIT */
static inline int add(int a, int b)
{
    return a + b;
}
static inline void nothing(void)
{
}
static inline int unnamed_parameter(int a, int unused __attribute__((unused)))
{
    return a;
}
struct pair {
    int a, b;
};
static inline struct pair make_pair(int a, int b)
{
    struct pair p = {a, b};
    return p;
}
static inline int (*choose(int (*one)(int), int (*two)(int), int first))(int)
{
    return first ? one : two;
}
static inline int sum(const int values[], unsigned long n)
{
    int total = 0;
    for (unsigned long i = 0; i < n; i++) {
        total += values[i];
    }
    return total;
}
static inline const char *greeting(void)
{
    return "hello";
}
static inline __attribute__((always_inline)) int forced(int a)
{
    return a;
}
static __inline__ int gnu_spelling(int a)
{
    return a;
}
static int not_inline(int a)
{
    return not_inline ? a : 0;
}
inline int c99_inline(int a)
{
    return a;
}
extern inline __attribute__((gnu_inline)) int gnu_inline_one(int a)
{
    return a;
}
static inline int declared_first(int a);
static inline int declared_first(int a)
{
    return a + 1;
}
static inline __attribute__((deprecated("use add"))) int old_add(int a, int b)
{
    return a + b;
}
static inline __attribute__((noreturn)) void forever(void)
{
    for (;;) {
    }
}
static inline const int const_result(const int a)
{
    return a;
}
static inline int commented(int a) /* adds one; cheap */
{
    return a + 1;
}
static inline int commented_line(int a) // { or ; or (
{
    return a;
}
