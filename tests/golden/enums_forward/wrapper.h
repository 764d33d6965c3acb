/* SPDX-License-Identifier: MIT */
/* GNU C: an enum used before it is defined, and one that never is. */
enum forward;
typedef enum forward forward_t;
void take_forward(enum forward *f);
enum forward { FORWARD_A, FORWARD_B };
enum never;
void take_never(enum never *n);
