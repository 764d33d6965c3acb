/* SPDX-License-Identifier: MIT */
/* Saved states: their bytes, what comes back from them, and what is refused. */
#include "pl011_fixture.h"

/* The state's fields, each of four bytes, in the order of the stream. */
typedef enum Field {
    FIELD_UNUSED,
    FIELD_FLAGS,
    FIELD_LCR,
    FIELD_RSR,
    FIELD_CR,
    FIELD_DMACR,
    FIELD_INT_ENABLED,
    FIELD_INT_LEVEL,
    FIELD_READ_FIFO,
    FIELD_ILPR = FIELD_READ_FIFO + PL011_FIFO_DEPTH,
    FIELD_IBRD,
    FIELD_FBRD,
    FIELD_IFL,
    FIELD_READ_POS,
    FIELD_READ_COUNT,
    FIELD_READ_TRIGGER,
    NUM_FIELDS,
} Field;

/* --- a stream, and places in it ----------------------------------------------------- */

static GByteArray *save(void)
{
    GByteArray *stream = snapshot_save(&error_abort);

    assert_non_null(stream);
    return stream;
}

/* Behind the header of the section "pl011": name, instance number, version. */
static size_t state_start(const GByteArray *stream)
{
    static const uint8_t header[] = {5, 'p', 'l', '0', '1', '1', 0, 0, 0, 0, 0, 0, 0, 2};
    const uint8_t *found = memmem(stream->data, stream->len, header, sizeof(header));

    assert_non_null(found);
    return (size_t)(found - stream->data) + sizeof(header);
}

static uint8_t *field(GByteArray *stream, Field which)
{
    return stream->data + state_start(stream) + 4 * (size_t)which;
}

static uint32_t get_field(GByteArray *stream, Field which)
{
    uint32_t value;

    memcpy(&value, field(stream, which), sizeof(value));
    return GUINT32_FROM_BE(value);
}

static void set_field(GByteArray *stream, Field which, uint32_t value)
{
    value = GUINT32_TO_BE(value);
    memcpy(field(stream, which), &value, sizeof(value));
}

static void load(GByteArray *stream)
{
    assert_int_equal(snapshot_load(stream->data, stream->len, &error_abort),
                     SNAPSHOT_LOADED);
}

/* The stream is refused with that in the message, and the device is as it was. */
static void assert_refused(GByteArray *stream, const char *reason)
{
    g_autoptr(GByteArray) before = save();
    g_autoptr(GByteArray) after = NULL;
    OWNED_ERROR(errp);

    assert_int_equal(snapshot_load(stream->data, stream->len, errp), SNAPSHOT_REFUSED);
    if (!strstr(error_get_pretty(*errp), reason)) {
        fail_msg("\"%s\" does not say \"%s\"", error_get_pretty(*errp), reason);
    }
    after = save();
    assert_int_equal(after->len, before->len);
    assert_memory_equal(after->data, before->data, before->len);
}

/* --- saving and loading ------------------------------------------------------------- */

/* Something in each register. */
static void fill(Uart *uart)
{
    uart_write(uart, UARTLCR_H, UARTLCR_H_FEN | 0x60);
    uart_write(uart, UARTCR, UARTCR_UARTEN | UARTCR_TXE | UARTCR_RXE);
    uart_write(uart, UARTDMACR, 4);
    uart_write(uart, UARTIMSC, UARTINT_RX);
    uart_write(uart, UARTILPR, 0x11);
    uart_write(uart, UARTIBRD, 0x2222);
    uart_write(uart, UARTFBRD, 0x33);
    uart_write(uart, UARTIFLS, 0x24);
    uart_write(uart, UARTDR, 'o');
    uart_host_sends_break(uart);
    uart_host_sends(uart, "abc", 3);
    uart_read(uart, UARTDR);
}

static void state_has_its_fields_in_order(void **state)
{
    Uart *uart = *state;
    g_autoptr(GByteArray) stream = NULL;
    static const uint32_t expected[NUM_FIELDS] = {
        [FIELD_FLAGS] = UARTFR_TXFE,
        [FIELD_LCR] = 0x70,
        [FIELD_RSR] = 4,
        [FIELD_CR] = 0x301,
        [FIELD_DMACR] = 4,
        [FIELD_INT_ENABLED] = UARTINT_RX,
        [FIELD_INT_LEVEL] = UARTINT_TX | UARTINT_RX,
        [FIELD_READ_FIFO] = 0x400,
        [FIELD_READ_FIFO + 1] = 'a',
        [FIELD_READ_FIFO + 2] = 'b',
        [FIELD_READ_FIFO + 3] = 'c',
        [FIELD_ILPR] = 0x11,
        [FIELD_IBRD] = 0x2222,
        [FIELD_FBRD] = 0x33,
        [FIELD_IFL] = 0x24,
        [FIELD_READ_POS] = 1,
        [FIELD_READ_COUNT] = 3,
        [FIELD_READ_TRIGGER] = 1,
    };

    fill(uart);
    stream = save();
    for (int i = 0; i < NUM_FIELDS; i++) {
        assert_int_equal(get_field(stream, i), expected[i]);
    }
}

