/* SPDX-License-Identifier: MIT */
/* The other compiler's bit-field layout, by attribute. */
struct microsoft {
    char a : 3;
    int b : 5;
    char c : 2;
} __attribute__((ms_struct));
struct gnu {
    char a : 3;
    int b : 5;
    char c : 2;
};
