# SPDX-License-Identifier: MIT
"""Who may include what, in which order, and that each header compiles alone."""

import re
import subprocess
from concurrent.futures import ThreadPoolExecutor

from files import Finding, is_c, lines

INCLUDE = re.compile(r'^\s*#\s*include\s*(<[^>]+>|"[^"]+")')

# (what is included, where it may be, why)
ONLY_IN = [
    (r'clang-c/', r'gen/scan[^/]*$', 'libclang types do not leave gen/scan*'),
    (r'jansson\.h$', r'gen/json[^/]*$', 'jansson types do not leave gen/json*'),
]
# (who includes, what it never does, why)
NEVER = [
    (r'gen/', r'(^|/)runtime/', 'gen never includes runtime'),
]
# Headers in <> that are neither the C library's nor the kernel's.
THIRD_PARTY = re.compile(r'^<(clang-c/|glib|gio/|gobject/|jansson|cmocka)')

# What every source of the runtime begins with: it sets up the system headers.
FIRST_HEADER = '"qemu/osdep.h"'

FIRST, OWN, SYSTEM, THIRD, PROJECT = range(5)
GROUP_NAMES = ['qemu/osdep.h', 'own header', 'system headers', 'third-party headers', 'project headers']


def includes(path):
    """(line, name with its <> or "") of each #include of a file."""
    for number, text in lines(path):
        match = INCLUDE.match(text)
        if match:
            yield number, match.group(1)


def group(path, name):
    if name == FIRST_HEADER:
        return FIRST
    if name.startswith('<'):
        return THIRD if THIRD_PARTY.match(name) else SYSTEM
    stem = name.strip('"').rsplit('/', 1)[-1]
    return OWN if path.suffix == '.c' and stem == f'{path.stem}.h' else PROJECT


def check_layering(paths):
    for path in filter(is_c, paths):
        for number, name in includes(path):
            bare = name.strip('<>"')
            for what, where, why in ONLY_IN:
                if re.search(what, bare) and path.parts[0] == 'gen' \
                        and not re.match(where, path.as_posix()):
                    yield Finding(path, number, f'includes {name}: {why}')
            for who, what, why in NEVER:
                if re.match(who, path.as_posix()) and re.search(what, bare):
                    yield Finding(path, number, f'includes {name}: {why}')


def check_include_order(paths):
    """osdep.h, own header, system, third party, project; sorted by name within each."""
    for path in filter(is_c, paths):
        previous = (FIRST, '')
        for number, name in includes(path):
            current = (group(path, name), name)
            if current[0] < previous[0]:
                yield Finding(path, number, f'{name}: {GROUP_NAMES[current[0]]} stand '
                                            f'before {GROUP_NAMES[previous[0]]}')
            elif current < previous:
                yield Finding(path, number, f'{name} stands before {previous[1]}')
            previous = current


def compile_flags():
    """What the headers need to be found, from pkg-config and the LLVM directories."""
    flags = subprocess.run(['pkg-config', '--cflags', 'glib-2.0', 'gio-2.0', 'jansson'],
                           capture_output=True, text=True, check=True).stdout.split()
    return flags + ['-I/usr/lib/llvm-14/include', '-I/usr/lib/llvm-19/include']


def check_headers_alone(paths):
    """Each header of gen/ compiles by itself, without warnings."""
    headers = [path for path in paths if path.suffix == '.h' and path.parts[0] == 'gen']
    command = ['gcc', '-std=gnu11', '-Wall', '-Wextra', '-Werror', '-fsyntax-only',
               *compile_flags(), '-Igen', '-x', 'c', '-']

    def compile_alone(header):
        return subprocess.run(command, input=f'#include "{header}"\n', text=True,
                              capture_output=True, check=False)

    with ThreadPoolExecutor(2) as pool:
        for header, result in zip(headers, pool.map(compile_alone, headers)):
            if result.returncode:
                yield Finding(header, 1, f'does not compile alone:\n{result.stderr}')
