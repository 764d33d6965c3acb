# SPDX-License-Identifier: MIT
"""`./dev lint`: every rule of style that a program can check.

Prints each finding as file:line: text, and "N passed, N failed, N skipped" last, where a
check that found nothing has passed and one whose program is not installed is skipped.
"""

import argparse
import functools
import sys
import time

import fix
import layering
import runtime_layers
import sizes
import text
import tools
from files import project_files


def checks(build):
    return {
        'file sizes': sizes.check_file_sizes,
        'function sizes': sizes.check_function_sizes,
        'licence lines': text.check_licence_lines,
        'blanks': text.check_blanks,
        "no machine's paths": text.check_machine_paths,
        'links': text.check_links,
        'layering': layering.check_layering,
        'include order': layering.check_include_order,
        'headers compile alone': layering.check_headers_alone,
        'core layers': runtime_layers.check_core_layers,
        'typed layers': runtime_layers.check_typed_layers,
        'core headers alone': runtime_layers.check_core_headers_alone,
        'shellcheck': tools.check_shell,
        'clang-format': tools.check_format,
        'clang-tidy': functools.partial(tools.check_tidy, build=build),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n', maxsplit=1)[0])
    parser.add_argument('--build', default='build/tool',
                        help='build directory with compile_commands.json')
    parser.add_argument('--only', metavar='CHECK', help='run one check')
    parser.add_argument('--fix', action='store_true',
                        help='first put includes in order and format the C files')
    options = parser.parse_args()
    paths = project_files()
    if options.fix:
        fix.fix(paths)
    counts = {'ok': 0, 'FAILED': 0, 'skipped': 0}
    for name, check in checks(options.build).items():
        if options.only not in (None, name):
            continue
        start = time.monotonic()
        found = check(paths)
        found = None if found is None else list(found)
        result = 'skipped' if found is None else 'FAILED' if found else 'ok'
        counts[result] += 1
        for finding in found or []:
            print(finding)
        print(f'{name:24}{result:9}{time.monotonic() - start:6.2f} s', flush=True)
    print('{ok} passed, {FAILED} failed, {skipped} skipped'.format(**counts))
    return 1 if counts['FAILED'] or not counts['ok'] else 0


if __name__ == '__main__':
    sys.exit(main())
