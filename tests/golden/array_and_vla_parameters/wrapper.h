/* SPDX-License-Identifier: MIT */
void plain(int values[4], int unsized[]);
void qualified(int values[const 4], char text[restrict]);
void at_least(double v[static 3], const char s[static const 2]);
void matrix(int n, int m, int values[n][m]);
void star(int n, int values[*], int rows[*][4]);
void rows(int values[][3], int (*pointer)[3]);
void vla_pointer(int n, int (*rows)[n]);
void typedef_array(const int a[2], int *const p);
typedef char name[16];
void by_typedef(name n, const name c);
void (*callback)(int n, int values[n]);
struct vla_callback {
    void (*fill)(unsigned long n, char buffer[static n]);
};
void nested_brackets(const int *n, int a[n[0]], int b[n[n[1]]][n[2]]);
void static_in_name(int nstatic, int a[nstatic], int b[static nstatic], int (*c)[nstatic]);
