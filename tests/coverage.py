# SPDX-License-Identifier: MIT
"""Line coverage of the runtime and the devices, after the tests of a build with gcov.

Usage: coverage.py BUILD

Prints a line for each module and writes what is not covered, by file, to
BUILD/coverage.txt. Below LIMIT percent of the runtime's lines it has failed, and that is
added to the build's test log: tests/summary.py counts it as a test.
"""

import collections
import json
import pathlib
import subprocess
import sys

LIMIT = 90
ROOT = pathlib.Path(__file__).resolve().parents[1]


def read_coverage(build):
    """The lines of each source, as gcovr's summary has them."""
    paths = ['--root', ROOT, '--filter', f'{ROOT}/runtime/', '--filter', f'{ROOT}/devices/']
    with open(build / 'coverage.txt', 'w', encoding='utf-8') as uncovered:
        result = subprocess.run(
            ['gcovr', *map(str, paths), '--txt', '--json-summary', str(build / 'coverage.json'),
             str(build)], stdout=uncovered, stderr=subprocess.PIPE, text=True, check=False)
    if result.returncode:
        sys.exit(f'coverage: gcovr failed: {result.stderr.strip()[-1000:]}')
    return json.loads((build / 'coverage.json').read_text(encoding='utf-8'))['files']


def module_of(path):
    """runtime/core/qom/include/... -> runtime/core/qom; devices/hpet/... -> devices/hpet"""
    parts = pathlib.Path(path).parts
    if parts[:3] == ('runtime', 'typed', 'bindery'):
        return '/'.join(('runtime', 'typed', parts[3]))
    return '/'.join(parts[:3 if parts[0] == 'runtime' else 2])


def percent(covered, total):
    return 100 * covered / total if total else 100.0


def main(build):
    modules = collections.defaultdict(lambda: [0, 0])
    for source in read_coverage(build):
        place = pathlib.Path(source['filename'])
        for name in module_of(place), place.parts[0]:
            modules[name][0] += source['line_covered']
            modules[name][1] += source['line_total']
    if not modules['runtime'][1]:
        sys.exit('coverage: no test has run a line of runtime/')
    lines = [f'{"":28}{"lines":>8}{"covered":>9}']
    for name, (covered, total) in sorted(modules.items()):
        lines.append(f'{name:28}{total:8}{percent(covered, total):8.1f}%')
    reached = percent(*modules['runtime'])
    verdict = 'ok' if reached >= LIMIT else 'missed'
    lines.append(f'runtime: {reached:.1f} % of lines, at least {LIMIT}: {verdict} '
                 f'(what is not covered: {build}/coverage.txt)')
    print('\n'.join(lines))
    entry = {'name': 'line coverage of runtime/', 'result': 'OK' if verdict == 'ok' else 'FAIL',
             'returncode': int(verdict != 'ok'), 'stdout': lines[-1]}
    with open(build / 'meson-logs/testlog.json', 'a', encoding='utf-8') as log:
        log.write(json.dumps(entry) + '\n')


if __name__ == '__main__':
    main(pathlib.Path(sys.argv[1]))
