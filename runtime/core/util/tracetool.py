#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes trace.h from a trace-events file: an inline function for each trace point.

A line of trace-events declares one trace point:

    NAME(TYPE ARGUMENT, ...) "format of printf" PRIx64 " and more"

NAME(void) has no arguments, and "disable" before it makes a function that does nothing.
Lines that are empty or begin with # do not count. A source includes the header, calls
trace_NAME(), and may ask trace_event_get_state(TRACE_NAME in capitals) beforehand.
"""

import argparse
import os
import re
import sys
from typing import NamedTuple

LINE = re.compile(r'(?P<words>[\w\s]*?)\b(?P<name>[A-Za-z_]\w*)\s*\((?P<arguments>[^)]*)\)'
                  r'\s*(?P<format>".*")?(?P<tail>\s*PRI\w+)?\s*$')
ARGUMENT = re.compile(r'(?P<type>.*[\s*])(?P<name>[A-Za-z_]\w*)$')
PROPERTIES = {'disable', 'vcpu', 'tcg'}


class TraceError(Exception):
    """One line that cannot be understood: its number and why."""


class Event(NamedTuple):
    """One trace point."""
    name: str
    arguments: list  # of (declaration, name)
    format: str      # C string literals and PRI macros
    disabled: bool


def parse_arguments(text):
    text = text.strip()
    if text in ('', 'void'):
        return []
    arguments = []
    for part in text.split(','):
        declaration = ' '.join(part.split())
        match = ARGUMENT.match(declaration)
        if not match:
            raise TraceError(f'the argument "{declaration}" needs a type and a name')
        arguments.append((declaration, match['name']))
    return arguments


def parse_line(text):
    match = LINE.match(text)
    if not match or match['format'] is None:
        raise TraceError('expected NAME(TYPE ARGUMENT, ...) "format"')
    words = match['words'].split()
    for word in words:
        if word not in PROPERTIES:
            raise TraceError(f'"{word}" is not a property; there are: '
                             + ', '.join(sorted(PROPERTIES)))
    return Event(match['name'], parse_arguments(match['arguments']),
                 match['format'] + (match['tail'] or ''), 'disable' in words)


def parse(path):
    events = {}
    with open(path, encoding='utf-8') as source:
        for number, line in enumerate(source, 1):
            text = line.strip()
            if not text or text.startswith('#'):
                continue
            try:
                event = parse_line(text)
                if event.name in events:
                    raise TraceError(f'{event.name} is declared twice')
            except TraceError as error:
                raise TraceError(f'{path}:{number}: error: {error}') from None
            events[event.name] = event
    return list(events.values())


def render_event(event):
    parameters = ', '.join(declaration for declaration, _ in event.arguments) or 'void'
    values = ''.join(f', {name}' for _, name in event.arguments)
    upper = f'TRACE_{event.name.upper()}'
    lines = []
    if event.disabled:
        # Its format is still checked; the compiler drops what can never run.
        lines += [f'#define {upper}_ENABLED 0']
        condition = '0'
    else:
        lines += [f'#define {upper}_ENABLED 1']
        condition = f'trace_event_active(&{upper})'
    lines += [
        f'static TraceEvent {upper} G_GNUC_UNUSED = {{"{event.name}", 0}};',
        f'static inline void trace_{event.name}({parameters})',
        '{',
        f'    if ({condition}) {{',
        f'        qemu_log("{event.name} " {event.format} "\\n"{values});',
        '    }',
        '}',
    ]
    return '\n'.join(lines)


def render(events, name):
    guard = 'TRACE_' + re.sub(r'\W', '_', name).upper()
    parts = [
        f'/* Made from {name} by tracetool.py: change that instead. */',
        f'#ifndef {guard}\n#define {guard}',
        '#include "qemu/log-for-trace.h"\n#include "trace/control.h"',
        *map(render_event, events),
        '#endif',
    ]
    return '\n\n'.join(parts) + '\n'


def write_if_changed(path, text):
    """A header that stays the same keeps its time, and nothing is built anew."""
    try:
        with open(path, encoding='utf-8') as old:
            if old.read() == text:
                return
    except FileNotFoundError:
        pass
    part = f'{path}.part'
    with open(part, 'w', encoding='utf-8') as new:
        new.write(text)
    os.replace(part, path)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n', maxsplit=1)[0])
    parser.add_argument('input', help='the trace-events file')
    parser.add_argument('output', help='the header, as a rule trace.h')
    parser.add_argument('--name', default=None,
                        help="the file's name in the header (default: its last two parts)")
    options = parser.parse_args()
    parts = os.path.abspath(options.input).split(os.sep)[-2:]
    try:
        events = parse(options.input)
        write_if_changed(options.output, render(events, options.name or '/'.join(parts)))
    except (TraceError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == '__main__':
    sys.exit(main())
