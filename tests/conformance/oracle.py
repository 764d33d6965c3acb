# SPDX-License-Identifier: MIT
"""Makes traces of programs on a real QEMU."""

import random

import hpet
import pl011
from perform import record
from qemu import Qemu, loaded_qemu
from timed import record_timed
from tracefile import Op, Outcome, Trace

MODES = {'pl011': ('frozen',), 'hpet': ('frozen', 'timed')}


def properties_text(properties):
    return ' '.join(f'{key}={value}' for key, value in properties.items())


def generate(device, mode, seed, count):
    """(properties, program) of a seed."""
    rng = random.Random(f'{device} {mode} {seed}')
    if device == 'pl011':
        return pl011.properties(rng), pl011.operations(rng, count)
    properties = hpet.properties(rng)
    make = hpet.timed_operations if mode == 'timed' else hpet.frozen_operations
    return properties, make(rng, count, int(properties['timers']))


class Oracle:
    """A QEMU below `root` ('': an installed one), and the ROM for timed programs."""

    def __init__(self, root, rom):
        self.root = root
        self.rom = rom

    def trace(self, device, mode, program, properties, **settings):
        steps, version = self.steps(device, mode, program, properties)
        head = {'device': device, 'mode': mode, 'oracle': version,
                'properties': properties_text(properties)}
        return Trace({**head, **settings}, steps)

    def steps(self, device, mode, program, properties):
        if mode == 'timed':
            return record_timed(self.root, self.rom, program, properties)
        if program[0].kind == 'load':
            with loaded_qemu(device, self.root, program[0].arguments[0], properties) as qemu:
                if not qemu.accepted:
                    return [(program[0], Outcome('refused'))], qemu.version()
                steps, version = self.frozen(qemu, program[1:])
                return [(program[0], Outcome())] + steps, version
        with Qemu(device, self.root, properties) as qemu:
            return self.frozen(qemu, program)

    @staticmethod
    def frozen(qemu, program):
        qemu.intercept()
        return list(record(qemu, program)), qemu.version()

    def seed_and_program(self, device, mode, seed, count):
        """The trace of a seed, and the program that it was recorded from."""
        properties, program = generate(device, mode, seed, count)
        return self.trace(device, mode, program, properties, seed=str(seed)), program

    def continued(self, trace, section, program):
        """A trace of those operations from a loaded state on."""
        program = [Op('load', (section,)), *program]
        return self.trace(trace.device, 'frozen', program, trace.properties)
