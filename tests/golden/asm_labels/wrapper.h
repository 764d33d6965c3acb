/* SPDX-License-Identifier: MIT */
int renamed(int a) __asm__("renamed_in_object");
int renamed_twice(int a) __asm__("base_symbol");
int plain(int a);
extern long offset64 __asm__("offset$64");
#pragma redefine_extname by_pragma by_pragma_64
int by_pragma(void);
