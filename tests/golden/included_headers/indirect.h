/* SPDX-License-Identifier: MIT */
struct indirect {
    int a;
};
int indirect_function(void);
