/* SPDX-License-Identifier: MIT */
int fine(void);
struct broken {
    int a
    int b;
};
int also_broken(undeclared_type x);
int conflict(int a);
int conflict(long a);