static void clock_is_a_subsection_behind_the_fields(void **state)
{
    g_autoptr(GByteArray) stream = save();
    static const uint8_t subsection[] = "\x05\x0bpl011/clock\0\0\0\1";

    assert_memory_equal(field(stream, NUM_FIELDS), subsection, sizeof(subsection) - 1);
}

static int set_up_without_clock(void **state)
{
    static const char *const properties[] = {"migrate-clk=off", NULL};

    *state = uart_new(TYPE_PL011, properties);
    return 0;
}

static void clock_is_left_out_where_the_property_is_off(void **state)
{
    g_autoptr(GByteArray) stream = save();

    assert_null(memmem(stream->data, stream->len, "pl011/clock\0\0\0\1", 15));
    /* The section's footer is next. */
    assert_int_equal(*field(stream, NUM_FIELDS), 0x7e);
    load(stream);
}

static void loaded_state_behaves_as_the_saved_one(void **state)
{
    Uart *uart = *state;
    g_autoptr(GByteArray) stream = NULL;
    g_autoptr(GByteArray) again = NULL;

    fill(uart);
    stream = save();
    device_cold_reset(uart->dev);
    load(stream);
    again = save();
    assert_int_equal(again->len, stream->len);
    assert_memory_equal(again->data, stream->data, stream->len);
    assert_int_equal(uart_read(uart, UARTRSR), 4);
    assert_int_equal(uart_read(uart, UARTDR), 'a');
    assert_int_equal(uart_read(uart, UARTDR), 'b');
    assert_int_equal(uart_read(uart, UARTDR), 'c');
    assert_int_equal(uart_read(uart, UARTFR), UARTFR_TXFE | UARTFR_RXFE);
}

static void loading_does_not_touch_the_lines(void **state)
{
    Uart *uart = *state;
    g_autoptr(GByteArray) stream = NULL;

    fill(uart);
    stream = save();
    device_cold_reset(uart->dev);
    uart_write(uart, UARTICR, 0);
    assert_lines(uart, 0);
    load(stream);
    assert_lines(uart, 0);
    uart_write(uart, UARTICR, 0);
    assert_lines(uart, LINE(UARTINTR) | LINE(UARTRXINTR));
}

static void divisors_are_masked_when_they_are_loaded(void **state)
{
    Uart *uart = *state;
    g_autoptr(GByteArray) stream = save();

    set_field(stream, FIELD_IBRD, 0xfff12345);
    set_field(stream, FIELD_FBRD, 0xfff123c1);
    load(stream);
    assert_int_equal(uart_read(uart, UARTIBRD), 0x2345);
    assert_int_equal(uart_read(uart, UARTFBRD), 0x01);
}

static void word_of_disabled_fifo_is_moved_to_the_front(void **state)
{
    Uart *uart = *state;
    g_autoptr(GByteArray) stream = save();
    g_autoptr(GByteArray) again = NULL;

    set_field(stream, FIELD_READ_FIFO + 9, 'x');
    set_field(stream, FIELD_READ_POS, 9);
    set_field(stream, FIELD_READ_COUNT, 1);
    load(stream);
    again = save();
    assert_int_equal(get_field(again, FIELD_READ_POS), 0);
    assert_int_equal(uart_read(uart, UARTDR), 'x');
}

/* With FIFOs and the receive interrupt on, and a trigger that registers cannot set. */
static void load_trigger(Uart *uart, uint32_t words)
{
    g_autoptr(GByteArray) stream = NULL;

    uart_write(uart, UARTLCR_H, UARTLCR_H_FEN);
    uart_write(uart, UARTIMSC, UARTINT_RX);
    stream = save();
    set_field(stream, FIELD_READ_TRIGGER, words);
    load(stream);
}

static void loaded_trigger_counts(void **state)
{
    Uart *uart = *state;

    load_trigger(uart, 2);
    uart_host_sends(uart, "a", 1);
    assert_lines(uart, 0);
    uart_host_sends(uart, "b", 1);
    assert_lines(uart, LINE(UARTINTR) | LINE(UARTRXINTR));
    uart_read(uart, UARTDR);
    assert_lines(uart, 0);
}

