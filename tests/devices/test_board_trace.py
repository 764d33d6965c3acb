# SPDX-License-Identifier: MIT
"""Recordings: value change dumps that a parser takes, and JSON lines."""

import json
import os
import re
import shutil
import subprocess
import unittest

from board import HPET, PL011, BoardTest, main

UARTDR, UARTCR, UARTIMSC, UARTICR = PL011, PL011 + 0x30, PL011 + 0x38, PL011 + 0x44


class Vcd:
    """A value change dump, read as strictly as the standard says."""

    def __init__(self, text):
        head, body = text.split("$enddefinitions $end\n")
        self.names = {}
        scope = []
        for line in head.splitlines():
            words = line.split()
            assert words[-1] == "$end", line
            if words[0] == "$scope":
                scope.append(words[2])
            elif words[0] == "$upscope":
                scope.pop()
            elif words[0] == "$var":
                assert re.fullmatch(r"[!-~]+", words[3]) and words[3] not in self.names
                self.names[words[3]] = (".".join([*scope, words[4]]), words[1], int(words[2]))
            else:
                assert words[0] in ("$version", "$timescale"), line
                if words[0] == "$timescale":
                    assert words[1:3] == ["1", "ns"]
        assert not scope
        self.changes = list(self._read(body))

    def _read(self, body):
        """(time, name, value) of each change."""
        time = None
        for line in body.splitlines():
            if line.startswith("#"):
                assert time is None or int(line[1:]) > time, line
                time = int(line[1:])
            elif line.startswith("b"):
                value, code = line[1:].split(" ")
                name, kind, bits = self.names[code]
                assert kind == "reg" and len(value) <= bits, line
                yield time, name, int(value, 2)
            elif line not in ("$dumpvars", "$end"):
                name, kind, bits = self.names[line[1:]]
                assert kind in ("wire", "event") and bits == 1, line
                yield time, name, int(line[0])
        self.end = time

    def of(self, suffix):
        return [(time, value) for time, name, value in self.changes if name.endswith(suffix)]


class Recordings(BoardTest):
    def record(self, *names):
        """A character is sent at 100 ns, and its interrupt acknowledged at 250 ns."""
        traces = [option for name in names for option in ("--trace", name)]
        board = self.board(*traces, "--ram", "0x100000,4K")
        board.qtest("clock_step 100")
        board.qtest(f"writel {UARTIMSC:#x} 0x20")
        board.qtest(f"writel {UARTCR:#x} 0x301")
        board.qtest(f"writel {UARTDR:#x} 0x41")
        board.qtest("clock_step 150")
        board.qtest(f"writel {UARTICR:#x} 0x20")
        board.qtest(f"readq {HPET:#x}")
        board.qtest("writel 0x100000 7")
        board.qtest("write 0x200000 12 0x112233445566778899aabbcc")
        board.qtest("clock_step 50")
        board.close()

    def test_a_dump_has_levels_and_accesses_at_their_times(self):
        self.record("x.vcd")
        vcd = Vcd(self.read("x.vcd"))
        self.assertEqual(vcd.of("board.pl011.irq2"), [(0, 0), (100, 1), (250, 0)])
        self.assertEqual(vcd.of("board.pl011.irq1"), [(0, 0)])
        self.assertEqual(len(vcd.of(".hpet.irq31")), 1)
        self.assertEqual(vcd.of("pl011.region0.write"), [(100, 1)] * 3 + [(250, 1)])
        self.assertEqual([value for _, value in vcd.of("pl011.region0.offset")],
                         [0x38, 0x30, 0, 0x44])
        self.assertEqual(vcd.of("pl011.region0.data")[-1], (250, 0x20))
        self.assertEqual(vcd.of("hpet.region0.size"), [(250, 8)])
        self.assertEqual(vcd.end, 300)

    @unittest.skipUnless(shutil.which("vcd2fst"), "GTKWave is not installed")
    def test_gtkwave_takes_a_dump(self):
        self.record("x.vcd")
        subprocess.run(["vcd2fst", self.path("x.vcd"), self.path("x.fst")], check=True)
        back = subprocess.run(["fst2vcd", self.path("x.fst")], check=True, text=True,
                              capture_output=True).stdout
        self.assertEqual(len(re.findall(r"\$var wire 1 \S+ irq", back)), 6 + 32)
        self.assertEqual(re.findall(r"^#(\d+)$", back, re.MULTILINE), ["0", "100", "250", "300"])

    def test_json_lines_tell_what_caused_what(self):
        self.record("x.jsonl")
        events = [json.loads(line) for line in self.read("x.jsonl").splitlines()]
        self.assertEqual(events[2], {
            "ns": 100, "event": "write", "device": "pl011", "region": 0, "offset": "0x0",
            "addr": "0x9000000", "size": 4, "value": "0x41"})
        self.assertEqual(events[3], {
            "ns": 100, "event": "irq", "device": "pl011", "irq": 0, "line": 32, "level": 1})
        capabilities = next(e for e in events if e.get("device") == "hpet")
        self.assertEqual(int(capabilities["value"], 0) >> 32, 10000000)
        self.assertEqual(events[-2], {"ns": 250, "event": "write", "addr": "0x100000",
                                      "size": 4, "value": "0x7"})
        self.assertEqual(events[-1], {
            "ns": 250, "event": "write", "addr": "0x200000", "size": 12,
            "data": "0x112233445566778899aabbcc", "failed": True})

    def test_both_at_once_say_the_same(self):
        self.record("x.jsonl", "x.vcd")
        events = [json.loads(line) for line in self.read("x.jsonl").splitlines()]
        levels = [(e["ns"], e["level"]) for e in events
                  if e["event"] == "irq" and e["irq"] == 2]
        self.assertEqual(Vcd(self.read("x.vcd")).of("pl011.irq2")[1:], levels)

    def test_time_does_not_go_back_when_a_state_is_loaded(self):
        board = self.board("--trace", "x.vcd")
        board.qtest("save state")
        board.qtest("clock_step 1000")
        board.qtest(f"readl {PL011:#x}")
        board.qtest("load state")
        board.qtest(f"readl {PL011:#x}")
        board.close()
        self.assertEqual(Vcd(self.read("x.vcd")).of("region0.read"), [(1000, 1)] * 2)


class FailedRecordings(BoardTest):
    def test_names_say_the_format(self):
        self.assertIn(".vcd or .jsonl", self.board_refuses("--trace", "x.txt"))
        self.assertIn("no/dir/x.vcd", self.board_refuses("--trace", "no/dir/x.vcd", status=1))

    def test_a_full_disk_is_told_and_the_run_goes_on(self):
        for suffix in ("vcd", "jsonl"):
            os.symlink("/dev/full", self.path(f"x.{suffix}"))
            board = self.board("--trace", f"x.{suffix}")
            for _ in range(200):
                board.qtest(f"readl {PL011:#x}")
            self.assertEqual(board.qtest("endianness"), "little")
            errors = board.close(status=1)
            self.assertIn(f"'x.{suffix}' is not complete: No space left", errors)


if __name__ == "__main__":
    main()
