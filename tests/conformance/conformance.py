#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares the devices with a real QEMU's. docs/conformance.md tells it all.

  conformance.py play --board PROGRAM TRACE...        plays traces; reports as TAP
  conformance.py fresh --board PROGRAM --qemu ROOT    records fresh seeds and plays them
  conformance.py record --qemu ROOT                   makes the committed traces anew
  conformance.py traffic --device D LOG OUTPUT        makes a trace of a guest's accesses
"""

import argparse
import pathlib
import random
import sys
import tempfile
import time

from board import Board
from cases import record_cases
from oracle import MODES, Oracle
from play import first_difference, report
from qemu import Qemu
from qtest import Hung
from shrink import shrink
from target import StartError
from timed import build_rom
from tracefile import TraceError, read_traces, write_traces
from traffic import TrafficError, trace_of

HERE = pathlib.Path(__file__).resolve().parent
TRACES = HERE / 'traces'

# What is committed: (device, mode, seed, operations).
COMMITTED = [(device, mode, seed, 8000 if device == 'pl011' else 5000)
             for device, modes in MODES.items() for mode in modes for seed in (1, 2, 3, 4)]

# Operations of one seed. A timed run has to end before QEMU is taken for hung.
AT_ONCE = {'frozen': 20000, 'timed': 4000}
STATES_TRIED = 5


def started_board(program, trace):
    board = Board(trace.device, program, trace.properties)
    board.intercept()
    if trace.settings['mode'] == 'frozen':
        board.stop()
    return board


def play(program, trace):
    with started_board(program, trace) as board:
        return first_difference(trace, board)


def play_on_qemu(root, trace):
    with Qemu(trace.device, root, trace.properties) as qemu:
        qemu.intercept()
        return first_difference(trace, qemu)


def only_for_board(trace):
    """Why a stock QEMU cannot play a trace, or None."""
    if trace.settings['mode'] == 'timed':
        return 'a stock QEMU does not let its clock be set'
    if trace.steps[0][0].kind == 'load':
        return 'it begins with a state'
    return None


def indented(text):
    return '\n'.join(f'# {line}' for line in text.split('\n'))


def trace_name(path, trace):
    stem = path.name.split('.')[0]
    return f'{stem} {trace.settings["case"]}' if 'case' in trace.settings else stem


def trace_files(paths):
    """The files, and those in the directories."""
    found = []
    for path in paths:
        found += sorted(path.glob('*.txt*')) if path.is_dir() else [path]
    if not found:
        raise TraceError(f'{paths[0]}: there is no trace in it')
    return found


def play_committed(arguments):
    """Reports as TAP; the exit status is 1 when there was a difference."""
    failed = count = 0
    for path in trace_files(arguments.traces):
        for trace in read_traces(path):
            count += 1
            name = f'{count} - {trace_name(path, trace)}'
            why = None if arguments.board else only_for_board(trace)
            if why:
                print(f'ok {name} # SKIP {why}')
                continue
            difference = (play(arguments.board, trace) if arguments.board
                          else play_on_qemu(arguments.qemu, trace))
            print(f'{"not ok" if difference else "ok"} {name}', flush=True)
            if difference:
                failed += 1
                print(indented(report(difference, trace.settings.get('oracle', 'recorded'))))
    print(f'1..{count}')
    return 1 if failed else 0


class Fresh:
    """Seeds that no one has tried: records, plays, and shortens what differs."""

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
        difference = play(self.program, trace)
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
            differs = play(self.program, shorter)
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
        """Both ways: QEMU goes on from states that the board saved, and the board from the
        same ones; that the board's bytes are QEMU's was seen when the trace was played."""
        rng = random.Random(seed)
        saved = [number for number, (op, _) in enumerate(trace.steps) if op.kind == 'save']
        for number in rng.sample(saved, min(STATES_TRIED, len(saved))):
            section = self.board_state(trace, number)
            rest = trace.steps[number + 1:number + 201]
            self.compare(self.oracle.continued(trace, section, [op for op, _ in rest]))

    def board_state(self, trace, number):
        """The section that the board saves after those operations."""
        with started_board(self.program, trace) as board:
            part = type(trace)(trace.settings, trace.steps[:number])
            first_difference(part, board)
            return board.save()


def run_fresh(arguments):
    directory = pathlib.Path(arguments.output)
    directory.mkdir(parents=True, exist_ok=True)
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Fresh(arguments.board, Oracle(arguments.qemu, build_rom(scratch)), directory)
        for device in arguments.device:
            fresh.device(device, arguments.seed, arguments.ops)
    print(f'{fresh.operations} operations compared, differences: {fresh.found}, '
          f'seeds on which QEMU hung: {fresh.hung} ({time.monotonic() - start:.0f} s)')
    return 1 if fresh.found or fresh.hung else 0


def run_traffic(arguments):
    with arguments.log.open(encoding='utf-8', errors='replace') as lines:
        write_traces([trace_of(arguments.device, lines, arguments.oracle)], arguments.output)
    return 0


def run_record(arguments):
    TRACES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        oracle = Oracle(arguments.qemu, build_rom(scratch))
        for path in sorted((HERE / 'cases').glob('*.txt')):
            write_traces(record_cases(oracle, path), TRACES / f'cases-{path.name}')
        for device, mode, seed, count in COMMITTED:
            if not arguments.cases:
                trace, _ = oracle.seed_and_program(device, mode, seed, count)
                write_traces([trace], TRACES / f'{device}-{mode}-{seed}.txt.xz')
    return 0


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest='command', required=True)
    play_parser = commands.add_parser('play')
    target = play_parser.add_mutually_exclusive_group(required=True)
    target.add_argument('--board', metavar='PROGRAM')
    target.add_argument('--qemu', metavar='ROOT', help='a real QEMU instead of the board')
    play_parser.add_argument('traces', nargs='+', type=pathlib.Path, metavar='TRACE',
                             help='a trace, or a directory of them')
    fresh = commands.add_parser('fresh')
    fresh.add_argument('--board', required=True, metavar='PROGRAM')
    fresh.add_argument('--seed', default=str(int(time.time())))
    fresh.add_argument('--ops', type=int, default=20000, help='operations per device')
    fresh.add_argument('--device', action='append', choices=list(MODES))
    fresh.add_argument('--output', default='build/conformance',
                       help='where shortened traces go')
    record = commands.add_parser('record')
    record.add_argument('--cases', action='store_true', help='the directed cases only')
    traffic = commands.add_parser('traffic')
    traffic.add_argument('--device', required=True, choices=list(MODES))
    traffic.add_argument('--oracle', default='QEMU', help='what the guest ran on')
    traffic.add_argument('log', type=pathlib.Path, metavar='LOG')
    traffic.add_argument('output', type=pathlib.Path, metavar='OUTPUT')
    for one in (fresh, record):
        one.add_argument('--qemu', default='', metavar='ROOT',
                         help='where a QEMU 10 is unpacked; without it, the installed one')
    arguments = parser.parse_args()
    if arguments.command == 'fresh':
        arguments.device = arguments.device or list(MODES)
        if arguments.ops < 1:
            parser.error('--ops must be at least 1')
    return arguments


def main():
    arguments = parse_arguments()
    try:
        return {'play': play_committed, 'fresh': run_fresh, 'record': run_record,
                'traffic': run_traffic}[arguments.command](arguments)
    except (TraceError, TrafficError, StartError, Hung, OSError) as error:
        print(f'conformance: error: {error}', file=sys.stderr)
        return 1


if __name__ == '__main__':
    sys.exit(main())
