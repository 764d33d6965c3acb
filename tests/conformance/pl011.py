# SPDX-License-Identifier: MIT
"""Random operations on a PL011, by a seeded generator."""

from tracefile import Op

REGISTERS = {0x00: 'DR', 0x04: 'RSR', 0x18: 'FR', 0x20: 'ILPR', 0x24: 'IBRD', 0x28: 'FBRD',
             0x2c: 'LCR_H', 0x30: 'CR', 0x34: 'IFLS', 0x38: 'IMSC', 0x3c: 'RIS', 0x40: 'MIS',
             0x44: 'ICR', 0x48: 'DMACR'}
IDENTIFICATION = range(0xfe0, 0x1000, 4)
NOTHING = (0x08, 0x0c, 0x14, 0x1c, 0x4c, 0x80, 0xfdc)

# How often each register is picked, relative to the others.
WEIGHTS = {0x00: 8, 0x04: 2, 0x18: 4, 0x20: 1, 0x24: 1, 0x28: 1, 0x2c: 4, 0x30: 4, 0x34: 2,
           0x38: 4, 0x3c: 3, 0x40: 2, 0x44: 4, 0x48: 2}

# Values that mean something to a register; others get any number.
MEANT = {
    0x2c: (0x00, 0x01, 0x10, 0x10, 0x11, 0x60, 0x70, 0x71),
    0x30: (0x300, 0x301, 0x381, 0x381, 0xb81, 0x3f81, 0xf81, 0x101, 0x201, 0x80),
    0x34: (0x00, 0x09, 0x12, 0x1b, 0x24, 0x3f),
    0x38: (0x7ff, 0x10, 0x20, 0x30, 0x50, 0x0f, 0x780, 0x7f0, 0),
    0x44: (0x7ff, 0x10, 0x20, 0x50, 0x0f, 0x780),
}


def offset(rng):
    chance = rng.random()
    if chance < 0.05:
        return rng.choice(IDENTIFICATION)
    if chance < 0.08:
        return rng.choice(NOTHING)
    return rng.choices(list(WEIGHTS), WEIGHTS.values())[0]


def value(rng, address):
    chance = rng.random()
    if chance < 0.7 and address in MEANT:
        return rng.choice(MEANT[address])
    if chance < 0.8:
        return 1 << rng.randrange(32)
    if chance < 0.85:
        return rng.choice((0, 0xffffffff))
    return rng.getrandbits(rng.choice((8, 12, 16, 32, 64)))


def access(rng):
    address = offset(rng)
    size = 4 if rng.random() < 0.9 else rng.choice((1, 2, 8))
    number = value(rng, address)
    if rng.random() < 0.05:
        address += rng.randrange(1, 4)
    if rng.random() < 0.5:
        return Op(f'r{size}', (address,))
    return Op(f'w{size}', (address, number & ((1 << 8 * size) - 1)))


def operations(rng, count):
    """A program of that many operations, with a saved state every 20."""
    program = []
    while len(program) < count:
        chance = rng.random()
        if len(program) % 20 == 19:
            op = Op('save')
        elif chance < 0.12:
            op = Op('in', (rng.randbytes(rng.choice((1, 1, 1, 2, 5, 18))),))
        elif chance < 0.14:
            op = Op('break')
        elif chance < 0.142:
            op = Op('reset')
        else:
            op = access(rng)
        program.append(op)
    return program


def properties(rng):
    return {'migrate-clk': rng.choice(('on', 'on', 'off'))}


def describe(address):
    """The register's name, for a report."""
    return REGISTERS.get(address & ~3, 'PeriphID/PCellID' if address >= 0xfe0 else '-')
