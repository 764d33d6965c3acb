/* SPDX-License-Identifier: MIT */
/* Names that Rust keeps for itself; C does not care. */
struct type {
    int fn;
    int self;
    int match;
    struct type *mut;
};
enum impl { crate, super };
int loop(int in, int ref, int yield);
extern int dyn;
typedef struct type move;
