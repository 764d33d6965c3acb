/* SPDX-License-Identifier: MIT */
#if 1
int fine(void);
struct s { int a; };
/* never closed
