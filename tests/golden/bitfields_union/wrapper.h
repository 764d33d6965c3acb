/* SPDX-License-Identifier: MIT */
/* Bit-fields in unions, and the register idiom: a word and its bits. */
union word {
    unsigned int value;
    struct {
        unsigned int low : 4;
        unsigned int : 12;
        unsigned int high : 16;
    };
    struct {
        unsigned char first : 1;
        unsigned char second : 7;
    } byte;
    unsigned int nibble : 4;
};
