/* SPDX-License-Identifier: MIT */
/* What the registers hold: reset values, widths, identification, accesses of any size. */
#include "pl011_fixture.h"

typedef struct RegisterValue {
    unsigned offset;
    uint32_t value;
} RegisterValue;

static const RegisterValue reset_values[] = {
    {UARTDR, 0},    {UARTRSR, 0},    {UARTFR, UARTFR_TXFE | UARTFR_RXFE},
    {UARTILPR, 0},  {UARTIBRD, 0},   {UARTFBRD, 0},
    {UARTLCR_H, 0}, {UARTCR, 0x300}, {UARTIFLS, 0x12},
    {UARTIMSC, 0},  {UARTRIS, 0},    {UARTMIS, 0},
    {UARTDMACR, 0},
};

static void registers_have_reset_values(void **state)
{
    Uart *uart = *state;

    for (size_t i = 0; i < G_N_ELEMENTS(reset_values); i++) {
        assert_int_equal(uart_read(uart, reset_values[i].offset), reset_values[i].value);
    }
    assert_lines(uart, 0);
}

static void reset_restores_reset_values(void **state)
{
    Uart *uart = *state;

    for (unsigned offset = UARTILPR; offset <= UARTDMACR; offset += 4) {
        uart_write(uart, offset, 0xffffffff);
    }
    uart_host_sends(uart, "ab", 2);
    device_cold_reset(uart->dev);
    for (size_t i = 1; i < G_N_ELEMENTS(reset_values); i++) {
        assert_int_equal(uart_read(uart, reset_values[i].offset), reset_values[i].value);
    }
}

static void reset_keeps_words_of_fifo(void **state)
{
    Uart *uart = *state;

    uart_host_sends(uart, "a", 1);
    device_cold_reset(uart->dev);
    assert_int_equal(uart_read(uart, UARTFR) & UARTFR_RXFE, UARTFR_RXFE);
    assert_int_equal(uart_read(uart, UARTDR), 'a');
}

static void writable_registers_keep_their_bits(void **state)
{
    Uart *uart = *state;
    static const RegisterValue masks[] = {
        {UARTILPR, 0xffffffff},  {UARTIBRD, 0xffff},      {UARTFBRD, 0x3f},
        {UARTLCR_H, 0xffffffff}, {UARTCR, 0xffffffff},    {UARTIFLS, 0xffffffff},
        {UARTIMSC, 0xffffffff},  {UARTDMACR, 0xffffffff},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(masks); i++) {
        uart_write(uart, masks[i].offset, 0xffffffff);
        assert_int_equal(uart_read(uart, masks[i].offset), masks[i].value);
        uart_write(uart, masks[i].offset, 0);
        assert_int_equal(uart_read(uart, masks[i].offset), 0);
    }
}

static void flags_ignore_writes(void **state)
{
    Uart *uart = *state;

    uart_write(uart, UARTFR, 0xffffffff);
    assert_int_equal(uart_read(uart, UARTFR), UARTFR_TXFE | UARTFR_RXFE);
    assert_logged(uart, "");
}

static void error_clear_empties_receive_status(void **state)
{
    Uart *uart = *state;

    uart_host_sends_break(uart);
    uart_read(uart, UARTDR);
    assert_int_equal(uart_read(uart, UARTRSR), UARTDR_BE >> UARTDR_ERROR_SHIFT);
    uart_write(uart, UARTRSR, 0xffffffff);
    assert_int_equal(uart_read(uart, UARTRSR), 0);
}

static void assert_ids(Uart *uart, const uint8_t *ids)
{
    for (unsigned i = 0; i < PL011_NUM_IDS; i++) {
        assert_int_equal(uart_read(uart, UARTPeriphID0 + 4 * i), ids[i]);
    }
}

static void ids_are_those_of_arm(void **state)
{
    static const uint8_t ids[] = {0x11, 0x10, 0x14, 0x00, 0x0d, 0xf0, 0x05, 0xb1};

    assert_ids(*state, ids);
}

