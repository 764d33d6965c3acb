# SPDX-License-Identifier: MIT
"""The runtime beside the same work done without it: accesses through an address space,
interrupts, timers, objects. runtime_*.c print the rows; their library is the build tree's
that has the generator."""

import pathlib
import subprocess
import tempfile

from measure import build_tree

HERE = pathlib.Path(__file__).resolve().parent
CORE = HERE.parents[1] / 'runtime' / 'core'
BENCHES = {
    'memory': 'a register read through an address space, and by its callback',
    'irq': 'an interrupt through a connected line, and by its handler',
    'timer': 'a million timers, and a plain binary heap of deadlines',
    'qom': 'objects, and plain pointers or GObjects',
}
FLAGS = ['-std=gnu11', '-O2', '-D_GNU_SOURCE', '-fwrapv', '-fno-strict-aliasing']


def output_of(command):
    """What a program prints; it may exit with 1, which says that a target was missed."""
    result = subprocess.run([str(part) for part in command], capture_output=True, text=True,
                            check=False)
    if result.returncode not in (0, 1) or result.stderr:
        raise RuntimeError(f'{" ".join(map(str, command))}: {result.stderr[-1000:]}')
    return result.stdout


def compile_bench(name, build, out):
    libraries = output_of(['pkg-config', '--cflags', '--libs', 'gobject-2.0', 'gio-2.0']).split()
    places = [f'-I{module}' for module in sorted(CORE.glob('*/include'))]
    program = pathlib.Path(out) / name
    output_of(['gcc', *FLAGS, *places, HERE / f'runtime_{name}.c',
               build / 'runtime/libbindery-runtime.so', f'-Wl,-rpath,{build / "runtime"}',
               *libraries, '-o', program])
    return program


def run(bindery):
    """Prints the figures; gives the number of targets that were missed."""
    build = build_tree(bindery, 'runtime/libbindery-runtime.so', 'runtime')
    if not build:
        return 0
    missed = 0
    with tempfile.TemporaryDirectory(prefix='bindery-bench-') as out:
        for name, title in BENCHES.items():
            rows = output_of([compile_bench(name, build, out)])
            print(f'\nruntime: {title}\n{rows}', end='', flush=True)
            missed += rows.count('missed\n')
    return missed
