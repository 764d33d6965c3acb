# SPDX-License-Identifier: MIT
"""Peers that leave, that do not read, and Ctrl-C: the board neither hangs nor grows."""

import os
import pty
import select
import signal
import socket
import subprocess
import termios
import time

from board import HPET, PL011, PROGRAM, TIMEOUT, BoardTest, environment, main
from qtest import Qtest  # pylint: disable=import-error

UARTDR, UARTCR, UARTIMSC = PL011, PL011 + 0x30, PL011 + 0x38
RAM = 0x100000


def resident_bytes(process):
    with open(f"/proc/{process.pid}/status", encoding="ascii") as stream:
        line = next(line for line in stream if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024


def send_until_full(board, command):
    """Commands without reading answers, until the board takes no more; how many bytes."""
    connection = board.qtest.connection
    text = (command + "\n").encode() * 1000
    sent, idle = 0, 0
    connection.setblocking(False)
    while idle < 20:
        try:
            sent += connection.send(text[sent % len(text):])
            idle = 0
        except BlockingIOError:
            idle += 1
            time.sleep(0.01)
    connection.settimeout(TIMEOUT)
    return sent


class ClientsThatDoNotRead(BoardTest):
    def test_the_board_waits_without_growing_and_answers_all_in_the_end(self):
        for command, answer in ((f"read {RAM:#x} 65536", "OK 0x" + "00" * 65536),
                                ("endianness", "OK little")):
            board = self.board("--ram", f"{RAM:#x},64K")
            board.qtest.raw(command)
            before = resident_bytes(board.process)
            sent = send_until_full(board, command)
            self.assertLess(resident_bytes(board.process) - before, 8 << 20)
            for _ in range(sent // (len(command) + 1)):
                self.assertEqual(board.qtest.answer(), answer)
            board.close()

    def test_ctrl_c_ends_it(self):
        board = self.board("--save", "state")
        send_until_full(board, "endianness")
        board.signal()
        board.wait(status=0)
        self.assertTrue(os.path.exists(self.path("state")))

    def test_it_is_sent_away_when_interrupts_go_on_without_it(self):
        board = self.board("--realtime", "--global", "hpet.timers=32")
        board.qtest("irq_intercept_out hpet sysbus-irq")
        for timer in range(32):
            board.qtest(f"writeq {HPET + 0x100 + 0x20 * timer:#x} {2 << 9 | 0x4C}")
            board.qtest(f"writeq {HPET + 0x108 + 0x20 * timer:#x} 10")
            board.qtest(f"writeq {HPET + 0x108 + 0x20 * timer:#x} 10")
        board.qtest(f"writeq {HPET + 0x010:#x} 1")
        self.assertIn("does not read", board.wait(status=0))


class PeersThatLeave(BoardTest):
    def test_the_only_client_ends_the_program_wherever_it_is(self):
        for commands in ("", "readl 0", "readl 0\n", "readl 0\n" * 5000):
            board = self.board()
            board.qtest.send(commands)
            board.close(status=0)

    def test_a_server_serves_one_client_after_the_other(self):
        path = self.path("server")
        process = subprocess.Popen(
            [PROGRAM, "--qtest", f"unix:{path},server=on,wait=off"], env=environment(),
            stderr=subprocess.PIPE)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        for value in range(3):
            qtest = self.connect(path)
            qtest("irq_intercept_in irq-lines")
            self.assertEqual(int(qtest(f"readl {UARTIMSC:#x}"), 0), value)
            qtest(f"writel {UARTIMSC:#x} {value + 1}")
            qtest("set_irq_in irq-lines unnamed-gpio-in 0 1")
            self.assertEqual(qtest.take_irqs(), [("raise", 0)])
            qtest.close()

    def connect(self, path):
        end = time.monotonic() + TIMEOUT
        while True:
            connection = socket.socket(socket.AF_UNIX)
            self.addCleanup(connection.close)
            connection.settimeout(TIMEOUT)
            try:
                connection.connect(path)
                return Qtest(connection, "the board")
            except OSError:
                self.assertLess(time.monotonic(), end)
                time.sleep(0.01)

    def test_output_that_a_full_disk_loses_is_told_once(self):
        board = self.board("--serial", "file:/dev/full")
        board.qtest(f"writel {UARTCR:#x} 0x301")
        for _ in range(3):
            board.qtest(f"writel {UARTDR:#x} 0x41")
        errors = board.close()
        self.assertEqual(errors.count("No space left on device"), 1)
        self.assertIn("'serial0' cannot write", errors)

    def test_output_to_a_serial_peer_that_has_left_is_lost(self):
        board = self.board(serial=True)
        board.qtest(f"writel {UARTCR:#x} 0x301")
        board.serial.close()
        for _ in range(1000):
            board.qtest(f"writel {UARTDR:#x} 0x41")
        board.close()


class Signals(BoardTest):
    def test_a_second_one_ends_a_board_that_is_stuck(self):
        # As in QEMU the PL011 waits for who reads its output.
        board = self.board("--save", "state", serial=True)
        board.qtest(f"writel {UARTCR:#x} 0x301")
        send_until_full(board, f"writel {UARTDR:#x} 0x41")
        board.signal()
        time.sleep(0.3)
        self.assertIsNone(board.process.poll())
        board.signal()
        board.wait(status=128 + signal.SIGINT)
        self.assertFalse(os.path.exists(self.path("state")))

    def test_one_that_waits_for_a_client_leaves_no_socket_behind(self):
        path = self.path("server")
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with subprocess.Popen([PROGRAM, "--qtest", f"unix:{path},server=on"],
                                  env=environment(), stderr=subprocess.PIPE, text=True) as process:
                self.addCleanup(process.kill)
                self.assertIn("waits for a client", process.stderr.readline())
                self.assertTrue(os.path.exists(path))
                process.send_signal(number)
                self.assertEqual(process.wait(TIMEOUT), 128 + number)
            self.assertFalse(os.path.exists(path))

    def test_ctrl_c_at_a_terminal_gives_it_back(self):
        leader, follower = pty.openpty()
        self.addCleanup(os.close, leader)
        self.addCleanup(os.close, follower)
        cooked = termios.tcgetattr(follower)
        process = subprocess.Popen(
            [PROGRAM, "--serial", "stdio", "--save", self.path("state")], stdin=follower,
            stdout=follower, stderr=follower, env=environment(), start_new_session=True,
            preexec_fn=lambda: os.close(os.open(os.ttyname(0), os.O_RDWR)))
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        end = time.monotonic() + TIMEOUT
        while termios.tcgetattr(follower) == cooked:
            self.assertLess(time.monotonic(), end)
            time.sleep(0.01)
        time.sleep(0.2)
        os.write(leader, b"\x03")
        self.assertEqual(process.wait(TIMEOUT), 0)
        self.assertEqual(termios.tcgetattr(follower), cooked)
        self.assertTrue(os.path.exists(self.path("state")))
        self.assertEqual(select.select([leader], [], [], 0)[0], [])


if __name__ == "__main__":
    main()
