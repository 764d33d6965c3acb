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


def frozen_operations(device, rng, count, properties):
    if device == 'pl011':
        return pl011.operations(rng, count)
    return hpet.frozen_operations(rng, count, int(properties['timers']))


def generate(device, mode, seed, count):
    """(properties, program) of a seed."""
    rng = random.Random(f'{device} {mode} {seed}')
    properties = (pl011 if device == 'pl011' else hpet).properties(rng)
    if mode == 'timed':
        return properties, hpet.timed_operations(rng, count, int(properties['timers']))
    return properties, frozen_operations(device, rng, count, properties)


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

    def continued(self, trace, number, section, count):
        """A trace of other random operations from a loaded state on: the one that the
        trace has at that operation, or one that is equal."""
        rng = random.Random(f'{trace.settings["seed"]} {number}')
        program = [Op('load', (section,)), *frozen_operations(trace.device, rng, count,
                                                               trace.properties)]
        name = f'{trace.settings["mode"]}_seed_{trace.settings["seed"]}_state_{number + 1}'
        return self.trace(trace.device, 'frozen', program, trace.properties, case=name)

    def from_states(self, trace, states, count):
        """Yields traces that go on from some of a trace's states."""
        saved = [number for number, (op, _) in enumerate(trace.steps) if op.kind == 'save']
        rng = random.Random(trace.settings['seed'])
        for number in sorted(rng.sample(saved, min(states, len(saved)))):
            yield self.continued(trace, number, trace.steps[number][1].answer, count)
