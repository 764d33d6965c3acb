/* SPDX-License-Identifier: MIT */
/* Bit-fields of _Bool and of enumerations. */
enum level { LOW, MIDDLE, HIGH };
enum signed_level { BELOW = -1, AT, ABOVE };

struct switches {
    _Bool on : 1;
    _Bool ready : 1;
    enum level level : 2;
    enum signed_level relative : 3;
    _Bool whole;
    _Bool last : 1;
};

struct anonymous_enum_bits {
    enum { OFF, ON, BLINKING } state : 2;
    unsigned int rest : 6;
};
