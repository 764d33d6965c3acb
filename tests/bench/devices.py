# SPDX-License-Identifier: MIT
"""The devices, built from bindings: instructions of a register access beside the same access
with the handlers called directly, counted by callgrind; and how fast the HPET's timers fire
beside a plain heap of deadlines. From the build tree that has the generator."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile

from measure import build_tree

HERE = pathlib.Path(__file__).resolve().parent
SOURCES = HERE / 'devices'
ROOT = HERE.parents[1]
DEVICES = ('hpet', 'pl011')
FLAGS = ['-std=gnu11', '-O2', '-D_GNU_SOURCE', '-fwrapv', '-fno-strict-aliasing']
ACCESS_LIMIT = 1.01
# Symbols are looked up at the start, so that no loop that is counted does it.
ENVIRONMENT = {**os.environ, 'LD_BIND_NOW': '1'}
COUNTED = re.compile(r'^summary: (\d+)', re.MULTILINE)
ECHOED = re.compile(r'^(\w+) (\d+) bytes (\d+) ns$', re.MULTILINE)
FIRED = re.compile(r'^(\w+) (\d+) firings (\d+) ns$', re.MULTILINE)


class Programs:
    """Compiles programs against a build tree and runs them in a directory."""

    def __init__(self, build, out):
        self.build, self.out = build, pathlib.Path(out)

    def run(self, command):
        result = subprocess.run([str(part) for part in command], capture_output=True,
                                text=True, check=False, cwd=self.out,
                                env=ENVIRONMENT)
        if result.returncode:
            raise RuntimeError(f'{" ".join(map(str, command))}: {result.stderr[-1000:]}')
        return result.stdout

    def compile(self, name):
        glib = self.run(['pkg-config', '--cflags', '--libs', 'glib-2.0']).split()
        places = [self.build / 'runtime/typed', ROOT / 'runtime/typed', ROOT / 'gen/include',
                  *(ROOT / 'devices' / device for device in DEVICES)]
        archives = [self.build / 'devices' / device / f'lib{device}.a' for device in DEVICES]
        program = self.out / name
        self.run(['gcc', *FLAGS, *(f'-I{place}' for place in places),
                  SOURCES / f'{name}.c', '-Wl,--whole-archive', *archives,
                  '-Wl,--no-whole-archive', self.build / 'runtime/libbindery-runtime.so',
                  f'-Wl,-rpath,{self.build / "runtime"}', *glib, '-o', program])
        return program

    def count(self, program, *arguments):
        """(instructions in and below loop(), what the program printed)."""
        profile = self.out / 'callgrind.out'
        said = self.run(['valgrind', '--tool=callgrind', f'--callgrind-out-file={profile}',
                         '--toggle-collect=loop', program, *arguments])
        return int(COUNTED.search(profile.read_text(encoding='utf-8'))[1]), said


def compare_accesses(programs):
    """Prints the counts; gives the number of devices above the limit."""
    missed = 0
    program = programs.compile('access')
    for device in DEVICES:
        counts = [programs.count(program, device, way) for way in ('bindings', 'direct')]
        (bindings, said), (direct, said_direct) = counts
        if said != said_direct or min(bindings, direct) < 10_000:
            raise RuntimeError(f'the two ways to the {device} do different things: {counts}')
        accesses = int(said.split()[0])
        ratio = bindings / direct
        verdict = 'ok' if ratio <= ACCESS_LIMIT else 'missed'
        missed += ratio > ACCESS_LIMIT
        print(f'    {device:8}{bindings / accesses:10.1f}{direct / accesses:10.1f}'
              f'{ratio:8.4f}  at most {ACCESS_LIMIT} {verdict}', flush=True)
    return missed


def show_timers(programs):
    said = programs.run([programs.compile('timers')])
    rates = {name: int(firings) / int(ns) for name, firings, ns in FIRED.findall(said)}
    print('\ndevices: firings of 32 periodic HPET timers; ratio: time of one beside that of '
          'a plain heap of 32 deadlines')
    print(f'    {rates["hpet"] * 1e3:.1f} million a second, ratio '
          f'{rates["plain"] / rates["hpet"]:.1f}', flush=True)


def show_echo(programs):
    """A UART has no more to do than the program that it is measured against, and four
    register accesses a byte."""
    said = programs.run([programs.compile('echo'), programs.out / 'serial'])
    rates = {name: int(count) / int(ns) * 1e3 for name, count, ns in ECHOED.findall(said)}
    print('\ndevices: bytes from a socket through the PL011 to a guest that echoes, and back; '
          'ratio: time beside a program that echoes byte by byte without a device')
    print(f'    {rates["pl011"] * 1e3:.0f} thousand bytes a second, ratio '
          f'{rates["plain"] / rates["pl011"]:.2f}', flush=True)


def run(bindery):
    """Prints the figures; gives the number of targets that were missed."""
    build = build_tree(bindery, 'runtime/libbindery-runtime.so', 'devices')
    if not build:
        return 0
    missed = 0
    with tempfile.TemporaryDirectory(prefix='bindery-bench-') as out:
        programs = Programs(build, out)
        if shutil.which('valgrind'):
            print('\ndevices: instructions of a register access, from bindings and with the '
                  'handlers called directly')
            missed = compare_accesses(programs)
        else:
            print('\ndevices: valgrind is not installed, accesses are left out')
        show_timers(programs)
        show_echo(programs)
    return missed
