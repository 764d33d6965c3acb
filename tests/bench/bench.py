# SPDX-License-Identifier: MIT
"""`./dev bench`: how fast, and how large, beside the peers that are installed.

Whole commands, interleaved (each round runs every command once), the median of the rounds
after one that warms the caches. Every figure is a ratio to `clang -fsyntax-only` of
libclang's own version on the same input in the same run. Everything is emitted, system
headers included. Each run writes into a new, empty directory, so no tool can leave an
output alone because it is there already; what that saves is the line "gen again".
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from typing import Callable, NamedTuple, Optional

import board
import devices
import diff
import inputs
import measure
import modules
import runtime
import trampolines

SCAN_LIMIT = 1.35
GEN_LIMIT = 2.0
MEMORY_LIMIT = 2.0
LINEAR_LIMIT = 12.0
BINDGEN_ON_LIBC = 4.2  # its ratio on (a) where it is not installed to be measured

FLOOR, SCAN, GEN, AGAIN = ('clang -fsyntax-only', 'bindery scan', 'bindery gen -t c',
                           'bindery gen again')
CASTXML, BINDGEN = 'CastXML', 'rust-bindgen'


class Tool(NamedTuple):
    name: str
    command: Callable  # (header, flags, output directory) -> argv
    environment: dict
    keeps_outputs: bool = False  # runs over the outputs of the run before


class Median(NamedTuple):
    """What the rounds of one tool came to."""
    seconds: float
    processor: float
    peak: int  # bytes, the largest of all rounds


class Figures(NamedTuple):
    """One tool on one input; limits are None where nothing was promised."""
    tool: str
    milliseconds: float
    ratio: float
    limit: Optional[float]
    processor_ratio: float
    megabytes: float
    memory_ratio: float
    memory_limit: Optional[float]

    def verdicts(self):
        """For time, then memory: "ok", "missed" or ""."""
        pairs = (self.ratio, self.limit), (self.memory_ratio, self.memory_limit)
        return ['' if limit is None else 'ok' if value <= limit else 'missed'
                for value, limit in pairs]


def libclang_major(bindery):
    text = subprocess.run([bindery, '--version'], text=True, capture_output=True,
                          check=True).stdout
    match = re.search(r'libclang\D*(\d+)', text)
    if not match:
        sys.exit(f'bench: bindery --version does not name libclang: {text!r}')
    return match.group(1)


def find_tools(bindery):
    """The tools of this machine, the floor first."""
    major = libclang_major(bindery)
    clang = shutil.which(f'clang-{major}') or shutil.which(
        'clang', path=f'/usr/lib/llvm-{major}/bin')
    if not clang:
        sys.exit(f'bench: clang {major} is the floor and is not installed')
    here = dict(os.environ)
    everything = ['--allowlist-file', '.*']

    def gen(header, flags, out):
        return [bindery, 'gen', '-t', 'c', *everything, '-o', out, header, '--', *flags]

    tools = [
        Tool(FLOOR, lambda header, flags, out:
             [clang, '-fsyntax-only', '-x', 'c', *flags, header], here),
        Tool(SCAN, lambda header, flags, out:
             [bindery, 'scan', *everything, '-o', f'{out}/out.json', header, '--', *flags],
             here),
        Tool(GEN, gen, here),
        Tool(AGAIN, gen, here, keeps_outputs=True),
    ]
    castxml = shutil.which('castxml')
    if castxml:
        tools.append(Tool(CASTXML, lambda header, flags, out:
                          [castxml, '--castxml-output=1', '-o', f'{out}/out.xml', *flags,
                           '-x', 'c', header], here))
    bindgen = shutil.which('bindgen')
    if bindgen:
        # Debian's bindgen fails on what libclang 16 and later call an unnamed type. It is
        # spared the formatter, a program of its own that no other tool here runs.
        library = '/usr/lib/llvm-14/lib'
        old = {**here, 'LIBCLANG_PATH': library} if os.path.isdir(library) else here
        tools.append(Tool(BINDGEN, lambda header, flags, out:
                          [bindgen, '--no-rustfmt-bindings', *everything, '-o',
                           f'{out}/out.rs', header, '--', *flags], old))
    return tools


class Bench:
    """The measurements of one run of this program."""

    def __init__(self, tools, rounds, work):
        self.tools, self.rounds, self.work = tools, rounds, work
        self.log = f'{work}/log'
        self.failed = set()  # names of tools that refused an input

    def directory(self, tool):
        return f'{self.work}/{tool.name.replace(" ", "-")}'

    def once(self, tool, header, flags, measurement=measure.run):
        out = self.directory(tool)
        if not tool.keeps_outputs:
            shutil.rmtree(out, ignore_errors=True)
        os.makedirs(out, exist_ok=True)
        return measurement(tool.command(str(header), flags, out), tool.environment,
                           self.log)

    def rounds_of(self, tools, header, flags):
        """Every tool's Median; a tool that fails is left out."""
        runs = {tool.name: [] for tool in tools}
        for _ in range(self.rounds + 1):
            for tool in tools:
                try:
                    if tool.name in runs:
                        runs[tool.name].append(self.once(tool, header, flags))
                except measure.CommandFailed as failure:
                    print(f'{tool.name} failed: {failure}', file=sys.stderr, flush=True)
                    del runs[tool.name]
                    self.failed.add(tool.name)
        result = {}
        for tool in tools:
            if tool.name in runs:
                timed = runs[tool.name][1:]
                peak = max(max(each.peak for each in timed),
                           self.once(tool, header, flags, measure.tree_peak))
                result[tool.name] = Median(
                    statistics.median(each.seconds for each in timed),
                    statistics.median(each.processor for each in timed), peak)
            # What one input leaves must not be there for the next.
            shutil.rmtree(self.directory(tool), ignore_errors=True)
        return result

    def figures(self, each, flags):
        """Figures of every tool on one real input."""
        results = self.rounds_of(self.tools, each.header, flags)
        if FLOOR not in results:
            sys.exit(f'bench: clang does not take ({each.letter})')
        floor = results[FLOOR]
        limits = {SCAN: SCAN_LIMIT, GEN: GEN_LIMIT}
        if each.small:
            limits = {GEN: results[BINDGEN].seconds / floor.seconds if BINDGEN in results
                      else BINDGEN_ON_LIBC}
        return [Figures(tool, row.seconds * 1e3, row.seconds / floor.seconds,
                        limits.get(tool), row.processor / floor.processor, row.peak / 1e6,
                        row.peak / floor.peak,
                        MEMORY_LIMIT if tool in (SCAN, GEN) else None)
                for tool, row in results.items()]

    def linearity(self):
        """How many times longer ten times the records take, by tool."""
        tools = [tool for tool in self.tools if tool.name in (FLOOR, SCAN, GEN)]
        seconds = {}
        for records in 10_000, 100_000:
            header = f'{self.work}/records.h'
            inputs.write_synthetic(header, records)
            seconds[records] = self.rounds_of(tools, header, [])
        return {tool.name: (seconds[10_000][tool.name].seconds,
                            seconds[100_000][tool.name].seconds)
                for tool in tools
                if tool.name in seconds[10_000] and tool.name in seconds[100_000]}


