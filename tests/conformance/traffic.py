# SPDX-License-Identifier: MIT
"""Makes a trace of a real guest's accesses to a device. QEMU prints them:

  qemu-system-... -trace 'memory_region_ops_*' -D LOG ...

Only answers are known then. The HPET's times follow from what its counter was read as.
"""

import re

from errors import TrafficError
from hpet import CONFIG, COUNTER, HIGH, TICK
from target import BASE
from tracefile import Op, Outcome, Trace

LINE = re.compile(r'memory_region_ops_(read|write) cpu \d+ addr 0x([0-9a-f]+) '
                  r'value 0x([0-9a-f]+) size (\d) ')


class Guest:
    """Follows the HPET's main counter, and the time that the guest must have seen."""

    def __init__(self):
        self.now = 0
        self.value = 0
        self.since = None       # when the counter was enabled, with `value`
        self.times = []         # of each access
        self.halted_at = None   # the access that halted the counter

    def ticks(self):
        running = 0 if self.since is None else (self.now - self.since) // TICK
        return self.value + running

    def written(self, address, number):
        running = self.since is not None
        if address == CONFIG and bool(number & 1) != running:
            self.value = self.ticks()
            self.halted_at = len(self.times) if running else None
            self.since = None if running else self.now
        elif address == COUNTER and not running:
            self.value = self.value & ~0xffffffff | number
            self.halted_at = None
        elif address == COUNTER + HIGH and not running:
            self.value = number << 32 | self.value & 0xffffffff
            self.halted_at = None

    def was_read(self, low):
        """Time went on to the middle of the tick at which the low half is that: until this
        access, or until the one that halted the counter."""
        passed = (low - self.ticks()) & 0xffffffff
        if passed == 0:
            return
        if passed >> 31 or self.since is None and self.halted_at is None:
            raise TrafficError(f'the counter was read as {low:#x} after {self.ticks():#x}')
        self.now += passed * TICK + (TICK // 2 if self.now % TICK == 0 else 0)
        if self.since is None:
            self.value += passed
            for number in range(self.halted_at, len(self.times)):
                self.times[number] = self.now

    def access(self, what, address, size, number):
        if what == 'write':
            self.written(address, number)
        elif address == COUNTER and size == 4:
            self.was_read(number)
        self.times.append(self.now)


def steps_of(device, lines):
    guest, found = Guest(), []
    for line in lines:
        match = LINE.search(line)
        if not match:
            continue
        what, size = match.group(1), int(match.group(4))
        address = int(match.group(2), 16) - BASE[device]
        number = int(match.group(3), 16) & ((1 << 8 * size) - 1)
        if device == 'hpet':
            guest.access(what, address, size, number)
        if what == 'read':
            found.append((Op(f'r{size}', (address,)), Outcome(number)))
        else:
            found.append((Op(f'w{size}', (address, number)), Outcome()))
    if not found:
        raise TrafficError('there is no access in it; was QEMU run with '
                           "-trace 'memory_region_ops_*'?")
    if device == 'hpet':
        found = [(op._replace(time=time), outcome)
                 for (op, outcome), time in zip(found, guest.times)]
    return found


def trace_of(device, lines, oracle):
    mode = 'timed' if device == 'hpet' else 'frozen'
    settings = {'device': device, 'mode': mode, 'oracle': oracle, 'records': 'answers'}
    return Trace(settings, steps_of(device, lines))
