# SPDX-License-Identifier: MIT
"""A device's section in a migration stream: finding it, replacing it, naming its fields.

A full section is: byte 4, section number (4 bytes), the name with its length in front
(1 byte), instance (4), version (4), the fields, byte 0x7e and the section number again.
All numbers are big-endian. A subsection is: byte 5, its name as above, version (4), fields.
"""

import struct

from errors import StreamError

FULL, SUBSECTION, FOOTER = b'\x04', b'\x05', b'\x7e'

PL011 = [('unused', 4), ('flags', 4), ('lcr', 4), ('rsr', 4), ('cr', 4), ('dmacr', 4),
         ('int_enabled', 4), ('int_level', 4),
         *((f'read_fifo[{slot}]', 4) for slot in range(16)),
         ('ilpr', 4), ('ibrd', 4), ('fbrd', 4), ('ifl', 4),
         ('read_pos', 4), ('read_count', 4), ('read_trigger', 4)]
HPET = [('config', 8), ('isr', 8), ('hpet_counter', 8), ('num_timers', 1)]
HPET_TIMER = [('tn', 1), ('config', 8), ('cmp', 8), ('fsb', 8), ('period', 8),
              ('wrap_flag', 1), ('qemu_timer', 8)]
SUBSECTIONS = {
    'pl011/clock': [('period', 8)],
    'hpet/rtc_irq_level': [('rtc_irq_level', 1)],
    'hpet/offset': [('hpet_offset', 8)],
}


class Fields:
    """Walks over a section's fields: `values` is [(name, number)], `places` says where each
    begins and ends."""

    def __init__(self, data, position):
        self.data = data
        self.position = position
        self.values = []
        self.places = {}

    def take(self, fields, prefix=''):
        for name, size in fields:
            raw = self.data[self.position:self.position + size]
            if len(raw) < size:
                raise StreamError(f'the data ends before {prefix}{name}')
            self.values.append((prefix + name, int.from_bytes(raw, 'big')))
            self.places[prefix + name] = (self.position, self.position + size)
            self.position += size
        return self.values[-1][1]

    def take_subsections(self):
        while self.data[self.position:self.position + 1] == SUBSECTION:
            length = self.data[self.position + 1]
            start = self.position + 2
            name = self.data[start:start + length].decode('ascii', 'replace')
            if name not in SUBSECTIONS:
                raise StreamError(f'unknown subsection {name}')
            self.position = start + length
            self.take([('version', 4)] + SUBSECTIONS[name], f'{name}: ')


def walk(device, data, position=0):
    fields = Fields(data, position)
    if device == 'pl011':
        fields.take(PL011)
    else:
        for number in range(fields.take(HPET)):
            fields.take(HPET_TIMER, f'timer[{number}].')
    fields.take_subsections()
    return fields


def field_values(device, section):
    """[(name, number)] of the fields that a section's bytes hold."""
    return walk(device, section).values


def with_field(device, section, name, number):
    """The section with another number in the field of that name."""
    fields = walk(device, section)
    if name not in fields.places:
        raise StreamError(f'the state of {device} has no field {name}')
    start, end = fields.places[name]
    return section[:start] + number.to_bytes(end - start, 'big') + section[end:]


def find_section(device, stream):
    """(start, end) of the fields of the device's section."""
    name = bytes([len(device)]) + device.encode() + bytes(4)
    at = stream.find(name)
    while at >= 0:
        number = stream[at - 4:at]
        start = at + len(name) + 4
        if stream[at - 5:at - 4] == FULL:
            try:
                end = walk(device, stream, start).position
            except StreamError:
                end = -1
            if end >= 0 and stream[end:end + 5] == FOOTER + number:
                return start, end
        at = stream.find(name, at + 1)
    raise StreamError(f'the stream has no section "{device}" of the known form')


def section_of(device, stream):
    start, end = find_section(device, stream)
    return stream[start:end]


def virtual_time(stream):
    """The virtual time in ns that QEMU's section "timer" holds with -icount shift=0: an
    offset and the count of instructions, each of 8 bytes, in a subsection."""
    name = b'\x0ctimer/icount' + bytes((0, 0, 0, 1))
    start = stream.find(SUBSECTION + name) + 1 + len(name)
    if start == len(name):
        raise StreamError('the stream has no instruction count')
    offset, count = struct.unpack_from('>qq', stream, start)
    return offset + count


def replace_section(device, stream, section):
    """The stream with other bytes in the device's section."""
    start, end = find_section(device, stream)
    return stream[:start] + section + stream[end:]


def differing_fields(device, expected, actual):
    """One line of text for each field that is not the same."""
    try:
        theirs, ours = dict(walk(device, expected).values), dict(walk(device, actual).values)
    except StreamError as error:
        return [str(error)]
    names = list(theirs) + [name for name in ours if name not in theirs]
    return [f'{name}: expected {shown(theirs.get(name))}, got {shown(ours.get(name))}'
            for name in names if theirs.get(name) != ours.get(name)]


def shown(number):
    return 'nothing' if number is None else f'{number:#x}'
