# SPDX-License-Identifier: MIT
"""Carries an operation out on a target and says what it brought about. Recording and
playing both go through here, so that they cannot mean different things."""

from tracefile import Outcome

# Where a deferred byte of input may get in: the data register frees a place in the FIFO,
# the line control register empties it, the control register opens the loop.
LETS_INPUT_IN = (range(0x00, 0x08), range(0x28, 0x34))


def lets_input_in(op):
    if op.is_access:
        first, end = op.arguments[0] & ~3, op.arguments[0] + op.size
        return any(first < places.stop and end > places.start for places in LETS_INPUT_IN)
    return op.kind in ('in', 'break', 'reset')


def act(target, op):
    """Does it; gives the answer."""
    kind, arguments = op.kind, op.arguments
    if op.is_access:
        return target.access(op)
    if kind == 'm4':
        return target.read_memory(arguments[0])
    if kind == 'in':
        target.inject(arguments[0])
    elif kind == 'break':
        target.send_break()
    elif kind == 'reset':
        target.reset()
    elif kind == 'line':
        target.set_line(*arguments)
    elif kind == 'save':
        return target.save()
    elif kind == 'load':
        return None if target.load(arguments[0]) else 'refused'
    elif kind != 'wait':
        raise ValueError(f'{kind} cannot be carried out here')
    return None


def perform(target, op):
    """A CPU that counts instructions does its access at an instant before the timers of
    that instant fire, and they fire before a span that begins there is over. A state with
    a time is a stopped machine's, whose timers do not fire."""
    if op.kind == 'save' and op.time is not None:
        target.stop()
    if op.kind != 'wait' and op.time is not None:
        target.at(op.time)
    answer = act(target, op)
    if op.span:
        target.advance_to(op.time + op.span - 1)
    held = False
    if target.input_waits and lets_input_in(op):
        held = target.settle_input()
    return Outcome(answer, tuple(target.take_changes()), target.take_sent(), held)


def record(target, program):
    """Yields (op, outcome) for each operation of a program."""
    for op in program:
        if op.kind == 'in' and target.input_waits:
            continue    # never queue behind input that is still held back
        yield op, perform(target, op)
