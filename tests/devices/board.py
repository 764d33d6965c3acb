# SPDX-License-Identifier: MIT
"""bindery-board as a test sees it: a process, a qtest client, and the peer of its serial
port."""

import os
import pathlib
import signal
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
# pylint: disable=wrong-import-position,import-error
import harness
from qtest import Listener, Qtest

PROGRAM = os.environ.get("BINDERY_BOARD", "bindery-board")
TIMEOUT = 30

PL011 = 0x09000000
HPET = 0xFED00000


def environment():
    """Warnings of GLib end the program."""
    return dict(os.environ, G_DEBUG="fatal-warnings", LC_ALL="C.UTF-8")


class Board:
    """A running board, to which a qtest client and the serial port's peer are connected."""

    def __init__(self, test, *options, serial=False, **keywords):
        self.test = test
        listeners = {name: Listener(test.path(name))
                     for name in (["qtest", "serial"] if serial else ["qtest"])}
        command = [PROGRAM]
        for name in listeners:
            command += [f"--{name}", "unix:" + test.path(name)]
        self.process = subprocess.Popen(
            [*command, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=environment(), cwd=test.tmp, **keywords)
        test.addCleanup(self.kill)
        connections = {name: self._accept(listener) for name, listener in listeners.items()}
        self.qtest = Qtest(connections["qtest"], "the board")
        self.serial = connections.get("serial")

    def _accept(self, listener):
        self.test.addCleanup(listener.close)
        connection = listener.accept(self.process, self.process.stderr.read)
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
        self.qtest.close()
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
