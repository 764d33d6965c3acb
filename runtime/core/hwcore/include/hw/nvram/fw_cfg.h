/* SPDX-License-Identifier: MIT */
/*
 * What a machine tells its firmware: items by number, and files by name. Firmware writes
 * an item's number to a control register and reads its bytes from a data register. There
 * is no DMA, and firmware writes nothing.
 *
 * Under the big lock. Numbers that are too large, items and files that are there already,
 * files beyond FW_CFG_FILE_SLOTS_MIN, and names of more than 55 bytes abort.
 */
#ifndef FW_CFG_H
#define FW_CFG_H

#include "exec/hwaddr.h"
#include "hw/sysbus.h"

#define TYPE_FW_CFG     "fw_cfg"
#define TYPE_FW_CFG_IO  "fw_cfg_io"
#define TYPE_FW_CFG_MEM "fw_cfg_mem"
OBJECT_DECLARE_SIMPLE_TYPE(FWCfgState, FW_CFG)

/* Items. Those of one kind of machine have FW_CFG_ARCH_LOCAL added to their number. */
#define FW_CFG_SIGNATURE      0x00 /* "QEMU" */
#define FW_CFG_ID             0x01 /* 32 bits: FW_CFG_VERSION */
#define FW_CFG_UUID           0x02
#define FW_CFG_RAM_SIZE       0x03
#define FW_CFG_NB_CPUS        0x05
#define FW_CFG_MACHINE_ID     0x06
#define FW_CFG_BOOT_DEVICE    0x0c
#define FW_CFG_BOOT_MENU      0x0e
#define FW_CFG_MAX_CPUS       0x0f
#define FW_CFG_FILE_DIR       0x19
#define FW_CFG_FILE_FIRST     0x20
#define FW_CFG_FILE_SLOTS_MIN 0x10
#define FW_CFG_ARCH_LOCAL     0x8000
#define FW_CFG_INVALID        0xffff

#define FW_CFG_VERSION       0x01
#define FW_CFG_MAX_FILE_PATH 56

/* The directory, FW_CFG_FILE_DIR: a count, and so many files in the order of their names.
 * Numbers are big-endian. */
typedef struct FWCfgFile {
    uint32_t size;   /* bytes */
    uint16_t select; /* the item's number */
    uint16_t reserved;
    char name[FW_CFG_MAX_FILE_PATH]; /* ends with 0 */
} FWCfgFile;

/* Called when firmware chooses the item, before it reads. */
typedef void (*FWCfgCallback)(void *opaque);

/* Never called: firmware writes nothing. */
typedef void (*FWCfgWriteCallback)(void *opaque, off_t start, size_t len);

/*
 * The device "/machine/fw_cfg", realized and borrowed: at a port (two bytes to choose,
 * one to read), or two registers in memory, where data_width is 1, 2, 4 or 8 bytes. An
 * address for DMA that is not 0 ends the program. fw_cfg_find(): the one that there is,
 * or NULL.
 */
FWCfgState *fw_cfg_init_io_dma(uint32_t iobase, uint32_t dma_iobase,
                               AddressSpace *dma_as);
FWCfgState *fw_cfg_init_mem(hwaddr ctl_addr, hwaddr data_addr);
FWCfgState *fw_cfg_init_mem_wide(hwaddr ctl_addr, hwaddr data_addr, uint32_t data_width,
                                 hwaddr dma_addr, AddressSpace *dma_as);
FWCfgState *fw_cfg_find(void);

/* data is borrowed as long as the device lives. */
void fw_cfg_add_bytes(FWCfgState *s, uint16_t key, void *data, size_t len);
/* With the 0 at its end; the numbers are little-endian. Both are copied. */
void fw_cfg_add_string(FWCfgState *s, uint16_t key, const char *value);
void fw_cfg_add_i16(FWCfgState *s, uint16_t key, uint16_t value);
void fw_cfg_add_i32(FWCfgState *s, uint16_t key, uint32_t value);
void fw_cfg_add_i64(FWCfgState *s, uint16_t key, uint64_t value);

/* data is borrowed as with items; filename is copied. */
void fw_cfg_add_file(FWCfgState *s, const char *filename, void *data, size_t len);
void fw_cfg_add_file_callback(FWCfgState *s, const char *filename,
                              FWCfgCallback select_cb, FWCfgWriteCallback write_cb,
                              void *callback_opaque, void *data, size_t len,
                              bool read_only);
/* Other data for a file, which is added where there is none: what it had before, or NULL.
 */
void *fw_cfg_modify_file(FWCfgState *s, const char *filename, void *data, size_t len);

#endif
