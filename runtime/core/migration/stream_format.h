/* SPDX-License-Identifier: MIT */
/*
 * What a stream is made of, big-endian; numbers, instances, versions and lengths are four
 * bytes, and a name is counted by one byte before it:
 *
 *   - header: magic, version
 *   - sections: kind, number, name, instance, version, state, STREAM_FOOTER, number
 *   - in a state, behind its fields: STREAM_SUBSECTION, name, version, state
 *   - end: STREAM_EOF
 *   - description: STREAM_DESCRIPTION, length, JSON text
 */
#ifndef RUNTIME_STREAM_FORMAT_H
#define RUNTIME_STREAM_FORMAT_H

#define STREAM_MAGIC   0x5145564dU /* "QEVM" */
#define STREAM_VERSION 3U

enum {
    STREAM_EOF = 0x00,
    STREAM_SECTION_START = 0x01,
    STREAM_SECTION_PART = 0x02,
    STREAM_SECTION_END = 0x03,
    STREAM_SECTION_FULL = 0x04,
    STREAM_SUBSECTION = 0x05,
    STREAM_DESCRIPTION = 0x06,
    STREAM_CONFIGURATION = 0x07,
    STREAM_COMMAND = 0x08,
    STREAM_FOOTER = 0x7e,
};

#endif
