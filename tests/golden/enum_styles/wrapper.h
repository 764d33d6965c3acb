/* SPDX-License-Identifier: MIT */
/* How each enum is shown. */
enum plain_one { PLAIN_A, PLAIN_B };
/** Constants of the enum's type, in C too. */
enum as_consts { CONSTS_A, CONSTS_B = 5 };
typedef enum { UNNAMED_A = -1, UNNAMED_B } as_unnamed_consts;
enum as_module { MODULE_A, MODULE_B };
/** Flags. */
enum as_bitfield {
    BIT_NONE = 0, /**< No flag. */
    BIT_A = 1,    /**< The first. */
    BIT_B = 2,    /**< The second. */
};
typedef enum { SIGNED_A = -2147483647 - 1, SIGNED_B = 1 } as_signed_flags_with_a_long_name;
enum as_taken { TAKEN_A = 1, TAKEN_B = 2 };
enum as_newtype { NEW_A, NEW_B };
enum as_rust { RUST_A, RUST_B };
enum as_open { OPEN_A, OPEN_B };

/* There is no helper where its name is taken. */
int as_taken_has(enum as_taken set);
extern int as_taken_with;

struct styles {
    enum as_consts consts;
    as_unnamed_consts unnamed;
    enum as_bitfield flags : 3;
};
