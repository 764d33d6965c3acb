/* SPDX-License-Identifier: MIT */
/* The glibc and uapi idiom: each enumerator is also a macro. */
enum socket_type {
    SOCK_A = 1,
#define SOCK_A SOCK_A
    SOCK_B = 2,
#define SOCK_B SOCK_B
    SOCK_FLAG = 02000000
#define SOCK_FLAG SOCK_FLAG
};

#define MODE_ON MODE_ON_VALUE
enum mode { MODE_ON_VALUE = 7, MODE_OFF };
#define MODE_OFF 99
#define MODE_BOTH (MODE_ON | MODE_OFF_BIT)
#define MODE_OFF_BIT 0x10

enum documented {
    /** The first one. */
    DOC_ONE,
    DOC_TWO, /**< The second one. */
    DOC_OLD __attribute__((deprecated("use DOC_TWO"))),
};
