/* SPDX-License-Identifier: MIT */
/* Commands that access memory and I/O ports. */
#include <string.h>

#include "command.h"

static void answer_hex(CommandCall *call, uint64_t value, unsigned digits)
{
    g_string_append_printf(call->out, "OK 0x%0*" G_GINT64_MODIFIER "x\n", (int)digits,
                           value);
}

/* --- one value, in little-endian order --------------------------------------- */

static void run_read(CommandCall *call)
{
    uint64_t addr, value = 0;

    if (command_u64(call, 1, &addr)) {
        board_read(call->board, addr, &value, call->size);
        answer_hex(call, GUINT64_FROM_LE(value), 16);
    }
}

static void run_write(CommandCall *call)
{
    uint64_t addr, value;

    if (command_u64(call, 1, &addr) && command_u64(call, 2, &value)) {
        value = GUINT64_TO_LE(value);
        board_write(call->board, addr, &value, call->size);
        command_ok(call);
    }
}

static bool parse_port(CommandCall *call, uint16_t *port)
{
    uint64_t value;

    if (!command_u64(call, 1, &value)) {
        return false;
    }
    if (value > UINT16_MAX) {
        command_fail(call, "There is no I/O port %s: the last is 0xffff", call->words[1]);
        return false;
    }
    *port = (uint16_t)value;
    return true;
}

static void run_in(CommandCall *call)
{
    uint64_t value = 0;
    uint16_t port;

    if (parse_port(call, &port)) {
        board_read_port(call->board, port, &value, call->size);
        answer_hex(call, GUINT64_FROM_LE(value), 4);
    }
}

static void run_out(CommandCall *call)
{
    uint64_t value;
    uint16_t port;

    if (parse_port(call, &port) && command_u64(call, 2, &value)) {
        value = GUINT64_TO_LE(value);
        board_write_port(call->board, port, &value, call->size);
        command_ok(call);
    }
}

/* --- many bytes -------------------------------------------------------------- */

/* The address and size in words 1 and 2; false when FAIL was answered. */
static bool parse_range(CommandCall *call, uint64_t *addr, uint64_t *size)
{
    if (!command_u64(call, 1, addr) || !command_u64(call, 2, size)) {
        return false;
    }
    if (*size > COMMAND_TRANSFER_MAX) {
        command_fail(call, "A command moves at most %" G_GUINT64_FORMAT " bytes",
                     COMMAND_TRANSFER_MAX);
        return false;
    }
    return true;
}

/* The bytes that are read, new; NULL when FAIL was answered. */
static uint8_t *read_range(CommandCall *call, uint64_t *size)
{
    uint64_t addr;

    if (!parse_range(call, &addr, size)) {
        return NULL;
    }
    uint8_t *data = g_malloc0(*size + 1);
    board_read(call->board, addr, data, *size);
    return data;
}

static void run_read_hex(CommandCall *call)
{
    static const char digits[] = "0123456789abcdef";
    uint64_t size;
    g_autofree uint8_t *data = read_range(call, &size);

    if (!data) {
        return;
    }
    if (size == 0) {
        command_fail(call, "There is no answer of 0 bytes");
        return;
    }
    g_string_append(call->out, "OK 0x");
    gsize at = call->out->len;
    g_string_set_size(call->out, at + 2 * size);
    for (uint64_t i = 0; i < size; i++) {
        call->out->str[at++] = digits[data[i] >> 4];
        call->out->str[at++] = digits[data[i] & 15];
    }
    g_string_append_c(call->out, '\n');
}

static void run_read_base64(CommandCall *call)
{
    uint64_t size;
    g_autofree uint8_t *data = read_range(call, &size);

    if (data) {
        g_autofree char *text = g_base64_encode(data, size);

        g_string_append_printf(call->out, "OK %s\n", text);
    }
}

/* data gets size bytes, of which those that hex does not say are 0. */
static bool parse_hex(const char *hex, uint8_t *data, uint64_t size)
{
    if (!g_str_has_prefix(hex, "0x") || !hex[2]) {
        return false;
    }
    hex += 2;
    size_t length = strspn(hex, "0123456789abcdefABCDEF");
    if (hex[length]) {
        return false;
    }
    for (uint64_t i = 0; i < size && 2 * i + 1 < length; i++) {
        data[i] = (uint8_t)(g_ascii_xdigit_value(hex[2 * i]) << 4 |
                            g_ascii_xdigit_value(hex[2 * i + 1]));
    }
    return true;
}

static void run_write_hex(CommandCall *call)
{
    uint64_t addr, size;

    if (!parse_range(call, &addr, &size)) {
        return;
    }
    uint8_t *data = g_malloc0(size + 1);
    if (parse_hex(call->words[3], data, size)) {
        board_write(call->board, addr, data, size);
        command_ok(call);
    } else {
        command_fail(call, "'%.20s' is no hexadecimal number that begins with 0x",
                     call->words[3]);
    }
    g_free(data);
}

static void run_write_base64(CommandCall *call)
{
    uint64_t addr, size;
    gsize length;

    if (!parse_range(call, &addr, &size)) {
        return;
    }
    /* As many characters as a byte takes. */
    if (!call->words[3][0] || !call->words[3][1]) {
        command_fail(call, "'%s' is no base64 data", call->words[3]);
        return;
    }
    g_base64_decode_inplace(call->words[3], &length);
    board_write(call->board, addr, call->words[3], MIN(size, length));
    command_ok(call);
}

static void run_memset(CommandCall *call)
{
    uint64_t addr, size, value;

    if (!parse_range(call, &addr, &size) || !command_u64(call, 3, &value)) {
        return;
    }
    if (size > 0) {
        uint8_t *data = g_malloc(size);

        memset(data, (int)(value & 0xff), size);
        board_write(call->board, addr, data, size);
        g_free(data);
    }
    command_ok(call);
}

static void run_endianness(CommandCall *call)
{
    g_string_append(call->out, "OK little\n");
}

const Command memory_commands[] = {
    {"readb", "ADDR", 1, run_read, 1},
    {"readw", "ADDR", 1, run_read, 2},
    {"readl", "ADDR", 1, run_read, 4},
    {"readq", "ADDR", 1, run_read, 8},
    {"writeb", "ADDR VALUE", 2, run_write, 1},
    {"writew", "ADDR VALUE", 2, run_write, 2},
    {"writel", "ADDR VALUE", 2, run_write, 4},
    {"writeq", "ADDR VALUE", 2, run_write, 8},
    {"inb", "PORT", 1, run_in, 1},
    {"inw", "PORT", 1, run_in, 2},
    {"inl", "PORT", 1, run_in, 4},
    {"outb", "PORT VALUE", 2, run_out, 1},
    {"outw", "PORT VALUE", 2, run_out, 2},
    {"outl", "PORT VALUE", 2, run_out, 4},
    {"read", "ADDR SIZE", 2, run_read_hex, 0},
    {"write", "ADDR SIZE DATA", 3, run_write_hex, 0},
    {"b64read", "ADDR SIZE", 2, run_read_base64, 0},
    {"b64write", "ADDR SIZE DATA", 3, run_write_base64, 0},
    {"memset", "ADDR SIZE VALUE", 3, run_memset, 0},
    {"endianness", "", 0, run_endianness, 0},
    {NULL, NULL, 0, NULL, 0},
};
