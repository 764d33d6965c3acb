/* SPDX-License-Identifier: MIT */
/* Bytes and breaks between processor and host, and in loopback. */
#include "pl011_fixture.h"

static void enable_fifos(Uart *uart)
{
    uart_write(uart, UARTLCR_H, UARTLCR_H_FEN);
}

static void enable_loopback(Uart *uart)
{
    uart_write(uart, UARTCR, UARTCR_UARTEN | UARTCR_TXE | UARTCR_RXE | UARTCR_LBE);
}

/* Takes the words of text from the FIFO, and whether it is empty then. */
static void assert_received(Uart *uart, const char *text)
{
    for (; *text; text++) {
        assert_int_equal(uart_read(uart, UARTFR) & UARTFR_RXFE, 0);
        assert_int_equal(uart_read(uart, UARTDR), *text);
    }
    assert_int_equal(uart_read(uart, UARTFR) & UARTFR_RXFE, UARTFR_RXFE);
}

/* --- to the host -------------------------------------------------------------------- */

static void bytes_are_sent_at_once(void **state)
{
    Uart *uart = *state;

    uart_write(uart, UARTDR, 'o');
    assert_host_received(uart, "o");
    /* A byte is all that goes out of what is written. */
    uart_write(uart, UARTDR, 0xffffff00 | 'k');
    assert_host_received(uart, "k");
    assert_int_equal(uart_read(uart, UARTFR), UARTFR_TXFE | UARTFR_RXFE);
}

static void without_chardev_bytes_are_lost(void **state)
{
    DeviceState *dev = qdev_new(TYPE_PL011);
    uint32_t sent = GUINT32_TO_LE('x');

    assert_true(sysbus_realize_and_unref(SYS_BUS_DEVICE(dev), &error_abort));
    sysbus_mmio_map(SYS_BUS_DEVICE(dev), 0, UART_BASE + PL011_SIZE);
    assert_int_equal(address_space_write(&address_space_memory, UART_BASE + PL011_SIZE,
                                         (MemTxAttrs){0}, &sent, sizeof(sent)),
                     MEMTX_OK);
    assert_host_received(*state, "");
    object_unparent(OBJECT(dev));
}

/* --- from the host ------------------------------------------------------------------ */

static void received_byte_is_read_once_and_stays_stale(void **state)
{
    Uart *uart = *state;

    uart_host_sends(uart, "a", 1);
    assert_received(uart, "a");
    assert_int_equal(uart_read(uart, UARTDR), 'a');
    assert_int_equal(uart_read(uart, UARTFR) & UARTFR_RXFE, UARTFR_RXFE);
}

static void without_fifos_one_byte_is_taken(void **state)
{
    Uart *uart = *state;

    uart_host_sends(uart, "abc", 3);
    assert_int_equal(chardev_memory_unread(uart->host), 2);
    assert_int_equal(uart_read(uart, UARTFR), UARTFR_TXFE | UARTFR_RXFF);
    /* Reading makes room: the rest comes by the main loop. */
    assert_int_equal(uart_read(uart, UARTDR), 'a');
    main_loop_wait(true);
    assert_int_equal(uart_read(uart, UARTDR), 'b');
    main_loop_wait(true);
    assert_received(uart, "c");
    assert_int_equal(chardev_memory_unread(uart->host), 0);
}

static void fifos_take_16_bytes(void **state)
{
    Uart *uart = *state;

    enable_fifos(uart);
    uart_host_sends(uart, "0123456789abcde", 15);
    assert_int_equal(uart_read(uart, UARTFR) & UARTFR_RXFF, 0);
    uart_host_sends(uart, "fXY", 3);
    assert_int_equal(uart_read(uart, UARTFR) & UARTFR_RXFF, UARTFR_RXFF);
    assert_int_equal(chardev_memory_unread(uart->host), 2);
    assert_int_equal(uart_read(uart, UARTDR), '0');
    assert_int_equal(uart_read(uart, UARTFR) & UARTFR_RXFF, 0);
    assert_received(uart, "123456789abcdef");
    main_loop_wait(true);
    assert_received(uart, "XY");
}

static void fifo_goes_round(void **state)
{
    Uart *uart = *state;

    enable_fifos(uart);
    for (int i = 0; i < 5; i++) {
        uart_host_sends(uart, "0123456", 7);
        assert_received(uart, "0123456");
    }
}

static void change_of_fifo_enable_empties_both(void **state)
{
    Uart *uart = *state;

    enable_fifos(uart);
    uart_host_sends(uart, "0123456789abcdef", 16);
    uart_write(uart, UARTLCR_H, 0);
    assert_int_equal(uart_read(uart, UARTFR), UARTFR_TXFE | UARTFR_RXFE);
    uart_host_sends(uart, "g", 1);
    enable_fifos(uart);
    assert_int_equal(uart_read(uart, UARTFR), UARTFR_TXFE | UARTFR_RXFE);
    /* The same value again is no change. */
    uart_host_sends(uart, "h", 1);
    enable_fifos(uart);
    assert_received(uart, "h");
}

