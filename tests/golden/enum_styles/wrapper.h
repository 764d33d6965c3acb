/* SPDX-License-Identifier: MIT */
/* How each enum is shown is in the record; C shows them all alike. */
enum plain_one { PLAIN_A, PLAIN_B };
enum as_consts { CONSTS_A, CONSTS_B };
enum as_module { MODULE_A, MODULE_B };
enum as_bitfield { BIT_A = 1, BIT_B = 2 };
enum as_newtype { NEW_A, NEW_B };
enum as_rust { RUST_A, RUST_B };
enum as_open { OPEN_A, OPEN_B };
