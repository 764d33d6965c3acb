/* SPDX-License-Identifier: MIT */
/*
 * Registers of the ARM PrimeCell UART (PL011), with the sections of its technical
 * reference manual, ARM DDI 0183.
 */
#ifndef PL011_REGISTERS_H
#define PL011_REGISTERS_H

/* Offsets in bytes; a register has 32 bits (3.2). */
typedef enum PL011Register {
    UARTDR = 0x000,    /* 3.3.1 data */
    UARTRSR = 0x004,   /* 3.3.2 receive status; a write clears errors (UARTECR) */
    UARTFR = 0x018,    /* 3.3.3 flags, read-only */
    UARTILPR = 0x020,  /* 3.3.4 IrDA low-power counter */
    UARTIBRD = 0x024,  /* 3.3.5 integer part of the baud rate divisor */
    UARTFBRD = 0x028,  /* 3.3.6 its fraction, in 64ths */
    UARTLCR_H = 0x02c, /* 3.3.7 line control */
    UARTCR = 0x030,    /* 3.3.8 control */
    UARTIFLS = 0x034,  /* 3.3.9 FIFO levels of interrupts */
    UARTIMSC = 0x038,  /* 3.3.10 interrupt mask */
    UARTRIS = 0x03c,   /* 3.3.11 raw interrupt status, read-only */
    UARTMIS = 0x040,   /* 3.3.12 masked interrupt status, read-only */
    UARTICR = 0x044,   /* 3.3.13 interrupt clear, write-only */
    UARTDMACR = 0x048, /* 3.3.14 DMA control */
    /* 3.3.15 and 3.3.16: eight registers of one byte each, read-only. */
    UARTPeriphID0 = 0xfe0,
    UARTPCellID3 = 0xffc,
} PL011Register;

/* The registers' range in the memory map, in bytes (3.2). */
#define PL011_SIZE 0x1000

/* A word of the receive FIFO: a byte and, above it, its errors (3.3.1). */
#define UARTDR_BE (1u << 10) /* a break, not a byte */

/* Where a word's errors stand in UARTDR; in UARTRSR they begin at bit 0 (3.3.2). */
#define UARTDR_ERROR_SHIFT 8

/* UARTFR (3.3.3) */
#define UARTFR_CTS  (1u << 0)
#define UARTFR_DSR  (1u << 1)
#define UARTFR_DCD  (1u << 2)
#define UARTFR_RXFE (1u << 4) /* receive FIFO empty */
#define UARTFR_TXFF (1u << 5) /* transmit FIFO full */
#define UARTFR_RXFF (1u << 6) /* receive FIFO full */
#define UARTFR_TXFE (1u << 7) /* transmit FIFO empty */
#define UARTFR_RI   (1u << 8)

/* UARTIBRD, UARTFBRD (3.3.5, 3.3.6) */
#define UARTIBRD_MASK          0xffffu
#define UARTFBRD_MASK          0x3fu
#define UARTIBRD_TO_64THS(brd) ((brd) << 6)

/* UARTLCR_H (3.3.7) */
#define UARTLCR_H_BRK (1u << 0) /* send break */
#define UARTLCR_H_FEN (1u << 4) /* FIFOs enabled */

/* UARTCR (3.3.8) */
#define UARTCR_UARTEN (1u << 0)
#define UARTCR_LBE    (1u << 7) /* loopback */
#define UARTCR_TXE    (1u << 8)
#define UARTCR_RXE    (1u << 9)
#define UARTCR_DTR    (1u << 10)
#define UARTCR_RTS    (1u << 11)
#define UARTCR_OUT1   (1u << 12)
#define UARTCR_OUT2   (1u << 13)

/* UARTIFLS (3.3.9): both FIFOs interrupt when they are half full. */
#define UARTIFLS_RESET 0x12u

/* UARTIMSC, UARTRIS, UARTMIS, UARTICR (3.3.10 to 3.3.13) */
#define UARTINT_RI  (1u << 0)
#define UARTINT_CTS (1u << 1)
#define UARTINT_DCD (1u << 2)
#define UARTINT_DSR (1u << 3)
#define UARTINT_RX  (1u << 4)
#define UARTINT_TX  (1u << 5)
#define UARTINT_RT  (1u << 6)
#define UARTINT_FE  (1u << 7)
#define UARTINT_PE  (1u << 8)
#define UARTINT_BE  (1u << 9)
#define UARTINT_OE  (1u << 10)
/* The interrupts of the modem's lines, and those of errors (2.8). */
#define UARTINT_MODEM (UARTINT_RI | UARTINT_CTS | UARTINT_DCD | UARTINT_DSR)
#define UARTINT_ERROR (UARTINT_FE | UARTINT_PE | UARTINT_BE | UARTINT_OE)

/* UARTDMACR (3.3.14) */
#define UARTDMACR_RXDMAE (1u << 0)
#define UARTDMACR_TXDMAE (1u << 1)

#endif
