/* SPDX-License-Identifier: MIT */
/* Universally unique identifiers, kept in the order of their text (RFC 4122,
 * section 4.1). */
#ifndef QEMU_UUID_H
#define QEMU_UUID_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    union {
        unsigned char data[16];
        struct {
            uint32_t time_low;
            uint16_t time_mid;
            uint16_t time_high_and_version;
            uint8_t clock_seq_and_reserved;
            uint8_t clock_seq_low;
            uint8_t node[6];
        } fields;
    };
} QemuUUID;

/* "12345678-1234-1234-1234-123456789abc" and its NUL. */
#define UUID_STR_LEN 37
#define UUID_NONE    "00000000-0000-0000-0000-000000000000"
#define UUID_FMT                                                                         \
    "%02hhx%02hhx%02hhx%02hhx-%02hhx%02hhx-%02hhx%02hhx-%02hhx%02hhx-"                   \
    "%02hhx%02hhx%02hhx%02hhx%02hhx%02hhx"

/* A random one (version 4). */
void qemu_uuid_generate(QemuUUID *uuid);
int qemu_uuid_is_null(const QemuUUID *uu);
int qemu_uuid_is_equal(const QemuUUID *lhv, const QemuUUID *rhv);
/* To out, of UUID_STR_LEN bytes; or new. */
void qemu_uuid_unparse(const QemuUUID *uuid, char *out);
char *qemu_uuid_unparse_strdup(const QemuUUID *uuid);
/* 0, or -1 when str is none; *uuid is unchanged then. */
int qemu_uuid_parse(const char *str, QemuUUID *uuid);
/* The one whose multi-byte fields have the other byte order. */
QemuUUID qemu_uuid_bswap(QemuUUID uuid);

#endif
