# SPDX-License-Identifier: MIT
"""The demo's second half: the board, with this program in the part of the guest. It echoes
what is typed into the PL011, handles the HPET's ticks, is saved half way, and goes on in a
new process; what happened is drawn."""

import pathlib
import socket
import subprocess
import sys
from typing import NamedTuple

import picture

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
from qtest import Listener, Qtest  # pylint: disable=wrong-import-position

TYPED = b'Hello, Bindery!'
# A character of 10 bits at 115200 baud; a tick; how long the guest takes to handle one.
CHARACTER_NS, TICK_NS, HANDLING_NS = 86_806, 1_000_000, 200_000
TICKS = 5

PL011, HPET = 0x09000000, 0xFED00000
UARTDR, UARTFR, UARTCR, UARTIMSC = PL011, PL011 + 0x18, PL011 + 0x30, PL011 + 0x38
UARTFR_RXFE, UARTIMSC_RX, UARTCR_ON = 1 << 4, 1 << 4, 0x301
HPET_CONFIG, HPET_STATUS, HPET_T0_CONFIG = HPET + 0x010, HPET + 0x020, HPET + 0x100
HPET_T0_COMPARATOR = HPET + 0x108
HPET_PERIOD_NS = 10
# Level-triggered, interrupt enabled, periodic, the comparator sets the period, line 2.
T0_PERIODIC = 1 << 1 | 1 << 2 | 1 << 3 | 1 << 6 | 2 << 9


class Running(NamedTuple):
    """A board, and the guest's and the user's ends of it."""
    process: subprocess.Popen
    qtest: Qtest
    serial: socket.socket

    def finish(self):
        self.qtest.close()
        self.serial.close()
        if self.process.wait(10):
            sys.exit('demo: the board has failed')


def start(board, place, *options):
    """Runs the board and prints how."""
    listeners = [Listener(str(place / name)) for name in ('qtest', 'serial')]
    command = [str(board), '--qtest', f'unix:{place}/qtest', '--serial',
               f'unix:{place}/serial', *options]
    print('  $', ' '.join(command), flush=True)
    process = subprocess.Popen(command)  # pylint: disable=consider-using-with
    qtest, serial = (listener.accept(process, lambda: 'see above') for listener in listeners)
    serial.settimeout(20)
    return Running(process, Qtest(qtest, 'the board'), serial)


def read(qtest, address):
    return int(qtest(f'readl {address:#x}'), 0)


def echo(running):
    """The guest sends back what comes, one character after the other."""
    qtest = running.qtest
    qtest(f'writel {UARTIMSC:#x} {UARTIMSC_RX}')
    qtest(f'writel {UARTCR:#x} {UARTCR_ON}')
    for byte in TYPED:
        running.serial.sendall(bytes([byte]))
        while read(qtest, UARTFR) & UARTFR_RXFE:
            pass
        qtest(f'clock_step {CHARACTER_NS // 2}')
        qtest(f'writel {UARTDR:#x} {read(qtest, UARTDR)}')
        qtest(f'clock_step {CHARACTER_NS // 2}')
    back = b''
    while len(back) < len(TYPED):
        back += running.serial.recv(100)
    print(f'  typed  {TYPED.decode()}\n  echoed {back.decode()}')
    if back != TYPED:
        sys.exit('demo: that is not what was typed')


def start_ticks(qtest):
    qtest(f'writeq {HPET_T0_CONFIG:#x} {T0_PERIODIC}')
    for _ in range(2):
        qtest(f'writeq {HPET_T0_COMPARATOR:#x} {TICK_NS // HPET_PERIOD_NS}')
    qtest(f'writeq {HPET_CONFIG:#x} 1')


def handle_ticks(qtest):
    times = []
    qtest('irq_intercept_out hpet sysbus-irq')
    while len(times) < TICKS:
        now = int(qtest('clock_step'))
        if ('raise', 2) in qtest.take_irqs():
            times.append(now)
            qtest(f'clock_step {HANDLING_NS}')
            qtest(f'writel {HPET_STATUS:#x} 1')
    print('  ticks at', ', '.join(f'{time / 1e6:.3f}' for time in times), 'ms')
    gaps = {later - earlier for earlier, later in zip(times, times[1:])}
    if gaps != {TICK_NS}:
        sys.exit(f'demo: the ticks are {gaps} ns apart')
    return times


def show(board, place):
    place.mkdir(parents=True, exist_ok=True)
    traces = [place / 'first.vcd', place / 'second.vcd']
    state = place / 'state'

    print('\nBoard: text through a PL011 that echoes, ticks of an HPET; then it is saved')
    running = start(board, place, '--trace', str(traces[0]), '--save', str(state))
    echo(running)
    start_ticks(running.qtest)
    before = handle_ticks(running.qtest)
    running.finish()

    print('\nBoard: a new process goes on from the saved state')
    running = start(board, place, '--trace', str(traces[1]), '--load', str(state))
    after = handle_ticks(running.qtest)
    running.finish()
    if after[0] - before[-1] != TICK_NS:
        sys.exit('demo: the new process did not go on where the old one stopped')

    print('\nBoard: what was recorded (gtkwave shows all of it)')
    drawn = picture.of(traces, ['pl011.irq0', 'pl011.irq1', 'hpet.irq2'])
    (place / 'board.svg').write_text(drawn.svg(), encoding='utf-8')
    print(drawn.text(100))
    print(f'  The picture is {place}/board.svg; the recordings are '
          f'{" and ".join(map(str, traces))}.')
