/* SPDX-License-Identifier: MIT */
/*
 * What software sees of a PL011, and what happens to it. Nothing here calls out of the
 * device: lines and the serial line are pl011.c's.
 */
#ifndef PL011_REGISTER_FILE_H
#define PL011_REGISTER_FILE_H

#include "bindery/hwcore.h"
#include "bindery/marks.h"

#define PL011_FIFO_DEPTH 16

/* In the order of the saved state. */
typedef struct PL011Registers {
    uint32_t flags BINDERY_MIGRATE(.unused = 4);
    uint32_t lcr BINDERY_MIGRATE();
    uint32_t rsr BINDERY_MIGRATE();
    uint32_t cr BINDERY_MIGRATE();
    uint32_t dmacr BINDERY_MIGRATE();
    uint32_t int_enabled BINDERY_MIGRATE();
    uint32_t int_level BINDERY_MIGRATE();
    uint32_t read_fifo[PL011_FIFO_DEPTH] BINDERY_MIGRATE();
    uint32_t ilpr BINDERY_MIGRATE();
    uint32_t ibrd BINDERY_MIGRATE();
    uint32_t fbrd BINDERY_MIGRATE();
    uint32_t ifl BINDERY_MIGRATE();
    int32_t read_pos BINDERY_MIGRATE();
    int32_t read_count BINDERY_MIGRATE();   /* words; more than the depth after a break */
    int32_t read_trigger BINDERY_MIGRATE(); /* words that make a receive interrupt */
} PL011Registers BINDERY_TYPE("pl011-regs")
BINDERY_TABLE(VMStateDescription, vmstate_pl011_regs, .name = "pl011/regs",
              .version_id = 2, .minimum_version_id = 2);

/* All but the words of the FIFO, which stay. */
void pl011_registers_reset(PL011Registers *regs);
/* After a load: false with errp set where the FIFO cannot be as it says. */
bool pl011_registers_loaded(PL011Registers *regs, Error **errp);

/* How many words the FIFO can take now. */
int pl011_fifo_room(const PL011Registers *regs);
/* Both FIFOs are empty; what is read then is the word that was there. */
void pl011_fifo_reset(PL011Registers *regs);
/* Whether the interrupts have changed. A full FIFO takes the word in place of another. */
bool pl011_fifo_put(PL011Registers *regs, uint32_t word);
/* The next word, with its errors; UARTRSR has these then. */
uint32_t pl011_fifo_take(PL011Registers *regs);

bool pl011_loopback(const PL011Registers *regs);
/* In loopback the modem's outputs are its inputs, crossed. */
void pl011_loopback_modem(PL011Registers *regs);

/* Bits per second; 0 where the divisor has no integer part, which the manual forbids. */
unsigned pl011_baud_rate(const PL011Registers *regs, unsigned clock_hz);

#endif
