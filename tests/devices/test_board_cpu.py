# SPDX-License-Identifier: MIT
"""Firmware on the board's processors: Debian's U-Boot talks through the PL011, and a ROM of
our own takes the HPET's interrupts."""

import json
import os
import re
import signal
import subprocess
import time
import unittest

from board import HPET, PL011, PROGRAM, TIMEOUT, BoardTest, environment, main
from qtest import Listener  # pylint: disable=import-error

U_BOOT = "/usr/lib/u-boot/qemu_arm64/u-boot.bin"
DTB = os.environ.get("BINDERY_BOARD_DTB", "")
HPET_ROM = os.environ.get("BINDERY_HPET_ROM", "")

# Instructions of the i386, as a ROM.
CLI_HLT = b"\xfa\xf4"
STI_HLT = b"\xfb\xf4"
UD2 = b"\x0f\x0b"
DIVIDE_BY_ZERO = b"\x31\xc9\xf7\xf1"
MESSAGE_VECTOR_0X90 = bytes.fromhex("c7050000e0fe90000000")  # movl $0x90, 0xfee00000
# Timer 0 every 10 us without an interrupt: enabled, then configured, then its comparator.
SILENT_TIMER = bytes.fromhex("c7051000d0fe01000000" "c7050001d0fe48010000"
                             "c7050801d0fee8030000")
SEND_A = bytes.fromhex("c7050000000941000000")
COUNT_TO_100000 = bytes.fromhex("b9a0860100" "49" "75fd")
AARCH64_BRK = bytes.fromhex("000020d4")
AARCH64_WFI = bytes.fromhex("7f2003d5")


def why_no_processors():
    """None where the board has processors; else what it says."""
    result = subprocess.run([PROGRAM, "--cpu", "i386", "--firmware", "/dev/null"],
                            capture_output=True, text=True, check=False, timeout=TIMEOUT)
    return result.stderr if "built without processors" in result.stderr else None


NO_PROCESSORS = why_no_processors()


class CpuTest(BoardTest):
    def setUp(self):
        if NO_PROCESSORS:
            self.skipTest("the board was built without processors: libunicorn-dev is missing")
        super().setUp()

    def refuses(self, *options, status=2):
        return self.board_refuses("--cpu", *options, status=status)


class Console:
    """The peer of the serial port of a running U-Boot."""

    def __init__(self, test, *options):
        self.received = ""
        path = test.path("serial")
        listener = Listener(path)
        self.process = subprocess.Popen(
            [PROGRAM, "--cpu", "aarch64", "--firmware", U_BOOT, "--dtb", DTB,
             "--serial", "unix:" + path, *options],
            stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=test.tmp,
            env=environment())
        test.addCleanup(self.kill)
        self.connection = listener.accept(self.process, self.process.stderr.read)
        self.connection.settimeout(TIMEOUT)
        test.addCleanup(self.connection.close)

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.process.stderr.close()

    def until(self, text):
        """What comes before text, without carriage returns."""
        deadline = time.monotonic() + 2 * TIMEOUT
        while text not in self.received:
            if time.monotonic() > deadline:
                raise AssertionError(f"no {text!r} after {self.received!r}")
            data = self.connection.recv(4096)
            if not data:
                raise AssertionError(f"the board ended after {self.received!r}: "
                                     f"{self.process.stderr.read().decode()}")
            self.received += data.decode().replace("\r", "")
        before, self.received = self.received.split(text, 1)
        return before

    def boot(self):
        """To the prompt; what U-Boot says on the way."""
        said = self.until("Hit any key to stop autoboot")
        self.connection.sendall(b" ")
        self.until("=> ")
        return said

    def __call__(self, command):
        """A command typed; its output, without the echo."""
        self.connection.sendall(command.encode() + b"\r")
        return self.until("=> ").partition("\n")[2]

    def end(self):
        """Ctrl-C; gives what the board said as errors."""
        self.process.send_signal(signal.SIGINT)
        _, errors = self.process.communicate(timeout=TIMEOUT)
        return self.process.returncode, errors.decode()


