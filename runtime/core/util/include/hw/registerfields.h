/* SPDX-License-Identifier: MIT */
/*
 * Names for registers and their fields.
 *
 *   REG32(CTRL, 0x10)            A_CTRL is 0x10, R_CTRL the index in an array of
 * registers FIELD(CTRL, MODE, 4, 2)      R_CTRL_MODE_SHIFT, _LENGTH and _MASK
 *   SHARED_FIELD(MODE, 4, 2)     MODE_SHIFT, _LENGTH and _MASK, of several registers
 *
 *   FIELD_EX32(value, CTRL, MODE)          the field of a value (FIELD_SEX32: signed)
 *   FIELD_DP32(value, CTRL, MODE, mode)    value with that field
 *   ARRAY_FIELD_EX32(regs, CTRL, MODE)     the field in regs[R_CTRL]
 *   ARRAY_FIELD_DP32(regs, CTRL, MODE, mode)  set it there
 *   SHARED_FIELD_EX32(value, MODE) and so on
 *
 * each for widths of 8, 16, 32 and 64 bits. Of a field's new value the low bits count; a
 * constant that does not fit is a warning of the compiler.
 */
#ifndef REGISTERFIELDS_H
#define REGISTERFIELDS_H

#include "qemu/bitops.h"

#define REG_OF_BYTES_(reg, addr, bytes)                                                  \
    enum {                                                                               \
        A_##reg = (addr),                                                                \
        R_##reg = (addr) / (bytes)                                                       \
    }
#define REG8(reg, addr)  REG_OF_BYTES_(reg, addr, 1);
#define REG16(reg, addr) REG_OF_BYTES_(reg, addr, 2);
#define REG32(reg, addr) REG_OF_BYTES_(reg, addr, 4);
#define REG64(reg, addr) REG_OF_BYTES_(reg, addr, 8);

#define FIELD_NAMED_(name, shift, length)                                                \
    enum {                                                                               \
        name##_SHIFT = (shift)                                                           \
    };                                                                                   \
    enum {                                                                               \
        name##_LENGTH = (length)                                                         \
    };                                                                                   \
    enum {                                                                               \
        name##_MASK = MAKE_64BIT_MASK(shift, length)                                     \
    };
#define FIELD(reg, field, shift, length)  FIELD_NAMED_(R_##reg##_##field, shift, length)
#define SHARED_FIELD(name, shift, length) FIELD_NAMED_(name, shift, length)

/* --- reading ------------------------------------------------------------------------ */

#define FIELD_GET_(extract, storage, name) extract((storage), name##_SHIFT, name##_LENGTH)
#define FIELD_EX8(storage, reg, field)     FIELD_GET_(extract8, storage, R_##reg##_##field)
#define FIELD_EX16(storage, reg, field)    FIELD_GET_(extract16, storage, R_##reg##_##field)
#define FIELD_EX32(storage, reg, field)    FIELD_GET_(extract32, storage, R_##reg##_##field)
#define FIELD_EX64(storage, reg, field)    FIELD_GET_(extract64, storage, R_##reg##_##field)

