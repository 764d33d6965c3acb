/* SPDX-License-Identifier: MIT */
/* The six interrupt lines, and the registers behind them. */
#include "pl011_fixture.h"

static void transmission_raises_its_line(void **state)
{
    Uart *uart = *state;

    uart_write(uart, UARTIMSC, UARTINT_TX);
    assert_lines(uart, 0);
    uart_write(uart, UARTDR, 'a');
    assert_lines(uart, LINE(UARTINTR) | LINE(UARTTXINTR));
    uart_write(uart, UARTICR, UARTINT_TX);
    assert_lines(uart, 0);
}

static void line_that_is_high_does_not_change_again(void **state)
{
    Uart *uart = *state;

    uart_write(uart, UARTIMSC, UARTINT_TX);
    uart_write(uart, UARTDR, 'a');
    assert_int_equal(uart->changes, 2);
    uart_write(uart, UARTDR, 'b');
    assert_int_equal(uart->changes, 2);
}

static void reception_raises_its_line_until_it_is_read(void **state)
{
    Uart *uart = *state;

    uart_write(uart, UARTIMSC, UARTINT_RX);
    uart_host_sends(uart, "a", 1);
    assert_lines(uart, LINE(UARTINTR) | LINE(UARTRXINTR));
    uart_read(uart, UARTDR);
    assert_lines(uart, 0);
}

static void reception_line_stays_high_while_words_are_left(void **state)
{
    Uart *uart = *state;

    uart_write(uart, UARTLCR_H, UARTLCR_H_FEN);
    uart_write(uart, UARTIMSC, UARTINT_RX);
    uart_host_sends(uart, "ab", 2);
    uart_read(uart, UARTDR);
    assert_lines(uart, LINE(UARTINTR) | LINE(UARTRXINTR));
    uart_read(uart, UARTDR);
    assert_lines(uart, 0);
}

static void cleared_reception_interrupts_again_with_the_first_word_only(void **state)
{
    Uart *uart = *state;

    uart_write(uart, UARTLCR_H, UARTLCR_H_FEN);
    uart_write(uart, UARTIMSC, UARTINT_RX);
    uart_host_sends(uart, "a", 1);
    uart_write(uart, UARTICR, UARTINT_RX);
    assert_lines(uart, 0);
    uart_host_sends(uart, "b", 1);
    assert_lines(uart, 0);
    uart_read(uart, UARTDR);
    uart_read(uart, UARTDR);
    uart_host_sends(uart, "c", 1);
    assert_lines(uart, LINE(UARTINTR) | LINE(UARTRXINTR));
}

static void levels_of_fifos_do_not_delay_reception(void **state)
{
    Uart *uart = *state;

    uart_write(uart, UARTLCR_H, UARTLCR_H_FEN);
    uart_write(uart, UARTIFLS, 0x24); /* seven eighths of both */
    uart_write(uart, UARTIMSC, UARTINT_RX);
    uart_host_sends(uart, "a", 1);
    assert_lines(uart, LINE(UARTINTR) | LINE(UARTRXINTR));
}

static void modem_in_loopback_raises_its_line(void **state)
{
    Uart *uart = *state;

    uart_write(uart, UARTIMSC, UARTINT_DSR);
    uart_write(uart, UARTCR, UARTCR_LBE | UARTCR_RTS);
    assert_lines(uart, 0);
    uart_write(uart, UARTCR, UARTCR_LBE | UARTCR_DTR);
    assert_lines(uart, LINE(UARTINTR) | LINE(UARTMSINTR));
    uart_write(uart, UARTCR, UARTCR_LBE);
    assert_lines(uart, 0);
}

static void mask_hides_status_and_shows_it_again(void **state)
{
    Uart *uart = *state;

    uart_write(uart, UARTDR, 'a');
    uart_host_sends(uart, "b", 1);
    assert_lines(uart, 0);
    assert_int_equal(uart_read(uart, UARTRIS), UARTINT_TX | UARTINT_RX);
    assert_int_equal(uart_read(uart, UARTMIS), 0);
    uart_write(uart, UARTIMSC, UARTINT_RX);
    assert_lines(uart, LINE(UARTINTR) | LINE(UARTRXINTR));
    assert_int_equal(uart_read(uart, UARTMIS), UARTINT_RX);
    uart_write(uart, UARTIMSC, UARTINT_TX);
    assert_lines(uart, LINE(UARTINTR) | LINE(UARTTXINTR));
    uart_write(uart, UARTIMSC, 0);
    assert_lines(uart, 0);
}

