# SPDX-License-Identifier: MIT
"""What a trampoline costs: instructions of a loop that calls handlers through generated
trampolines, and of the same loop written by hand, counted by callgrind at -O2.

Two pairs, each of which must be equal. Bridges in a unit of their own, generated and by
hand: what most programs have. And handlers in one unit with the generated bridges, beside
handlers that take `void *` and need no bridge."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
from typing import NamedTuple

HERE = pathlib.Path(__file__).resolve().parent
SOURCES = HERE / 'trampolines'
LIBRARIES = HERE.parent / 'trampolines' / 'libraries'
MARKS = HERE.parents[1] / 'gen' / 'include'
FLAGS = ['-std=gnu11', '-O2', '-D_GNU_SOURCE']
COUNTED = re.compile(r'^summary: (\d+)', re.MULTILINE)


class Pair(NamedTuple):
    title: str
    generated: tuple  # sources; what is not here is generated
    by_hand: tuple


PAIRS = [
    Pair('bridges in a unit of their own',
         ('generated.c', 'handlers.c', 'meter_trampolines.c'),
         ('by_hand.c', 'handlers.c', 'by_hand_bridges.c')),
    Pair('handlers and bridges in one unit', ('one_unit.c',), ('untyped.c',)),
]


class Counter:
    """Builds the variants in a directory and counts what they execute."""

    def __init__(self, bindery, out):
        self.bindery, self.out = bindery, pathlib.Path(out)

    def run(self, command):
        result = subprocess.run([str(part) for part in command], capture_output=True,
                                text=True, check=False, cwd=self.out)
        if result.returncode:
            raise RuntimeError(f'{" ".join(map(str, command))}: {result.stderr[-1000:]}')
        return result

    def generate(self):
        for place in (LIBRARIES / 'bus', LIBRARIES / 'sorting', SOURCES):
            self.run([self.bindery, 'gen', '-m', place / 'module.json', '-o', self.out,
                      '--', '-D_GNU_SOURCE', '-I', self.out])

    def build(self, compiler, name, sources):
        """A program of these sources; the bus is compiled alone, as a library would be."""
        bus = self.out / f'bus-{compiler}.o'
        self.run([compiler, *FLAGS, '-c', LIBRARIES / 'bus' / 'bus.c', '-o', bus])
        objects = []
        for source in ('main.c', *sources):
            path = SOURCES / source
            target = self.out / f'{name}-{source}.o'
            self.run([compiler, *FLAGS, '-I', SOURCES, '-I', self.out, '-I', MARKS, '-c',
                      path if path.exists() else self.out / source, '-o', target])
            objects.append(target)
        program = self.out / name
        self.run([compiler, *objects, bus, '-o', program])
        return program

    def count(self, program):
        """(instructions in and below loop(), what the program printed)."""
        profile = self.out / 'callgrind.out'
        said = self.run(['valgrind', '--tool=callgrind', f'--callgrind-out-file={profile}',
                         '--toggle-collect=loop', program])
        return int(COUNTED.search(profile.read_text(encoding='utf-8'))[1]), said.stdout


def compare(counter, compiler, pair):
    """(instructions of the generated variant, of the one by hand)."""
    counts = []
    for name, sources in ('generated', pair.generated), ('by-hand', pair.by_hand):
        counts.append(counter.count(counter.build(compiler, name, sources)))
    (generated, said), (by_hand, said_by_hand) = counts
    if said != said_by_hand or min(generated, by_hand) < 10_000:
        raise RuntimeError(f'the variants of "{pair.title}" do different things: '
                           f'{counts}')
    return generated, by_hand


def run(bindery):
    """Prints the counts; gives the number of pairs that are not equal."""
    if not shutil.which('valgrind'):
        print('\ntrampolines: valgrind is not installed, left out')
        return 0
    missed = 0
    print('\ntrampolines: instructions of a loop, generated and by hand, -O2')
    with tempfile.TemporaryDirectory(prefix='bindery-bench-') as out:
        counter = Counter(os.path.abspath(bindery), out)
        counter.generate()
        for compiler in filter(shutil.which, ('gcc', 'clang')):
            for pair in PAIRS:
                generated, by_hand = compare(counter, compiler, pair)
                missed += generated != by_hand
                verdict = 'ok' if generated == by_hand else 'missed'
                print(f'    {pair.title:34}{compiler:8}{generated:10}{by_hand:10}  '
                      f'equal {verdict}', flush=True)
    return missed