static void loaded_trigger_ends_with_a_write(void **state)
{
    Uart *uart = *state;

    load_trigger(uart, 2);
    uart_write(uart, UARTIFLS, 0);
    uart_host_sends(uart, "a", 1);
    assert_lines(uart, LINE(UARTINTR) | LINE(UARTRXINTR));
    uart_read(uart, UARTDR);
    load_trigger(uart, 2);
    uart_write(uart, UARTLCR_H, UARTLCR_H_FEN);
    uart_host_sends(uart, "a", 1);
    assert_lines(uart, LINE(UARTINTR) | LINE(UARTRXINTR));
}

static void full_fifo_at_any_position_is_accepted(void **state)
{
    Uart *uart = *state;
    g_autoptr(GByteArray) stream = save();

    set_field(stream, FIELD_LCR, UARTLCR_H_FEN);
    set_field(stream, FIELD_READ_FIFO, 'b');
    set_field(stream, FIELD_READ_FIFO + 15, 'a');
    set_field(stream, FIELD_READ_POS, 15);
    set_field(stream, FIELD_READ_COUNT, 16);
    load(stream);
    assert_int_equal(uart_read(uart, UARTDR), 'a');
    assert_int_equal(uart_read(uart, UARTDR), 'b');
}

/* --- hostile streams ---------------------------------------------------------------- */

static void positions_and_counts_outside_of_the_fifo_are_refused(void **state)
{
    static const struct {
        Field which;
        uint32_t value;
        const char *reason;
    } cases[] = {
        {FIELD_READ_POS, 16, "0 words from position 16 on"},
        {FIELD_READ_POS, 0x7fffffff, "from position 2147483647 on"},
        {FIELD_READ_POS, 0xffffffff, "from position -1 on"},
        {FIELD_READ_COUNT, 17, "17 words"},
        {FIELD_READ_COUNT, 0x7fffffff, "2147483647 words"},
        {FIELD_READ_COUNT, 0xffffffff, "-1 words"},
        {FIELD_READ_COUNT, 0x80000000, "-2147483648 words"},
    };

    fill(*state);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GByteArray) stream = save();

        set_field(stream, FIELD_READ_POS, 0);
        set_field(stream, FIELD_READ_COUNT, 0);
        set_field(stream, cases[i].which, cases[i].value);
        assert_refused(stream, cases[i].reason);
    }
}

static void other_versions_are_refused(void **state)
{
    for (uint8_t version = 0; version < 4; version++) {
        g_autoptr(GByteArray) stream = save();

        if (version != 2) {
            stream->data[state_start(stream) - 1] = version;
            assert_refused(stream, "version");
        }
    }
}

static void stream_that_ends_early_is_refused(void **state)
{
    g_autoptr(GByteArray) whole = save();
    size_t start = state_start(whole);

    fill(*state);
    for (size_t size = start; size < start + 4 * NUM_FIELDS + 17; size++) {
        g_autoptr(GByteArray) stream = g_byte_array_new();

        g_byte_array_append(stream, whole->data, (guint)size);
        assert_refused(stream, "");
    }
}

static void any_values_of_fields_leave_the_device_working(void **state)
{
    Uart *uart = *state;
    static const uint32_t values[] = {1,          15,         16,        0x10,
                                      0x7fffffff, 0x80000000, 0xffffffff};

    for (int which = 0; which < NUM_FIELDS; which++) {
        for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
            g_autoptr(GByteArray) stream = save();

            set_field(stream, which, values[i]);
            if (snapshot_load(stream->data, stream->len, NULL) == SNAPSHOT_LOADED) {
                uart_read(uart, UARTDR);
                uart_host_sends(uart, "a", 1);
                uart_write(uart, UARTDR, 'b');
                uart_read(uart, UARTDR);
                uart_host_sends_break(uart);
            }
            device_cold_reset(uart->dev);
            main_loop_wait(true);
        }
    }
    uart_write(uart, UARTLCR_H, UARTLCR_H_FEN);
    uart_host_sends(uart, "z", 1);
    assert_int_equal(uart_read(uart, UARTDR), 'z');
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, uart_set_up, uart_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(state_has_its_fields_in_order),
        TEST(clock_is_a_subsection_behind_the_fields),
        cmocka_unit_test_setup_teardown(clock_is_left_out_where_the_property_is_off,
                                        set_up_without_clock, uart_tear_down),
        TEST(loaded_state_behaves_as_the_saved_one),
        TEST(loading_does_not_touch_the_lines),
        TEST(divisors_are_masked_when_they_are_loaded),
        TEST(word_of_disabled_fifo_is_moved_to_the_front),
        TEST(loaded_trigger_counts),
        TEST(loaded_trigger_ends_with_a_write),
        TEST(full_fifo_at_any_position_is_accepted),
        TEST(positions_and_counts_outside_of_the_fifo_are_refused),
        TEST(other_versions_are_refused),
        TEST(stream_that_ends_early_is_refused),
        TEST(any_values_of_fields_leave_the_device_working),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
