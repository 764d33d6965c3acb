/* SPDX-License-Identifier: MIT */
#define FLOAT 1.5f
#define DOUBLE 3.141592653589793
#define LONG_DOUBLE 1.25L
#define PRECISE_LONG_DOUBLE 3.14159265358979323846264338327950288L
#define NEGATIVE_FLOAT (-0.5f)
#define NEGATIVE_ZERO (-0.0)
#define EXPONENT 6.02e23
#define TINY 4.9406564584124654e-324
#define HEX_FLOAT 0x1.8p-3
#define INTEGER_AS_DOUBLE 1.0
#define SUM (DOUBLE + 1)
#define DIVISION (1.0 / 3.0)
#define CAST_FLOAT ((float)0.1)
#define INFINITE (1.0 / 0.0)
#define BUILTIN_INFINITE __builtin_inff()
#define NOT_A_NUMBER __builtin_nanf("")
#define BEYOND_DOUBLE 1e4000L
#define FROM_FLOAT (int)2.9
#define FLOAT_TERNARY (1 ? 0.5f : 2)
#define IMAGINARY 1.0i
