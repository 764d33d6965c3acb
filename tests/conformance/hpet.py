# SPDX-License-Identifier: MIT
"""Random operations on an HPET, by a seeded generator: frozen at time 0, and timed.

A real QEMU can be hung for good by a period of a few ticks and a counter far away, since
it catches up one period at a time. So the timed generator keeps comparators near the
counter, of which it has a rough idea.
"""

from tracefile import Op

# Offsets in the block, and of a timer's registers from its first one.
CAPABILITIES, CONFIG, STATUS, COUNTER = 0x00, 0x10, 0x20, 0xf0
HIGH = 4
TIMERS, TIMER_SIZE, BLOCK_SIZE = 0x100, 0x20, 0x400
TIMER_CONFIG, COMPARATOR, FSB_VALUE, FSB_ADDRESS = 0x00, 0x08, 0x10, 0x14

REGISTERS = {CAPABILITIES: 'GCAP_ID', CONFIG: 'GEN_CONF', STATUS: 'GINTR_STA',
             COUNTER: 'MAIN_CNT'}
REGISTERS.update({offset + HIGH: f'{name} high' for offset, name in REGISTERS.items()})
TIMER_REGISTERS = {TIMER_CONFIG: 'CONF', TIMER_CONFIG + HIGH: 'CONF high', COMPARATOR: 'COMP',
                   COMPARATOR + HIGH: 'COMP high', FSB_VALUE: 'FSB value',
                   FSB_ADDRESS: 'FSB address'}

# Where accesses go, the likelier the more often it stands here.
GLOBAL = (CAPABILITIES, CAPABILITIES + HIGH, CONFIG, CONFIG, CONFIG, CONFIG + HIGH, STATUS,
          STATUS, STATUS, STATUS + HIGH, COUNTER, COUNTER, COUNTER + HIGH)
NOTHING = (0x08, 0x18, 0x28, 0xe8, 0xf8, 0xfc)
OF_TIMER = (TIMER_CONFIG, TIMER_CONFIG, TIMER_CONFIG, TIMER_CONFIG + HIGH, COMPARATOR,
            COMPARATOR, COMPARATOR, COMPARATOR + HIGH, FSB_VALUE, FSB_ADDRESS, 0x18, 0x1c)

# Level, enable, periodic, set-value, 32-bit mode and FSB bits of a timer's configuration.
TIMER_CONFIGS = (0x000, 0x004, 0x006, 0x006, 0x00c, 0x00e, 0x04c, 0x04e,
                 0x104, 0x106, 0x10c, 0x14c, 0x14e)
FSB_ENABLE = 0x4000
ROUTE_SHIFT, ROUTE_MASK = 9, 0x3e00
ROUTES = (0, 2, 4, 8, 8, 10, 11, 16, 20, 23, 24, 31)

# Memory that FSB writes go to, in the machine and on the board.
FSB_MEMORY = (0x00100000, 0x00100104)

TICK = 10


def timer_config(rng, routes):
    if rng.random() < 0.1:
        return rng.getrandbits(32) & ~ROUTE_MASK | rng.choice(routes) << ROUTE_SHIFT
    number = rng.choice(TIMER_CONFIGS) | rng.choice(routes) << ROUTE_SHIFT
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
    return TIMERS + TIMER_SIZE * number + rng.choice(OF_TIMER)


def timer_register(address):
    """Which of a timer's registers is there; None where none of a timer is."""
    return (address - TIMERS) % TIMER_SIZE if address >= TIMERS else None


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
    register = timer_register(address)
    if address == CONFIG:
        number = rng.choice((0, 1, 1, 1, 3, 3, 2, 0xffffffff, 0xfffffffc))
    elif address == STATUS:
        number = rng.choice((1, 2, 4, 7, 7, 0xff, 0xffffffff))
    elif register == TIMER_CONFIG:
        number = timer_config(rng, ROUTES)
    elif register == FSB_ADDRESS:
        number = rng.choice(FSB_MEMORY)
    else:
        number = rng.choice((0, 1, 0xffffffff, 0x7fffffff, 0x80000000,
                             rng.getrandbits(32), rng.getrandbits(16)))
    if size == 8:
        high = rng.choice((0, 0xffffffff, rng.getrandbits(32)))
        fsb = register == FSB_VALUE or address == CONFIG
        number |= (rng.choice(FSB_MEMORY) if fsb else high) << 32
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
        register = timer_register(address)
        near = self.near()
        if address == CONFIG:
            return rng.choice((0, 1, 1, 1, 1, 3, 3, 2, 0xffffffff, 0xfffffffc)), 0
        if address == STATUS:
            return rng.choice((1, 2, 4, 7, 7, 0xff, 0xffffffff)), 0
        if address in (COUNTER, COUNTER + HIGH):
            low = rng.choice((0, 100, 5000, 0xfffff000, 0xfffffc00, rng.getrandbits(32)))
            return (low, rng.choice((0, 0, 1))) if address == COUNTER else (low & 1, 0)
        if register is None:
            return rng.getrandbits(32), rng.getrandbits(32)
        if register == TIMER_CONFIG:
            return timer_config(rng, self.routes), rng.getrandbits(32)
        if register == COMPARATOR:
            low = rng.choice((near, near, near, 64, 100, 777, 4096, 100000, 0xffffffff))
            return low & 0xffffffff, rng.choice((0, 0, near >> 32))
        if register == COMPARATOR + HIGH:
            return rng.choice((0, 0, 0, near >> 32)), 0
        if register == FSB_VALUE:
            return rng.choice((0x11223344, 0, rng.getrandbits(32))), rng.choice(FSB_MEMORY)
        if register == FSB_ADDRESS:
            return rng.choice(FSB_MEMORY), 0
        return rng.getrandbits(32), rng.getrandbits(32)

    def follow(self, address, size, low, high):
        if address == CONFIG:
            self.enable(low & 1)
        elif address == COUNTER and size == 4:
            self.base = self.base & ~0xffffffff | low
        elif address == COUNTER:
            self.base = high << 32 | low
        elif address == COUNTER + HIGH:
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
    if address < TIMERS:
        return REGISTERS.get(address & ~3, '-')
    number, register = divmod((address & ~3) - TIMERS, TIMER_SIZE)
    return f'timer {number} {TIMER_REGISTERS.get(register, "-")}'
