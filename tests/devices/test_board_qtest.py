# SPDX-License-Identifier: MIT
"""The qtest protocol, as clients of QEMU use it."""

import base64
import subprocess
import time

from board import HPET, PL011, PROGRAM, BoardTest, environment, main
from qtest import Refused  # pylint: disable=import-error

RAM = 0x100000

# Registers, as their manuals number them.
UARTDR, UARTCR, UARTIMSC, UARTICR = PL011, PL011 + 0x30, PL011 + 0x38, PL011 + 0x44
UARTLCR_H, UARTDR_BE = PL011 + 0x2C, 1 << 10
HPET_CONFIG = HPET + 0x010
HPET_T0_CONFIG, HPET_T0_COMPARATOR = HPET + 0x100, HPET + 0x108


class MemoryCommands(BoardTest):
    def setUp(self):
        super().setUp()
        self.qtest = self.board("--ram", f"{RAM},1M").qtest

    def test_values_of_each_size_come_back_in_16_digits(self):
        for letter, size in (("b", 1), ("w", 2), ("l", 4), ("q", 8)):
            value = 0xF1E2D3C4B5A69788 & ((1 << 8 * size) - 1)
            self.assertEqual(self.qtest.raw(f"write{letter} {RAM + 64:#x} {value:#x}"), "OK")
            self.assertEqual(self.qtest.raw(f"read{letter} {RAM + 64:#x}"),
                             f"OK {value:#018x}")

    def test_values_are_little_endian_and_cut_to_their_size(self):
        self.assertEqual(self.qtest("endianness"), "little")
        self.qtest(f"writew {RAM} 0x12345678")
        self.assertEqual(self.qtest(f"read {RAM} 4"), "0x78560000")

    def test_numbers_are_c_constants(self):
        self.qtest(f"writeb {RAM} 010")
        self.assertEqual(self.qtest(f"readb {RAM}"), "0x0000000000000008")
        self.qtest(f"writel {RAM} -1")
        self.assertEqual(self.qtest(f"readl {RAM}"), "0x00000000ffffffff")

    def test_data_that_is_too_short_is_filled_with_zeros(self):
        self.qtest(f"memset {RAM} 8 0xaa")
        self.qtest(f"write {RAM} 4 0x1122")
        self.assertEqual(self.qtest(f"read {RAM} 6"), "0x11220000aaaa")

    def test_base64_goes_both_ways_and_is_cut_to_the_size(self):
        data = bytes(range(200))
        self.qtest(f"b64write {RAM} 200 {base64.b64encode(data).decode()}")
        self.assertEqual(base64.b64decode(self.qtest(f"b64read {RAM} 200")), data)
        self.qtest(f"memset {RAM} 4 0")
        self.qtest(f"b64write {RAM} 2 {base64.b64encode(b'abcd').decode()}")
        self.assertEqual(self.qtest(f"read {RAM} 4"), "0x61620000")

    def test_memset_takes_no_bytes(self):
        self.assertEqual(self.qtest(f"memset {RAM} 0 1"), "")

    def test_blocks_of_a_megabyte_come_back(self):
        data = bytes(i * 7 & 0xFF for i in range(1 << 20))
        self.qtest(f"b64write {RAM} {len(data)} {base64.b64encode(data).decode()}")
        self.assertEqual(self.qtest(f"read {RAM} {len(data)}"), "0x" + data.hex())

    def test_where_nothing_is_memory_reads_zero_and_ports_read_ones(self):
        self.assertEqual(self.qtest("readl 0x40"), "0x0000000000000000")
        self.assertEqual(self.qtest("writel 0x40 1"), "")
        self.assertEqual(self.qtest("inb 0x60"), "0x00ff")
        self.assertEqual(self.qtest("inw 0x60"), "0xffff")
        self.assertEqual(self.qtest("inl 0x60"), "0xffffffff")
        self.assertEqual(self.qtest("outl 0x60 5"), "")


