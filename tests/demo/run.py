# SPDX-License-Identifier: MIT
"""`./dev demo`: bindings for two real libraries, used by programs that see nothing else; and
devices built from the bindings of the runtime, on the board.

For each library: bindery makes a header of the library's own, a program that includes only
that is compiled with warnings as errors, linked with the library, and run.
"""

import argparse
import json
import os
import pathlib
import shlex
import subprocess
import sys
import time
from typing import NamedTuple

import devices

HERE = pathlib.Path(os.path.relpath(os.path.dirname(__file__)))


class Library(NamedTuple):
    title: str
    package: str  # of pkg-config
    header: str  # below its include directory
    module: str


LIBRARIES = [
    Library('SQLite', 'sqlite3', 'sqlite3.h', 'sqlite3'),
    Library('GLib', 'glib-2.0', 'glib-2.0/glib.h', 'glib'),
]


def pkg_config(*arguments):
    return subprocess.run(['pkg-config', *arguments], text=True, capture_output=True,
                          check=True).stdout.strip()


def step(what, command):
    """Says what is done and with which command, does it, and says how long it took."""
    shown = [str(part) for part in command]
    print(f'\n{what}\n  $ {shlex.join(shown)}', flush=True)
    start = time.perf_counter()
    result = subprocess.run(shown, check=False)
    if result.returncode:
        sys.exit(f'demo: that failed, exit status {result.returncode}')
    print(f'  {time.perf_counter() - start:.2f} s', flush=True)


def counts(record):
    """What a record holds, in words."""
    ir = json.loads(record.read_text(encoding='utf-8'))
    kinds = ('functions', 'records', 'enums', 'typedefs', 'variables', 'macros')
    held = ', '.join(f'{len(ir[kind])} {kind}' for kind in kinds if ir.get(kind))
    wrappers = sum('wrapper' in function for function in ir.get('functions', []))
    return held + (f'; {wrappers} wrappers of static inline functions' if wrappers else '')


def check_inputs(depfile, allowed):
    """Fails when the compiler read anything but the program and generated files."""
    rule = depfile.read_text(encoding='utf-8').replace('\\\n', ' ')
    # The shell's quoting of blanks is make's.
    files = [pathlib.Path(name).resolve() for name in shlex.split(rule.partition(':')[2])]
    strange = [name for name in files if name.name != 'stdc-predef.h'
               and not any(name.is_relative_to(place) for place in allowed)]
    if strange or not files:
        sys.exit(f'demo: the program also read {", ".join(map(str, strange))}')
    print('  files the compiler read:', ', '.join(name.name for name in files))


def show(library, bindery, place):
    out = place / library.module
    program = out / f'{library.module}_demo'
    source = HERE / f'{library.module}_demo.c'
    cflags = shlex.split(pkg_config('--cflags', library.package))
    header = pathlib.Path(pkg_config('--variable=includedir', library.package),
                          library.header)
    wrappers = out / f'{library.module}_wrappers.c'
    compiler = ['gcc', '-std=gnu11', '-Wall', '-Wextra', '-Werror']

    step(f'{library.title}: bindings for {header.name}',
         [bindery, 'gen', '--name', library.module, '-o', out, header, '--', *cflags])
    print(f'  {counts(out / f"{library.module}.ir.json")}')
    step(f'{library.title}: every size, offset and value again, by the compiler on the '
         'original header',
         [*compiler, *cflags, '-fsyntax-only', out / f'{library.module}_layout_check.c'])
    step(f'{library.title}: a program that includes only the generated header',
         [*compiler, f'-I{out}', '-MD', '-MF', out / 'demo.d', '-c', source,
          '-o', out / 'demo.o'])
    check_inputs(out / 'demo.d', [HERE.resolve(), out.resolve()])
    objects = [out / 'demo.o']
    if wrappers.exists():
        step(f'{library.title}: wrappers, which do include the originals',
             [*compiler, *cflags, '-c', wrappers, '-o', out / 'wrappers.o'])
        objects.append(out / 'wrappers.o')
    step(f'{library.title}: link with the real library',
         ['gcc', *objects, '-o', program,
          *shlex.split(pkg_config('--libs', library.package))])
    step(f'{library.title}: run', [program])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n', maxsplit=1)[0])
    parser.add_argument('bindery', type=pathlib.Path)
    parser.add_argument('place', type=pathlib.Path, help='where to write')
    options = parser.parse_args()
    for library in LIBRARIES:
        (options.place / library.module).mkdir(parents=True, exist_ok=True)
        show(library, options.bindery, options.place)
    devices.show(options.bindery.parent.parent / 'devices' / 'board' / 'bindery-board',
                 options.place / 'board')
    print(f'\nThe generated files are in {options.place}; bindery show '
          f'{options.place}/glib/glib.ir.json GHashTableIter draws a record.')


if __name__ == '__main__':
    main()
