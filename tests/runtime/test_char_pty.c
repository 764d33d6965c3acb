/* SPDX-License-Identifier: MIT */
/* Pseudo terminals, and the terminals of the host that serial ports are. */
#include "qemu/osdep.h"

#include <termios.h>

#include <cmocka.h>

#include "chardev/char-serial.h"
#include "chardev_fixture.h"

#define TOTAL (1 << 20)

typedef struct Case {
    FrontEnd *fe;
    int peer;
} Case;

static int open_pty(void **state)
{
    Case *self = g_new0(Case, 1);
    self->fe = front_end_open("pty");
    self->peer = -1;
    *state = self;
    return 0;
}

static int close_case(void **state)
{
    Case *self = *state;
    front_end_free(self->fe);
    if (self->peer >= 0) {
        close(self->peer);
    }
    g_free(self);
    return 0;
}

static void attach_peer(Case *self)
{
    const char *filename = qemu_chr_fe_get_driver(&self->fe->chr)->filename;
    assert_true(g_str_has_prefix(filename, "pty:/dev/"));
    self->peer = open(filename + strlen("pty:"), O_RDWR | O_NOCTTY);
    assert_true(self->peer >= 0);
}

static void detach_peer(Case *self)
{
    close(self->peer);
    self->peer = -1;
}

static int front_write(Case *self, const void *bytes, int size)
{
    return qemu_chr_fe_write(&self->fe->chr, bytes, size);
}

static void it_is_open_when_someone_opens_it(void **state)
{
    Case *self = *state;
    run_pending();
    assert_string_equal(self->fe->events->str, "");
    attach_peer(self);
    run_until(is_open, self->fe);
    assert_string_equal(self->fe->events->str, "O");
}

static void every_byte_goes_through_unchanged(void **state)
{
    Case *self = *state;
    uint8_t all[256], buf[256];
    for (int i = 0; i < 256; i++) {
        all[i] = (uint8_t)i;
    }
    attach_peer(self);
    run_until(is_open, self->fe);
    assert_int_equal(front_write(self, all, 256), 256);
    for (ssize_t got = 0; got < 256;) {
        ssize_t count = read(self->peer, buf + got, (size_t)(256 - got));
        assert_true(count > 0);
        got += count;
    }
    assert_memory_equal(buf, all, 256);
    assert_int_equal(write(self->peer, all, 256), 256);
    while (self->fe->input->len < 256) {
        g_main_context_iteration(NULL, TRUE);
    }
    assert_memory_equal(self->fe->input->data, all, 256);
}

static void output_without_a_peer_is_dropped(void **state)
{
    Case *self = *state;
    char byte;
    assert_int_equal(front_write(self, "lost", 4), 4);
    assert_int_equal(
        qemu_chr_fe_add_watch(&self->fe->chr, G_IO_OUT, front_end_watch, self->fe), 0);
    attach_peer(self);
    run_until(is_open, self->fe);
    assert_int_equal(front_write(self, "!", 1), 1);
    assert_int_equal(read(self->peer, &byte, 1), 1);
    assert_int_equal(byte, '!');
}

static bool two_openings(void *front_end)
{
    return strcmp(((FrontEnd *)front_end)->events->str, "OO") == 0;
}

static void it_stays_open_for_the_next_one(void **state)
{
    Case *self = *state;
    attach_peer(self);
    run_until(is_open, self->fe);
    detach_peer(self);
    run_pending();
    assert_string_equal(self->fe->events->str, "O");
    attach_peer(self);
    run_until(two_openings, self->fe);
    assert_int_equal(write(self->peer, "again", 5), 5);
    run_until(has_input, self->fe);
    assert_input(self->fe, "again");
}

static bool has_all_words(void *front_end)
{
    return ((FrontEnd *)front_end)->input->len == 5;
}

static void input_of_one_who_has_left_is_received(void **state)
{
    Case *self = *state;
    front_end_accept(self->fe, 0);
    attach_peer(self);
    assert_int_equal(write(self->peer, "words", 5), 5);
    detach_peer(self);
    run_pending();
    front_end_accept(self->fe, 2);
    run_until(has_all_words, self->fe);
    assert_input(self->fe, "words");
}

