# SPDX-License-Identifier: MIT
"""The modules of runtime/core: who may include whom or them, and that their headers compile."""

import pathlib
import subprocess
from concurrent.futures import ThreadPoolExecutor

from files import Finding, is_c
from layering import compile_flags, includes

CORE = pathlib.Path('runtime/core')

# Each module and those below it; runtime/core/meson.build has the same table.
BELOW = {
    'util': [],
    'bql': ['util'],
    'qom': ['util', 'bql'],
    'migration': ['util', 'bql', 'qom'],
    'system': ['util', 'bql', 'qom', 'migration'],
    'chardev': ['util', 'bql', 'qom', 'migration'],
    'hwcore': ['util', 'bql', 'qom', 'migration', 'system', 'chardev'],
}


def module_of(path):
    """The module of a file of runtime/core, or None."""
    parts = path.relative_to(CORE).parts if path.is_relative_to(CORE) else ()
    return parts[0] if len(parts) > 1 else None


def public_headers(paths):
    """Module by the name that a header of it is included by."""
    owners = {}
    for path in paths:
        module = module_of(path)
        if module and path.suffix == '.h' and 'include' in path.parts:
            owners[path.relative_to(CORE / module / 'include').as_posix()] = module
    return owners


def check_core_layers(paths):
    """A core module includes itself and modules below it; osdep.h comes first in a source.

    A header that brings one of above to those who see it asks by __has_include.
    """
    owners = public_headers(paths)
    for path in filter(is_c, paths):
        module = module_of(path)
        if module is None:
            continue
        if module not in BELOW:
            yield Finding(path, 1, f'"{module}" is no module; there are: {", ".join(BELOW)}')
            continue
        first = True
        for number, name in includes(path):
            bare = name.strip('<>"')
            if first and path.suffix == '.c' and bare != 'qemu/osdep.h':
                yield Finding(path, number, '"qemu/osdep.h" is what a source includes first')
            first = False
            owner = owners.get(bare)
            if f'__has_include({name})' in path.read_text(encoding='utf-8'):
                continue
            if owner not in (None, module, *BELOW[module]):
                yield Finding(path, number, f'{module} includes {name} of {owner}, which is '
                                            f'not below it')


def check_typed_layers(paths):
    """What is built from bindings does not name the core's headers."""
    owners = public_headers(paths)
    for path in filter(is_c, paths):
        if path.parts[:2] != ('runtime', 'typed') and path.parts[0] != 'devices':
            continue
        for number, name in includes(path):
            bare = name.strip('<>"')
            if bare in owners or 'core/' in bare:
                yield Finding(path, number, f'includes {name} of runtime/core: the typed layer '
                                            f'and devices are built from bindings alone')


def is_part(header):
    """Whether it is one part of another header, and says so itself."""
    return '#error "include ' in header.read_text(encoding='utf-8')


def check_core_headers_alone(paths):
    """Each public header compiles behind qemu/osdep.h, with the modules below it alone."""
    headers = sorted(path for path in paths
                     if path.suffix == '.h' and module_of(path) in BELOW
                     and 'include' in path.parts and not is_part(path))
    flags = compile_flags()

    def compile_alone(header):
        module = module_of(header)
        directories = [f'-I{CORE}/{each}/include' for each in (module, *BELOW[module])]
        name = header.relative_to(CORE / module / 'include')
        command = ['gcc', '-std=gnu11', '-D_GNU_SOURCE', '-Wall', '-Wextra', '-Werror',
                   '-Wno-unused-parameter', '-fsyntax-only', *flags, *directories,
                   '-x', 'c', '-']
        return subprocess.run(command, input=f'#include "qemu/osdep.h"\n#include "{name}"\n',
                              text=True, capture_output=True, check=False)

    with ThreadPoolExecutor(2) as pool:
        for header, result in zip(headers, pool.map(compile_alone, headers)):
            if result.returncode:
                first = '\n'.join(result.stderr.split('\n')[:5])
                yield Finding(header, 1, f'does not compile alone:\n{first}')
