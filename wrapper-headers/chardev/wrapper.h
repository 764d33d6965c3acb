/* SPDX-License-Identifier: MIT */
/*
 * What the module "chardev" shows: front ends of devices, and their back ends.
 * CharFrontend is opaque: devices embed it. Chardev is not: its label may be read.
 */
#include "qemu/osdep.h"

#include "chardev/char-fe.h"
#include "chardev/char-io.h"
#include "chardev/char-serial.h"
#include "chardev/char.h"
#include "runtime/chardev.h"
#include "system/system.h"
