/* SPDX-License-Identifier: MIT */
/* Files, aligned memory, random bytes, names, versions and messages. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "death.h"
#include "qapi/error.h"
#include "qemu/error-report.h"
#include "qemu/guest-random.h"
#include "qemu/hw-version.h"
#include "qemu/id.h"
#include "qemu/memalign.h"
#include "qemu/qemu-print.h"
#include "qemu/uuid.h"

static void memory_is_aligned(void **state)
{
    for (size_t alignment = 1; alignment <= 4096; alignment *= 2) {
        void *ptr = qemu_memalign(alignment, 100);
        assert_true(QEMU_PTR_IS_ALIGNED(ptr, alignment));
        memset(ptr, 1, 100);
        qemu_vfree(ptr);
    }
    void *nothing = qemu_try_memalign(16, 0);
    assert_non_null(nothing);
    qemu_vfree(nothing);
    qemu_vfree(NULL);
    assert_int_equal(qemu_real_host_page_size() % 4096, 0);
    assert_int_equal(qemu_get_thread_id(), getpid());
}

static void files_are_opened_with_a_reason(void **state)
{
    Error *err = NULL;
    g_autofree char *directory = g_dir_make_tmp("osdep-XXXXXX", NULL);
    g_autofree char *name = g_build_filename(directory, "file", NULL);
    assert_int_equal(qemu_open(name, O_RDONLY, &err), -1);
    assert_int_equal(errno, ENOENT);
    assert_non_null(strstr(error_get_pretty(err), "Could not open '"));
    assert_non_null(strstr(error_get_pretty(err), "No such file"));
    error_free_or_abort(&err);
    int fd = qemu_create(name, O_RDWR | O_EXCL, 0600, &error_abort);
    assert_true(fcntl(fd, F_GETFD) & FD_CLOEXEC);
    assert_int_equal(qemu_write_full(fd, "abc", 3), 3);
    assert_int_equal(qemu_create(name, O_RDWR | O_EXCL, 0600, &err), -1);
    assert_non_null(strstr(error_get_pretty(err), "Could not create '"));
    error_free_or_abort(&err);
    int copy = qemu_dup(fd);
    assert_true(fcntl(copy, F_GETFD) & FD_CLOEXEC);
    fcntl(copy, F_SETFD, 0);
    qemu_set_cloexec(copy);
    assert_true(fcntl(copy, F_GETFD) & FD_CLOEXEC);
    assert_int_equal(qemu_close(copy), 0);
    assert_int_equal(qemu_close(fd), 0);
    fd = qemu_open_old(name, O_WRONLY | O_CREAT, 0600);
    assert_true(fd >= 0);
    qemu_close(fd);
    unlink(name);
    rmdir(directory);
    assert_int_equal(qemu_write_full(-1, "a", 1), 0);
}

static void pipes_block_or_not(void **state)
{
    Error *err = NULL;
    int fds[2];
    char byte;
    assert_int_equal(qemu_pipe(fds), 0);
    assert_true(qemu_set_blocking(fds[0], false, &error_abort));
    assert_int_equal(read(fds[0], &byte, 1), -1);
    assert_int_equal(errno, EAGAIN);
    assert_true(qemu_set_blocking(fds[0], true, &error_abort));
    assert_false(fcntl(fds[0], F_GETFL) & O_NONBLOCK);
    close(fds[0]);
    close(fds[1]);
    assert_false(qemu_set_blocking(fds[0], true, &err));
    error_free_or_abort(&err);
}

static void seeded_random_bytes_repeat(void **state)
{
    Error *err = NULL;
    uint8_t first[32], second[32];
    qemu_guest_getrandom_nofail(first, sizeof(first));
    qemu_guest_getrandom_nofail(second, sizeof(second));
    assert_memory_not_equal(first, second, sizeof(first));
    assert_int_equal(qemu_guest_random_seed_main("0x1234", &error_abort), 0);
    assert_int_equal(qemu_guest_getrandom(first, sizeof(first), &error_abort), 0);
    assert_int_equal(qemu_guest_random_seed_main("4660", &error_abort), 0);
    assert_int_equal(qemu_guest_getrandom(second, sizeof(second), &error_abort), 0);
    assert_memory_equal(first, second, sizeof(first));
    const char *const bad[] = {"", "x", "12x", "-1", "99999999999999999999"};
    for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
        assert_int_equal(qemu_guest_random_seed_main(bad[i], &err), -1);
        error_free_or_abort(&err);
    }
}

static void uuids_survive_their_text(void **state)
{
    const char *text = "12345678-9abc-def0-1234-56789abcdef0";
    QemuUUID uuid, other;
    assert_int_equal(qemu_uuid_parse(text, &uuid), 0);
    assert_int_equal(uuid.data[0], 0x12);
    assert_int_equal(uuid.data[15], 0xf0);
    g_autofree char *again = qemu_uuid_unparse_strdup(&uuid);
    assert_string_equal(again, text);
    other = qemu_uuid_bswap(uuid);
    assert_int_equal(other.data[0], 0x78);
    assert_int_equal(other.data[4], 0xbc);
    assert_int_equal(other.data[8], 0x12);
    assert_false(qemu_uuid_is_equal(&uuid, &other));
    const char *const bad[] = {"", "12345678-9abc-def0-1234-56789abcdef",
                               "12345678-9abc-def0-1234-56789abcdeg0",
                               "123456789-abc-def0-1234-56789abcdef0"};
    for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
        assert_int_equal(qemu_uuid_parse(bad[i], &uuid), -1);
        assert_int_equal(uuid.data[0], 0x12);
    }
    qemu_uuid_generate(&uuid);
    assert_int_equal(uuid.data[6] >> 4, 4);
    assert_int_equal(uuid.data[8] >> 6, 2);
    assert_false(qemu_uuid_is_null(&uuid));
    assert_int_equal(qemu_uuid_parse(UUID_NONE, &uuid), 0);
    assert_true(qemu_uuid_is_null(&uuid));
}

static void generated_names_are_no_users(void **state)
{
    g_autofree char *first = id_generate(ID_QDEV), *second = id_generate(ID_QDEV);
    assert_string_not_equal(first, second);
    assert_false(id_wellformed(first));
    assert_true(id_wellformed("uart-0.a_b"));
    assert_false(id_wellformed(""));
    assert_false(id_wellformed("0a"));
    assert_false(id_wellformed("a b"));
}

static void version_can_be_set(void **state)
{
    assert_string_equal(qemu_hw_version(), QEMU_HW_VERSION);
    qemu_set_hw_version("7");
    assert_string_equal(qemu_hw_version(), "7");
}

static void report_everything(void *unused)
{
    error_report("plain");
    error_init("/usr/bin/board");
    assert_string_equal(error_get_progname(), "board");
    error_report("e %d", 1);
    warn_report("w %d", 2);
    info_report("i %d", 3);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(error_report_once("once"), i == 0);
        assert_int_equal(warn_report_once("once"), i == 0);
    }
    qemu_fprintf(stderr, "%s\n", "printed");
    message_with_timestamp = true;
    error_report("timed");
    exit(0);
}

static void messages_have_one_form(void **state)
{
    Death death = die_in_child(report_everything, NULL);
    const char *expected = "plain\nboard: e 1\nboard: warning: w 2\nboard: info: i 3\n"
                           "board: once\nboard: warning: once\nprinted\n20";
    assert_memory_equal(death.text, expected, strlen(expected));
    assert_non_null(strstr(death.text, "Z board: timed\n"));
    assert_int_equal(qemu_printf("%s", ""), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_aligned),
        cmocka_unit_test(files_are_opened_with_a_reason),
        cmocka_unit_test(pipes_block_or_not),
        cmocka_unit_test(seeded_random_bytes_repeat),
        cmocka_unit_test(uuids_survive_their_text),
        cmocka_unit_test(generated_names_are_no_users),
        cmocka_unit_test(version_can_be_set),
        cmocka_unit_test(messages_have_one_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
