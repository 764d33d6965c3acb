# SPDX-License-Identifier: MIT
"""A device under test behind qtest and, for a UART, a socket on its serial line: what a
real QEMU and bindery-board have in common."""

import array
import fcntl
import os
import select
import shutil
import socket
import subprocess
import tempfile
import termios

from errors import Hung, StartError
from qtest import SUFFIX, LineSocket, QTest

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
        self.listening = {}
        self.child = None
        for name in names:
            sock = socket.socket(socket.AF_UNIX)
            sock.bind(self.path(name))
            sock.listen(1)
            sock.settimeout(0.2)
            self.listening[name] = sock

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
        for _ in range(150):
            try:
                sock = self.listening[name].accept()[0]
                sock.setblocking(True)
                return sock
            except socket.timeout:
                if self.child.poll() is not None:
                    break
        raise StartError(f'{self.child.args[0]} did not connect: {self.said()}')

    def stop(self):
        for sock in self.listening.values():
            sock.close()
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
        self.qtest = QTest(LineSocket(self.process.accept('qtest'), peer))
        if self.has_serial:
            self.serial = self.process.accept('serial')

    def intercept(self):
        self.qtest.command(f'irq_intercept_out {self.path} sysbus-irq')

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
            yield access_answer(op, self.qtest.answer(question))

    def access(self, op):
        """What a read gives; None for a write."""
        return access_answer(op, self.qtest.command(access_text(self.base, op)))

    def read_memory(self, address):
        return int(self.qtest.command(f'readl {address:#x}'), 16)

    def set_line(self, line, level):
        self.qtest.command(f'set_irq_in {self.path} unnamed-gpio-in {line} {level}')

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
        return self.qtest.take_changes()

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
            self.qtest.lines.close()
        if self.serial:
            self.serial.close()
        self.process.stop()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()
