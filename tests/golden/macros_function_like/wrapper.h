/* SPDX-License-Identifier: MIT */
#define NOTHING()
#define IDENTITY(x) (x)
#define SUM(a, b) ((a) + (b))
#define VARIADIC(format, ...) print(format, __VA_ARGS__)
#define ONLY_VARIADIC(...) { __VA_ARGS__ }
#define NAMED_VARIADIC(format, args...) print(format, ##args)
#define STRING(x) #x
#define PASTE(a, b) a##b
#define MULTI_LINE(x)   \
    do {                \
        use(x);  /* y */\
    } while (0)
#define SPACE_BEFORE (x)
#define QUOTED(x) "a   b" #x
int print(const char *format, ...);
