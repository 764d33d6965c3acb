/* SPDX-License-Identifier: MIT */
/*
 * What the module "system" shows: memory regions, address spaces, DMA.
 * MemoryRegion and AddressSpace are opaque: devices and boards embed them. A region is an
 * Object by OBJECT(), which the first member would also say if it were seen.
 */
#include "qemu/osdep.h"

#include "exec/cpu-common.h"
#include "exec/hwaddr.h"
#include "exec/memattrs.h"
#include "exec/memop.h"
#include "runtime/memory.h"
#include "system/address-spaces.h"
#include "system/dma.h"
#include "system/ioport.h"
#include "system/memory.h"
#include "system/ram_addr.h"
