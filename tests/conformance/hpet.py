# SPDX-License-Identifier: MIT
"""Random operations on an HPET, by a seeded generator: frozen at time 0, and timed.

A real QEMU can be hung for good by a period of a few ticks and a counter far away, since
it catches up one period at a time. So the timed generator keeps comparators near the
counter, of which it has a rough idea.
"""

from tracefile import Op

REGISTERS = {0x00: 'GCAP_ID', 0x04: 'GCAP_ID high', 0x10: 'GEN_CONF', 0x14: 'GEN_CONF high',
             0x20: 'GINTR_STA', 0x24: 'GINTR_STA high', 0xf0: 'MAIN_CNT', 0xf4: 'MAIN_CNT high'}
TIMER_REGISTERS = {0x00: 'CONF', 0x04: 'CONF high', 0x08: 'COMP', 0x0c: 'COMP high',
                   0x10: 'FSB value', 0x14: 'FSB address'}

GLOBAL = (0x00, 0x04, 0x10, 0x10, 0x10, 0x14, 0x20, 0x20, 0x20, 0x24, 0xf0, 0xf0, 0xf4)
NOTHING = (0x08, 0x18, 0x28, 0xe8, 0xf8, 0xfc)
OF_TIMER = (0x00, 0x00, 0x00, 0x04, 0x08, 0x08, 0x08, 0x0c, 0x10, 0x14, 0x18, 0x1c)

# Level, enable, periodic, set-value, 32-bit mode and FSB bits of a timer's configuration.
TIMER_CONFIG = (0x000, 0x004, 0x006, 0x006, 0x00c, 0x00e, 0x04c, 0x04e,
                0x104, 0x106, 0x10c, 0x14c, 0x14e)
FSB_ENABLE = 0x4000
ROUTES = (0, 2, 4, 8, 8, 10, 11, 16, 20, 23, 24, 31)

# Memory that FSB writes go to, in the machine and on the board.
FSB_MEMORY = (0x00100000, 0x00100104)

TICK = 10


def timer_config(rng, routes):
    if rng.random() < 0.1:
        return rng.getrandbits(32) & ~0x3e00 | rng.choice(routes) << 9
    number = rng.choice(TIMER_CONFIG) | rng.choice(routes) << 9
    return number | FSB_ENABLE if rng.random() < 0.1 else number


def timer_offset(rng, timers):
    """Mostly the first timers; one past the last now and then, and far past it."""
    chance = rng.random()
    if chance < 0.03:
        number = rng.choice((timers, timers + 1, 23, 31))
    elif chance < 0.3:
        number = rng.randrange(timers)
    else:
        number = rng.choice((0, 0, 1, 2))
    return 0x100 + 0x20 * number + rng.choice(OF_TIMER)


def place(rng, timers):
    """(offset, size) of an access."""
    size = 4 if rng.random() < 0.82 else 8
    if rng.random() < 0.025:
        size = rng.choice((1, 2))
    chance = rng.random()
    if chance < 0.35:
        address = rng.choice(GLOBAL)
    elif chance < 0.38:
        address = rng.choice(NOTHING)
    else:
        address = timer_offset(rng, timers)
    if size == 8 and rng.random() < 0.9:
        address &= ~7
    if rng.random() < 0.015:
        address += rng.randrange(1, 4)
    return address, size


def frozen_value(rng, address, size):
    register = address & 0x1f if address >= 0x100 else address
    if address == 0x10:
        number = rng.choice((0, 1, 1, 1, 3, 3, 2, 0xffffffff, 0xfffffffc))
    elif address == 0x20:
        number = rng.choice((1, 2, 4, 7, 7, 0xff, 0xffffffff))
    elif address >= 0x100 and register == 0:
        number = timer_config(rng, ROUTES)
    elif address >= 0x100 and register == 0x14:
        number = rng.choice(FSB_MEMORY)
    else:
        number = rng.choice((0, 1, 0xffffffff, 0x7fffffff, 0x80000000,
                             rng.getrandbits(32), rng.getrandbits(16)))
    if size == 8:
        high = rng.choice((0, 0xffffffff, rng.getrandbits(32)))
        number |= (rng.choice(FSB_MEMORY) if register == 0x10 else high) << 32
    return number & ((1 << 8 * size) - 1)


def frozen_operations(rng, count, timers):
    """A program of that many operations, with a saved state every 20."""
    program = []
    while len(program) < count:
        chance = rng.random()
        if len(program) % 20 == 19:
            op = Op('save')
        elif chance < 0.05:
            op = Op('line', (rng.randrange(2), rng.randrange(2)))
        elif chance < 0.053:
            op = Op('reset')
        else:
            address, size = place(rng, timers)
            if rng.random() < 0.4:
                op = Op(f'r{size}', (address,))
            else:
                op = Op(f'w{size}', (address, frozen_value(rng, address, size)))
        program.append(op)
    return program