static void full_one_makes_writes_wait(void **state)
{
    Case *self = *state;
    static uint8_t block[1 << 16];
    attach_peer(self);
    run_until(is_open, self->fe);
    /* The system moves bytes from one buffer to another one for a while. */
    for (int full = 0; full < 3;) {
        full = front_write(self, block, sizeof(block)) > 0 ? 0 : full + 1;
        run_pending();
    }
    assert_int_equal(front_write(self, block, sizeof(block)), -1);
    assert_int_equal(errno, EAGAIN);
    assert_true(
        qemu_chr_fe_add_watch(&self->fe->chr, G_IO_OUT, front_end_watch, self->fe) > 0);
    run_pending();
    assert_int_equal(self->fe->watch_calls, 0);
    /* Nobody will ever read it now. */
    detach_peer(self);
    run_pending();
    assert_int_equal(self->fe->watch_calls, 1);
    assert_int_equal(front_write(self, block, sizeof(block)), sizeof(block));
}

static gpointer write_much(gpointer opaque)
{
    Case *self = opaque;
    for (int i = 0; i < TOTAL; i += 256) {
        uint8_t block[256];
        memset(block, i / 256, sizeof(block));
        for (size_t done = 0; done < sizeof(block);) {
            ssize_t count = write(self->peer, block + done, sizeof(block) - done);
            assert_true(count > 0);
            done += (size_t)count;
        }
    }
    return NULL;
}

static bool has_a_megabyte(void *front_end)
{
    FrontEnd *fe = front_end;
    /* It stops now and then, with bytes under way. */
    if (fe->space == 0) {
        fe->only_once = g_random_int_range(0, 4) == 0;
        front_end_accept(fe, 1 + (int)fe->input->len % 200);
    } else {
        fe->only_once = true;
    }
    return fe->input->len == TOTAL;
}

static void a_megabyte_comes_through(void **state)
{
    Case *self = *state;
    attach_peer(self);
    run_until(is_open, self->fe);
    GThread *thread = g_thread_new("peer", write_much, self);
    run_until(has_a_megabyte, self->fe);
    g_thread_join(thread);
    for (int i = 0; i < TOTAL; i++) {
        if (self->fe->input->data[i] != (uint8_t)(i / 256)) {
            fail_msg("byte %d is %d", i, self->fe->input->data[i]);
        }
    }
}

/* --- terminals of the host ---------------------------------------------------------- */

/* A terminal, of which the test has the other side. */
static int open_terminal(void **state)
{
    Case *self = g_new0(Case, 1);
    self->peer = posix_openpt(O_RDWR | O_NOCTTY);
    assert_true(self->peer >= 0);
    assert_int_equal(grantpt(self->peer), 0);
    assert_int_equal(unlockpt(self->peer), 0);
    g_autofree char *filename = g_strconcat("serial:", ptsname(self->peer), NULL);
    /* Keeps the terminal's modes from one opening to the next. */
    self->fe = front_end_open(filename);
    *state = self;
    return 0;
}

static struct termios modes_of(Case *self)
{
    struct termios modes;
    assert_int_equal(tcgetattr(self->peer, &modes), 0);
    return modes;
}

static int set_params(Case *self, int speed, int parity, int data_bits, int stop_bits)
{
    QEMUSerialSetParams params = {speed, parity, data_bits, stop_bits};
    return qemu_chr_fe_ioctl(&self->fe->chr, CHR_IOCTL_SERIAL_SET_PARAMS, &params);
}

static void serial_port_carries_bytes(void **state)
{
    Case *self = *state;
    char buf[4];
    assert_string_equal(self->fe->events->str, "O");
    assert_int_equal(write(self->peer, "in\r\n", 4), 4);
    run_until(has_input, self->fe);
    assert_input(self->fe, "in\r\n");
    assert_int_equal(front_write(self, "out\n", 4), 4);
    assert_int_equal(read(self->peer, buf, 4), 4);
    assert_memory_equal(buf, "out\n", 4);
}

