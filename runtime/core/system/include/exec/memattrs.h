/* SPDX-License-Identifier: MIT */
/* What goes along with an access on a bus besides its address, and what comes of it. */
#ifndef MEMATTRS_H
#define MEMATTRS_H

#include <stdbool.h>
#include <stdint.h>

#include "qemu/compiler.h"
#include "qemu/typedefs.h"

struct MemTxAttrs {
    /* Arm: the Secure state; x86: system management mode. */
    unsigned int secure : 1;
    /* Arm: the security space, as ARMSecuritySpace has it. */
    unsigned int space : 2;
    /* From unprivileged code. */
    unsigned int user : 1;
    /* Only memory may be reached: accesses to devices give MEMTX_ACCESS_ERROR. */
    unsigned int memory : 1;
    /* From a debugger: may write to ROM. */
    unsigned int debug : 1;
    /* Who asks: a PCI requester ID, or the board's numbering. */
    unsigned int requester_id : 16;
    /* The address space of a process, by PCI's PASID. */
    unsigned int pid : 8;
    /* PCI: the address was translated before. */
    unsigned int address_type : 1;

    /* Nothing was said: unlike an access all of whose bits are 0 on purpose. */
    bool unspecified;

    uint8_t _reserved1;
    uint16_t _reserved2;
};

QEMU_BUILD_BUG_ON(sizeof(MemTxAttrs) > 8);

/* The attributes of a bus master that does not care. */
#define MEMTXATTRS_UNSPECIFIED ((MemTxAttrs){.unspecified = true})

/* A set of failures; that of an access made of several is the union of theirs. */
typedef uint32_t MemTxResult;
#define MEMTX_OK           0
#define MEMTX_ERROR        (1U << 0) /* the device says so */
#define MEMTX_DECODE_ERROR (1U << 1) /* nothing there that takes such an access */
#define MEMTX_ACCESS_ERROR (1U << 2) /* not allowed, or the device is at work already */

#endif