class Timed:
    """Makes a timed program, and follows the counter closely enough to aim at it."""

    # Line 3 is the marker's; the I/O APIC shows 24 lines.
    routes = tuple(route for route in ROUTES if route < 24)
    # What an operation costs in ns, about.
    overhead = 25

    def __init__(self, rng, timers):
        self.rng = rng
        self.timers = timers
        self.now = 0
        self.base = 0
        self.since = None

    def counter(self):
        return self.base + (0 if self.since is None else (self.now - self.since) // TICK)

    def enable(self, on):
        if on and self.since is None:
            self.since = self.now
        elif not on and self.since is not None:
            self.base, self.since = self.counter(), None

    def passing_time(self):
        rng, chance = self.rng, self.rng.random()
        if chance < 0.5:
            op = Op('pause', (rng.choice((2, 10, 40, 200, rng.randrange(2, 3000))),))
        elif chance < 0.75:
            op = Op('pause', (rng.choice((1000, 20000, 200000, rng.randrange(1000, 3000000))),))
        else:
            op = Op('slices', (rng.randrange(1, 120),))
        self.now += self.overhead + op.arguments[0] * (TICK if op.kind == 'slices' else 1)
        return op

    def near(self):
        distance = self.rng.choice((-300, 20, 64, 100, 300, 1000, 3000, 50000))
        return max(0, self.counter() + distance)

    def value(self, address):
        """(low half, high half) of what is written there."""
        rng = self.rng
        register = address & 0x1f if address >= 0x100 else address
        near = self.near()
        if address == 0x10:
            return rng.choice((0, 1, 1, 1, 1, 3, 3, 2, 0xffffffff, 0xfffffffc)), 0
        if address == 0x20:
            return rng.choice((1, 2, 4, 7, 7, 0xff, 0xffffffff)), 0
        if address in (0xf0, 0xf4):
            low = rng.choice((0, 100, 5000, 0xfffff000, 0xfffffc00, rng.getrandbits(32)))
            return (low, rng.choice((0, 0, 1))) if address == 0xf0 else (low & 1, 0)
        if address < 0x100:
            return rng.getrandbits(32), rng.getrandbits(32)
        if register == 0:
            return timer_config(rng, self.routes), rng.getrandbits(32)
        if register == 8:
            low = rng.choice((near, near, near, 64, 100, 777, 4096, 100000, 0xffffffff))
            return low & 0xffffffff, rng.choice((0, 0, near >> 32))
        if register == 12:
            return rng.choice((0, 0, 0, near >> 32)), 0
        if register == 0x10:
            return rng.choice((0x11223344, 0, rng.getrandbits(32))), rng.choice(FSB_MEMORY)
        if register == 0x14:
            return rng.choice(FSB_MEMORY), 0
        return rng.getrandbits(32), rng.getrandbits(32)

    def follow(self, address, size, low, high):
        if address == 0x10:
            self.enable(low & 1)
        elif address == 0xf0 and size == 4:
            self.base = self.base & ~0xffffffff | low
        elif address == 0xf0:
            self.base = high << 32 | low
        elif address == 0xf4:
            self.base = self.base & 0xffffffff | low << 32

    def access(self):
        rng = self.rng
        address, size = place(rng, self.timers)
        self.now += self.overhead
        # QEMU cuts what is not aligned in one way for a processor, in another for qtest.
        address &= -min(size, 4)
        if rng.random() < 0.4:
            return Op(f'r{size}', (address,))
        address &= -size    # a value shifted by half could put a comparator far away
        low, high = self.value(address)
        self.follow(address, size, low, high)
        return Op(f'w{size}', (address, (high << 32 | low) & ((1 << 8 * size) - 1)))

    def operations(self, count):
        program = []
        while len(program) < count:
            chance = self.rng.random()
            if chance < 0.24:
                program.append(self.passing_time())
            elif chance < 0.27:
                self.now += self.overhead
                program.append(Op('m4', (self.rng.choice(FSB_MEMORY),)))
            else:
                program.append(self.access())
        return program


def timed_operations(rng, count, timers):
    return Timed(rng, timers).operations(count)


def properties(rng):
    return {'timers': str(rng.choice((3, 3, 4, 8, 32))), 'msi': rng.choice(('on', 'on', 'off')),
            'hpet-intcap': rng.choice(('0xff0104', '0xff0104', '0x4', '0xffffffff'))}


def describe(address):
    """The register's name, for a report."""
    if address < 0x100:
        return REGISTERS.get(address & ~3, '-')
    number, register = divmod((address & ~3) - 0x100, 0x20)
    return f'timer {number} {TIMER_REGISTERS.get(register, "-")}'