static void serial_port_takes_parameters(void **state)
{
    Case *self = *state;
    assert_int_equal(set_params(self, 9600, 'E', 7, 2), 0);
    struct termios modes = modes_of(self);
    assert_int_equal(cfgetospeed(&modes), B9600);
    assert_true(modes.c_cflag & CSTOPB);
    /* A divided clock: 1843200 / 16 / 6, but a little off. */
    assert_int_equal(set_params(self, 19230, 'N', 8, 1), 0);
    modes = modes_of(self);
    assert_int_equal(cfgetospeed(&modes), B19200);
    assert_int_equal(modes.c_cflag & (CSIZE | PARENB | CSTOPB), CS8);
}

static void serial_port_refuses_parameters_that_make_no_sense(void **state)
{
    Case *self = *state;
    assert_int_equal(set_params(self, 9600, 'X', 8, 1), -EINVAL);
    assert_int_equal(set_params(self, 9600, 'N', 9, 1), -EINVAL);
    assert_int_equal(set_params(self, 9600, 'N', 4, 1), -EINVAL);
}

static void serial_port_sends_breaks(void **state)
{
    Case *self = *state;
    int on = 1, off = 0;
    assert_int_equal(qemu_chr_fe_ioctl(&self->fe->chr, CHR_IOCTL_SERIAL_SET_BREAK, &on),
                     0);
    assert_int_equal(qemu_chr_fe_ioctl(&self->fe->chr, CHR_IOCTL_SERIAL_SET_BREAK, &off),
                     0);
}

static void lines_that_a_terminal_lacks_are_not_supported(void **state)
{
    Case *self = *state;
    int lines = CHR_TIOCM_DTR;
    assert_int_equal(
        qemu_chr_fe_ioctl(&self->fe->chr, CHR_IOCTL_SERIAL_GET_TIOCM, &lines), -ENOTSUP);
    assert_int_equal(
        qemu_chr_fe_ioctl(&self->fe->chr, CHR_IOCTL_SERIAL_SET_TIOCM, &lines), -ENOTSUP);
    assert_int_equal(qemu_chr_fe_ioctl(&self->fe->chr, 99, &lines), -ENOTSUP);
}

static void modes_come_back_when_the_port_is_closed(void **state)
{
    Case *self = *state;
    int keep = open(ptsname(self->peer), O_RDWR | O_NOCTTY);
    struct termios modes = modes_of(self);
    assert_false(modes.c_lflag & ICANON);
    qemu_chr_fe_deinit(&self->fe->chr, true);
    modes = modes_of(self);
    assert_true(modes.c_lflag & ICANON);
    assert_true(modes.c_lflag & ECHO);
    close(keep);
}

static void hang_up_closes_it(void **state)
{
    Case *self = *state;
    detach_peer(self);
    run_until(is_closed, self->fe);
    assert_string_equal(self->fe->events->str, "OC");
    front_end_listen(self->fe);
    run_pending();
    assert_string_equal(self->fe->events->str, "OC");
}

#define PTY(name)      cmocka_unit_test_setup_teardown(name, open_pty, close_case)
#define TERMINAL(name) cmocka_unit_test_setup_teardown(name, open_terminal, close_case)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PTY(it_is_open_when_someone_opens_it),
        PTY(every_byte_goes_through_unchanged),
        PTY(output_without_a_peer_is_dropped),
        PTY(it_stays_open_for_the_next_one),
        PTY(input_of_one_who_has_left_is_received),
        PTY(full_one_makes_writes_wait),
        PTY(a_megabyte_comes_through),
        TERMINAL(serial_port_carries_bytes),
        TERMINAL(serial_port_takes_parameters),
        TERMINAL(serial_port_refuses_parameters_that_make_no_sense),
        TERMINAL(serial_port_sends_breaks),
        TERMINAL(lines_that_a_terminal_lacks_are_not_supported),
        TERMINAL(modes_come_back_when_the_port_is_closed),
        TERMINAL(hang_up_closes_it),
    };
    return cmocka_run_group_tests(tests, chardev_group_setup, chardev_group_teardown);
}