def print_figures(each, figures):
    print(f'\n({each.letter}) {each.title}')
    print(f'    {"":22}{"ms":>8}{"ratio":>8}  {"target":16}{"CPU":>6}{"MB":>8}{"ratio":>8}'
          '  target')
    for row in figures:
        time_verdict, memory_verdict = row.verdicts()
        time_target = f'<= {row.limit:.2f} {time_verdict}' if row.limit else ''
        memory_target = f'<= {row.memory_limit:.2f} {memory_verdict}' \
            if row.memory_limit else ''
        print(f'    {row.tool:22}{row.milliseconds:8.0f}{row.ratio:8.2f}  {time_target:16}'
              f'{row.processor_ratio:6.2f}{row.megabytes:8.0f}{row.memory_ratio:8.2f}  {memory_target}'.rstrip(),
              flush=True)


def print_linearity(linear):
    """Prints the growth of each tool and gives how many of ours missed the target."""
    print('\n(linear) 10,000 and 100,000 records')
    missed = 0
    for tool, (small, large) in linear.items():
        growth = large / small
        ours = tool != FLOOR
        missed += ours and growth > LINEAR_LIMIT
        verdict = 'ok' if growth <= LINEAR_LIMIT else 'missed'
        target = f'<= {LINEAR_LIMIT:.0f} {verdict}' if ours else ''
        print(f'    {tool:22}{small * 1e3:8.0f} ms{large * 1e3:8.0f} ms{growth:8.2f}  '
              f'{target}'.rstrip(), flush=True)
    return missed