static void enable_bits_do_not_stop_data(void **state)
{
    Uart *uart = *state;

    uart_write(uart, UARTCR, 0);
    uart_host_sends(uart, "i", 1);
    assert_received(uart, "i");
    uart_write(uart, UARTDR, 'o');
    assert_host_received(uart, "o");
}

/* --- breaks ------------------------------------------------------------------------- */

static void break_of_host_is_a_word_with_its_error(void **state)
{
    Uart *uart = *state;

    enable_fifos(uart);
    uart_host_sends_break(uart);
    uart_host_sends(uart, "a", 1);
    assert_int_equal(uart_read(uart, UARTDR), UARTDR_BE);
    assert_int_equal(uart_read(uart, UARTRSR), 4);
    assert_int_equal(uart_read(uart, UARTDR), 'a');
    assert_int_equal(uart_read(uart, UARTRSR), 0);
}

static void breaks_fill_past_the_depth(void **state)
{
    Uart *uart = *state;

    enable_fifos(uart);
    uart_host_sends(uart, "0123456789abcdef", 16);
    uart_host_sends_break(uart);
    uart_host_sends_break(uart);
    uart_host_sends(uart, "g", 1);
    assert_int_equal(chardev_memory_unread(uart->host), 1);
    /* 18 words are counted: the ring's first two are breaks now, and come twice. */
    for (int round = 0; round < 18; round++) {
        int slot = round % 16;
        uint32_t word = slot < 2 ? UARTDR_BE : (uint32_t) "0123456789abcdef"[slot];
        assert_int_equal(uart_read(uart, UARTFR) & UARTFR_RXFE, 0);
        assert_int_equal(uart_read(uart, UARTDR), word);
    }
    assert_int_equal(uart_read(uart, UARTFR) & UARTFR_RXFE, UARTFR_RXFE);
    assert_int_equal(uart_read(uart, UARTRIS) & UARTINT_OE, 0);
    main_loop_wait(true);
    assert_received(uart, "g");
}

/* --- what the back end is told ------------------------------------------------------ */

static GString *told;

static int note_break(Chardev *chr, int cmd, void *arg)
{
    assert_int_equal(cmd, CHR_IOCTL_SERIAL_SET_BREAK);
    g_string_append_printf(told, "break %d ", *(int *)arg);
    return 0;
}

static void note_room(Chardev *chr)
{
    g_string_append(told, "room ");
}

static void noting_host_class_init(ObjectClass *klass, const void *data)
{
    CHARDEV_CLASS(klass)->chr_ioctl = note_break;
    CHARDEV_CLASS(klass)->chr_accept_input = note_room;
}

static void register_noting_host(void)
{
    static const TypeInfo noting_host = {
        .name = "chardev-test-noting",
        .parent = TYPE_CHARDEV_NULL,
        .class_init = noting_host_class_init,
    };

    if (!object_class_by_name(noting_host.name)) {
        type_register_static(&noting_host);
    }
}

/* A second PL011, behind the first, on a back end that notes what it is told. */
static void assert_told(Uart *uart, void (*act)(Uart *uart), const char *text)
{
    Chardev *chr;
    DeviceState *dev;

    register_noting_host();
    chr = qemu_chardev_new("noting", "chardev-test-noting", NULL, NULL, &error_abort);
    dev = pl011_create(UART_BASE + PL011_SIZE, NULL, chr);
    told = g_string_new(NULL);
    act(uart);
    assert_string_equal(told->str, text);
    g_string_free(told, true);
    object_unparent(OBJECT(dev));
    object_unparent(OBJECT(chr));
}

static void change_break(Uart *uart)
{
    uart_write(uart, PL011_SIZE + UARTLCR_H, UARTLCR_H_BRK);
    uart_write(uart, PL011_SIZE + UARTLCR_H, UARTLCR_H_BRK | UARTLCR_H_FEN);
    uart_write(uart, PL011_SIZE + UARTLCR_H, UARTLCR_H_FEN);
}

static void breaks_are_sent_when_the_bit_changes(void **state)
{
    assert_told(*state, change_break, "break 1 break 0 ");
}

static void read_data(Uart *uart)
{
    uart_read(uart, PL011_SIZE + UARTFR);
    uart_read(uart, PL011_SIZE + UARTDR);
}

static void back_end_is_told_when_data_was_read(void **state)
{
    assert_told(*state, read_data, "room ");
}

/* --- loopback ----------------------------------------------------------------------- */

static void loopback_sends_out_and_in(void **state)
{
    Uart *uart = *state;

    enable_fifos(uart);
    enable_loopback(uart);
    uart_write(uart, UARTDR, 'a');
    uart_write(uart, UARTDR, 'b');
    assert_host_received(uart, "ab");
    assert_received(uart, "ab");
}