#define FIELD_SEX8(storage, reg, field)                                                  \
    FIELD_GET_(sextract32, (uint8_t)(storage), R_##reg##_##field)
#define FIELD_SEX16(storage, reg, field)                                                 \
    FIELD_GET_(sextract32, (uint16_t)(storage), R_##reg##_##field)
#define FIELD_SEX32(storage, reg, field)                                                 \
    FIELD_GET_(sextract32, storage, R_##reg##_##field)
#define FIELD_SEX64(storage, reg, field)                                                 \
    FIELD_GET_(sextract64, storage, R_##reg##_##field)

#define SHARED_FIELD_EX8(storage, field)  FIELD_GET_(extract8, storage, field)
#define SHARED_FIELD_EX16(storage, field) FIELD_GET_(extract16, storage, field)
#define SHARED_FIELD_EX32(storage, field) FIELD_GET_(extract32, storage, field)
#define SHARED_FIELD_EX64(storage, field) FIELD_GET_(extract64, storage, field)

#define ARRAY_FIELD_EX32(regs, reg, field) FIELD_EX32((regs)[R_##reg], reg, field)
#define ARRAY_FIELD_EX64(regs, reg, field) FIELD_EX64((regs)[R_##reg], reg, field)
#define SHARED_ARRAY_FIELD_EX32(regs, offset, field)                                     \
    SHARED_FIELD_EX32((regs)[offset], field)

/* --- writing ------------------------------------------------------------------------ */

/* The value goes through a bit field of its width, where the compiler checks it. */
#define FIELD_PUT_NAMED_(deposit, type, value_type, storage, name, val, id)              \
    (__extension__({                                                                     \
        struct {                                                                         \
            value_type v : name##_LENGTH;                                                \
        } id = {.v = (val)};                                                             \
        (type) deposit((storage), name##_SHIFT, name##_LENGTH, id.v);                    \
    }))
#define FIELD_PUT_(deposit, type, value_type, storage, name, val)                        \
    FIELD_PUT_NAMED_(deposit, type, value_type, storage, name, val,                      \
                     MAKE_IDENTIFIER(field_value_))
#define FIELD_DP8(storage, reg, field, val)                                              \
    FIELD_PUT_(deposit32, uint8_t, unsigned int, storage, R_##reg##_##field, val)
#define FIELD_DP16(storage, reg, field, val)                                             \
    FIELD_PUT_(deposit32, uint16_t, unsigned int, storage, R_##reg##_##field, val)
#define FIELD_DP32(storage, reg, field, val)                                             \
    FIELD_PUT_(deposit32, uint32_t, unsigned int, storage, R_##reg##_##field, val)
#define FIELD_DP64(storage, reg, field, val)                                             \
    FIELD_PUT_(deposit64, uint64_t, uint64_t, storage, R_##reg##_##field, val)

#define FIELD_SDP8(storage, reg, field, val)                                             \
    FIELD_PUT_(deposit32, uint8_t, signed int, storage, R_##reg##_##field, val)
#define FIELD_SDP16(storage, reg, field, val)                                            \
    FIELD_PUT_(deposit32, uint16_t, signed int, storage, R_##reg##_##field, val)
#define FIELD_SDP32(storage, reg, field, val)                                            \
    FIELD_PUT_(deposit32, uint32_t, signed int, storage, R_##reg##_##field, val)
#define FIELD_SDP64(storage, reg, field, val)                                            \
    FIELD_PUT_(deposit64, uint64_t, int64_t, storage, R_##reg##_##field, val)

#define SHARED_FIELD_DP8(storage, field, val)                                            \
    FIELD_PUT_(deposit32, uint8_t, unsigned int, storage, field, val)
#define SHARED_FIELD_DP16(storage, field, val)                                           \
    FIELD_PUT_(deposit32, uint16_t, unsigned int, storage, field, val)
#define SHARED_FIELD_DP32(storage, field, val)                                           \
    FIELD_PUT_(deposit32, uint32_t, unsigned int, storage, field, val)
#define SHARED_FIELD_DP64(storage, field, val)                                           \
    FIELD_PUT_(deposit64, uint64_t, uint64_t, storage, field, val)

#define ARRAY_FIELD_DP32(regs, reg, field, val)                                          \
    ((regs)[R_##reg] = FIELD_DP32((regs)[R_##reg], reg, field, val))
#define ARRAY_FIELD_DP64(regs, reg, field, val)                                          \
    ((regs)[R_##reg] = FIELD_DP64((regs)[R_##reg], reg, field, val))
#define SHARED_ARRAY_FIELD_DP32(regs, offset, field, val)                                \
    ((regs)[offset] = SHARED_FIELD_DP32((regs)[offset], field, val))

#endif