def print_markdown(report):
    """The time ratios as README.md has them."""
    columns = (SCAN, GEN, CASTXML, BINDGEN)
    print(f'\n| | {" | ".join(columns)} |\n|---|{"---:|" * len(columns)}')
    for each in inputs.INPUTS:
        ratios = {row['tool']: f'{row["ratio"]:.1f}'
                  for row in report['inputs'].get(each.letter, [])}
        if ratios:
            cells = ' | '.join(ratios.get(column, '') for column in columns)
            print(f'| {each.title} | {cells} |')


def parse_arguments():
    parser = argparse.ArgumentParser(prog='./dev bench',
                                     description='Measures bindery beside its peers.')
    parser.add_argument('--bindery', required=True, help=argparse.SUPPRESS)
    parser.add_argument('--rounds', type=int, default=5, help='timed runs of each (5)')
    parser.add_argument('--inputs', default='abcde', metavar='LETTERS',
                        help='which inputs to measure (abcde)')
    parser.add_argument('--no-linear', action='store_true',
                        help='leave the 100,000 records out')
    parser.add_argument('--no-modules', action='store_true',
                        help='leave runs of several modules out')
    parser.add_argument('--no-trampolines', action='store_true',
                        help='leave the instructions of trampolines out')
    parser.add_argument('--no-diff', action='store_true',
                        help='leave comparisons of records out')
    parser.add_argument('--no-runtime', action='store_true', help='leave the runtime out')
    parser.add_argument('--no-devices', action='store_true',
                        help='leave the devices and the board out')
    parser.add_argument('--markdown', action='store_true',
                        help="print README.md's table too")
    parser.add_argument('--json', metavar='FILE', help='write the figures there too')
    return parser.parse_args()


def main():
    options = parse_arguments()
    tools = find_tools(str(pathlib.Path(options.bindery).resolve()))
    report = {'inputs': {}, 'missed': 0}
    with tempfile.TemporaryDirectory(prefix='bindery-bench-') as work:
        bench = Bench(tools, options.rounds, work)
        print('peers:', ', '.join(tool.name for tool in tools if 'bindery' not in tool.name))
        print(f'median of {options.rounds} whole commands; ratio: to clang -fsyntax-only; '
              'CPU: the same of the time of all processors')
        print(f'load average before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors')
        for each in inputs.INPUTS:
            if each.letter not in options.inputs:
                continue
            flags = each.flags()
            if flags is None:
                print(f'\n({each.letter}) {each.title}: not installed, left out')
                continue
            figures = bench.figures(each, flags)
            print_figures(each, figures)
            report['inputs'][each.letter] = [row._asdict() for row in figures]
            report['missed'] += sum(row.verdicts().count('missed') for row in figures)
        if not options.no_linear:
            linear = bench.linearity()
            report['missed'] += print_linearity(linear)
            report['linear'] = linear
    if not options.no_modules:
        floor = next(tool for tool in tools if tool.name == FLOOR)
        report['missed'] += modules.run(options.bindery, floor.command, options.rounds)
    if not options.no_trampolines:
        report['missed'] += trampolines.run(options.bindery)
    if not options.no_diff:
        report['missed'] += diff.run(options.bindery, options.rounds)
    if not options.no_runtime:
        report['missed'] += runtime.run(options.bindery)
    if not options.no_devices:
        report['missed'] += devices.run(options.bindery)
        report['missed'] += board.run(options.bindery)
    if options.markdown:
        print_markdown(report)
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps(report, indent=2) + '\n',
                                              encoding='utf-8')
    print(f'\n{report["missed"]} targets missed')
    ours = bench.failed & {SCAN, GEN, AGAIN}
    if ours:
        print(f'failed: {", ".join(sorted(ours))}')
    return 1 if ours else 0


if __name__ == '__main__':
    sys.exit(main())
