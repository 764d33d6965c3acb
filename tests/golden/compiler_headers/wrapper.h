/* SPDX-License-Identifier: MIT */
/* Headers that belong to the compiler, with nothing done about them here. */
#include <float.h>
#include <iso646.h>
#include <limits.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdnoreturn.h>

struct of_compiler {
    atomic_int counter;
    atomic_flag flag;
    bool ready;
    size_t size;
    ptrdiff_t distance;
    wchar_t letter;
    max_align_t most;
    uint8_t bytes[CHAR_BIT];
    int64_t wide;
    uintptr_t address;
    va_list arguments;
    alignas(16) char aligned;
};
noreturn void give_up(int status);
int list(const char *format, va_list arguments);
size_t offset(void);
#define LIMIT INT_MAX
#define SMALLEST INT64_MIN
#define LARGEST SIZE_MAX
#define EPSILON DBL_EPSILON
#define OFFSET offsetof(struct of_compiler, ready)
#define YES true
