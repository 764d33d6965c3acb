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
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
# pylint: disable=wrong-import-position
from board import play_on_board
from cases import record_cases
from errors import ConformanceError, TraceError
from fresh import Fresh
from oracle import MODES, Oracle
from play import report
from qemu import play_on_qemu
from qtest import QtestError
from timed import build_rom
from tracefile import read_traces, write_traces
from traffic import trace_of

HERE = pathlib.Path(__file__).resolve().parent
TRACES = HERE / 'traces'

# What is committed: seeds of each device and mode, and traces from some of their states on.
SEEDS = (1, 2, 3, 4)
OPERATIONS = {'pl011': 8000, 'hpet': 5000}
STATES = 3
OPERATIONS_FROM_A_STATE = 200


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
            difference = (play_on_board(arguments.board, trace) if arguments.board
                          else play_on_qemu(arguments.qemu, trace))
            print(f'{"not ok" if difference else "ok"} {name}', flush=True)
            if difference:
                failed += 1
                print(indented(report(difference, trace.settings.get('oracle', 'recorded'))))
    print(f'1..{count}')
    return 1 if failed else 0


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


def record_seeds(oracle):
    for device, modes in MODES.items():
        loaded = []
        for mode in modes:
            for seed in SEEDS:
                trace, _ = oracle.seed_and_program(device, mode, seed, OPERATIONS[device])
                write_traces([trace], TRACES / f'{device}-{mode}-{seed}.txt.xz')
                loaded += oracle.from_states(trace, STATES, OPERATIONS_FROM_A_STATE)
        write_traces(loaded, TRACES / f'{device}-loaded.txt.xz')


def run_record(arguments):
    TRACES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        oracle = Oracle(arguments.qemu, build_rom(scratch))
        for path in sorted((HERE / 'cases').glob('*.txt')):
            write_traces(record_cases(oracle, path), TRACES / f'cases-{path.name}')
        if not arguments.cases:
            record_seeds(oracle)
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
    except (ConformanceError, QtestError, OSError) as error:
        print(f'conformance: error: {error}', file=sys.stderr)
        return 1


if __name__ == '__main__':
    sys.exit(main())