@unittest.skipUnless(os.path.exists(U_BOOT), "the Debian package u-boot-qemu is missing")
@unittest.skipUnless(DTB or NO_PROCESSORS, "no device tree was made: dtc is missing")
class UBoot(CpuTest):
    def test_it_says_its_version_and_its_console(self):
        console = Console(self)
        said = console.boot()
        with open(U_BOOT, "rb") as stream:
            version = re.search(rb"U-Boot 20\d\d\.[^\0\n]*", stream.read())[0].decode()
        self.assertIn(version, said)
        self.assertRegex(said, r"DRAM: +128 MiB")
        self.assertIn(version, console("version"))
        self.assertRegex(console("coninfo"),
                         r"pl011@9000000 +\w+ +IO +stdin +stdout +stderr")
        self.assertRegex(console("dm tree"),
                         r"serial +0 +\[ \+ \] +serial_pl01x +.*pl011@9000000")
        self.assertRegex(console("bdinfo"),
                         r"start += 0x0+40000000\n.*size +=\s+0x0+8000000\n")
        self.assertEqual(console.end(), (0, ""))

    def test_its_commands_reach_ram_and_registers(self):
        console = Console(self, "--trace", "x.jsonl")
        console.boot()
        console("mw.l 0x42000000 0xdeadbeef 2")
        self.assertIn("42000000: deadbeef deadbeef 00000000", console("md.l 0x42000000 3"))
        # Nothing is sent and nothing has come: TXFE and RXFE.
        self.assertIn("09000018: 00000090", console(f"md.l {PL011 + 0x18:#x} 1"))
        self.assertIn("fed00000: 009896808086a201", console(f"md.q {HPET:#x} 1"))
        self.assertIn("0a000000: 00000000", console("md.l 0x0a000000 1"))
        self.assertEqual(console("mw.b 0x09000000 0x2a"), "*")
        self.assertEqual(console.end(), (0, ""))
        with open(self.path("x.jsonl"), encoding="utf-8") as stream:
            events = [json.loads(line) for line in stream]
        self.assertIn(("write", "pl011", 1, "0x2a"),
                      {(e["event"], e.get("device"), e["size"], e["value"])
                       for e in events if e["event"] == "write"})
        reads = [e for e in events if e["event"] == "read" and e.get("device") == "hpet"]
        self.assertEqual([(e["offset"], e["size"], e["value"]) for e in reads],
                         [("0x0", 4, "0x8086a201"), ("0x4", 4, "0x989680")])

    def test_its_time_is_the_virtual_clocks(self):
        console = Console(self, "--icount", "--trace", "x.jsonl")
        console.boot()
        for mark in (0x41, 0x42):
            console(f"mw.b {PL011:#x} {mark:#x}; sleep 0.02")
        self.assertEqual(console.end(), (0, ""))
        written = {}
        with open(self.path("x.jsonl"), encoding="utf-8") as stream:
            for line in stream:
                event = json.loads(line)
                if event["event"] == "write" and event["size"] == 1:
                    written[event["value"]] = event["ns"]
        # It counts whole milliseconds.
        self.assertTrue(19_000_000 <= written["0x42"] - written["0x41"] < 22_000_000, written)


@unittest.skipUnless(HPET_ROM, "the compiler makes no code for an i386")
class HpetRom(CpuTest):
    # The number of interrupts, and the counter at the last. With exact time a periodic
    # timer fires again 100 ticks after its comparator, as docs/conformance.md says.
    EXACT = ("capabilities 8086a201 00989680\n"
             f"edge {10:08x} {5 * 1000 + 100:08x}\n"
             f"level {5:08x} {5 * 2000:08x}\n"
             f"legacy {4:08x} {2 * 500 + 100:08x}\n"
             f"message {1:08x} {3000:08x}\n"
             "done\n")

    def run_rom(self, *options):
        self.run_board("--cpu", "i386", "--firmware", HPET_ROM, "--global", "hpet.msi=on",
                       "--serial", "file:out", *options)
        return self.read("out")

    def test_interrupts_come_when_they_are_due_by_instructions_counted(self):
        self.assertEqual(self.run_rom("--icount", "--trace", "1.jsonl"), self.EXACT)
        self.assertEqual(self.run_rom("--icount", "--trace", "2.jsonl"), self.EXACT)
        first = self.read("1.jsonl")
        self.assertEqual(first, self.read("2.jsonl"))
        raised = [event["line"] for event in map(json.loads, first.splitlines())
                  if event["event"] == "irq" and event["level"] and event["device"] == "hpet"]
        self.assertEqual(raised, [16] * 10 + [17] * 5 + [0] * 4)

    def test_they_come_by_the_hosts_time(self):
        lines = self.run_rom().splitlines()
        self.assertEqual(lines[-1], "done")
        told = {name: (int(count, 16), int(ticks, 16))
                for name, count, ticks in map(str.split, lines[1:-1])}
        for name, count, ticks in (("edge", 10, 5000), ("level", 5, 10000),
                                   ("legacy", 4, 1000), ("message", 1, 3000)):
            self.assertEqual(told[name][0], count)
            self.assertGreaterEqual(told[name][1], ticks)


