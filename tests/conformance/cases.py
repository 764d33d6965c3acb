# SPDX-License-Identifier: MIT
"""Directed cases: small programs, each about one fact, in files below cases/.

Such a file has a head as a trace has, then for each case a line "case NAME
[PROPERTY=VALUE]...", lines of prose that begin with "#", and the program. "load
FIELD=VALUE..." begins with the device's first state in which those fields are changed.
"""

import stream
from qemu import Qemu
from errors import TraceError
from tracefile import Op, Trace, parse_line, read_head, read_text


def read_cases(path):
    """[(settings, lines of the program as lists of words with their numbers)]."""
    lines = read_text(path).split('\n')
    settings, end = read_head(lines, path)
    found = []
    for number, line in enumerate(lines[end:], end + 1):
        words = line.split()
        if not words or words[0].startswith('#'):
            continue
        if words[0] == 'case' and len(words) > 1:
            found.append(({**settings, 'case': words[1],
                           'properties': ' '.join(words[2:])}, []))
        elif found:
            found[-1][1].append((number, words))
        else:
            raise TraceError(f'{path}:{number}: no line "case NAME" stands before this')
    return found


def changed_state(oracle, device, properties, changes):
    """The section of a new device, with other numbers in the fields named."""
    with Qemu(device, oracle.root, properties) as qemu:
        section = qemu.save()
    for change in changes:
        name, _, value = change.partition('=')
        section = stream.with_field(device, section, name, int(value, 0))
    return section


def case_program(oracle, trace, lines, path):
    program = []
    for number, words in lines:
        if words[0] == 'load' and not program:
            section = changed_state(oracle, trace.device, trace.properties, words[1:])
            program.append(Op('load', (section,)))
        else:
            program.append(parse_line(words, f'{path}:{number}')[0])
    return program


def record_cases(oracle, path):
    traces = []
    for settings, lines in read_cases(path):
        empty = Trace(settings)
        program = case_program(oracle, empty, lines, path)
        traces.append(oracle.trace(empty.device, settings['mode'], program, empty.properties,
                                   case=settings['case']))
    return traces
