#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Scanning for other machines: a freestanding header's record has that target's sizes, and its
bindings compile, layout assertions included, with a clang for the target."""

import os
import sys

sys.path.insert(
    0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support")
)

import harness  # noqa: E402
import toolchain  # noqa: E402

HEADER = """\
#include <stddef.h>
#include <stdint.h>
#include <stdbool.h>
#include <stdarg.h>

struct sizes {
    char c;
    long l;
    void *p;
    long long ll;
    double d;
    long double ld;
    wchar_t w;
    size_t n;
    bool b;
};
struct bits {
    unsigned int a : 3;
    unsigned int b : 7;
    unsigned long long c : 33;
    short : 0;
    signed char d : 4;
};
struct packed {
    char c;
    long l;
} __attribute__((packed));
enum kind { KIND_A = -1, KIND_B };
int take(struct sizes *s, uint64_t a, va_list list);
#define ALL_ONES (~0UL)
#define POINTER_SIZE sizeof(void *)
#define LETTER '\\xff'
"""

# Triple: (pointer size, size of long, of long double, of wchar_t, endian, char).
TARGETS = {
    "x86_64-linux-gnu": (8, 8, 16, 4, "little", "signed"),
    "i686-linux-gnu": (4, 4, 12, 4, "little", "signed"),
    "aarch64-linux-gnu": (8, 8, 16, 4, "little", "unsigned"),
    "armv7-linux-gnueabihf": (4, 4, 8, 4, "little", "unsigned"),
    "riscv64-linux-gnu": (8, 8, 16, 4, "little", "unsigned"),
    "powerpc64-linux-gnu": (8, 8, 16, 4, "big", "unsigned"),
    "x86_64-w64-mingw32": (8, 4, 16, 2, "little", "signed"),
    "s390x-linux-gnu": (8, 8, 16, 4, "big", "unsigned"),
    "mips-linux-gnu": (4, 4, 8, 4, "big", "signed"),
}


class Targets(harness.BinderyTest):
    def check(self, triple):
        pointer, long_size, long_double, wide, endian, char = TARGETS[triple]
        header = self.write("wrapper.h", HEADER)
        self.run_bindery(
            "gen", "--name", "m", "-o", self.path("out"), "--target", triple, header,
            "--", "-ffreestanding",
        )  # fmt: skip
        ir = harness.json.loads(self.read("out/m.ir.json"))
        target = ir["target"]
        self.assertEqual(target["pointer_size"], pointer)
        self.assertEqual(target.get("endian"), endian)
        self.assertEqual(target.get("char"), char)
        types = {name: entry.get("size") for name, entry in ir["types"].items()}
        self.assertEqual(types["long"], long_size)
        self.assertEqual(types["long double"], long_double)
        self.assertEqual(types["wchar_t"], wide)
        macros = {macro["name"]: macro for macro in ir["macros"]}
        self.assertEqual(macros["ALL_ONES"]["value"], str(2 ** (8 * long_size) - 1))
        self.assertEqual(macros["POINTER_SIZE"]["value"], str(pointer))
        self.assertEqual(macros["LETTER"]["value"], "-1" if char == "signed" else "255")
        self.compile(triple)

    def compile(self, triple):
        for name in toolchain.c_compilers():
            if not toolchain.is_clang(name):
                continue
            check = [name, f"--target={triple}", "-std=gnu11", *toolchain.WARNINGS]
            check += [
                "-ffreestanding",
                "-fsyntax-only",
                self.path("out/m_layout_check.c"),
            ]
            self.assert_compiles([*check, "-I", self.tmp])
            self.assert_compiles([*check, "-DM_CHECK_BINDINGS"])

    def test_x86_64(self):
        self.check("x86_64-linux-gnu")

    def test_i686(self):
        self.check("i686-linux-gnu")

    def test_aarch64(self):
        self.check("aarch64-linux-gnu")

    def test_armv7(self):
        self.check("armv7-linux-gnueabihf")

    def test_riscv64(self):
        self.check("riscv64-linux-gnu")

    def test_powerpc64_big_endian(self):
        self.check("powerpc64-linux-gnu")

    def test_s390x(self):
        self.check("s390x-linux-gnu")

    def test_mips(self):
        self.check("mips-linux-gnu")

    def test_windows(self):
        self.check("x86_64-w64-mingw32")

    def test_target_as_a_compiler_argument(self):
        ir = self.scan(HEADER, cflags=["--target=i686-linux-gnu", "-ffreestanding"])
        self.assertEqual(ir["target"]["pointer_size"], 4)

    def test_m32(self):
        ir = self.scan(HEADER, cflags=["-m32", "-ffreestanding"])
        self.assertEqual(ir["target"]["pointer_size"], 4)


if __name__ == "__main__":
    harness.main()
