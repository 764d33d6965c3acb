/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "qemu/uuid.h"

#include "qemu/bswap.h"
#include "qemu/guest-random.h"

void qemu_uuid_generate(QemuUUID *uuid)
{
    qemu_guest_getrandom_nofail(uuid->data, sizeof(uuid->data));
    uuid->data[6] = (uuid->data[6] & 0x0f) | 0x40; /* version 4 */
    uuid->data[8] = (uuid->data[8] & 0x3f) | 0x80; /* variant 1 */
}

int qemu_uuid_is_null(const QemuUUID *uu)
{
    static const QemuUUID null;
    return qemu_uuid_is_equal(uu, &null);
}

int qemu_uuid_is_equal(const QemuUUID *lhv, const QemuUUID *rhv)
{
    return memcmp(lhv->data, rhv->data, sizeof(lhv->data)) == 0;
}

void qemu_uuid_unparse(const QemuUUID *uuid, char *out)
{
    const unsigned char *b = uuid->data;
    snprintf(out, UUID_STR_LEN, UUID_FMT, b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7],
             b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]);
}

char *qemu_uuid_unparse_strdup(const QemuUUID *uuid)
{
    char *text = g_malloc(UUID_STR_LEN);
    qemu_uuid_unparse(uuid, text);
    return text;
}

int qemu_uuid_parse(const char *str, QemuUUID *uuid)
{
    QemuUUID parsed;

    if (strlen(str) != UUID_STR_LEN - 1) {
        return -1;
    }
    for (size_t i = 0; i < sizeof(parsed.data); i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10) {
            if (*str++ != '-') {
                return -1;
            }
        }
        int high = g_ascii_xdigit_value(str[0]);
        int low = g_ascii_xdigit_value(str[1]);
        if (high < 0 || low < 0) {
            return -1;
        }
        parsed.data[i] = (unsigned char)(high << 4 | low);
        str += 2;
    }
    *uuid = parsed;
    return 0;
}

QemuUUID qemu_uuid_bswap(QemuUUID uuid)
{
    bswap32s(&uuid.fields.time_low);
    bswap16s(&uuid.fields.time_mid);
    bswap16s(&uuid.fields.time_high_and_version);
    return uuid;
}
