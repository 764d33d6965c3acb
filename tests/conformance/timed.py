# SPDX-License-Identifier: MIT
"""Records a program on QEMU's HPET with exact virtual times: rom.S carries it out inside
the guest, and the stream of interrupt changes is divided at its markers."""

import os
import struct
import subprocess
import time

import stream
from hpet import BLOCK_SIZE, COMPARATOR, TIMERS, TIMER_SIZE
from qemu import Qemu
from qtest import Hung
from target import BASE
from tracefile import Op, Outcome

HANDLERS = ('end', 'r1', 'r2', 'r4', 'r8', 'w1', 'w2', 'w4', 'w8', 'spin', 'sleep', 'slices')
COMMANDS, RESULTS, ENTRY = 0x200000, 0x800000, 16
LONGEST_PROGRAM = (RESULTS - COMMANDS) // ENTRY - 1

# rom.S says these distances, in ns.
STAMP_TO_MARKER = -1
STAMP_TO_ACCESS = 8
STAMP_TO_SLICES = 12
SLICE = 10

FEWEST_TIMERS = 3
FAR_AHEAD = 1 << 58     # ticks; their nanoseconds fit into 63 bits

# Shorter waits spin, for a sleep has its own cost.
SHORTEST_SLEEP = 2000
MARKER_LINE = 3
LONGEST_RUN = 120


def build_rom(directory):
    """Assembles the ROM into the directory; gives its path."""
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'rom.S')
    elf, image = os.path.join(directory, 'rom.elf'), os.path.join(directory, 'rom.bin')
    subprocess.run(['gcc', '-m32', '-nostdlib', '-static', '-no-pie', '-Wl,--build-id=none',
                    '-Wl,-Ttext=0xf0000', '-Wl,-e,start', '-o', elf, source], check=True)
    subprocess.run(['objcopy', '-O', 'binary', '-j', '.text', elf, image], check=True)
    return image


def command(op):
    """(handler, address, value) of an operation of a program."""
    kind, arguments = op.kind, op.arguments
    if op.is_access:
        return kind, BASE['hpet'] + arguments[0], arguments[1] if kind[0] == 'w' else 0
    if kind == 'm4':
        return 'r4', arguments[0], 0
    if kind == 'pause':
        ns = arguments[0]
        return ('sleep', 0, ns) if ns >= SHORTEST_SLEEP else ('spin', 0, max(1, ns // 2))
    if kind == 'slices':
        return kind, 0, arguments[0]
    raise ValueError(f'{kind} cannot be timed')


def command_list(program):
    entries = [command(op) for op in program] + [('end', 0, 0)]
    return b''.join(struct.pack('<IIQ', HANDLERS.index(handler), address, value)
                    for handler, address, value in entries)


def run(qemu):
    """Runs to the end of the program; gives the changes of all lines."""
    last = time.monotonic() + LONGEST_RUN
    # QEMU stands still while its changes are not read: never wait for the monitor.
    qemu.monitor.ask('cont')
    while 'STOP' not in qemu.monitor.events:
        if time.monotonic() > last:
            raise Hung(f'the guest did not come to its end within {LONGEST_RUN} s')
        qemu.qtest.take_unasked()
        qemu.monitor.take_events()
        time.sleep(0.001)
    qemu.qtest.round_trip()
    return qemu.take_changes()


def memory(qemu, address, size):
    path = qemu.process.path('memory')
    qemu.monitor.execute('pmemsave', val=address, size=size, filename=path)
    with open(path, 'rb') as data:
        return data.read()


def groups(changes):
    """The changes after each marker, in the markers' order."""
    found = []
    for line, level in changes:
        if line == MARKER_LINE:
            found.append([])
        elif found:
            found[-1].append((line, level))
    return found


def waits(start, pieces, end):
    """Steps for (time, changes) pieces that begin at `start`: those without changes are
    joined with the next. `end` is where the last ends."""
    steps, begin = [], start
    edges = [at for at, _ in pieces[1:]] + [end]
    for (at, changes), edge in zip(pieces, edges):
        if changes:
            if at > begin:
                steps.append((Op('wait', (), begin, at - begin), Outcome()))
            steps.append((Op('wait', (), at, edge - at), Outcome(changes=tuple(changes))))
            begin = edge
    if end > begin:
        steps.append((Op('wait', (), begin, end - begin), Outcome()))
    return steps


def steps(program, results, changes):
    """The trace's steps, from the results in memory and the divided changes."""
    found, marker = [], iter(groups(changes))
    entries = list(struct.iter_unpack('<QQ', results))
    for number, op in enumerate(program):
        stamp, value = entries[number]
        access = stamp + STAMP_TO_ACCESS
        end = entries[number + 1][0] + STAMP_TO_MARKER
        before = next(marker)
        if op.kind == 'slices':
            first = stamp + STAMP_TO_SLICES
            pieces = [(access, before)]
            pieces += [(first + SLICE * k, next(marker)) for k in range(op.arguments[0])]
            found += waits(access, pieces, end)
        elif op.kind == 'pause':
            found += waits(access, [(access, before)], end)
        else:
            answer = value if op.kind[0] in 'rm' else None
            found.append((op._replace(time=access, span=end - access),
                          Outcome(answer, tuple(before))))
    return found


def last_steps(qemu, found, changes):
    """The guest asks to be stopped, and time goes on until it is: QEMU's own state says
    to when. Then the device's state is saved. The timers of that very instant have fired,
    or else one of them is still armed for it."""
    section, now = qemu.save_at()
    start = found[-1][0].time + found[-1][0].span if found else 0
    armed = any(name.endswith('.qemu_timer') and number == now
                for name, number in stream.field_values('hpet', section))
    last = tuple(groups(changes)[-1])
    return [(Op('wait', (), start, now - start + (not armed)), Outcome(changes=last)),
            (Op('save', (), now), Outcome(section))]


def quiet_end(properties):
    """Sets the timer past the last one far ahead. It is not in the saved state, which so
    could not tell whether it has fired at the instant at which QEMU stopped the guest."""
    timer = TIMERS + TIMER_SIZE * int(dict(properties).get('timers', FEWEST_TIMERS))
    if timer >= BLOCK_SIZE:
        return []
    return [Op('w4', (timer, 0)), Op('w8', (timer + COMPARATOR, FAR_AHEAD))]


def record_timed(root, rom, program, properties=()):
    """(steps, the oracle's version) of a program; the last step is the saved state."""
    program = [*program, *quiet_end(properties)]
    if len(program) > LONGEST_PROGRAM:
        raise ValueError(f'a timed program has at most {LONGEST_PROGRAM} operations')
    commands = os.path.join(os.path.dirname(rom), f'commands-{os.getpid()}')
    with open(commands, 'wb') as data:
        data.write(command_list(program))
    extra = ['-bios', rom, '-icount', 'shift=0,sleep=off',
             '-action', 'reboot=shutdown,shutdown=pause', '-serial', 'null', '-serial', 'null',
             '-device', f'loader,file={commands},addr={COMMANDS:#x},force-raw=on']
    try:
        with Qemu('hpet', root, properties, extra) as qemu:
            qemu.qtest('irq_intercept_in ioapic')
            changes = run(qemu)
            results = memory(qemu, RESULTS, ENTRY * (len(program) + 1))
            found = steps(program, results, changes)
            return found + last_steps(qemu, found, changes), qemu.version()
    finally:
        os.unlink(commands)
