/* SPDX-License-Identifier: MIT */
/* Clang alone knows a second string: what to use instead. */
int replaced(void) __attribute__((deprecated("use \"b\"", "b")));
int replaced_in_silence(void) __attribute__((deprecated("", "b")));
int with_parentheses(void) __attribute__((deprecated("see \")))) there"))) __attribute__((cold));
int with_mark(void) __attribute__((deprecated("use {...}")));
struct with_mark {
    int x __attribute__((deprecated("use {...}")));
    struct {
        int y;
    } one, two __attribute__((deprecated("not {...}, but {...}")));
};
int noted(void) __attribute__((annotate("note", 1, "two"))) __attribute__((deprecated("no")));
int alignas(int n);
enum choice {
    OLD_CHOICE __attribute__((deprecated("an \"old\" one", "NEW_CHOICE"))),
    NEW_CHOICE
};
