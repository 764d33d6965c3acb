/* SPDX-License-Identifier: MIT */
/* Making Chardevs by label and text, and finding them. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "chardev_fixture.h"
#include "system/system.h"

static void it_is_found_by_its_label(void **state)
{
    Chardev *chr = qemu_chr_new("con0", "null", NULL);
    assert_non_null(chr);
    assert_ptr_equal(qemu_chr_find("con0"), chr);
    assert_ptr_equal(object_resolve_path("/chardevs/con0", NULL), OBJECT(chr));
    assert_string_equal(chr->label, "con0");
    object_unparent(OBJECT(chr));
    assert_null(qemu_chr_find("con0"));
}

static void serial_ports_are_found_by_number(void **state)
{
    Chardev *first = qemu_chr_new("serial0", "null", NULL);
    Chardev *third = qemu_chr_new_mux_mon("serial2", "null", NULL);
    assert_ptr_equal(serial_hd(0), first);
    assert_null(serial_hd(1));
    assert_ptr_equal(serial_hd(2), third);
    qemu_chr_cleanup();
    assert_null(serial_hd(0));
    assert_null(serial_hd(2));
}

static void cleanup_parts_front_ends(void **state)
{
    FrontEnd *fe = front_end_open("memory");
    qemu_chr_cleanup();
    assert_false(qemu_chr_fe_backend_connected(&fe->chr));
    assert_string_equal(fe->events->str, "OC");
    assert_non_null(qemu_chr_new_noreplay("again", "null", false, NULL));
    front_end_free(fe);
}

static void one_without_label_belongs_to_the_caller(void **state)
{
    Chardev *chr = qemu_chardev_new(NULL, TYPE_CHARDEV_NULL, NULL, NULL, &error_abort);
    assert_string_equal(chr->label, "");
    assert_null(OBJECT(chr)->parent);
    object_unref(chr);
}

static void refused_type_is_named(void **state)
{
    Error *err = NULL;
    assert_null(qemu_chardev_new("x", TYPE_CHARDEV, NULL, NULL, &err));
    assert_string_equal(error_get_pretty(err),
                        "'chardev' is no type of chardev that can be made");
    error_free(err);
    err = NULL;
    assert_null(qemu_chardev_new("x", "container", NULL, NULL, &err));
    error_free_or_abort(&err);
}

typedef struct Refusal {
    const char *label;
    const char *filename;
    const char *message;
} Refusal;

#define KINDS                                                                            \
    "there is no kind of chardev for it; there are null, memory, stdio, file:PATH, "     \
    "pipe:PATH, pty, serial:PATH, tcp:HOST:PORT and unix:PATH"
#define MUX   "there are no multiplexers here; give each front end a chardev"
#define LABEL "a label is a letter, then letters, digits, '-', '.' and '_'"
#define PORT  " is not HOST:PORT with a number from 0 to 65535"

static const Refusal refusals[] = {
    {"", "null", LABEL},
    {"1a", "null", LABEL},
    {"a/b", "null", LABEL},
    {"taken", "null", "there is one of that label already; take another label"},
    {"x", "", KINDS},
    {"x", "nul", KINDS},
    {"x", "null,", KINDS},
    {"x", "udp:localhost:1", KINDS},
    {"x", "telnet:localhost:1", KINDS},
    {"x", "mux:stdio", MUX},
    {"x", "mon:stdio", MUX},
    {"x", "file:", "a path is missing behind the ':'"},
    {"x", "unix:,server=on", "a path is missing behind the ':'"},
    {"x", "memory,size=3", "option 'size' is a power of two, not 3"},
    {"x", "memory,size=0", "option 'size' is a number from 1 to 1073741824, not '0'"},
    {"x", "memory,size", "option 'size' is a number from 1 to 1073741824, not ''"},
    {"x", "memory,depth=1", "there is no option 'depth'; there are: size"},
    {"x", "tcp:localhost", "'localhost'" PORT},
    {"x", "tcp:localhost:http", "'localhost:http'" PORT},
    {"x", "tcp:localhost:65536", "'localhost:65536'" PORT},
    {"x", "tcp::1", "a client needs the host and the port of the server"},
    {"x", "tcp:localhost:0", "a client needs the host and the port of the server"},
    {"x", "tcp:localhost:1,server=yes", "option 'server' is 'on' or 'off', not 'yes'"},
    {"x", "tcp:localhost:1,telnet=on",
     "there is no option 'telnet'; there are: server, wait, nodelay, reconnect-ms"},
    {"x", "unix:/x,nodelay=on",
     "there is no option 'nodelay'; there are: server, wait, reconnect-ms"},
    {"x", "unix:/x,server=on,reconnect-ms=5",
     "a server does not connect: option 'reconnect-ms' is for clients"},
    {"x", "unix:/x,reconnect-ms=-1",
     "option 'reconnect-ms' is a number from 0 to 3600000, not '-1'"},
    {"x", "file:/nowhere/x", "Could not create '/nowhere/x': No such file or directory"},
    {"x", "serial:/nowhere/x", "Could not open '/nowhere/x': No such file or directory"},
    {"x", "/dev/null",
     "'/dev/null' is no terminal; file:PATH writes to a file: Inappropriate ioctl for "
     "device"},
    {"x", "pipe:/nowhere/x",
     "neither '/nowhere/x.in' and '/nowhere/x.out' nor '/nowhere/x' can be opened; "
     "mkfifo makes them: No such file or directory"},
};

static void what_is_written_wrong_is_known_before_it_is_opened(void **state)
{
    Error *err = NULL;
    assert_true(chardev_check_filename("file:/nowhere/x", &error_abort));
    assert_true(chardev_check_filename("unix:/nowhere/x,server=on", &error_abort));
    assert_false(chardev_check_filename("file:", &err));
    assert_string_equal(error_get_pretty(err), "a path is missing behind the ':'");
    error_free(err);
}

static void refusals_say_what_is_wrong(void **state)
{
    assert_non_null(chardev_new("taken", "null", &error_abort));
    for (size_t i = 0; i < ARRAY_SIZE(refusals); i++) {
        Error *err = NULL;
        g_autofree char *expected =
            g_strdup_printf("chardev '%s': %s: %s", refusals[i].label,
                            refusals[i].filename, refusals[i].message);
        assert_null(chardev_new(refusals[i].label, refusals[i].filename, &err));
        assert_non_null(err);
        assert_string_equal(error_get_pretty(err), expected);
        error_free(err);
    }
    assert_null(qemu_chr_find("x"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_found_by_its_label),
        cmocka_unit_test(serial_ports_are_found_by_number),
        cmocka_unit_test(cleanup_parts_front_ends),
        cmocka_unit_test(one_without_label_belongs_to_the_caller),
        cmocka_unit_test(refused_type_is_named),
        cmocka_unit_test(refusals_say_what_is_wrong),
        cmocka_unit_test(what_is_written_wrong_is_known_before_it_is_opened),
    };
    return cmocka_run_group_tests(tests, chardev_group_setup, chardev_group_teardown);
}