class Firmware(CpuTest):
    """What a firmware ends with."""

    def end_of(self, cpu, code, status):
        self.write("rom", code)
        return self.run_board("--cpu", cpu, "--firmware", "rom", status=status).stderr

    def start(self, code, *options):
        """A board that goes on."""
        self.write("rom", code)
        process = subprocess.Popen([PROGRAM, "--cpu", "i386", "--firmware", "rom", *options],
                                   cwd=self.tmp, env=environment())
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        time.sleep(0.5)
        self.assertIsNone(process.poll())
        return process

    def interrupt(self, process):
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(TIMEOUT), 0)

    def test_a_halt_without_interrupts_is_the_end(self):
        self.assertEqual(self.end_of("i386", CLI_HLT, 0), "")

    def test_an_exception_is_told(self):
        self.assertIn("exception 0 at 0x10000", self.end_of("i386", DIVIDE_BY_ZERO, 1))
        self.assertIn("cannot go on at 0x100000: Invalid instruction",
                      self.end_of("i386", UD2, 1))
        self.assertRegex(self.end_of("aarch64", AARCH64_BRK, 1), r"exception \d+ at 0x")

    def test_an_interrupt_without_a_handler_is_told(self):
        self.assertIn("no handler for interrupt vector 0x90",
                      self.end_of("i386", MESSAGE_VECTOR_0X90 + STI_HLT, 1))

    def test_a_processor_that_waits_ends_by_ctrl_c(self):
        process = self.start(STI_HLT)
        with open(f"/proc/{process.pid}/stat", encoding="ascii") as stream:
            fields = stream.read().rpartition(")")[2].split()
        # It sleeps meanwhile.
        self.assertEqual(fields[0], "S")
        self.interrupt(process)

    def test_so_does_one_whose_timer_never_wakes_it(self):
        self.interrupt(self.start(SILENT_TIMER + STI_HLT, "--icount", "--trace", "x.vcd"))

    def test_without_interrupts_a_wait_is_passed_over(self):
        self.assertRegex(self.end_of("aarch64", AARCH64_WFI + AARCH64_BRK, 1),
                         r"exception \d+ at 0x4")


    def test_an_instruction_takes_a_nanosecond(self):
        self.write("rom", SEND_A + COUNT_TO_100000 + SEND_A + CLI_HLT)
        self.run_board("--cpu", "i386", "--firmware", "rom", "--icount", "--trace", "x.jsonl")
        sent = [event["ns"] for event in map(json.loads, self.read("x.jsonl").splitlines())
                if event["event"] == "write"]
        self.assertEqual(sent, [1, 1 + 1 + 2 * 100000 + 1])


class CommandLine(CpuTest):
    def test_what_cannot_be_is_refused(self):
        self.write("rom", CLI_HLT)
        self.write("empty", b"")
        rom = ("--firmware", "rom")
        self.assertIn("expected aarch64 or i386", self.refuses("z80", *rom))
        self.assertIn("No such file", self.refuses("i386", "--firmware", "none", status=1))
        self.assertIn("0 bytes", self.refuses("i386", "--firmware", "empty", status=1))
        self.assertIn("takes no device tree", self.refuses("i386", *rom, "--dtb", "rom"))
        self.assertIn("overlap", self.refuses("i386", *rom, "--ram", "0x100000,4K"))
        self.assertIn("multiples of 4096",
                      self.refuses("i386", *rom, "--ram", "0x2000000,100"))
        self.assertIn("takes messages", self.refuses("i386", *rom, "--ram", "0xfee00000,4K"))

    def test_a_file_without_room_is_refused_whole(self):
        self.write("rom", CLI_HLT)
        self.write("large", bytes((1 << 20) + 1))
        self.assertIn("there is room for 1 to 1048576",
                      self.refuses("i386", "--firmware", "large", status=1))
        self.assertIn("there is room for 1 to 1048576",
                      self.refuses("aarch64", "--firmware", "rom", "--dtb", "large", status=1))


class Options(BoardTest):
    def test_those_of_processors_need_each_other(self):
        self.assertIn("--firmware FILE", self.board_refuses("--cpu", "i386"))
        self.assertIn("say --cpu", self.board_refuses("--firmware", "rom"))
        for other in (("--script", "-"), ("--qtest", "stdio"), ("--save", "x"), ("--load", "x")):
            self.assertIn("--cpu excludes",
                          self.board_refuses("--cpu", "i386", "--firmware", "rom", *other))

    @unittest.skipUnless(NO_PROCESSORS, "the board was built with processors")
    def test_a_board_without_them_says_what_to_install(self):
        self.assertIn("libunicorn-dev", NO_PROCESSORS)
        self.assertIn("-Dunicorn=enabled", NO_PROCESSORS)
        self.board_refuses("--cpu", "aarch64", "--firmware", "rom", status=1)


if __name__ == "__main__":
    main()
