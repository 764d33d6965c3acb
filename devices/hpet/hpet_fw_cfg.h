/* SPDX-License-Identifier: MIT */
/*
 * What firmware is told of the event timer blocks: a board puts these bytes where its
 * firmware looks for them. Up to eight blocks are numbered in the order of realization; a
 * number that was given back is the next one given out. Under the big lock.
 *
 * Numbers are little-endian, as firmware reads them.
 */
#ifndef HPET_FW_CFG_H
#define HPET_FW_CFG_H

#include <stdbool.h>
#include <stdint.h>

#define HPET_FW_CFG_BLOCKS 8
#define HPET_FW_CFG_NONE   UINT8_MAX /* a count: there has never been a block */

typedef struct HPETFwEntry {
    uint32_t event_timer_block_id; /* the low half of General Capabilities and ID */
    uint64_t address;              /* of its registers in memory */
    uint16_t min_tick;             /* 0: not said; so is page_prot */
    uint8_t page_prot;
} __attribute__((packed)) HPETFwEntry;

typedef struct HPETFwConfig {
    uint8_t count;
    HPETFwEntry hpet[HPET_FW_CFG_BLOCKS];
} __attribute__((packed)) HPETFwConfig;

extern HPETFwConfig hpet_fw_cfg;

/* The number of a new block in *id. False: there are as many as there can be. */
bool hpet_fw_cfg_add(uint8_t *id);
void hpet_fw_cfg_remove(uint8_t id);
/* What firmware reads of the block. */
void hpet_fw_cfg_describe(uint8_t id, uint32_t block_id, uint64_t address);

#endif
