# SPDX-License-Identifier: MIT
"""Saved states: whole or not there, and the machine goes on from them."""

import os
import random
import resource
import signal
import time

from board import HPET, PL011, BoardTest, main
from qtest import Refused  # pylint: disable=import-error

UARTDR, UARTFR, UARTCR = PL011, PL011 + 0x18, PL011 + 0x30
UARTLCR_H, UARTIBRD = PL011 + 0x2C, PL011 + 0x24
UARTIMSC, UARTMIS, UARTICR = PL011 + 0x38, PL011 + 0x40, PL011 + 0x44
HPET_CONFIG, HPET_COUNTER = HPET + 0x010, HPET + 0x0F0
HPET_T0_CONFIG, HPET_T0_COMPARATOR = HPET + 0x100, HPET + 0x108


def without_files_larger_than(size):
    """For the child process: writing more fails as on a disk that is full."""
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return {"preexec_fn": limit, "restore_signals": False}


class SaveAndLoad(BoardTest):
    def test_a_new_process_goes_on_where_the_old_one_stopped(self):
        old = self.board("--save", "state").qtest
        old(f"writel {UARTIBRD:#x} 0x1234")
        old(f"writeq {HPET_T0_CONFIG:#x} {2 << 9 | 1 << 2}")
        old(f"writeq {HPET_T0_COMPARATOR:#x} 1000")
        old(f"writeq {HPET_CONFIG:#x} 1")
        old("clock_step 4000")
        old.close()
        self.wait_for_file("state")

        new = self.board("--load", "state").qtest
        self.assertEqual(int(new(f"readl {UARTIBRD:#x}"), 0), 0x1234)
        self.assertEqual(int(new(f"readq {HPET_COUNTER:#x}"), 0), 400)
        new("irq_intercept_out hpet sysbus-irq")
        self.assertEqual(new("clock_step"), "10000")
        self.assertEqual(new.take_irqs(), [("raise", 2), ("lower", 2)])

    def wait_for_file(self, name):
        end = time.monotonic() + 30
        while not os.path.exists(self.path(name)):
            self.assertLess(time.monotonic(), end)
            time.sleep(0.01)

    def test_a_client_saves_and_loads_while_it_is_connected(self):
        qtest = self.board().qtest
        qtest(f"writel {UARTIBRD:#x} 1")
        qtest("clock_step 100")
        qtest("save state")
        qtest(f"writel {UARTIBRD:#x} 2")
        qtest("clock_step 100")
        qtest("load state")
        self.assertEqual(int(qtest(f"readl {UARTIBRD:#x}"), 0), 1)
        self.assertEqual(qtest("clock_step 1"), "101")

    def test_a_line_comes_with_the_next_change_of_the_device(self):
        board = self.board("--save", "state")
        board.qtest(f"writel {UARTIMSC:#x} 0x20")
        board.qtest(f"writel {UARTCR:#x} 0x101")
        board.qtest(f"writel {UARTDR:#x} 0x41")
        board.close()
        qtest = self.board("--load", "state").qtest
        qtest("irq_intercept_in irq-lines")
        self.assertEqual(int(qtest(f"readl {UARTMIS:#x}"), 0), 0x20)
        self.assertEqual(qtest.take_irqs(), [])
        qtest(f"writel {UARTICR:#x} 0")
        self.assertEqual(qtest.take_irqs(), [("raise", 32), ("raise", 34)])

    def test_the_state_is_saved_at_ctrl_c(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            board = self.board("--save", "state")
            board.qtest("endianness")
            board.signal(number)
            board.wait(status=0)
            self.assertEqual(self.magic("state"), b"QEVM")
            os.unlink(self.path("state"))

    def magic(self, name):
        with open(self.path(name), "rb") as stream:
            return stream.read(4)


class DamagedStates(BoardTest):
    def setUp(self):
        super().setUp()
        self.board_under_test = self.board()
        self.qtest = self.board_under_test.qtest
        self.qtest(f"writel {UARTIBRD:#x} 7")
        self.qtest("save state")
        with open(self.path("state"), "rb") as stream:
            self.state = stream.read()
        self.qtest(f"writel {UARTIBRD:#x} 8")
        self.qtest("clock_set 500")

    def assert_refused_and_unchanged(self, data):
        self.write("damaged", data)
        with self.assertRaises(Refused):
            self.qtest("load damaged")
        self.assertEqual(int(self.qtest(f"readl {UARTIBRD:#x}"), 0), 8)

    def test_one_that_ends_too_early_changes_nothing(self):
        # The description at the end is for people.
        end = self.state.index(b'{"page_size"')
        for size in range(0, end, 7):
            self.assert_refused_and_unchanged(self.state[:size])
        self.assertEqual(self.qtest("clock_step 1"), "501")

    def test_one_with_a_section_of_nobody_changes_nothing(self):
        self.assert_refused_and_unchanged(self.state.replace(b"\x05pl011", b"\x05pl012", 1))

    def test_one_whose_clock_is_before_zero_is_refused(self):
        at = self.state.index(b"timer") + 5 + 4 + 4 + 16
        self.assertEqual(self.state[at:at + 8], bytes(8))
        self.assert_refused_and_unchanged(self.state[:at] + b"\xff" * 8 + self.state[at + 8:])

    def test_the_program_does_not_begin_with_one(self):
        self.write("damaged", self.state[:40])
        errors = self.board_refuses("--load", "damaged", "--qtest", "stdio", status=1)
        self.assertIn("damaged", errors)
        self.assertIn("cannot load", errors)

    def test_a_file_that_is_missing_or_a_directory_is_named(self):
        for name in ("missing", self.tmp):
            self.assertIn(name, self.board_refuses("--load", name, status=1))


class FailedSaves(BoardTest):
    def test_the_old_file_stays_whole_when_the_program_is_killed(self):
        board = self.board()
        board.qtest("save state")
        board.kill()
        chance = random.Random(1)
        for _ in range(12):
            board = self.board("--load", "state")
            board.qtest.send("save state\n" * 2000)
            time.sleep(chance.random() * 0.05)
            board.process.kill()
            board.process.wait()
            board.qtest.close()
        self.board("--load", "state").qtest("endianness")

    def test_the_old_file_stays_whole_when_the_disk_is_full(self):
        self.board("--save", "state").close()
        with open(self.path("state"), "rb") as stream:
            old = stream.read()
        board = self.board("--save", "state", **without_files_larger_than(100))
        board.qtest("clock_step 5")
        with self.assertRaisesRegex(Refused, "state"):
            board.qtest("save state")
        errors = board.close(status=1)
        self.assertIn("cannot save to 'state'", errors)
        with open(self.path("state"), "rb") as stream:
            self.assertEqual(stream.read(), old)
        left = [name for name in os.listdir(self.tmp) if name.startswith("state")]
        self.assertEqual(left, ["state"])

    def test_a_place_that_takes_no_file_is_refused_before_the_run(self):
        os.mkfifo(self.path("pipe"))
        os.symlink("nowhere", self.path("link"))
        for path, text in (("no/such/place/state", "no/such/place"),
                           (self.tmp, "is a directory"),
                           ("pipe", "is no regular file"), ("link", "is no regular file")):
            self.assertIn(text, self.board_refuses("--save", path, status=1))

    def test_a_link_and_the_mode_of_its_file_stay(self):
        os.mkdir(self.path("kept"))
        self.write("kept/state", "old")
        os.chmod(self.path("kept/state"), 0o602)
        os.symlink("kept/state", self.path("link"))
        self.board("--save", "link").close()
        self.assertTrue(os.path.islink(self.path("link")))
        self.assertEqual(os.stat(self.path("kept/state")).st_mode & 0o7777, 0o602)
        self.board("--load", "link").close()


if __name__ == "__main__":
    main()
