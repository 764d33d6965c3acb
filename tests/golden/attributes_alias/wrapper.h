/* SPDX-License-Identifier: MIT */
int real_function(int a);
int real_function(int a)
{
    return a;
}
int alias_function(int a) __attribute__((alias("real_function")));
int real_variable = 3;
extern int alias_variable __attribute__((alias("real_variable")));
