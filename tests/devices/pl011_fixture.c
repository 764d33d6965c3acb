/* SPDX-License-Identifier: MIT */
#include "pl011_fixture.h"

#include <glib/gstdio.h>

#include "bindery/bql/lock.h"

/* --- making and ending -------------------------------------------------------------- */

static void line_changed(void *opaque, int n, int level)
{
    Uart *uart = opaque;
    unsigned lines = (uart->lines & ~(1u << n)) | (unsigned)(level != 0) << n;

    uart->changes += lines != uart->lines;
    uart->lines = lines;
}

static void start_runtime(void)
{
    static bool started;

    if (!started) {
        module_call_init(MODULE_INIT_QOM);
        qemu_init_main_loop(&error_abort);
        bql_lock();
        virtual_clock_set_mode(VIRTUAL_CLOCK_STEPPED);
        started = true;
    }
}

static void set_properties(DeviceState *dev, const char *const *properties)
{
    for (; properties && *properties; properties++) {
        g_auto(GStrv) parts = g_strsplit(*properties, "=", 2);

        object_property_parse(OBJECT(dev), parts[0], parts[1], &error_abort);
    }
}

Uart *uart_new(const char *type, const char *const *properties)
{
    Uart *uart = g_new0(Uart, 1);
    SysBusDevice *sbd;
    int log_file;

    start_runtime();
    log_file = g_file_open_tmp("pl011-XXXXXX", &uart->log_path, NULL);
    assert_int_not_equal(log_file, -1);
    close(log_file);
    qemu_set_log_filename_flags(uart->log_path, LOG_GUEST_ERROR | LOG_UNIMP,
                                &error_abort);

    uart->host = chardev_new("serial0", "memory", &error_abort);
    uart->dev = qdev_new(type);
    sbd = SYS_BUS_DEVICE(uart->dev);
    qdev_prop_set_chr(uart->dev, "chardev", uart->host);
    set_properties(uart->dev, properties);
    sysbus_realize_and_unref(sbd, &error_abort);
    sysbus_mmio_map(sbd, 0, UART_BASE);
    for (int i = 0; i < PL011_NUM_IRQS; i++) {
        uart->irq[i] = qemu_allocate_irq(line_changed, uart, i);
        sysbus_connect_irq(sbd, i, uart->irq[i]);
    }
    device_cold_reset(uart->dev);
    return uart;
}

int uart_set_up(void **state)
{
    *state = uart_new(TYPE_PL011, NULL);
    return 0;
}

int uart_tear_down(void **state)
{
    Uart *uart = *state;

    object_unparent(OBJECT(uart->dev));
    object_unparent(OBJECT(uart->host));
    for (int i = 0; i < PL011_NUM_IRQS; i++) {
        qemu_free_irq(uart->irq[i]);
    }
    trace_disable_all_events();
    qemu_set_log_filename_flags(NULL, 0, &error_abort);
    g_unlink(uart->log_path);
    g_free(uart->log_path);
    g_free(uart);
    return 0;
}

/* --- the processor's side ----------------------------------------------------------- */

uint64_t uart_read_sized(Uart *uart, unsigned offset, unsigned size)
{
    uint8_t bytes[8] = {0};
    uint64_t value;

    assert_int_equal(address_space_read(&address_space_memory, UART_BASE + offset,
                                        (MemTxAttrs){0}, bytes, size),
                     MEMTX_OK);
    memcpy(&value, bytes, sizeof(value));
    return GUINT64_FROM_LE(value);
}

void uart_write_sized(Uart *uart, unsigned offset, unsigned size, uint64_t value)
{
    value = GUINT64_TO_LE(value);
    assert_int_equal(address_space_write(&address_space_memory, UART_BASE + offset,
                                         (MemTxAttrs){0}, &value, size),
                     MEMTX_OK);
}

uint32_t uart_read(Uart *uart, unsigned offset)
{
    return (uint32_t)uart_read_sized(uart, offset, 4);
}

void uart_write(Uart *uart, unsigned offset, uint32_t value)
{
    uart_write_sized(uart, offset, 4, value);
}

void assert_lines(Uart *uart, unsigned lines)
{
    assert_int_equal(uart->lines, lines);
}

/* --- the host's side ---------------------------------------------------------------- */

void uart_host_sends(Uart *uart, const void *data, size_t size)
{
    chardev_memory_write(uart->host, data, size);
}

void uart_host_sends_break(Uart *uart)
{
    qemu_chr_be_event(uart->host, CHR_EVENT_BREAK);
}

void assert_host_received(Uart *uart, const char *text)
{
    char received[100] = "";
    size_t size =
        chardev_memory_read(uart->host, (uint8_t *)received, sizeof(received) - 1);

    assert_int_equal(size, strlen(text));
    assert_string_equal(received, text);
}

void assert_logged(Uart *uart, const char *text)
{
    g_autofree char *logged = NULL;

    assert_true(g_file_get_contents(uart->log_path, &logged, NULL, NULL));
    assert_string_equal(logged + uart->log_seen, text);
    uart->log_seen += strlen(text);
}
