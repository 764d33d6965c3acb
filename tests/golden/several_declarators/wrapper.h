/* SPDX-License-Identifier: MIT */
typedef struct s {
    int a;
} s, *s_pointer, s_array[2], (*s_function)(struct s *);
extern struct declared_here {
    int x;
} one, *two, three[3];
extern int i, *p, a[2], (*f)(void), g(int);
enum { A_ONE } e1, *e2;
struct fields {
    int a, *b, c[2], (*d)(void);
    struct {
        int x;
    } m, *n, o[2];
};
struct in_result {
    int a;
} result_declares(void);
