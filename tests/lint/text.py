# SPDX-License-Identifier: MIT
"""What holds for every text file: licence line, blanks, no machine's paths, live links."""

import re

from files import Finding, lines

MACHINE_PATH = re.compile(r'(?<![\w.])/(home|root|work|Users)/\w')
LINK = re.compile(r'\]\(([^)#\s]+)(?:#[^)]*)?\)')
NEEDS_LICENCE_LINE = {'.c', '.h', '.py', '.sh', '.build'}


def check_licence_lines(paths):
    """The SPDX line stands first, or second where the first says who runs the file."""
    for path in paths:
        if path.suffix in NEEDS_LICENCE_LINE or path.name in ('dev', 'run'):
            head = [text for _, text in lines(path)][:2]
            candidates = head if head[0].startswith('#!') else head[:1]
            if not any('SPDX-License-Identifier: MIT' in text for text in candidates):
                yield Finding(path, 1, 'no "SPDX-License-Identifier: MIT" line')


def check_blanks(paths):
    for path in paths:
        content = path.read_text(encoding='utf-8')
        if content and (not content.endswith('\n') or content.endswith('\n\n')):
            yield Finding(path, content.count('\n') + 1, 'does not end in one newline')
        fence = ''
        for number, text in lines(path):
            if text.startswith('```'):
                fence = text
            if text != text.rstrip():
                yield Finding(path, number, 'blanks at the end of the line')
            # A makefile needs them.
            if '\t' in text and fence != '```make':
                yield Finding(path, number, 'a tab')


def check_machine_paths(paths):
    for path in paths:
        for number, text in lines(path):
            if MACHINE_PATH.search(text):
                yield Finding(path, number, f'a path of one machine: {text.strip()}')


def check_links(paths):
    """Relative links of the documentation lead somewhere."""
    for path in paths:
        if path.suffix != '.md':
            continue
        for number, text in lines(path):
            for target in LINK.findall(text):
                if '://' not in target and not (path.parent / target).exists():
                    yield Finding(path, number, f'links to {target}, which is not there')
