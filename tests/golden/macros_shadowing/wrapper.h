/* SPDX-License-Identifier: MIT */
/* Macros that hide a function, a variable, a typedef, an enumerator, a member. */
int get(int c);
#define get(c) (c)
int plain(int c);
#define plain plain_replacement
int plain_replacement(int c);
extern void *standard_stream;
#define standard_stream standard_stream
typedef int old_name;
#define old_name new_name
typedef long new_name;
enum shadowed { SHADOWED_A = 1, SHADOWED_B };
#define SHADOWED_A 100
#define SHADOWED_B SHADOWED_B
struct times {
    struct {
        long seconds;
    } stamp;
    int shadowed_member;
};
#define stamp_seconds stamp.seconds
#define shadowed_member stamp.seconds
#define times times_replacement
struct times {
    int other;
};
#define unlikely_keyword int
unlikely_keyword uses_keyword_macro(unlikely_keyword a);
#define errno_like (*errno_location())
int *errno_location(void);
#define parameter 5
#undef parameter
int has_parameter(int parameter);
#define late_parameter 6
