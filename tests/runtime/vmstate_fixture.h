/* SPDX-License-Identifier: MIT */
/* States saved to, and loaded from, bytes that are written as hexadecimal digits. */
#ifndef TESTS_RUNTIME_VMSTATE_FIXTURE_H
#define TESTS_RUNTIME_VMSTATE_FIXTURE_H

#include "migration/qemu-file-types.h"
#include "migration/vmstate.h"
#include "qapi/error.h"
#include "runtime/qemu_file.h"

/* Two digits a byte; blanks are skipped. New, for g_byte_array_unref(). */
static inline GByteArray *bytes_from_hex(const char *hex)
{
    GByteArray *bytes = g_byte_array_new();
    for (; *hex; hex++) {
        if (*hex != ' ') {
            uint8_t byte = (uint8_t)(g_ascii_xdigit_value(hex[0]) << 4 |
                                     g_ascii_xdigit_value(hex[1]));
            g_byte_array_append(bytes, &byte, 1);
            hex++;
        }
    }
    return bytes;
}

static inline void assert_bytes(const GByteArray *bytes, const char *hex)
{
    GByteArray *expected = bytes_from_hex(hex);
    if (bytes->len != expected->len ||
        memcmp(bytes->data, expected->data, bytes->len) != 0) {
        GString *text = g_string_new(NULL);
        for (guint i = 0; i < bytes->len; i++) {
            g_string_append_printf(text, "%02x ", bytes->data[i]);
        }
        fail_msg("expected %s\nbut got  %s", hex, text->str);
    }
    g_byte_array_unref(expected);
}

static inline void assert_saves(const VMStateDescription *vmsd, void *opaque,
                                const char *hex)
{
    QEMUFile *f = qemu_file_new_output();
    assert_int_equal(vmstate_save_state(f, vmsd, opaque, NULL, &error_abort), 0);
    assert_bytes(qemu_file_output(f), hex);
    qemu_file_free(f);
}

/* The bytes that loading left are in *left, where it is not NULL. */
static inline int load_hex(const VMStateDescription *vmsd, void *opaque, int version_id,
                           const char *hex, size_t *left, Error **errp)
{
    GByteArray *bytes = bytes_from_hex(hex);
    QEMUFile *f = qemu_file_new_input(bytes->data, bytes->len);
    int ret = vmstate_load_state(f, vmsd, opaque, version_id, errp);
    if (left) {
        *left = qemu_file_remaining(f);
    }
    qemu_file_free(f);
    g_byte_array_unref(bytes);
    return ret;
}

/* Every byte is taken. */
static inline void assert_loads(const VMStateDescription *vmsd, void *opaque,
                                const char *hex)
{
    size_t left = 0;
    assert_int_equal(load_hex(vmsd, opaque, vmsd->version_id, hex, &left, &error_abort),
                     0);
    assert_int_equal(left, 0);
}

static inline void assert_error(Error *err, const char *text)
{
    assert_non_null(err);
    if (strcmp(error_get_pretty(err), text) != 0) {
        fail_msg("expected the error \"%s\"\nbut got            \"%s\"", text,
                 error_get_pretty(err));
    }
    error_free(err);
}

static inline void assert_refuses(const VMStateDescription *vmsd, void *opaque,
                                  const char *hex, const char *text)
{
    Error *err = NULL;
    assert_true(load_hex(vmsd, opaque, vmsd->version_id, hex, NULL, &err) < 0);
    assert_error(err, text);
}

#endif
