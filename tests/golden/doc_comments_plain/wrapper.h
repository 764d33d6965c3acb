/* SPDX-License-Identifier: MIT */
/* Right above. */
int above(void);

// Two lines
// with slashes.
int slashes(void);

/* --- the heading of a group --- */

int below_a_heading(void);

/* --- another --- */

/* Its own, under one. */
int below_both(void);
int not_documented(void);

/* Of an enumeration. */
enum choice {
    /* Of two, but said of the first. */
    CHOICE_A,
    CHOICE_B,
    CHOICE_C, /* Behind it. */
};

/** Documentation may stand further away. */

int documented(void);

/* Of a record. */
struct record {
    int a; /* Behind a member. */

    /* A heading in it. */

    int b;
    /* Above a member. */
    int c;
    int d;
};
