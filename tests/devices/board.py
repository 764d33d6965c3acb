# SPDX-License-Identifier: MIT
"""bindery-board as a test sees it: a process, a qtest client, and the peer of its serial
port."""

import os
import pathlib
import signal
import socket
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness  # pylint: disable=wrong-import-position,import-error

PROGRAM = os.environ.get("BINDERY_BOARD", "bindery-board")
TIMEOUT = 30

PL011 = 0x09000000
HPET = 0xFED00000


class Refused(Exception):
    """A command was answered with FAIL."""


class Qtest:
    """The client's end of a qtest connection."""

    def __init__(self, connection):
        self.connection = connection
        self.received = b""
        self.irqs = []

    def send(self, text):
        self.connection.sendall(text.encode())

    def line(self):
        while b"\n" not in self.received:
            data = self.connection.recv(1 << 16)
            if not data:
                raise EOFError(f"the board has gone; the last it said: {self.received!r}")
            self.received += data
        line, self.received = self.received.split(b"\n", 1)
        return line.decode()

    def answer(self):
        """The next answer as a whole line; lines about interrupts go to irqs."""
        while True:
            line = self.line()
            if not line.startswith("IRQ "):
                return line
            _, change, number = line.split()
            self.irqs.append((change, int(number)))

    def raw(self, command):
        self.send(command + "\n")
        return self.answer()

    def __call__(self, command):
        """What follows OK; a refusal is an exception."""
        answer = self.raw(command)
        if answer != "OK" and not answer.startswith("OK "):
            raise Refused(answer)
        return answer[3:]

    def take_irqs(self):
        irqs, self.irqs = self.irqs, []
        return irqs


def environment():
    """Warnings of GLib end the program."""
    return dict(os.environ, G_DEBUG="fatal-warnings", LC_ALL="C.UTF-8")


class Board:
    """A running board, to which a qtest client and the serial port's peer are connected."""

    def __init__(self, test, *options, serial=False, **keywords):
        self.test = test
        listeners = [self._listen("qtest")] + ([self._listen("serial")] if serial else [])
        # Only as long as the directory: a test may start several boards, one by one.
        command = [PROGRAM, "--qtest", "unix:" + test.path("qtest")]
        if serial:
            command += ["--serial", "unix:" + test.path("serial")]
        self.process = subprocess.Popen(
            [*command, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=environment(), cwd=test.tmp, **keywords)
        test.addCleanup(self.kill)
        connections = [self._accept(listener) for listener in listeners]
        self.qtest = Qtest(connections[0])
        self.serial = connections[1] if serial else None

    def _listen(self, name):
        path = self.test.path(name)
        if os.path.exists(path):
            os.unlink(path)
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(path)
        listener.listen(1)
        listener.settimeout(TIMEOUT)
        return listener

    def _accept(self, listener):
        connection = None
        while not connection:
            try:
                listener.settimeout(0.2)
                connection, _ = listener.accept()
            except socket.timeout:
                if self.process.poll() is not None:
                    raise AssertionError(
                        f"the board ended: {self.process.stderr.read()}") from None
        listener.close()
        connection.settimeout(TIMEOUT)
        self.test.addCleanup(connection.close)
        return connection

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.process.stderr.close()

    def signal(self, number=signal.SIGINT):
        self.process.send_signal(number)

    def wait(self, status=0):
        """The program ends by itself, with that status; gives what it said as errors."""
        _, errors = self.process.communicate(timeout=TIMEOUT)
        self.test.assertEqual(self.process.returncode, status, errors.decode())
        return errors.decode()

    def close(self, status=0):
        """The client leaves, and with it the board ends."""
        self.qtest.connection.close()
        return self.wait(status)


class BoardTest(harness.BinderyTest):
    """A test with boards."""

    def board(self, *options, **keywords):
        return Board(self, *options, **keywords)

    def run_board(self, *options, status=0, **keywords):
        """A run that ends by itself: gives the finished process."""
        keywords.setdefault("timeout", TIMEOUT)
        result = subprocess.run(
            [PROGRAM, *options], cwd=self.tmp, env=environment(), capture_output=True,
            text=True, check=False, **keywords)
        self.assertEqual(result.returncode, status, result.stdout + result.stderr)
        return result

    def board_refuses(self, *options, status=2):
        """A command line that is refused: gives what the program said, one line."""
        result = self.run_board(*options, status=status, stdin=subprocess.DEVNULL)
        self.assertEqual(result.stdout, "")
        self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
        self.assertTrue(result.stderr.startswith("bindery-board: "), result.stderr)
        return result.stderr


main = harness.main
