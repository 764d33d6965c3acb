# SPDX-License-Identifier: MIT
"""Seeds that no one has tried: recorded on QEMU, played on the board, and shortened where
they differ."""

import random

from board import play_on_board, started_board
from oracle import MODES
from play import first_difference, report
from qtest import Hung
from shrink import shrink
from tracefile import write_traces

# Operations of one seed. A timed run has to end before QEMU is taken for hung.
AT_ONCE = {'frozen': 20000, 'timed': 4000}
STATES_TRIED = 5
OPERATIONS_AFTER_A_STATE = 200


class Fresh:
    """Counts operations, differences, and seeds on which QEMU hung. Shortened traces go to
    the directory."""

    def __init__(self, program, oracle, directory):
        self.program = program
        self.oracle = oracle
        self.directory = directory
        self.operations = 0
        self.found = 0
        self.hung = 0

    def compare(self, trace, program=None):
        """Plays a trace; `program` is the one it was recorded from when it is timed."""
        self.operations += len(trace.steps)
        difference = play_on_board(self.program, trace)
        if difference:
            self.found += 1
            print(report(difference, trace.settings['oracle']), flush=True)
            self.shorten(trace, program or trace.program, difference)
        return difference is None

    def shorten(self, trace, program, difference):
        """Leaves out what the difference does not need, with both sides asked anew."""
        found = {}

        def shows(part):
            try:
                shorter = self.oracle.trace(trace.device, trace.settings['mode'], part,
                                            trace.properties)
            except Hung:
                return False
            differs = play_on_board(self.program, shorter)
            if differs:
                found['last'] = differs
            return differs is not None

        if trace.settings['mode'] != 'timed':
            program = program[:difference.number + 1]
        if not shows(program):
            print('It does not show again in the same operations alone.')
            return
        shrink(program, shows)
        shortest = found['last']
        path = self.directory / f'{trace.device}-difference-{self.found}.txt'
        write_traces([shortest.trace], path)
        print(f'shortened to {len(shortest.trace.steps)} operations, {path}:')
        print(report(shortest, trace.settings['oracle']), flush=True)

    def device(self, device, seed, operations):
        """As many operations in all; a mode ends at its first difference."""
        for mode in MODES[device]:
            left, number, found = -(-operations // len(MODES[device])), 0, self.found
            while left > 0 and self.found == found:
                count = min(left, AT_ONCE[mode])
                self.seed(device, mode, f'{seed}.{number}', count)
                left, number = left - count, number + 1

    def seed(self, device, mode, seed, count):
        try:
            trace, program = self.oracle.seed_and_program(device, mode, seed, count)
        except Hung as error:
            self.hung += 1
            print(f'{device} {mode} seed {seed}: not compared, for {error}', flush=True)
            return
        print(f'{device} {mode} seed {seed}: {len(trace.steps)} operations', flush=True)
        if self.compare(trace, program) and mode == 'frozen':
            self.migrate(trace, seed)

    def migrate(self, trace, seed):
        """QEMU goes on from states that the board saved, and the board from the same ones.
        That the board's bytes are QEMU's was seen when the trace was played."""
        rng = random.Random(seed)
        saved = [number for number, (op, _) in enumerate(trace.steps) if op.kind == 'save']
        for number in rng.sample(saved, min(STATES_TRIED, len(saved))):
            section = self.board_state(trace, number)
            self.compare(self.oracle.continued(trace, number, section,
                                               OPERATIONS_AFTER_A_STATE))

    def board_state(self, trace, number):
        """The section that the board saves after those operations."""
        with started_board(self.program, trace) as board:
            part = type(trace)(trace.settings, trace.steps[:number])
            first_difference(part, board)
            return board.save()
