# SPDX-License-Identifier: MIT
"""Adds up the Meson test logs of several builds and shows what failed.

Usage: summary.py RUN...   where build/RUN/meson-logs/testlog.json is a run's log.

A run without a log did not build, and counts as one failure. A test that speaks TAP
counts by its subtests. The last line is "N passed, N failed, N skipped"; the exit status
is 0 when something passed and nothing failed.
"""

import json
import pathlib
import re
import sys

PASSED = {'OK', 'EXPECTEDFAIL'}
TAP_PLAN = re.compile(r'^1\.\.\d+', re.MULTILINE)
TAP_LINE = re.compile(r'^(not )?ok\b([^\n]*)', re.MULTILINE)


def count(test):
    """(passed, failed, skipped) of one entry of the log."""
    result, output = test['result'], test.get('stdout') or ''
    if result == 'SKIP':
        return 0, 0, 1
    subtests = TAP_LINE.findall(output) if TAP_PLAN.search(output) else []
    skipped = sum(1 for _, rest in subtests if re.search(r'# *skip', rest, re.IGNORECASE))
    failed = sum(1 for no, rest in subtests if no and '# TODO' not in rest)
    passed = len(subtests) - skipped - failed
    if result in PASSED:
        return passed if subtests else 1, 0, skipped
    return passed, max(failed, 1), skipped


def show_failure(run, test):
    print(f"\n--- {run}: {test['name']}: {test['result']}"
          f" (exit status {test.get('returncode')})")
    for stream in 'stdout', 'stderr':
        text = (test.get(stream) or '').rstrip()
        if text:
            print(text)
    name = test['name'].split(' / ')[-1]
    print(f"--- run it again: meson test -C build/{run} --verbose '{name}'")


def read_log(path):
    with path.open(encoding='utf-8') as log:
        return [json.loads(line) for line in log if line.strip()]


def main(runs):
    total = [0, 0, 0]
    lines = []
    for run in runs:
        path = pathlib.Path('build', run, 'meson-logs', 'testlog.json')
        if not path.exists():
            counts = [0, 1, 0]
            lines.append(f'{run}: did not build, no test ran')
        else:
            tests = read_log(path)
            counts = [sum(column) for column in zip((0, 0, 0), *map(count, tests))]
            for test in tests:
                if count(test)[1]:
                    show_failure(run, test)
            lines.append('{}: {} passed, {} failed, {} skipped'.format(run, *counts))
        total = [a + b for a, b in zip(total, counts)]
    print()
    print('\n'.join(lines))
    print('{} passed, {} failed, {} skipped'.format(*total))
    return 0 if total[0] and not total[1] else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
