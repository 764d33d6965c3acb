# SPDX-License-Identifier: MIT
"""The player, its reports, the traces' form and the shortening, on a toy device.

The toy has registers that keep what is written, an interrupt line that follows bit 0 of
register 0, and a serial line that echoes register 4. A broken toy differs in one thing.
"""

import os
import pathlib
import random
import re
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
# pylint: disable=wrong-import-position
import hpet
import pl011
import stream
from errors import TraceError
from perform import record
from play import first_difference, report
from qtest import Refused
from shrink import shrink
from tracefile import (Op, Outcome, Trace, parse_op, parse_outcome, read_traces,
                       write_traces)

HERE = pathlib.Path(__file__).resolve().parent


class Toy:
    def __init__(self, broken=''):
        self.broken = broken
        self.registers = {}
        self.changes = []
        self.bytes = b''
        self.input_waits = False
        self.writes = 0

    def access(self, op):
        if op.kind[0] == 'r':
            return self.read(op.arguments[0])
        self.write(*op.arguments)
        return None

    def accesses(self, ops):
        return [self.access(op) for op in ops]

    def read(self, address):
        if self.broken == 'refuses':
            raise Refused('no')
        value = self.registers.get(address, 0)
        return value ^ 1 if self.broken == 'after two writes' and self.writes > 1 else value

    def write(self, address, value):
        level = self.registers.get(0, 0) & 1
        self.writes += address == 8
        self.registers[address] = value
        if address == 0 and value & 1 != level and self.broken != 'line':
            self.changes.append((0, bool(value & 1)))
        if address == 4 and self.broken != 'silent':
            self.bytes += bytes([value & 255])

    def inject(self, data):
        self.input_waits = True

    def settle_input(self):
        return True

    def take_changes(self):
        changes, self.changes = self.changes, []
        return changes

    def take_sent(self):
        sent, self.bytes = self.bytes, b''
        return sent


def program(*lines):
    return [parse_op(line.split())[0] for line in lines]


def toy_trace(*lines, toy=None, **settings):
    steps = list(record(toy or Toy(), program(*lines)))
    return Trace({'device': 'pl011', 'mode': 'frozen', **settings}, steps)


class Player(unittest.TestCase):
    lines = ('w4 8 1', 'r4 8', 'w4 0 1', 'w4 4 41', 'r4 0', 'w4 8 2', 'r4 8')

    def test_same_device_has_no_difference(self):
        self.assertIsNone(first_difference(toy_trace(*self.lines), Toy()))

    def test_first_difference_is_found_and_told(self):
        for broken, number, text in (('line', 2, 'expected: +0\n  got:      -'),
                                     ('silent', 3, 'expected: >41\n  got:      -'),
                                     ('after two writes', 6, 'expected: = 2\n  got:      = 3'),
                                     ('refuses', 1, 'it failed: no')):
            with self.subTest(broken):
                difference = first_difference(toy_trace(*self.lines), Toy(broken))
                self.assertEqual(difference.number, number)
                told = report(difference, 'QEMU')
                self.assertIn(text, told)
                self.assertIn(f'operation {number + 1} of 7 is not as on QEMU', told)
                self.assertIn('the operations before it:\n', told)

    def test_only_answers_are_compared_where_no_more_was_recorded(self):
        trace = toy_trace(*self.lines, records='answers')
        self.assertIsNone(first_difference(trace, Toy('line')))
        self.assertEqual(first_difference(trace, Toy('after two writes')).number, 6)

    def test_input_does_not_queue_behind_input(self):
        kinds = [op.kind for op in toy_trace('in 41', 'in 42', 'r4 8').program]
        self.assertEqual(kinds, ['in', 'r4'])

    def test_differing_state_is_told_by_field(self):
        section = bytes(sum(size for _, size in stream.PL011))
        changed = stream.with_field('pl011', section, 'read_count', 5)
        self.assertEqual(stream.differing_fields('pl011', section, changed),
                         ['read_count: expected 0x0, got 0x5'])
        self.assertEqual(stream.differing_fields('pl011', section, changed[:-4]),
                         ['the data ends before read_trigger'])