static int set_up_luminary(void **state)
{
    *state = uart_new(TYPE_PL011_LUMINARY, NULL);
    return 0;
}

static void ids_of_variant_are_those_of_luminary(void **state)
{
    static const uint8_t ids[] = {0x11, 0x00, 0x18, 0x01, 0x0d, 0xf0, 0x05, 0xb1};

    assert_ids(*state, ids);
}

static void variant_sends_and_receives(void **state)
{
    Uart *uart = *state;

    uart_host_sends(uart, "i", 1);
    assert_int_equal(uart_read(uart, UARTDR), 'i');
    uart_write(uart, UARTDR, 'o');
    assert_host_received(uart, "o");
}

/* --- accesses of other sizes -------------------------------------------------------- */

static void narrow_read_gives_low_bits_of_register(void **state)
{
    Uart *uart = *state;

    uart_write(uart, UARTILPR, 0x12345678);
    assert_int_equal(uart_read_sized(uart, UARTILPR, 1), 0x78);
    assert_int_equal(uart_read_sized(uart, UARTILPR + 3, 1), 0x78);
    assert_int_equal(uart_read_sized(uart, UARTILPR, 2), 0x5678);
    assert_int_equal(uart_read_sized(uart, UARTILPR + 2, 2), 0x5678);
}

static void narrow_write_sets_register(void **state)
{
    Uart *uart = *state;

    uart_write(uart, UARTILPR, 0x12345678);
    uart_write_sized(uart, UARTILPR + 1, 1, 0xab);
    assert_int_equal(uart_read(uart, UARTILPR), 0xab);
}

static void byte_read_inside_of_data_register_takes_word(void **state)
{
    Uart *uart = *state;

    uart_write(uart, UARTLCR_H, UARTLCR_H_FEN);
    uart_host_sends(uart, "ab", 2);
    assert_int_equal(uart_read_sized(uart, UARTDR + 1, 1), 'a');
    assert_int_equal(uart_read_sized(uart, UARTDR + 2, 1), 'b');
    assert_int_equal(uart_read(uart, UARTFR) & UARTFR_RXFE, UARTFR_RXFE);
}

static void wide_access_is_two_registers(void **state)
{
    Uart *uart = *state;

    uart_write_sized(uart, UARTILPR, 8, UINT64_C(0x0000abcd12345678));
    assert_int_equal(uart_read(uart, UARTILPR), 0x12345678);
    assert_int_equal(uart_read(uart, UARTIBRD), 0xabcd);
    assert_int_equal(uart_read_sized(uart, UARTILPR, 8), UINT64_C(0x0000abcd12345678));
}

/* --- what is logged ----------------------------------------------------------------- */

