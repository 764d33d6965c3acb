/* SPDX-License-Identifier: MIT */
int print(const char *format, ...);
typedef int (*printer)(void *stream, const char *format, ...);
int unprototyped();
int (*pointer_unprototyped)();
int prototyped(void);
struct callbacks {
    void (*any)();
    void (*none)(void);
    int (*variadic)(int first, ...);
};
int va_print(const char *format, __builtin_va_list arguments);
int va_pointer(__builtin_va_list *arguments);
static int knr_defined(a, b) int a; char *b; { return a + *b; }