static void clear_takes_only_the_bits_that_are_set(void **state)
{
    Uart *uart = *state;

    uart_write(uart, UARTDR, 'a');
    uart_host_sends(uart, "b", 1);
    uart_write(uart, UARTICR, UARTINT_TX | UARTINT_OE);
    assert_int_equal(uart_read(uart, UARTRIS), UARTINT_RX);
}

static void break_of_host_is_no_error_interrupt(void **state)
{
    Uart *uart = *state;

    uart_write(uart, UARTIMSC, 0x7ff);
    uart_host_sends_break(uart);
    assert_lines(uart, LINE(UARTINTR) | LINE(UARTRXINTR));
}

static void loopback_raises_both_data_lines(void **state)
{
    Uart *uart = *state;

    uart_write(uart, UARTIMSC, UARTINT_TX | UARTINT_RX);
    uart_write(uart, UARTCR, UARTCR_LBE | UARTCR_UARTEN | UARTCR_TXE);
    uart_write(uart, UARTDR, 'a');
    assert_lines(uart, LINE(UARTINTR) | LINE(UARTRXINTR) | LINE(UARTTXINTR));
}

static void reset_leaves_lines_to_the_next_update(void **state)
{
    Uart *uart = *state;

    uart_write(uart, UARTIMSC, UARTINT_TX);
    uart_write(uart, UARTDR, 'a');
    device_cold_reset(uart->dev);
    assert_int_equal(uart_read(uart, UARTRIS), 0);
    assert_lines(uart, LINE(UARTINTR) | LINE(UARTTXINTR));
    uart_write(uart, UARTICR, 0);
    assert_lines(uart, 0);
}

static void emptying_the_fifo_leaves_status_and_lines(void **state)
{
    Uart *uart = *state;

    uart_write(uart, UARTIMSC, UARTINT_RX);
    uart_host_sends(uart, "a", 1);
    uart_write(uart, UARTLCR_H, UARTLCR_H_FEN);
    assert_int_equal(uart_read(uart, UARTFR) & UARTFR_RXFE, UARTFR_RXFE);
    assert_int_equal(uart_read(uart, UARTRIS), UARTINT_RX);
    assert_lines(uart, LINE(UARTINTR) | LINE(UARTRXINTR));
}

/* A board that answers an interrupt at once, from inside of the device's call. */
static void read_data_on_interrupt(void *opaque, int n, int level)
{
    if (level) {
        *(uint32_t *)opaque = uart_read(NULL, PL011_SIZE + UARTDR);
    }
}

static void line_may_call_back_into_the_device(void **state)
{
    uint32_t word = 0;
    qemu_irq irq = qemu_allocate_irq(read_data_on_interrupt, &word, 0);
    Chardev *chr = chardev_new("serial1", "memory", &error_abort);
    DeviceState *dev = pl011_create(UART_BASE + PL011_SIZE, irq, chr);

    device_cold_reset(dev);
    uart_write(*state, PL011_SIZE + UARTIMSC, UARTINT_RX);
    chardev_memory_write(chr, (const uint8_t *)"a", 1);
    assert_int_equal(word, 'a');
    assert_int_equal(uart_read(*state, PL011_SIZE + UARTFR) & UARTFR_RXFE, UARTFR_RXFE);
    object_unparent(OBJECT(dev));
    object_unparent(OBJECT(chr));
    qemu_free_irq(irq);
}

static void six_lines_are_announced(void **state)
{
    Uart *uart = *state;

    assert_true(sysbus_has_irq(SYS_BUS_DEVICE(uart->dev), PL011_NUM_IRQS - 1));
    assert_false(sysbus_has_irq(SYS_BUS_DEVICE(uart->dev), PL011_NUM_IRQS));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, uart_set_up, uart_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(transmission_raises_its_line),
        TEST(line_that_is_high_does_not_change_again),
        TEST(reception_raises_its_line_until_it_is_read),
        TEST(reception_line_stays_high_while_words_are_left),
        TEST(cleared_reception_interrupts_again_with_the_first_word_only),
        TEST(levels_of_fifos_do_not_delay_reception),
        TEST(modem_in_loopback_raises_its_line),
        TEST(mask_hides_status_and_shows_it_again),
        TEST(clear_takes_only_the_bits_that_are_set),
        TEST(break_of_host_is_no_error_interrupt),
        TEST(loopback_raises_both_data_lines),
        TEST(reset_leaves_lines_to_the_next_update),
        TEST(emptying_the_fifo_leaves_status_and_lines),
        TEST(line_may_call_back_into_the_device),
        TEST(six_lines_are_announced),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