class Shrinking(unittest.TestCase):
    def test_difference_is_shortened_to_what_it_needs(self):
        rng = random.Random(1)
        noise = [f'w4 {rng.choice((0, 4, 12, 16)):x} {rng.getrandbits(8):x}'
                 for _ in range(200)]
        noise[40:40] = ['w4 8 1']
        noise[150:150] = ['w4 8 7']
        noise.append('r4 8')

        def shows(part):
            trace = Trace({'device': 'pl011'}, list(record(Toy(), part)))
            return first_difference(trace, Toy('after two writes')) is not None

        shortest = shrink(program(*noise), shows)
        self.assertEqual([str(op) for op in shortest], ['w4 8 1', 'w4 8 7', 'r4 8'])

    def test_one_item_stays(self):
        self.assertEqual(shrink([1], lambda part: True), [1])
        self.assertEqual(shrink(list(range(9)), lambda part: {2, 7} <= set(part)), [2, 7])


class TraceFiles(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = directory.name

    def path(self, name):
        return os.path.join(self.directory, name)

    def test_operations_and_outcomes_read_back(self):
        for text in ('r4 18', 'w8 2c ffffffff00000070', '@1234+9 r4 f0', '@5+17 wait',
                     'in 00ff', 'break', 'line 1 0', 'save', 'load 0102', 'm4 100104'):
            with self.subTest(text):
                op, rest = parse_op(text.split())
                self.assertEqual((str(op), rest), (text, []))
        for outcome in (Outcome(), Outcome(0x90), Outcome(changes=((0, True), (12, False))),
                        Outcome(sent=b'A\0', held=True), Outcome('refused')):
            with self.subTest(outcome):
                self.assertEqual(parse_outcome(Op('r4', (0,)), str(outcome).split()), outcome)

    def test_files_read_back_plain_packed_and_in_cases(self):
        traces = [toy_trace('w4 0 1', 'r4 0', case=name, properties='timers=4')
                  for name in ('one', 'two')]
        for name, held in (('a.txt', traces), ('b.txt.xz', traces),
                           ('c.txt', [toy_trace('w4 4 41', seed='7')])):
            with self.subTest(name):
                write_traces(held, self.path(name))
                self.assertEqual(read_traces(self.path(name)), held)
        self.assertEqual(read_traces(self.path('a.txt'))[1].properties, {'timers': '4'})

    def test_what_is_no_trace_is_refused_with_its_place(self):
        head = 'bindery conformance trace 1\ndevice pl011\n\n'
        for text, message in (('', 'first line'), (head.replace('pl011', 'vga'), 'no device'),
                              (head + 'r4 0\nr3 0\n', ':5: no such operation: r3'),
                              (head + 'w4 0\n', ':4: w4 takes 2 arguments'),
                              (head + 'r4 xyz\n', ':4: invalid literal'),
                              (head + 'r4 0 = 1 ?\n', r':4: not an outcome: \?')):
            with self.subTest(text):
                with open(self.path('t.txt'), 'w', encoding='ascii') as out:
                    out.write(text)
                with self.assertRaisesRegex(TraceError, message):
                    read_traces(self.path('t.txt'))

    def test_damaged_file_is_refused(self):
        with open(self.path('t.txt.xz'), 'wb') as out:
            out.write(b'not packed')
        with self.assertRaises(TraceError):
            read_traces(self.path('t.txt.xz'))


class Generators(unittest.TestCase):
    def test_seed_decides_all(self):
        for make in (lambda rng: pl011.operations(rng, 500),
                     lambda rng: hpet.frozen_operations(rng, 500, 4),
                     lambda rng: hpet.timed_operations(rng, 500, 4)):
            self.assertEqual(make(random.Random(5)), make(random.Random(5)))
            self.assertNotEqual(make(random.Random(5)), make(random.Random(6)))

    def test_values_fit_their_accesses(self):
        rng = random.Random(3)
        for op in (pl011.operations(rng, 3000) + hpet.frozen_operations(rng, 3000, 32) +
                   hpet.timed_operations(rng, 3000, 3)):
            if op.is_access and op.kind[0] == 'w':
                self.assertLess(op.arguments[1], 1 << 8 * op.size, op)


class Documentation(unittest.TestCase):
    def test_every_case_is_named_with_its_fact(self):
        written = {line.split()[1] for path in HERE.glob('cases/*.txt')
                   for line in path.read_text().split('\n') if line.startswith('case ')}
        recorded = {trace.settings['case'] for path in HERE.glob('traces/cases-*.txt')
                    for trace in read_traces(path)}
        facts = (HERE / '../../docs/conformance.md').read_text().split(', in facts', 1)[1]
        named = set(re.findall(r'`(\w+_\w+|capabilities)`', facts))
        self.assertEqual(written, recorded)
        self.assertEqual(written, named)


if __name__ == '__main__':
    unittest.main()
