# SPDX-License-Identifier: MIT
"""Sizes: a file stays under 500 lines and a function under 60."""

import ast
import re

from files import Finding, is_c, lines

FILE_LIMIT = 500
FUNCTION_LIMIT = 60


def check_file_sizes(paths):
    for path in paths:
        if path.suffix in ('.c', '.h', '.py') or path.name == 'dev':
            count = len(path.read_text(encoding='utf-8').splitlines())
            if count >= FILE_LIMIT:
                yield Finding(path, count, f'{count} lines; a file holds one concept and '
                                           f'stays under {FILE_LIMIT}')


def c_functions(path):
    """(first line, last line) of each function: its body's braces stand in column 0."""
    start = body = None
    for number, text in lines(path):
        if text.startswith('{'):
            body = number
        elif text.startswith('}'):
            # "};" and "} name;" end a record or a table.
            if body and text == '}':
                yield start or body, number
            start = body = None
        elif body is None:
            if not text or text[0] in '#/ *' and start is None or text.endswith(';'):
                start = None
            elif start is None:
                start = number


def shell_functions(path):
    start = None
    for number, text in lines(path):
        if re.match(r'^\w+\(\) \{$', text):
            start = number
        elif text == '}' and start:
            yield start, number
            start = None


def python_functions(path):
    for node in ast.walk(ast.parse(path.read_text(encoding='utf-8'))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.lineno, node.end_lineno


def check_function_sizes(paths):
    for path in paths:
        if is_c(path):
            functions = c_functions(path)
        elif path.suffix == '.py':
            functions = python_functions(path)
        elif path.name == 'dev' or path.suffix == '.sh':
            functions = shell_functions(path)
        else:
            continue
        for first, last in functions:
            if last - first + 1 >= FUNCTION_LIMIT:
                yield Finding(path, first, f'a function of {last - first + 1} lines; '
                                           f'most are under 40, all under {FUNCTION_LIMIT}')
