/* SPDX-License-Identifier: MIT */
#include "pl011_register_file.h"

#include "bindery/util/result.h"
#include "bindery/util/span.h"
#include "bindery/util/trace.h"
#include "pl011_registers.h"

/* --- FIFO --------------------------------------------------------------------------- */

/* In words; a power of two. */
static unsigned pl011_fifo_depth(const PL011Registers *regs)
{
    return regs->lcr & UARTLCR_H_FEN ? PL011_FIFO_DEPTH : 1;
}

int pl011_fifo_room(const PL011Registers *regs)
{
    /* Breaks can have filled the FIFO past its depth. */
    return MAX((int)pl011_fifo_depth(regs) - regs->read_count, 0);
}

void pl011_fifo_reset(PL011Registers *regs)
{
    regs->read_pos = 0;
    regs->read_count = 0;
    regs->flags &= ~(UARTFR_RXFF | UARTFR_TXFF);
    regs->flags |= UARTFR_RXFE | UARTFR_TXFE;
}

bool pl011_fifo_put(PL011Registers *regs, uint32_t word)
{
    unsigned depth = pl011_fifo_depth(regs);

    regs->read_fifo[(unsigned)(regs->read_pos + regs->read_count) & (depth - 1)] = word;
    regs->read_count++;
    regs->flags &= ~UARTFR_RXFE;
    TRACE("pl011_fifo_rx_put", "0x%x: %d of %u words", word, regs->read_count, depth);
    if (regs->read_count == (int)depth) {
        TRACE("pl011_fifo_rx_full", "no room is left");
        regs->flags |= UARTFR_RXFF;
    }
    if (regs->read_count != regs->read_trigger) {
        return false;
    }
    regs->int_level |= UARTINT_RX;
    return true;
}

uint32_t pl011_fifo_take(PL011Registers *regs)
{
    uint32_t word = regs->read_fifo[regs->read_pos];

    regs->flags &= ~UARTFR_RXFF;
    if (regs->read_count > 0) {
        regs->read_count--;
        regs->read_pos = (regs->read_pos + 1) & (pl011_fifo_depth(regs) - 1);
    }
    if (regs->read_count == 0) {
        regs->flags |= UARTFR_RXFE;
    }
    if (regs->read_count == regs->read_trigger - 1) {
        regs->int_level &= ~UARTINT_RX;
    }
    regs->rsr = word >> UARTDR_ERROR_SHIFT;
    return word;
}

/* --- loopback and baud rate --------------------------------------------------------- */

bool pl011_loopback(const PL011Registers *regs)
{
    return regs->cr & UARTCR_LBE;
}

/* As 3.3.8 has it. */
void pl011_loopback_modem(PL011Registers *regs)
{
    static const struct {
        uint32_t output, input, interrupt;
    } lines[] = {
        {UARTCR_DTR, UARTFR_DSR, UARTINT_DSR},
        {UARTCR_RTS, UARTFR_CTS, UARTINT_CTS},
        {UARTCR_OUT1, UARTFR_DCD, UARTINT_DCD},
        {UARTCR_OUT2, UARTFR_RI, UARTINT_RI},
    };

    for (size_t i = 0; i < ARRAY_LENGTH(lines); i++) {
        if (regs->cr & lines[i].output) {
            regs->flags |= lines[i].input;
            regs->int_level |= lines[i].interrupt;
        } else {
            regs->flags &= ~lines[i].input;
            regs->int_level &= ~lines[i].interrupt;
        }
    }
}

unsigned pl011_baud_rate(const PL011Registers *regs, unsigned clock_hz)
{
    if (regs->ibrd == 0) {
        return 0;
    }
    /* A bit takes 16 clocks times the divisor (3.3.6). */
    return clock_hz / (UARTIBRD_TO_64THS(regs->ibrd) + regs->fbrd) << 2;
}

/* --- reset and saved state ---------------------------------------------------------- */

void pl011_registers_reset(PL011Registers *regs)
{
    regs->lcr = 0;
    regs->rsr = 0;
    regs->dmacr = 0;
    regs->int_enabled = 0;
    regs->int_level = 0;
    regs->ilpr = 0;
    regs->ibrd = 0;
    regs->fbrd = 0;
    regs->read_trigger = 1;
    regs->ifl = UARTIFLS_RESET;
    regs->cr = UARTCR_TXE | UARTCR_RXE;
    regs->flags = 0;
    pl011_fifo_reset(regs);
}

bool pl011_registers_loaded(PL011Registers *regs, Error **errp)
{
    if (regs->read_pos < 0 || regs->read_pos >= PL011_FIFO_DEPTH ||
        regs->read_count < 0 || regs->read_count > PL011_FIFO_DEPTH) {
        return error_fail(
            errp,
            "the receive FIFO cannot have %d words from position %d on: its "
            "depth is %d",
            regs->read_count, regs->read_pos, PL011_FIFO_DEPTH);
    }
    /* Old versions left the only word of a disabled FIFO at any position. */
    if (pl011_fifo_depth(regs) == 1 && regs->read_count > 0 && regs->read_pos > 0) {
        regs->read_fifo[0] = regs->read_fifo[regs->read_pos];
        regs->read_pos = 0;
    }
    regs->ibrd &= UARTIBRD_MASK;
    regs->fbrd &= UARTFBRD_MASK;
    return true;
}
