# SPDX-License-Identifier: MIT
"""A device under test behind qtest and, for a UART, a socket on its serial line: what a
real QEMU and bindery-board have in common."""

import array
import fcntl
import os
import select
import shutil
import subprocess
import tempfile
import termios

from errors import StartError
from qtest import Hung, Listener, Qtest

SUFFIX = {1: 'b', 2: 'w', 4: 'l', 8: 'q'}
BASE = {'pl011': 0x09000000, 'hpet': 0xfed00000}


def access_text(base, op):
    """An access as the qtest protocol asks for it."""
    address, suffix = base + op.arguments[0], SUFFIX[op.size]
    if op.kind[0] == 'r':
        return f'read{suffix} {address:#x}'
    return f'write{suffix} {address:#x} {op.arguments[1]:#x}'


def access_answer(op, text):
    return int(text, 16) if op.kind[0] == 'r' else None


class Process:
    """A program that connects to Unix sockets in a directory of its own."""

    def __init__(self, names):
        self.directory = tempfile.mkdtemp(prefix='conformance.')
        self.listening = {name: Listener(self.path(name)) for name in names}
        self.child = None

    def path(self, name):
        return os.path.join(self.directory, name)

    def start(self, command, environment=None):
        with open(self.path('stderr'), 'wb') as stderr:
            try:
                self.child = subprocess.Popen(command, stdin=subprocess.DEVNULL,
                                              stdout=stderr, stderr=stderr, env=environment)
            except OSError as error:
                raise StartError(f'{command[0]} cannot be run ({error.strerror}); give '
                                 '--board or --qemu what is there') from error

    def said(self):
        with open(self.path('stderr'), encoding='utf-8', errors='replace') as stderr:
            return stderr.read().strip()

    def accept(self, name):
        return self.listening[name].accept(self.child, self.said)

    def stop(self):
        for listener in self.listening.values():
            listener.close()
        if self.child:
            self.child.terminate()
            try:
                self.child.wait(5)
            except subprocess.TimeoutExpired:
                self.child.kill()
                self.child.wait()
        shutil.rmtree(self.directory, ignore_errors=True)


class Target:
    """A subclass starts the process, sets `path` to the device's QOM path and adds reset,
    send_break, save and settle_input."""

    def __init__(self, device, sockets=()):
        self.device = device
        self.base = BASE[device]
        self.has_serial = device == 'pl011'
        names = ['qtest', *sockets] + (['serial'] if self.has_serial else [])
        self.process = Process(names)
        self.serial = None
        self.qtest = None
        self.path = None
        self.input_waits = False

    def connect(self, peer):
        self.qtest = Qtest(self.process.accept('qtest'), peer)
        if self.has_serial:
            self.serial = self.process.accept('serial')

    def intercept(self):
        self.qtest(f'irq_intercept_out {self.path} sysbus-irq')

    def at(self, time):
        """What is asked next is done at that time; a target whose time stands has none."""
        raise NotImplementedError

    def accesses(self, ops):
        """Yields the answers of many accesses, which are asked for all at once."""
        questions = []
        for op in ops:
            if op.time is not None:
                self.at(op.time)
            questions.append(self.qtest.ask(access_text(self.base, op)))
        for op, question in zip(ops, questions):
            yield access_answer(op, self.qtest.result(question))

    def access(self, op):
        """What a read gives; None for a write."""
        return access_answer(op, self.qtest(access_text(self.base, op)))

    def read_memory(self, address):
        return int(self.qtest(f'readl {address:#x}'), 16)

    def set_line(self, line, level):
        self.qtest(f'set_irq_in {self.path} unnamed-gpio-in {line} {level}')

    def inject(self, data):
        self.serial.sendall(data)
        self.input_waits = True

    def settle_input(self):
        """Lets the device take its input; whether some is held back since it has no place."""
        raise NotImplementedError

    def input_left(self):
        """What the other side has not yet read of the serial line, as the kernel counts."""
        count = array.array('i', [0])
        fcntl.ioctl(self.serial.fileno(), termios.TIOCOUTQ, count)
        return count[0]

    def take_changes(self):
        return [(line, change == 'raise') for change, line in self.qtest.take_irqs()]

    def take_sent(self):
        data = b''
        while self.serial and select.select([self.serial], [], [], 0)[0]:
            part = self.serial.recv(1 << 16)
            if not part:
                raise Hung('the serial line was closed')
            data += part
        return data

    def close(self):
        if self.qtest:
            self.qtest.close()
        if self.serial:
            self.serial.close()
        self.process.stop()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()
