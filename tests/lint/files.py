# SPDX-License-Identifier: MIT
"""The project's own text files, and what a finding is."""

import pathlib
from typing import NamedTuple

SUFFIXES = {'.c', '.h', '.py', '.md', '.json', '.j2', '.build', '.txt', '.sh', '.supp'}
NAMES = {'dev', 'run', 'LICENSE', '.clang-format', '.clang-tidy', '.editorconfig',
         '.gitignore', 'meson_options.txt'}


class Finding(NamedTuple):
    """One broken rule; prints as file:line: text."""
    path: pathlib.Path
    line: int
    text: str

    def __str__(self):
        return f'{self.path}:{self.line}: {self.text}'


def is_data(path):
    """Whether a file is a test's input or expected output, which follows no style."""
    return (path.parts[:2] == ('tests', 'golden') and len(path.parts) > 3
            or path.parts[:3] == ('tests', 'unit', 'records'))


def project_files(root=pathlib.Path('.')):
    """Every text file of the project, sorted; build directories are left out."""
    found = []
    pending = [root]
    while pending:
        for path in pending.pop().iterdir():
            if path.is_symlink() or path.name in ('.git', '__pycache__', '.cache'):
                continue
            if path.is_dir():
                if path.name != 'build' and not (path / 'meson-private').exists():
                    pending.append(path)
            elif path.suffix in SUFFIXES or path.name in NAMES:
                found.append(path.relative_to(root))
    return sorted(path for path in found if not is_data(path))


def is_c(path):
    return path.suffix in ('.c', '.h')


def lines(path):
    """The lines of a file, numbered from 1."""
    return enumerate(path.read_text(encoding='utf-8').split('\n'), 1)
