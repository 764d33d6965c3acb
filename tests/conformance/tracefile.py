# SPDX-License-Identifier: MIT
"""What a trace holds, and how it is written down.

A trace is text, one operation a line with all that it brought about; docs/conformance.md
describes it. A program is the same without times and outcomes.
"""

import lzma
import pathlib
import re
from dataclasses import dataclass, field
from typing import NamedTuple, Optional

from errors import TraceError

FIRST_LINE = 'bindery conformance trace 1'

# The arguments of each operation: x hexadecimal number, d decimal number, b bytes.
ARGUMENTS = {
    'r1': 'x', 'r2': 'x', 'r4': 'x', 'r8': 'x',
    'w1': 'xx', 'w2': 'xx', 'w4': 'xx', 'w8': 'xx',
    'm4': 'x',
    'in': 'b', 'break': '', 'reset': '', 'line': 'dd', 'save': '', 'load': 'b',
    'wait': '', 'pause': 'd', 'slices': 'd',
}


class Op(NamedTuple):
    """One operation. A time is that of the access, in ns of virtual time; the outcome
    covers what happens in the `span` ns that follow it."""
    kind: str
    arguments: tuple = ()
    time: Optional[int] = None
    span: int = 0

    def __str__(self):
        words = [f'@{self.time}+{self.span}'] if self.time is not None else []
        words.append(self.kind)
        for form, argument in zip(ARGUMENTS[self.kind], self.arguments):
            words.append({'x': '{:x}', 'd': '{:d}', 'b': '{}'}[form].format(
                argument.hex() if form == 'b' else argument))
        return ' '.join(words)

    @property
    def is_access(self):
        return self.kind[0] in 'rw' and self.kind[1:].isdigit()

    @property
    def size(self):
        return int(self.kind[1:])


class Outcome(NamedTuple):
    """What an operation brought about: an answer (None without one; text for a state or a
    refusal), line changes in their order, bytes sent, and whether input had to wait."""
    answer: Optional[object] = None
    changes: tuple = ()
    sent: bytes = b''
    held: bool = False

    def __str__(self):
        words = []
        if isinstance(self.answer, int):
            words.append(f'= {self.answer:x}')
        elif isinstance(self.answer, bytes):
            words.append(f'= {self.answer.hex()}')
        elif self.answer is not None:
            words.append(f'= {self.answer}')
        words += [f'{"+" if level else "-"}{line}' for line, level in self.changes]
        if self.sent:
            words.append('>' + self.sent.hex())
        if self.held:
            words.append('held')
        return ' '.join(words)


@dataclass
class Trace:
    """`settings`: device, mode, oracle, and the device's properties."""
    settings: dict
    steps: list = field(default_factory=list)    # (Op, Outcome)

    @property
    def device(self):
        return self.settings['device']

    @property
    def properties(self):
        pairs = self.settings.get('properties', '').split()
        return dict(pair.split('=', 1) for pair in pairs)

    @property
    def program(self):
        return [op for op, _ in self.steps]


def parse_op(words):
    """(Op, the words left over)."""
    time, span = None, 0
    if words[0].startswith('@'):
        time, span = (int(number) for number in words[0][1:].split('+'))
        words = words[1:]
    kind, rest = words[0], words[1:]
    if kind not in ARGUMENTS:
        raise ValueError(f'no such operation: {kind}')
    forms = ARGUMENTS[kind]
    if len(rest) < len(forms):
        raise ValueError(f'{kind} takes {len(forms)} arguments')
    convert = {'x': lambda text: int(text, 16), 'd': int, 'b': bytes.fromhex}
    arguments = tuple(convert[form](word) for form, word in zip(forms, rest))
    return Op(kind, arguments, time, span), rest[len(forms):]


def parse_outcome(op, words):
    answer, changes, sent, held = None, [], b'', False
    words = list(words)
    while words:
        word = words.pop(0)
        if word == '=' and words:
            text = words.pop(0)
            if text == 'refused':
                answer = text
            else:
                answer = bytes.fromhex(text) if op.kind == 'save' else int(text, 16)
        elif re.fullmatch(r'[-+]\d+', word):
            changes.append((int(word[1:]), word[0] == '+'))
        elif word.startswith('>'):
            sent = bytes.fromhex(word[1:])
        elif word == 'held':
            held = True
        else:
            raise ValueError(f'not an outcome: {word}')
    return Outcome(answer, tuple(changes), sent, held)


def parse_line(words, where):
    try:
        op, rest = parse_op(words)
        return op, parse_outcome(op, rest)
    except ValueError as error:
        raise TraceError(f'{where}: {error}') from error


def read_text(path):
    try:
        data = path.read_bytes()
        return (lzma.decompress(data) if path.suffix == '.xz' else data).decode('ascii')
    except (OSError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise TraceError(f'{path}: {error}') from error


def read_head(lines, path):
    """(settings, how many lines they take)."""
    if lines[0] != FIRST_LINE:
        raise TraceError(f'{path}:1: the first line is not "{FIRST_LINE}"')
    end = lines.index('') if '' in lines else len(lines)
    settings = dict(line.split(' ', 1) for line in lines[1:end] if ' ' in line)
    if settings.get('device') not in ('pl011', 'hpet'):
        raise TraceError(f'{path}: its head names no device that is known')
    return settings, end


def read_traces(path):
    """The traces of a file: one, or one for each line "case NAME [PROPERTY=VALUE]..."."""
    path = pathlib.Path(path)
    lines = read_text(path).split('\n')
    settings, end = read_head(lines, path)
    traces = [Trace(dict(settings))]
    for number, line in enumerate(lines[end:], end + 1):
        words = line.split()
        if not words or words[0].startswith('#'):
            continue
        if words[0] == 'case' and len(words) > 1:
            own = {'case': words[1], 'properties': ' '.join(words[2:])}
            traces.append(Trace({**settings, **own}))
        else:
            traces[-1].steps.append(parse_line(words, f'{path}:{number}'))
    return [trace for trace in traces if trace.steps]


def step_text(op, outcome):
    return f'{op} {outcome}'.rstrip()


def traces_text(traces):
    """One trace, or cases that have their head in common."""
    own = ('case', 'properties') if 'case' in traces[0].settings else ()
    head = [f'{key} {value}' for key, value in traces[0].settings.items() if key not in own]
    lines = [FIRST_LINE, *head]
    for trace in traces:
        lines.append('')
        if own:
            lines.append(' '.join(['case', *(trace.settings[key] for key in own)]).rstrip())
        lines += [step_text(*step) for step in trace.steps]
    return '\n'.join(lines) + '\n'


def write_traces(traces, path):
    path = pathlib.Path(path)
    data = traces_text(traces).encode()
    if path.suffix == '.xz':
        data = lzma.compress(data, preset=9 | lzma.PRESET_EXTREME)
    scratch = path.with_name(path.name + '.new')
    scratch.write_bytes(data)
    scratch.replace(path)
