/* SPDX-License-Identifier: MIT */
/*
 * Runs a fuzz target on files, and on COUNT changed copies of each, without libFuzzer:
 *
 *     replay COUNT FILE...
 *
 * The changes are the same in every run.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <glib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint64_t seed = 0x9e3779b97f4a7c15U;

/* 0 to n - 1. */
static size_t pick(size_t n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return n ? seed % n : 0;
}

static void change(GByteArray *bytes)
{
    static const uint8_t values[] = {0x00, 0x01, 0x02, 0x04, 0x05,
                                     0x7e, 0x7f, 0x80, 0xff};
    if (bytes->len == 0) {
        return;
    }
    switch (pick(5)) {
    case 0:
        bytes->data[pick(bytes->len)] ^= (uint8_t)(1U << pick(8));
        break;
    case 1:
        bytes->data[pick(bytes->len)] = values[pick(sizeof(values))];
        break;
    case 2:
        g_byte_array_set_size(bytes, (guint)pick(bytes->len));
        break;
    case 3:
        g_byte_array_remove_index(bytes, (guint)pick(bytes->len));
        break;
    default: {
        guint from = (guint)pick(bytes->len);
        guint length = (guint)pick(MIN(bytes->len - from, 64U));
        uint8_t *copy = g_memdup2(bytes->data + from, length);
        if (length) {
            g_byte_array_append(bytes, copy, length);
        }
        g_free(copy);
    }
    }
}

static void run_changed(const char *data, gsize size)
{
    GByteArray *bytes = g_byte_array_new();
    g_byte_array_append(bytes, (const guint8 *)data, (guint)size);
    for (size_t changes = 1 + pick(3); changes > 0; changes--) {
        change(bytes);
    }
    LLVMFuzzerTestOneInput(bytes->data, bytes->len);
    g_byte_array_unref(bytes);
}

int main(int argc, char **argv)
{
    long count = argc > 2 ? strtol(argv[1], NULL, 10) : -1;
    if (count < 0) {
        fprintf(stderr, "usage: %s COUNT FILE...\n", argv[0]);
        return 2;
    }
    for (int i = 2; i < argc; i++) {
        GError *error = NULL;
        char *data = NULL;
        gsize size = 0;
        if (!g_file_get_contents(argv[i], &data, &size, &error)) {
            fprintf(stderr, "%s\n", error->message);
            return 1;
        }
        LLVMFuzzerTestOneInput((const uint8_t *)data, size);
        for (long n = 0; n < count; n++) {
            run_changed(data, size);
        }
        g_free(data);
    }
    printf("%d files, %ld changed copies of each\n", argc - 2, count);
    return 0;
}
