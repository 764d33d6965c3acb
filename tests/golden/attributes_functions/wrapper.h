/* SPDX-License-Identifier: MIT */
void *allocate(unsigned long size) __attribute__((malloc, alloc_size(1), warn_unused_result));
void *allocate_array(unsigned long n, unsigned long size) __attribute__((alloc_size(1, 2)));
void *allocate_aligned(unsigned long align, unsigned long size)
    __attribute__((alloc_align(1), assume_aligned(16)));
int all_nonnull(const char *a, const char *b) __attribute__((nonnull));
int some_nonnull(const char *a, int n, const char *b) __attribute__((nonnull(1, 3)));
char *never_null(void) __attribute__((returns_nonnull));
int print_to(void *stream, const char *format, ...) __attribute__((format(printf, 2, 3)));
int scan_from(void *stream, const char *format, ...) __attribute__((__format__(__scanf__, 2, 3)));
int print_list(const char *format, __builtin_va_list arguments)
    __attribute__((format(printf, 1, 0)));
const char *translate(const char *text) __attribute__((format_arg(1)));
int square(int a) __attribute__((const));
int length_of(const char *text) __attribute__((pure, nothrow, leaf));
int ends_with_null(const char *first, ...) __attribute__((sentinel));
int ends_with_null_before(const char *first, ...) __attribute__((sentinel(1)));
void rare(void) __attribute__((cold));
void frequent(void) __attribute__((hot));
int weak_function(void) __attribute__((weak));
int twice_returning(void) __attribute__((returns_twice));
int must_check(void) __attribute__((warn_unused_result));
void in_section(void) __attribute__((section(".text.special")));
int old(void) __attribute__((deprecated));
int older(void) __attribute__((deprecated("use \"new\" instead, 100%\\ sure")));
int hidden(void) __attribute__((visibility("hidden")));
int shown(void) __attribute__((__visibility__("default")));
#pragma GCC visibility push(hidden)
int hidden_by_pragma(void);
#pragma GCC visibility pop
void start(void) __attribute__((constructor));
void *many(const char *format, ...)
    __attribute__((malloc)) __attribute__((format(printf, 1, 2))) __attribute__((cold));
int g(int n, char *p __attribute__((nonnull)));
int h(char *p __attribute__((nonnull)), char *q) __attribute__((pure));
