/* SPDX-License-Identifier: MIT */
#ifndef SAMPLE_H
#define SAMPLE_H
/* What sample.ir.json is the record of, written by hand. */
struct shape { union { int x; float f; }; struct { int left; int top; } pos[2]; int kind; };
enum colour { COLOUR_RED, COLOUR_GREEN __attribute__((deprecated("use RED"))), COLOUR_LAST = 0xffffffff };
struct bits { unsigned a : 3; int b : 5; int : 0; _Bool flag : 1; enum colour e : 3; const unsigned k : 2; unsigned long long wide : 40; };
enum { BIG = 0xffffffffffffffff };
enum { LOW = -0x7fffffffffffffff - 1, NEG = -1 };
typedef enum { MODE_A, MODE_B } mode;
struct packed { char c; long long l; } __attribute__((packed));
#pragma pack(push, 2)
struct pragma { short s; int i; };
#pragma pack(pop)
struct inner { int a __attribute__((aligned(16))); };
struct outer { char c; struct inner i; } __attribute__((packed));
struct empty {};
struct flex { int n; int data[]; };
struct over { struct flex flex; int after; };
union only { int n; struct { struct {} __empty; int names[]; }; };
struct tail { int n; struct { unsigned bit : 4; int v; } items[]; };
struct ptr { struct { unsigned u : 4; int v; } *p; };
struct anon { struct { enum { ANON_A, ANON_B } e; }; };
typedef struct { int x; int y; } point;
typedef struct { unsigned n : 4; } number[1];
extern struct { int n; } settings;
struct hidden { long a[3]; };
static inline int twice(int a) { return 2 * a; }
static inline void each(int (*f)(void *, int), void *data, int each[4]) { for (int i = 0; i < 4; i++) f(data, each[i]); }
static inline int (*chooser(int n))(void *, int) { (void)n; return 0; }
#define SHAPES_MAX 16
#define SHAPES_MASK (~0UL)
#define COLOUR_RED COLOUR_RED
#define area 7
#define left top
#define true 1
#define twice(x) (twice)((x))
#endif
