# SPDX-License-Identifier: MIT
"""Scripts of commands, and how the clock goes while they run."""

import os
import signal
import subprocess
import time

from board import HPET, PL011, TIMEOUT, BoardTest, environment, main, PROGRAM

UARTDR, UARTFR, UARTCR = PL011, PL011 + 0x18, PL011 + 0x30


class Scripts(BoardTest):
    def script(self, text, *options, status=0, **keywords):
        return self.run_board("--script", self.write("script", text), *options,
                              status=status, **keywords)

    def test_values_and_interrupts_are_printed(self):
        result = self.script(f"""
            # a comment
            irq_intercept_out pl011 sysbus-irq
            writel {PL011 + 0x38:#x} 0x20

            writel {UARTCR:#x} 0x301
            writel {UARTDR:#x} 0x41
            readl {UARTFR:#x}
            expect 0x90
            endianness
            expect little
        """)
        self.assertEqual(result.stdout, f"IRQ raise 0\nIRQ raise 2\n"
                                        f"readl {UARTFR:#x}: 0x0000000000000090\n"
                                        f"endianness: little\n")
        self.assertEqual(result.stderr, "")

    def test_it_ends_at_the_first_line_that_fails(self):
        for text, line, why in (
                ("endianness\nfrob\nendianness", 2, "Unknown command 'frob'"),
                ("readl 0\nexpect 5\nendianness", 2,
                 "expected 5, and the last answer is 0x0000000000000000"),
                ("expect 5", 1, "the last answer is none"),
                ("writel 0 0\nexpect 0", 2, "none"),
                ("sleep x", 1, "milliseconds"),
                ("load nothing", 1, "nothing")):
            result = self.script(text, status=1)
            self.assertRegex(result.stderr, rf"^bindery-board: .*script:{line}: .*{why}")
            self.assertLessEqual(result.stdout.count("endianness"), line - 1)

    def test_a_failed_one_saves_nothing(self):
        self.script("frob", "--save", "state", status=1)
        self.assertFalse(os.path.exists(self.path("state")))

    def test_one_that_says_run_goes_on_until_ctrl_c(self):
        script = self.write("script", "clock_step 5\nrun\nfrob\n")
        process = subprocess.Popen([PROGRAM, "--script", script, "--save", self.path("state")],
                                   stdout=subprocess.PIPE, env=environment())
        for cleanup in (process.wait, process.stdout.close, process.kill):
            self.addCleanup(cleanup)
        self.assertEqual(process.stdout.readline(), b"clock_step 5: 5\n")
        time.sleep(0.2)
        self.assertIsNone(process.poll())
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(TIMEOUT), 0)
        self.assertTrue(os.path.exists(self.path("state")))

    def test_it_comes_from_standard_input_too(self):
        result = self.run_board("--script", "-", input="endianness\n")
        self.assertEqual(result.stdout, "endianness: little\n")

    def test_a_client_takes_over_when_it_is_done(self):
        script = self.write("script", "clock_step 5\n")
        board = self.board("--script", script)
        self.assertEqual(board.qtest("clock_step 5"), "10")
        board.close()

    def test_output_that_cannot_be_written_is_an_error(self):
        with open("/dev/full", "wb") as full:
            result = subprocess.run(
                [PROGRAM, "--script", self.write("script", "endianness\n")], stdout=full,
                stderr=subprocess.PIPE, env=environment(), check=False, timeout=TIMEOUT)
        self.assertEqual(result.returncode, 1)
        self.assertIn(b"No space left", result.stderr)

    def test_one_that_is_missing_is_named(self):
        self.assertIn("no-script", self.board_refuses("--script", "no-script", status=1))

    def test_serial_output_goes_to_its_file(self):
        self.script(f"writel {UARTCR:#x} 0x301\n"
                    + "".join(f"writel {UARTDR:#x} {ord(c)}\n" for c in "Hello"),
                    "--serial", "file:out")
        self.assertEqual(self.read("out"), "Hello")


class Clocks(BoardTest):
    TICKS = f"""
        irq_intercept_out hpet sysbus-irq
        writeq {HPET + 0x100:#x} {2 << 9 | 1 << 6 | 1 << 3 | 1 << 2}
        writeq {HPET + 0x108:#x} 100000
        writeq {HPET + 0x108:#x} 100000
        writeq {HPET + 0x010:#x} 1
    """

    def run_ticks(self, *options, wait=""):
        script = self.write("script", self.TICKS + wait)
        start = time.monotonic()
        result = self.run_board("--script", script, *options)
        return result.stdout.count("IRQ raise 2"), time.monotonic() - start

    def test_steps_alone_move_it(self):
        self.assertEqual(self.run_ticks(wait="sleep 20")[0], 0)
        ticks = self.run_ticks(wait="clock_step 10000000")[0]
        self.assertIn(ticks, range(10, 21))

    def test_with_icount_it_jumps_while_nothing_else_is_to_do(self):
        # A period is 1 ms and has at most two firings: more are the jumps' work.
        ticks, seconds = self.run_ticks("--icount", wait="sleep 200")
        self.assertGreater(ticks, 4 * seconds * 1000)

    def test_with_realtime_it_goes_with_the_hosts(self):
        ticks, seconds = self.run_ticks("--realtime", wait="sleep 200")
        self.assertGreater(ticks, 20)
        self.assertLessEqual(ticks, 2 * seconds * 1000)

    def test_with_realtime_commands_do_not_move_it(self):
        script = self.write("script", "clock_step 5")
        result = self.run_board("--script", script, "--realtime", status=1)
        self.assertIn("--realtime", result.stderr)


if __name__ == "__main__":
    main()
