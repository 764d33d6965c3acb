/* SPDX-License-Identifier: MIT */
/* _Complex of floating types, and GNU's of integers. */
struct complex_members {
    float _Complex f;
    double _Complex d;
    long double _Complex ld;
    int _Complex i;
    unsigned char _Complex uc;
    short _Complex s;
};
double _Complex conjugate(double _Complex z);
int _Complex integer_complex(int _Complex z);
typedef _Complex float cfloat;
extern cfloat points[2];
int plain(cfloat *z);