class BadCommands(BoardTest):
    def test_each_is_answered_with_fail_and_the_next_is_served(self):
        qtest = self.board().qtest
        for command in (
                "", "frobnicate", "READB 0", "readb", "readb x", "readb 0x", "readb 1 ",
                "readb 0x10000000000000000", "writeb 0", "writeb 0 zz", "read 0", "read 0 0",
                "read 0 0x10000000000", "write 0 4", "write 0 4 11", "write 0 4 0x",
                "write 0 1 0xzz", "write 0 0x10000000000 0x00", "memset 0 1", "b64read 0 x",
                "b64write 0 1 A",
                "inb 0x10000", "outb 0x10000 0", "inb", "clock_step x", "clock_set",
                "clock_step 9223372036854775807000", "clock_set x", "irq_intercept_in",
                "irq_intercept_out /nowhere", "irq_intercept_out /machine",
                "irq_intercept_in irq-lines name", "irq_intercept_out irq-lines",
                "irq_intercept_out pl011 no-such-lines", "set_irq_in irq-lines unnamed-gpio-in",
                "set_irq_in irq-lines unnamed-gpio-in 256 1",
                "set_irq_in irq-lines unnamed-gpio-in -1 1",
                "set_irq_in irq-lines other 0 1", "set_irq_in /nowhere x 0 1",
                "set_irq_in pl011 sysbus-irq 0 1", "save", "load /no/such/file",
                "save /no/such/directory/file", "clock_at 5", "clock_at 5 frobnicate",
                "send_break", "send_break other"):
            answer = qtest.raw(command)
            if command == "readb 1 ":  # blanks at the end are none
                self.assertEqual(answer, "OK 0x0000000000000000")
            else:
                self.assertRegex(answer, "^FAIL .+", command)
            self.assertEqual(qtest.raw("endianness"), "OK little", command)

    def test_words_may_have_several_blanks_between_and_a_carriage_return_behind(self):
        qtest = self.board().qtest
        self.assertEqual(qtest.raw(" readb \t 0x40 \r"), "OK 0x0000000000000000")

    def test_bytes_that_are_no_text_are_refused(self):
        qtest = self.board().qtest
        qtest.connection.sendall(b"\xff\xfe\0abc\nendianness\n")
        self.assertRegex(qtest.connection.recv(4096).split(b"\n")[0], b"^FAIL ")


class Clock(BoardTest):
    def setUp(self):
        super().setUp()
        self.qtest = self.board().qtest

    def start_timer(self, ticks):
        """Timer 0 of the HPET, on line 2, after so many ticks of 10 ns."""
        self.qtest(f"writeq {HPET_T0_CONFIG:#x} {2 << 9 | 1 << 2}")
        self.qtest(f"writeq {HPET_T0_COMPARATOR:#x} {ticks}")
        self.qtest(f"writeq {HPET_CONFIG:#x} 1")

    def test_it_begins_at_zero_and_goes_by_steps_alone(self):
        self.assertEqual(self.qtest("clock_step 1"), "1")
        self.assertEqual(self.qtest("clock_step 999"), "1000")
        self.assertEqual(self.qtest("clock_set 5000"), "5000")

    def test_it_never_goes_back(self):
        self.qtest("clock_set 5000")
        self.assertEqual(self.qtest.raw("clock_set 10"), "FAIL 5000")
        self.assertRegex(self.qtest.raw("clock_step 0"), "^FAIL ")
        self.assertRegex(self.qtest.raw("clock_step -5"), "^FAIL ")
        self.assertEqual(self.qtest("clock_step 1"), "5001")

    def test_a_step_without_a_number_goes_to_the_next_deadline(self):
        self.assertRegex(self.qtest.raw("clock_step"), "^FAIL .*no timer")
        self.start_timer(1000)
        self.assertEqual(self.qtest("clock_step"), "10000")

    def test_what_an_instant_does_comes_before_its_timers(self):
        self.qtest("irq_intercept_out hpet sysbus-irq")
        self.start_timer(1000)
        self.assertEqual(self.qtest("clock_at 10000 readl 0xfed00020"),
                         "0x0000000000000000")
        self.assertEqual(self.qtest.take_irqs(), [("raise", 2), ("lower", 2)])
        with self.assertRaisesRegex(Refused, "10000"):
            self.qtest("clock_at 9999 endianness")
        self.assertEqual(self.qtest("clock_at 10000 endianness"), "little")

    def test_timers_of_a_machine_that_is_stopped_wait_until_it_goes_on(self):
        self.qtest("irq_intercept_out hpet sysbus-irq")
        self.start_timer(1000)
        self.qtest("stop")
        self.assertEqual(self.qtest("clock_step 20000"), "20000")
        self.assertEqual(self.qtest.take_irqs(), [])
        self.qtest("cont")
        self.assertEqual(self.qtest.take_irqs(), [("raise", 2), ("lower", 2)])


