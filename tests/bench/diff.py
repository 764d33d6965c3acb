# SPDX-License-Identifier: MIT
"""What a comparison costs: two records of GTK's whole include tree against parsing them as
JSON twice over; and the records of the runtime's modules beside abidiff on the library that
they describe, with its debug information."""

import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile

import inputs
import measure

PARSER = r"""
#include <jansson.h>

int main(int argc, char **argv)
{
    for (int i = 0; i < 2; i++) {
        for (int j = 1; j < argc; j++) {
            json_t *root = json_load_file(argv[j], 0, NULL);

            if (root == NULL) {
                return 1;
            }
            json_decref(root);
        }
    }
    return 0;
}
"""


def build_parser(out):
    """A program that parses each file twice with the library that bindery uses."""
    source = pathlib.Path(out, 'parse.c')
    source.write_text(PARSER, encoding='utf-8')
    flags = subprocess.run(['pkg-config', '--cflags', '--libs', 'jansson'], text=True,
                           capture_output=True, check=True).stdout.split()
    subprocess.run(['gcc', '-O2', '-o', f'{out}/parse', str(source), *flags], check=True)
    return f'{out}/parse'


def medians(commands, rounds, log):
    """Seconds of each command, interleaved."""
    runs = {name: [] for name in commands}
    for _ in range(rounds + 1):
        for name, command in commands.items():
            runs[name].append(measure.run(command, dict(os.environ), log).seconds)
    return {name: statistics.median(seconds[1:]) for name, seconds in runs.items()}


def gtk(bindery, rounds, out):
    """1 when the target is missed."""
    each = next(each for each in inputs.INPUTS if each.letter == 'c')
    flags = each.flags()
    if flags is None:
        print(f'\n(diff) {each.title}: not installed, left out')
        return 0
    old, new = f'{out}/old.ir.json', f'{out}/new.ir.json'
    subprocess.run([bindery, 'scan', '--allowlist-file', '.*', '-o', old, str(each.header),
                    '--', *flags], check=True)
    text = pathlib.Path(old).read_text(encoding='utf-8')
    # Of the same place in the order, so that the lists stay sorted.
    changed = text.replace('gtk_widget_show_all', 'gtk_widget_show_alm')
    pathlib.Path(new).write_text(changed, encoding='utf-8')
    parse, diff = 'the two parsed as JSON, twice', 'bindery diff'
    seconds = medians({parse: [build_parser(out), old, new],
                       diff: [bindery, 'diff', '--fail-on', 'never', old, new]},
                      rounds, f'{out}/log')
    ratio = seconds[diff] / seconds[parse]
    print(f'\n(diff) two records of {each.title}, {len(text) / 1e6:.0f} MB each')
    print(f'    {parse:32}{seconds[parse] * 1e3:8.0f} ms')
    print(f'    {diff:32}{seconds[diff] * 1e3:8.0f} ms{ratio:8.2f}  '
          f'< 1.00 {"ok" if ratio < 1 else "missed"}')
    return ratio >= 1


def library(bindery, rounds, out):
    """The runtime's records beside its library."""
    runtime = pathlib.Path(bindery).resolve().parents[1] / 'runtime'
    libraries = sorted(runtime.rglob('libbindery-runtime.so'))
    records = runtime / 'typed' / 'bindery'
    abidiff = shutil.which('abidiff')
    if not libraries or not any(records.glob('*.ir.json')) or not abidiff:
        print('\n(diff) beside abidiff: left out, it or the runtime library is missing')
        return
    copy = f'{out}/libcopy.so'
    shutil.copy(libraries[0], copy)
    seconds = medians({
        'abidiff': [abidiff, '--no-default-suppression', str(libraries[0]), copy],
        'bindery diff': [bindery, 'diff', '--fail-on', 'never', str(records), str(records)],
    }, rounds, f'{out}/log')
    print('\n(diff) the runtime library with debug information, and the records of its modules')
    for name, value in seconds.items():
        print(f'    {name:32}{value * 1e3:8.0f} ms{value / seconds["abidiff"]:8.2f}')


def run(bindery, rounds=5):
    """Prints the figures and gives how many targets were missed."""
    bindery = str(pathlib.Path(bindery).resolve())
    with tempfile.TemporaryDirectory(prefix='bindery-bench-') as out:
        missed = gtk(bindery, rounds, out)
        library(bindery, rounds, out)
    return missed
