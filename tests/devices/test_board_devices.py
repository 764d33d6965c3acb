# SPDX-License-Identifier: MIT
"""What the command line says about devices, and what is refused."""

from board import HPET, PL011, BoardTest, main
from qtest import Refused  # pylint: disable=import-error

UNIMPLEMENTED = "unimplemented-device,addr=0x1000,size=0x100,name=x"


class Lists(BoardTest):
    def test_types_are_those_that_device_takes(self):
        types = [line.split()[0] for line in self.run_board("--list-types").stdout.splitlines()]
        for name in ("pl011", "pl011_luminary", "hpet", "unimplemented-device"):
            self.assertIn(name, types)
        self.assertEqual(types, sorted(types))
        for name in ("sys-bus-device", "irq", "board-irq-lines"):
            self.assertNotIn(name, types)

    def test_properties_have_types_and_defaults(self):
        text = self.run_board("--list-properties", "hpet").stdout
        self.assertRegex(text, r"timers=<uint8> .*default: 3")
        self.assertNotIn("realized", text)
        self.assertRegex(self.run_board("--list-properties", "pl011").stdout,
                         r"chardev=<str>")
        self.assertIn("no device type 'x'", self.board_refuses("--list-properties", "x"))


class Devices(BoardTest):
    def test_more_of_a_type_get_names_lines_and_chardevs_of_their_own(self):
        board = self.board("--device", "pl011,addr=0x0a000000,irq=40", serial=True)
        qtest = board.qtest
        qtest("irq_intercept_in irq-lines")
        for base in (PL011, 0x0A000000):
            qtest(f"writel {base + 0x38:#x} 0x20")
            qtest(f"writel {base + 0x30:#x} 0x301")
            qtest(f"writel {base:#x} {0x41 if base == PL011 else 0x42}")
        self.assertEqual([n for _, n in qtest.take_irqs()], [32, 34, 40, 42])
        self.assertEqual(board.serial.recv(10), b"A")
        with self.assertRaisesRegex(Refused, "already enabled.*irq-lines"):
            qtest("irq_intercept_out /machine/peripheral/pl011-1 sysbus-irq")

    def test_a_serial_can_be_named(self):
        board = self.board("--device", "pl011,addr=0x0a000000,chardev=serial0",
                           "--nodefaults", serial=True)
        board.qtest("writel 0x0a000030 0x301")
        board.qtest("writel 0x0a000000 0x43")
        self.assertEqual(board.serial.recv(10), b"C")

    def test_properties_are_set_for_one_and_for_all(self):
        for options, timers in ((["--global", "hpet.timers=7"], 7), (
                ["--nodefaults", "--device",
                 f"hpet,addr={HPET},hpet-intcap=4,timers=9,id=clock"], 9)):
            qtest = self.board(*options).qtest
            capabilities = int(qtest(f"readq {HPET:#x}"), 0)
            self.assertEqual(capabilities >> 8 & 0x1F, timers - 1)
        qtest("irq_intercept_out /machine/peripheral/clock sysbus-irq")

    def test_a_comma_in_a_value_is_doubled(self):
        script = self.write("script", "writel 0x1000 5\n")
        result = self.run_board(
            "--nodefaults", "--device", "unimplemented-device,addr=0x1000,size=4,name=a,,b",
            "--log", "unimp", "--script", script)
        self.assertIn("a,b: ", result.stderr)


class Refusals(BoardTest):
    def refuses(self, text, *options, status=2):
        self.assertIn(text, self.board_refuses(*options, "--qtest", "stdio", status=status))

    def test_devices_that_cannot_be(self):
        for device, text in (
                ("", "expected TYPE"), ("addr=5", "expected TYPE"),
                ("frob,addr=5", "--list-types"), ("irq,addr=5", "no type of a device on"),
                ("sys-bus-device", "no type of a device on"),
                ("pl011,addr", "no NAME=VALUE"), ("pl011,=5", "no NAME=VALUE"),
                ("pl011,addr=x", "expected a number"), ("pl011,addr=-1", "expected a number"),
                ("pl011,irq=256,addr=0", "expected a number"), ("pl011", "need a place"),
                ("pl011,addr=0x0a000000,addr1=5", "no memory region 1"),
                ("pl011,addr=0x09000800", "overlap 'pl011'"),
                ("pl011,addr=0xfffffffffffff001", "do not fit"),
                ("pl011,addr=0x0a000000,irq=30", "which 'hpet' drives"),
                ("pl011,addr=0x0a000000,irq=252", "lines 0 to 255"),
                (UNIMPLEMENTED + ",irq=40", "no interrupt"),
                ("pl011,addr=0x0a000000,id=pl011", "Duplicate"),
                ("pl011,addr=0x0a000000,id=a b", "a b")):
            self.refuses(text, "--device", device)

    def test_properties_that_cannot_be(self):
        for device, text in (
                ("pl011,addr=0x0a000000,frob=5", "frob"),
                ("pl011,addr=0x0a000000,chardev=nobody", "nobody"),
                ("pl011,addr=0x0a000000,migrate-clk=maybe", "migrate-clk"),
                ("hpet,addr=0x0a000000,hpet-intcap=4,timers=99", "timers"),
                ("unimplemented-device,addr=0", "'name' must be set")):
            self.refuses(text, "--device", device)

    def test_a_chardev_is_for_one_device(self):
        self.refuses("serial0", "--serial", "null", "--device",
                     "pl011,addr=0x0a000000,chardev=serial0", "--device",
                     "pl011,addr=0x0b000000,chardev=serial0")

    def test_options_that_cannot_be(self):
        for options, text in (
                (["--frob"], "--frob"), (["frob"], "unexpected argument 'frob'"),
                (["--realtime", "--icount"], "exclude each other"),
                (["--global", "x"], "TYPE.PROPERTY=VALUE"),
                (["--global", "hpet.frob=1"], "no property 'frob'"),
                (["--global", "frob.x=1"], "no type 'frob'"),
                (["--global", "hpet.timers=1"], "3 to 32"),
                (["--serial", "frob:"], "frob"), (["--serial", "unix:x,server=5"], "server"),
                (["--serial", "null", "--serial", "null"], "no device left"),
                (["--ram", "0x1000"], "ADDR,SIZE"), (["--ram", "0,0"], "do not fit"),
                (["--ram", f"{PL011},4K"], "overlap 'pl011'"),
                (["--log", "frob"], "guest_errors")):
            self.refuses(text, *options)

    def test_what_cannot_be_opened_is_no_wrong_command_line(self):
        for path in ("file:no/dir/x", "unix:nobody", "pipe:none"):
            self.refuses(path, "--serial", path, status=1)
        self.assertIn("server", self.board_refuses("--qtest", "unix:x,server=5"))

    def test_a_qtest_client_that_is_not_there(self):
        errors = self.board_refuses("--qtest", "unix:nobody", status=1)
        self.assertIn("--qtest unix:nobody: ", errors)


if __name__ == "__main__":
    main()