class SerialPort(BoardTest):
    def test_what_has_arrived_is_there_after_settle(self):
        board = self.board(serial=True)
        board.qtest(f"writel {UARTCR:#x} 0x301")
        for byte in b"abc":
            board.serial.sendall(bytes([byte]))
            board.qtest("settle")
            self.assertEqual(int(board.qtest(f"readl {UARTDR:#x}"), 0), byte)

    def test_a_break_is_one_of_the_line(self):
        board = self.board(serial=True)
        board.qtest(f"writel {UARTLCR_H:#x} 0x10")
        board.qtest(f"writel {UARTCR:#x} 0x301")
        board.qtest("send_break")
        self.assertEqual(int(board.qtest(f"readl {UARTDR:#x}"), 0), UARTDR_BE)


class Interrupts(BoardTest):
    def setUp(self):
        super().setUp()
        self.qtest = self.board().qtest
        self.qtest(f"writel {UARTIMSC:#x} 0x20")
        self.qtest(f"writel {UARTCR:#x} 0x301")

    def transmit(self):
        self.qtest(f"writel {UARTDR:#x} 0x41")

    def test_changes_of_outputs_come_before_the_answer(self):
        self.qtest("irq_intercept_out /machine/peripheral/pl011 sysbus-irq")
        self.transmit()
        self.assertEqual(self.qtest.take_irqs(), [("raise", 0), ("raise", 2)])
        self.transmit()
        self.assertEqual(self.qtest.take_irqs(), [])
        self.qtest(f"writel {UARTICR:#x} 0x20")
        self.assertEqual(self.qtest.take_irqs(), [("lower", 0), ("lower", 2)])

    def test_changes_of_inputs_have_the_boards_numbers(self):
        self.qtest("irq_intercept_in irq-lines")
        self.transmit()
        self.assertEqual(self.qtest.take_irqs(), [("raise", 32), ("raise", 34)])

    def test_one_device_is_intercepted_any_number_of_times(self):
        self.qtest("irq_intercept_out pl011 sysbus-irq")
        self.qtest("irq_intercept_out pl011 sysbus-irq")
        with self.assertRaisesRegex(Refused, "already enabled"):
            self.qtest("irq_intercept_out hpet sysbus-irq")
        self.transmit()
        self.assertEqual(self.qtest.take_irqs(), [("raise", 0), ("raise", 2)])

    def test_inputs_can_be_set(self):
        self.qtest("irq_intercept_in irq-lines")
        self.qtest("set_irq_in irq-lines unnamed-gpio-in 7 1")
        self.qtest("set_irq_in irq-lines unnamed-gpio-in 7 1")
        self.qtest("set_irq_in irq-lines unnamed-gpio-in 7 0")
        self.assertEqual(self.qtest.take_irqs(), [("raise", 7), ("lower", 7)])

    def test_a_reset_is_one_of_all_devices(self):
        self.qtest("system_reset")
        self.assertEqual(int(self.qtest(f"readl {UARTIMSC:#x}"), 0), 0)
        self.assertEqual(int(self.qtest(f"readl {UARTCR:#x}"), 0), 0x300)


class Stream(BoardTest):
    def test_many_commands_at_once_are_answered_in_their_order(self):
        qtest = self.board("--ram", f"{RAM},1M").qtest
        for start in range(0, 20000, 1000):
            numbers = range(start, start + 1000)
            qtest.send("".join(f"writel {RAM:#x} {i}\nreadl {RAM:#x}\n" for i in numbers))
            for i in numbers:
                self.assertEqual(qtest.answer(), "OK")
                self.assertEqual(qtest.answer(), f"OK {i:#018x}")

    def test_a_command_may_come_byte_by_byte(self):
        qtest = self.board().qtest
        for byte in "endianness\n":
            qtest.send(byte)
        self.assertEqual(qtest.answer(), "OK little")

    def test_answers_come_out_after_the_input_has_ended(self):
        # More than a pipe holds, less than what makes the board wait.
        with subprocess.Popen([PROGRAM, "--qtest", "stdio"], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, env=environment()) as process:
            process.stdin.write(b"b64read 0 1000\n" * 75)
            process.stdin.close()
            time.sleep(0.3)
            answers = process.stdout.read().splitlines()
        self.assertEqual([len(line) for line in answers], [3 + 4 * 334] * 75)

    def test_a_last_line_without_an_end_is_no_command(self):
        result = self.run_board("--qtest", "stdio", input="endianness\nendianness")
        self.assertEqual(result.stdout, "OK little\n")


if __name__ == "__main__":
    main()
