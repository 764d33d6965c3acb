# SPDX-License-Identifier: MIT
"""Plays a trace on a target and finds the first difference."""

from dataclasses import dataclass

import hpet
import pl011
import stream
from errors import ConformanceError
from perform import perform
from qtest import QtestError
from tracefile import Outcome, step_text

DESCRIBE = {'pl011': pl011.describe, 'hpet': hpet.describe}
OPERATIONS_SHOWN = 12
# A serial line takes some 270 bytes in as many writes before it has to be read.
UNDER_WAY = 200


@dataclass
class Difference:
    """`actual` is an Outcome, or the text of what went wrong instead of one."""
    trace: object
    number: int             # the index of the operation
    actual: object

    @property
    def expected(self):
        return self.trace.steps[self.number][1]


def first_different_answer(trace, target):
    """The same for a trace that records answers of accesses and no more: many accesses are
    under way at a time, so that a guest's boot takes seconds."""
    for start in range(0, len(trace.steps), UNDER_WAY):
        part = trace.steps[start:start + UNDER_WAY]
        for number, answer in enumerate(target.accesses([op for op, _ in part]), start):
            if answer != trace.steps[number][1].answer:
                return Difference(trace, number, Outcome(answer))
        target.take_sent()
    return None


def first_difference(trace, target):
    """A Difference, or None."""
    if trace.settings.get('records') == 'answers':
        return first_different_answer(trace, target)
    for number, (op, expected) in enumerate(trace.steps):
        try:
            actual = perform(target, op)
        except (ConformanceError, QtestError) as error:
            return Difference(trace, number, str(error))
        if actual != expected:
            return Difference(trace, number, actual)
    return None


def annotated(device, op, outcome):
    text = step_text(op, outcome)
    if op.is_access:
        text = f'{text:40} {DESCRIBE[device](op.arguments[0])}'
    return text.rstrip()


def from_first_difference(theirs, ours):
    """(how many line changes are the same, what follows in each)."""
    same = 0
    while same < min(len(theirs), len(ours)) and theirs[same] == ours[same]:
        same += 1
    end = same + OPERATIONS_SHOWN
    return same, theirs[same:end], ours[same:end]


def outcome_lines(device, expected, actual):
    """What is not the same: two lines for each part of an outcome, or one for each field
    of a state."""
    if isinstance(actual, str):
        return [f'  it failed: {actual}']
    lines = []
    for part in Outcome._fields:
        theirs, ours = getattr(expected, part), getattr(actual, part)
        if theirs == ours:
            continue
        if isinstance(theirs, bytes) and part == 'answer':
            lines += [f'  {text}' for text in stream.differing_fields(device, theirs, ours)]
            continue
        if part == 'changes' and len(theirs) > OPERATIONS_SHOWN:
            same, theirs, ours = from_first_difference(theirs, ours)
            lines.append(f'  after {same} line changes that are the same:')
        blank = Outcome()
        lines.append(f'  expected: {str(blank._replace(**{part: theirs})) or "-"}')
        lines.append(f'  got:      {str(blank._replace(**{part: ours})) or "-"}')
    return lines


def report(difference, oracle):
    """The text that tells a difference, with the operations before it."""
    trace, number = difference.trace, difference.number
    op, expected = trace.steps[number]
    lines = [f'operation {number + 1} of {len(trace.steps)} is not as on {oracle}:',
             f'  {annotated(trace.device, op, Outcome())}']
    lines += outcome_lines(trace.device, expected, difference.actual)
    before = trace.steps[max(0, number - OPERATIONS_SHOWN):number]
    if before:
        lines.append('the operations before it:')
        lines += [f'  {annotated(trace.device, *step)}' for step in before]
    return '\n'.join(lines)
