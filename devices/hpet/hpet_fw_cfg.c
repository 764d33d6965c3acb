/* SPDX-License-Identifier: MIT */
#include "hpet_fw_cfg.h"

#include <glib.h>

HPETFwConfig hpet_fw_cfg = {.count = HPET_FW_CFG_NONE};

static bool taken[HPET_FW_CFG_BLOCKS];

/* Up to the last block: firmware reads entries 0 to count - 1. */
static void update_count(void)
{
    hpet_fw_cfg.count = 0;
    for (uint8_t id = 0; id < HPET_FW_CFG_BLOCKS; id++) {
        if (taken[id]) {
            hpet_fw_cfg.count = id + 1;
        }
    }
}

bool hpet_fw_cfg_add(uint8_t *id)
{
    for (uint8_t i = 0; i < HPET_FW_CFG_BLOCKS; i++) {
        if (!taken[i]) {
            taken[i] = true;
            update_count();
            *id = i;
            return true;
        }
    }
    return false;
}

void hpet_fw_cfg_remove(uint8_t id)
{
    taken[id] = false;
    hpet_fw_cfg.hpet[id] = (HPETFwEntry){0};
    update_count();
}

void hpet_fw_cfg_describe(uint8_t id, uint32_t block_id, uint64_t address)
{
    hpet_fw_cfg.hpet[id].event_timer_block_id = GUINT32_TO_LE(block_id);
    hpet_fw_cfg.hpet[id].address = GUINT64_TO_LE(address);
}
