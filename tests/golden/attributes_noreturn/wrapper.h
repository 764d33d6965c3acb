/* SPDX-License-Identifier: MIT */
/* noreturn on a function, and on what a function pointer points to: not the same. */
void die(int status) __attribute__((noreturn));
_Noreturn void stop(void);
__attribute__((__noreturn__)) void abort_now(const char *format, ...);
typedef void (*last_words)(int) __attribute__((noreturn));
void (*get_death(void))(int) __attribute__((noreturn));
last_words returns_pointer_to_noreturn(void);
extern void (*death_hook)(void) __attribute__((noreturn));
struct hooks {
    void (*fatal)(const char *why) __attribute__((noreturn));
    void (*mild)(const char *why);
};
void at_death(void (*f)(int) __attribute__((noreturn)));
void deprecated_not_noreturn(void) __attribute__((deprecated));
