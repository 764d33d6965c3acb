/* SPDX-License-Identifier: MIT */
/*
 * What a device writes to its character device, as a span. What it receives is one too:
 * byte_span(buf, size) in the read handler.
 */
#ifndef BINDERY_CHARDEV_CHAR_FE_H
#define BINDERY_CHARDEV_CHAR_FE_H

#include "bindery/chardev.h"
#include "bindery/util/result.h"
#include "bindery/util/span.h"

/*
 * Write all bytes, waiting for the peer with the big lock held. True also without a
 * character device, where they are dropped; false with errp set: some are lost.
 */
bool qemu_chr_fe_write_span(CharFrontend *c, ByteSpan bytes, Error **errp);

#endif
