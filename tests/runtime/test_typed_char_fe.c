/* SPDX-License-Identifier: MIT */
/* Bytes to a character device. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bindery/chardev/char_fe.h"
#include "typed_fixture.h"

/* Answers a command of the guest. */
static bool answer(CharFrontend *chr, const char *text, Error **errp)
{
    return qemu_chr_fe_write_span(chr, byte_span((const uint8_t *)text, strlen(text)),
                                  errp);
}

static void all_bytes_are_written(void **state)
{
    Chardev *chr = chardev_new("line", "memory", &error_abort);
    CharFrontend frontend = {0};
    uint8_t got[16] = {0};

    assert_true(answer(&frontend, "lost", &error_abort));
    assert_true(qemu_chr_fe_init(&frontend, chr, &error_abort));
    assert_true(answer(&frontend, "hello", &error_abort));
    assert_true(answer(&frontend, "", &error_abort));
    assert_int_equal(chardev_memory_read(chr, got, sizeof(got)), 5);
    assert_string_equal((char *)got, "hello");
    qemu_chr_fe_deinit(&frontend, true);
}

static void failure_has_its_reason(void **state)
{
    Chardev *chr = chardev_new("full", "file:/dev/full", &error_abort);
    CharFrontend frontend = {0};
    OWNED_ERROR(errp);

    qemu_chr_fe_init(&frontend, chr, &error_abort);
    assert_false(answer(&frontend, "hello", errp));
    assert_string_equal(error_get_pretty(*errp), "cannot write to the character device: "
                                                 "No space left on device");
    qemu_chr_fe_deinit(&frontend, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_bytes_are_written),
        cmocka_unit_test(failure_has_its_reason),
    };
    return cmocka_run_group_tests(tests, start_program, end_program);
}
