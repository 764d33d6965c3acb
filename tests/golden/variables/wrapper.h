/* SPDX-License-Identifier: MIT */
extern int defined_elsewhere;
extern const char *const version;
extern struct state {
    int a;
} the_state;
extern __thread int gnu_thread_local;
extern _Thread_local long standard_thread_local;
int tentative;
static const int internal_constant = 42;
static const unsigned long long internal_big = 0xffffffffffffffffULL;
static const char internal_text[] = "text";
static const double internal_ratio = 0.5;
static int internal_variable;
static const struct state internal_state = {3};
extern int aliased __asm__("real_name");
extern int weak_one __attribute__((weak));
extern int hidden_one __attribute__((visibility("hidden")));
extern int first, *second, third[3];
const int external_constant = 7;
static const double internal_infinity = -__builtin_inf();
static const double internal_nan = __builtin_nan("");
static const float internal_float_infinity = __builtin_inff();
static const __int128 internal_wide = (__int128)1 << 100;
