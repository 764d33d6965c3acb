/* SPDX-License-Identifier: MIT */
/* _Atomic in C; g++ has no such keyword. */
typedef _Atomic int atomic_counter;
struct shared {
    _Atomic int a;
    _Atomic(long) b;
    _Atomic(char *) pointer;
    int *_Atomic atomic_pointer;
    _Atomic _Bool flag;
    const _Atomic short c;
    _Atomic(struct pair { int x; char y; }) record;
    atomic_counter counter;
    struct shared *_Atomic next;
};
extern _Atomic unsigned long long total;
int increment(_Atomic int *counter);
_Atomic int *get_counter(void);
struct no_atomics {
    int plain;
};
