/* SPDX-License-Identifier: MIT */
/*
 * Names of the types that headers pass around by pointer, so that a header need not
 * include another one for a name alone. The records that this runtime has are defined in
 * the header of their module; the others stay incomplete.
 */
#ifndef QEMU_TYPEDEFS_H
#define QEMU_TYPEDEFS_H

/* util */
typedef struct Error Error;
typedef struct Notifier Notifier;
typedef struct QemuLockable QemuLockable;
typedef struct QemuMutex QemuMutex;
typedef struct QemuSpin QemuSpin;
typedef struct QEMUTimer QEMUTimer;
typedef struct QEMUTimerListGroup QEMUTimerListGroup;
typedef struct Range Range;
typedef struct EventNotifier EventNotifier;

/* bql */
typedef struct AioContext AioContext;
typedef struct MemReentrancyGuard MemReentrancyGuard;
typedef struct QEMUBH QEMUBH;

/* qom */
typedef struct InterfaceClass InterfaceClass;
typedef struct InterfaceInfo InterfaceInfo;
typedef struct Object Object;
typedef struct ObjectClass ObjectClass;
typedef struct ObjectProperty ObjectProperty;
typedef struct QBool QBool;
typedef struct QDict QDict;
typedef struct QList QList;
typedef struct QNull QNull;
typedef struct QNum QNum;
typedef struct QObject QObject;
typedef struct QString QString;
typedef struct TypeImpl TypeImpl;
typedef struct TypeInfo TypeInfo;
typedef struct Visitor Visitor;

/* migration */
typedef struct JSONWriter JSONWriter;
typedef struct MigrationIncomingState MigrationIncomingState;
typedef struct MigrationState MigrationState;
typedef struct QEMUFile QEMUFile;
typedef struct VMStateDescription VMStateDescription;
typedef struct VMStateField VMStateField;
typedef struct VMStateInfo VMStateInfo;

/* system */
typedef struct AddressSpace AddressSpace;
typedef struct FlatView FlatView;
typedef struct IOMMUMemoryRegion IOMMUMemoryRegion;
typedef struct MemoryListener MemoryListener;
typedef struct MemoryMappingList MemoryMappingList;
typedef struct MemoryRegion MemoryRegion;
typedef struct MemoryRegionCache MemoryRegionCache;
typedef struct MemoryRegionOps MemoryRegionOps;
typedef struct MemoryRegionSection MemoryRegionSection;
typedef struct MemTxAttrs MemTxAttrs;
typedef struct QEMUSGList QEMUSGList;
typedef struct RAMBlock RAMBlock;
typedef struct RamDiscardManager RamDiscardManager;
typedef struct ReservedRegion ReservedRegion;

/* chardev */
typedef struct Chardev Chardev;
typedef struct CharFrontend CharFrontend;

/* hwcore */
typedef struct BusClass BusClass;
typedef struct BusState BusState;
typedef struct Clock Clock;
typedef struct CompatProperty CompatProperty;
typedef struct DeviceClass DeviceClass;
typedef struct DeviceListener DeviceListener;
typedef struct DeviceState DeviceState;
typedef struct FWCfgEntry FWCfgEntry;
typedef struct FWCfgIoState FWCfgIoState;
typedef struct FWCfgMemState FWCfgMemState;
typedef struct FWCfgState FWCfgState;
typedef struct HotplugHandler HotplugHandler;
typedef struct IRQState IRQState;
/* One interrupt or GPIO line; NULL is a line that leads nowhere. */
typedef struct IRQState *qemu_irq;
typedef void (*qemu_irq_handler)(void *opaque, int n, int level);
typedef struct MSIMessage MSIMessage;
typedef struct Property Property;
typedef struct PropertyInfo PropertyInfo;
typedef struct ResettableState ResettableState;
typedef struct SysBusDevice SysBusDevice;

/* Machines, processors and buses of which the runtime has the name only. */
typedef struct AccelState AccelState;
typedef struct ArchCPU ArchCPU;
typedef struct AudioBackend AudioBackend;
typedef struct AudioState AudioState;
typedef struct BlockBackend BlockBackend;
typedef struct BlockDriverState BlockDriverState;
typedef struct ConfidentialGuestSupport ConfidentialGuestSupport;
typedef struct CPUAddressSpace CPUAddressSpace;
typedef struct CPUArchState CPUArchState;
typedef struct CPUState CPUState;
typedef struct DisplaySurface DisplaySurface;
typedef struct DriveInfo DriveInfo;
typedef struct DumpState DumpState;
typedef struct I2CBus I2CBus;
typedef struct I2SCodec I2SCodec;
typedef struct ISABus ISABus;
typedef struct ISADevice ISADevice;
typedef struct IsaDma IsaDma;
typedef struct MachineClass MachineClass;
typedef struct MachineState MachineState;
typedef struct Monitor Monitor;
typedef struct NetClientState NetClientState;
typedef struct NICInfo NICInfo;
typedef struct PCIBridge PCIBridge;
typedef struct PCIBus PCIBus;
typedef struct PCIDevice PCIDevice;
typedef struct PCIHostState PCIHostState;
typedef struct PICCommonState PICCommonState;
typedef struct PixelFormat PixelFormat;
typedef struct QemuConsole QemuConsole;
typedef struct QemuOpt QemuOpt;
typedef struct QemuOpts QemuOpts;
typedef struct QemuOptsList QemuOptsList;
typedef struct SSIBus SSIBus;
typedef struct TranslationBlock TranslationBlock;
typedef struct VirtIODevice VirtIODevice;
typedef struct VMChangeStateEntry VMChangeStateEntry;

#endif
