# SPDX-License-Identifier: MIT
"""A client of the qtest protocol: a line of text asks, a line answers, and in front of an
answer stand the changes of the interrupt lines that were intercepted."""

import select

from errors import Hung, Refused

SUFFIX = {1: 'b', 2: 'w', 4: 'l', 8: 'q'}
SILENCE = 60


class LineSocket:
    """Lines of text over a stream socket, which it owns."""

    def __init__(self, sock, peer):
        self.sock = sock
        self.peer = peer
        self.received = bytearray()

    def send(self, text):
        try:
            self.sock.sendall(text.encode() + b'\n')
        except OSError as error:
            raise Hung(f'{self.peer} closed the connection') from error

    def line(self, timeout=SILENCE):
        while True:
            end = self.received.find(b'\n')
            if end >= 0:
                text = self.received[:end].decode()
                del self.received[:end + 1]
                return text
            if not select.select([self.sock], [], [], timeout)[0]:
                raise Hung(f'{self.peer} did not answer within {timeout} s')
            data = self.sock.recv(1 << 16)
            if not data:
                raise Hung(f'{self.peer} closed the connection')
            self.received += data

    def is_ready(self):
        """Whether there is something to read."""
        return b'\n' in self.received or bool(select.select([self.sock], [], [], 0)[0])

    def close(self):
        self.sock.close()


class QTest:
    """One side of a qtest connection. Interrupt changes are (line, level)."""

    def __init__(self, lines):
        self.lines = lines
        self.changes = []
        self.prefix = ''    # goes in front of the next command

    def command(self, text):
        """What stands after OK; raises Refused."""
        return self.answer(self.ask(text))

    def ask(self, text):
        """Sends a command, and gives it as answer() wants it."""
        text, self.prefix = self.prefix + text, ''
        self.lines.send(text)
        return text

    def answer(self, question, timeout=SILENCE):
        while True:
            text = self.lines.line(timeout)
            status, _, rest = text.partition(' ')
            if status == 'IRQ':
                self.note_change(rest)
            elif status == 'OK':
                return rest
            else:
                raise Refused(f'{question}: {text}')

    def note_change(self, text):
        change, line = text.split(' ')
        self.changes.append((int(line), change == 'raise'))

    def take_unasked(self):
        """Notes the changes that come while no answer is due."""
        while self.lines.is_ready():
            self.note_change(self.lines.line().removeprefix('IRQ '))

    def take_changes(self):
        changes, self.changes = self.changes, []
        return changes

    def round_trip(self):
        """Nothing but a turn of the other side's main loop."""
        self.command('endianness')
