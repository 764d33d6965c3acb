# SPDX-License-Identifier: MIT
"""What `./dev lint --fix` can put right: the order of includes, and the format."""

import itertools
import re
import subprocess

import layering
import tools
from files import is_c


def ordered(path, block):
    """The lines of a block of includes in their groups, a blank line between groups."""
    def key(line):
        name = layering.INCLUDE.match(line).group(1)
        return layering.group(path, name), name

    lines = sorted(dict.fromkeys(filter(None, block)), key=key)
    groups = itertools.groupby(lines, key=lambda line: key(line)[0])
    return '\n\n'.join('\n'.join(group) for _, group in groups)


def fix_include_order(path):
    """Sorts the first run of includes; what stands behind an #if is left as it is."""
    content = path.read_text(encoding='utf-8')
    run = re.search(r'^(?:[ \t]*#[ \t]*include[^\n]*\n|\n(?=[ \t]*(?:\n|#[ \t]*include)))+',
                    content, re.MULTILINE)
    if run and '#' in run.group():
        lead = '\n' * (len(run.group()) - len(run.group().lstrip('\n')))
        fixed = lead + ordered(path, run.group().strip('\n').split('\n')) + '\n'
        content = content[:run.start()] + fixed + content[run.end():]
        if content != path.read_text(encoding='utf-8'):
            path.write_text(content, encoding='utf-8')
            print(f'{path}: includes in order')


def fix(paths):
    formatter = tools.program('clang-format-14', 'clang-format')
    for path in filter(is_c, paths):
        fix_include_order(path)
    if formatter:
        subprocess.run([formatter, '-i', *map(str, filter(is_c, paths))], check=True)