static void loopback_drops_what_the_host_sends(void **state)
{
    Uart *uart = *state;

    enable_fifos(uart);
    enable_loopback(uart);
    uart_host_sends(uart, "lost", 4);
    uart_host_sends_break(uart);
    assert_received(uart, "");
    assert_int_equal(chardev_memory_unread(uart->host), 0);
}

static void break_in_loopback_is_received_once(void **state)
{
    Uart *uart = *state;

    enable_fifos(uart);
    enable_loopback(uart);
    uart_write(uart, UARTLCR_H, UARTLCR_H_FEN | UARTLCR_H_BRK);
    uart_write(uart, UARTLCR_H, UARTLCR_H_FEN | UARTLCR_H_BRK);
    uart_write(uart, UARTLCR_H, UARTLCR_H_FEN);
    assert_int_equal(uart_read(uart, UARTDR), UARTDR_BE);
    assert_received(uart, "");
}

static void loopback_past_the_depth_goes_round(void **state)
{
    Uart *uart = *state;

    enable_loopback(uart);
    uart_write(uart, UARTDR, 'a');
    assert_int_equal(uart_read(uart, UARTFR) & UARTFR_RXFF, UARTFR_RXFF);
    uart_write(uart, UARTDR, 'b');
    assert_int_equal(uart_read(uart, UARTDR), 'b');
    assert_received(uart, "b");
    assert_host_received(uart, "ab");
}

static void loopback_crosses_the_lines_of_the_modem(void **state)
{
    Uart *uart = *state;
    static const struct {
        uint32_t control, flag, interrupt;
    } lines[] = {
        {UARTCR_DTR, UARTFR_DSR, UARTINT_DSR},
        {UARTCR_RTS, UARTFR_CTS, UARTINT_CTS},
        {UARTCR_OUT1, UARTFR_DCD, UARTINT_DCD},
        {UARTCR_OUT2, UARTFR_RI, UARTINT_RI},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        uart_write(uart, UARTCR, UARTCR_LBE | lines[i].control);
        assert_int_equal(uart_read(uart, UARTFR),
                         UARTFR_TXFE | UARTFR_RXFE | lines[i].flag);
        assert_int_equal(uart_read(uart, UARTRIS), lines[i].interrupt);
    }
    /* Without loopback they stay as they were. */
    uart_write(uart, UARTCR, UARTCR_DTR);
    assert_int_equal(uart_read(uart, UARTFR), UARTFR_TXFE | UARTFR_RXFE | UARTFR_RI);
    assert_int_equal(uart_read(uart, UARTRIS), UARTINT_RI);
}

/* --- clock -------------------------------------------------------------------------- */

static void baud_rate_follows_divisor_and_clock(void **state)
{
    Uart *uart = *state;
    DeviceState *dev = qdev_new(TYPE_PL011);
    Clock *clock = clock_new(qdev_get_machine(), "uartclk");

    clock_update_hz(clock, 24000000);
    qdev_connect_clock_in(dev, "clk", clock);
    assert_true(sysbus_realize_and_unref(SYS_BUS_DEVICE(dev), &error_abort));
    sysbus_mmio_map(SYS_BUS_DEVICE(dev), 0, UART_BASE + PL011_SIZE);

    trace_enable_events("pl011_baudrate_change");
    uart_write(uart, PL011_SIZE + UARTFBRD, 1);
    assert_logged(uart, "pl011_baudrate_change 0 baud: clock 24000000 Hz, "
                        "divisor 0 + 1/64\n");
    uart_write(uart, PL011_SIZE + UARTIBRD, 13);
    assert_logged(uart, "pl011_baudrate_change 115244 baud: clock 24000000 Hz, "
                        "divisor 13 + 1/64\n");
    clock_update_hz(clock, 48000000);
    assert_logged(uart, "pl011_baudrate_change 230492 baud: clock 48000000 Hz, "
                        "divisor 13 + 1/64\n");
    object_unparent(OBJECT(dev));
    object_unparent(OBJECT(clock));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, uart_set_up, uart_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(bytes_are_sent_at_once),
        TEST(without_chardev_bytes_are_lost),
        TEST(received_byte_is_read_once_and_stays_stale),
        TEST(without_fifos_one_byte_is_taken),
        TEST(fifos_take_16_bytes),
        TEST(fifo_goes_round),
        TEST(change_of_fifo_enable_empties_both),
        TEST(enable_bits_do_not_stop_data),
        TEST(break_of_host_is_a_word_with_its_error),
        TEST(breaks_fill_past_the_depth),
        TEST(breaks_are_sent_when_the_bit_changes),
        TEST(back_end_is_told_when_data_was_read),
        TEST(loopback_sends_out_and_in),
        TEST(loopback_drops_what_the_host_sends),
        TEST(break_in_loopback_is_received_once),
        TEST(loopback_past_the_depth_goes_round),
        TEST(loopback_crosses_the_lines_of_the_modem),
        TEST(baud_rate_follows_divisor_and_clock),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
