# SPDX-License-Identifier: MIT
"""The checks that other programs do: clang-format, clang-tidy, shellcheck."""

import json
import pathlib
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

from files import Finding, is_c

MESSAGE = re.compile(r'^(?P<path>[^:\n]+):(?P<line>\d+):\d+: (?P<text>.*)$', re.MULTILINE)


def program(*names):
    """The first of these programs that is installed, or None."""
    return next(filter(None, map(shutil.which, names)), None)


def run(command):
    return subprocess.run(command, capture_output=True, text=True, check=False)


def project_path(name, build):
    """A path of the project; a compiler names files from its build directory."""
    root = pathlib.Path.cwd()
    path = (root / build / name if name.startswith('..') else root / name).resolve()
    return path.relative_to(root) if path.is_relative_to(root) else path


def findings(result, notes=False, build='.'):
    """Findings from output in the form file:line:column: text."""
    found = []
    for match in MESSAGE.finditer(result.stdout + result.stderr):
        if notes or not match['text'].startswith('note:'):
            found.append(Finding(project_path(match['path'], build), int(match['line']),
                                 match['text']))
    if result.returncode and not found:
        found.append(Finding(pathlib.Path(result.args[0]), 0,
                             (result.stdout + result.stderr).strip()))
    return found


def check_format(paths):
    tool = program('clang-format-14', 'clang-format')
    if tool is None:
        return None
    sources = [str(path) for path in paths if is_c(path)]
    if not sources:
        return []
    first = {}
    for each in findings(run([tool, '--dry-run', '--Werror', *sources])):
        first.setdefault(each.path, each)
    advice = f'not formatted; {pathlib.Path(tool).name} -i'
    return [each._replace(text=f'{advice} {each.path}') for each in first.values()]


def compiled_sources(paths, build):
    """What the build directory compiles of gen/, runtime/ and devices/, by size: the long
    ones first, so that no process is left alone with one."""
    commands = json.loads((pathlib.Path(build) / 'compile_commands.json').read_text('utf-8'))
    compiled = {(pathlib.Path(each['directory']) / each['file']).resolve() for each in commands}
    sources = [path for path in paths if path.parts[0] in ('gen', 'runtime', 'devices')
               and path.resolve() in compiled]
    return sorted(sources, key=lambda path: path.stat().st_size, reverse=True)


def check_tidy(paths, build):
    """clang-tidy over what a build directory compiles, with its commands."""
    tool = program('clang-tidy-14', 'clang-tidy')
    if tool is None:
        return None

    def tidy(path):
        return run([tool, '-p', build, '--quiet', '--warnings-as-errors=*',
                    '--extra-arg=-Wno-unknown-warning-option', str(path)])

    with ThreadPoolExecutor(2) as pool:
        found = [each for result in pool.map(tidy, compiled_sources(paths, build))
                 for each in findings(result, build=build)
                 if 'warnings treated as errors' not in each.text]
    return sorted(set(found))


def check_shell(paths):
    tool = program('shellcheck')
    if tool is None:
        return None
    scripts = [str(path) for path in paths
               if path.suffix == '.sh' or path.name in ('dev', 'run')]
    return findings(run([tool, '--format=gcc', *scripts]), notes=True)
