/* SPDX-License-Identifier: MIT */
struct thing {
    int a;
};
typedef void (*handler)(int);
#define NOTHING ((void *)0)
#define ALL_ONES ((void *)-1)
#define FAILED ((struct thing *)-1L)
#define HANDLER_DEFAULT ((handler)0)
#define HANDLER_IGNORE ((void (*)(int))1)
#define REGISTER_BASE ((volatile unsigned int *)0x40001000)
#define CONST_NULL ((const char *)0)
extern int variable;
#define ADDRESS (&variable)
#define ADDRESS_PLUS (&variable + 1)
