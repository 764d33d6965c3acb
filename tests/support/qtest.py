# SPDX-License-Identifier: MIT
"""A client of the qtest protocol, and how a program connects to it: a line of text asks, a
line answers, and in front of an answer stand the changes of the lines that are watched."""

import os
import select
import socket

SILENCE = 60
START = 30


class QtestError(Exception):
    """The base of the following; the text says it to the person who ran the tests."""


class Refused(QtestError):
    """A command was answered with FAIL."""


class Hung(QtestError):
    """The other side said nothing for too long, or is gone."""


class NotConnected(QtestError):
    """A program did not connect."""


class Listener:
    """A Unix socket at which one program is awaited."""

    def __init__(self, path):
        # Only as long as its directory: there may have been another one.
        if os.path.exists(path):
            os.unlink(path)
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.bind(path)
        self.sock.listen(1)

    def accept(self, process, said):
        """The connection of a process, the only one; said() is what it told before it ended."""
        self.sock.settimeout(0.2)
        for _ in range(START * 5):
            try:
                connection, _ = self.sock.accept()
            except socket.timeout:
                if process.poll() is not None:
                    break
            else:
                connection.setblocking(True)
                self.close()
                return connection
        why = "runs on" if process.poll() is None else f"ended: {said()}"
        raise NotConnected(f"{process.args[0]} did not connect, and {why}")

    def close(self):
        self.sock.close()


class LineSocket:
    """Lines of text over a stream socket, which it owns."""

    def __init__(self, sock, peer):
        self.sock = sock
        self.peer = peer
        self.received = bytearray()

    def send_line(self, text):
        try:
            self.sock.sendall(text.encode() + b"\n")
        except OSError as error:
            raise Hung(f"{self.peer} closed the connection") from error

    def line(self):
        while True:
            end = self.received.find(b"\n")
            if end >= 0:
                text = self.received[:end].decode()
                del self.received[:end + 1]
                return text
            if not select.select([self.sock], [], [], SILENCE)[0]:
                raise Hung(f"{self.peer} did not answer within {SILENCE} s")
            data = self.sock.recv(1 << 16)
            if not data:
                raise Hung(f"{self.peer} closed the connection; the last it said: "
                           f"{bytes(self.received)!r}")
            self.received += data

    def is_ready(self):
        """Whether there is something to read."""
        return b"\n" in self.received or bool(select.select([self.sock], [], [], 0)[0])

    def close(self):
        self.sock.close()


class Qtest:
    """The client's end of a connection, which it owns. Changes of lines are ("raise", 2)."""

    def __init__(self, connection, peer):
        self.connection = connection
        self.lines = LineSocket(connection, peer)
        self.irqs = []
        self.prefix = ""    # goes in front of the next command

    def send(self, text):
        self.connection.sendall(text.encode())

    def __call__(self, command):
        """What stands after OK; raises Refused."""
        return self.result(self.ask(command))

    def ask(self, command):
        """Sends a command, and gives it as result() wants it."""
        command, self.prefix = self.prefix + command, ""
        self.lines.send_line(command)
        return command

    def result(self, command):
        """What stands after OK in the answer of a command; raises Refused."""
        answer = self.answer()
        status, _, rest = answer.partition(" ")
        if status != "OK":
            raise Refused(f"{command}: {answer}")
        return rest

    def answer(self):
        """The next answer as a whole line."""
        while True:
            line = self.lines.line()
            if not line.startswith("IRQ "):
                return line
            self._note(line)

    def raw(self, command):
        """The answer of a command as a whole line."""
        self.ask(command)
        return self.answer()

    def _note(self, line):
        _, change, number = line.split()
        self.irqs.append((change, int(number)))

    def take_unasked(self):
        """Notes the changes that come while no answer is due."""
        while self.lines.is_ready():
            self._note(self.lines.line())

    def take_irqs(self):
        irqs, self.irqs = self.irqs, []
        return irqs

    def round_trip(self):
        """Nothing but a turn of the other side's main loop."""
        self("endianness")

    def close(self):
        self.connection.close()