static void read_where_nothing_is_gives_0_and_is_logged(void **state)
{
    Uart *uart = *state;
    static const struct {
        unsigned offset;
        const char *message;
    } cases[] = {
        {0x008, "pl011: read from offset 0x8, where nothing can be read\n"},
        {UARTICR, "pl011: read from offset 0x44, where nothing can be read\n"},
        {0x04c, "pl011: read from offset 0x4c, where nothing can be read\n"},
        {0xfdc, "pl011: read from offset 0xfdc, where nothing can be read\n"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        assert_int_equal(uart_read(uart, cases[i].offset), 0);
        assert_logged(uart, cases[i].message);
    }
}

static void write_where_nothing_is_is_logged(void **state)
{
    Uart *uart = *state;

    uart_write(uart, UARTRIS, 0x7ff);
    assert_logged(uart, "pl011: write to offset 0x3c, where nothing can be written\n");
    assert_int_equal(uart_read(uart, UARTRIS), 0);
    uart_write(uart, UARTPeriphID0, 0);
    assert_logged(uart, "pl011: write to offset 0xfe0, where nothing can be written\n");
    assert_int_equal(uart_read(uart, UARTPeriphID0), 0x11);
}

static void dma_is_logged_as_unimplemented(void **state)
{
    Uart *uart = *state;

    uart_write(uart, UARTDMACR, 4);
    assert_logged(uart, "");
    uart_write(uart, UARTDMACR, UARTDMACR_TXDMAE);
    assert_logged(uart, "pl011: DMA is not implemented\n");
}

static void transmission_while_disabled_is_logged_once(void **state)
{
    Uart *uart = *state;
    const char *message = "pl011: data written while UARTCR.UARTEN is 0\n";

    uart_write(uart, UARTDR, 'a');
    assert_logged(uart, message);
    uart_write(uart, UARTDR, 'b');
    assert_logged(uart, "");
    uart_write(uart, UARTCR, UARTCR_UARTEN | UARTCR_TXE);
    uart_write(uart, UARTDR, 'c');
    assert_logged(uart, "");
    uart_write(uart, UARTCR, UARTCR_TXE);
    uart_write(uart, UARTDR, 'd');
    assert_logged(uart, message);
    assert_host_received(uart, "abcd");
}

static void transmission_with_transmitter_off_is_logged_each_time(void **state)
{
    Uart *uart = *state;
    const char *message = "pl011: data written while UARTCR.TXE is 0\n";

    uart_write(uart, UARTCR, UARTCR_UARTEN);
    uart_write(uart, UARTDR, 'a');
    assert_logged(uart, message);
    uart_write(uart, UARTDR, 'b');
    assert_logged(uart, message);
    assert_host_received(uart, "ab");
}

static void trace_points_tell_accesses_by_name(void **state)
{
    Uart *uart = *state;

    trace_enable_events("pl011_*");
    uart_write(uart, UARTIMSC, UARTINT_RX);
    assert_logged(uart, "pl011_write 0x038 IMSC: 0x10\npl011_irq_state 0\n");
    uart_host_sends(uart, "a", 1);
    assert_logged(uart, "pl011_receive 1 bytes\npl011_fifo_rx_put 0x61: 1 of 1 words\n"
                        "pl011_fifo_rx_full no room is left\npl011_irq_state 1\n");
    uart_read(uart, UARTDR);
    assert_logged(uart, "pl011_irq_state 0\npl011_read 0x000 DR: 0x61\n");
    uart_read(uart, UARTPeriphID0 + 4);
    assert_logged(uart, "pl011_read 0xfe4 ID: 0x10\n");
    uart_read(uart, 0x4c);
    assert_logged(uart, "pl011: read from offset 0x4c, where nothing can be read\n"
                        "pl011_read 0x04c no register: 0x0\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, uart_set_up, uart_tear_down)
#define TEST_LUMINARY(name)                                                              \
    cmocka_unit_test_setup_teardown(name, set_up_luminary, uart_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(registers_have_reset_values),
        TEST(reset_restores_reset_values),
        TEST(reset_keeps_words_of_fifo),
        TEST(writable_registers_keep_their_bits),
        TEST(flags_ignore_writes),
        TEST(error_clear_empties_receive_status),
        TEST(ids_are_those_of_arm),
        TEST_LUMINARY(ids_of_variant_are_those_of_luminary),
        TEST_LUMINARY(variant_sends_and_receives),
        TEST(narrow_read_gives_low_bits_of_register),
        TEST(narrow_write_sets_register),
        TEST(byte_read_inside_of_data_register_takes_word),
        TEST(wide_access_is_two_registers),
        TEST(read_where_nothing_is_gives_0_and_is_logged),
        TEST(write_where_nothing_is_is_logged),
        TEST(dma_is_logged_as_unimplemented),
        TEST(transmission_while_disabled_is_logged_once),
        TEST(transmission_with_transmitter_off_is_logged_each_time),
        TEST(trace_points_tell_accesses_by_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
