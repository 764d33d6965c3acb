#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Handlers called by real libraries: each program here is generated for, compiled with
warnings as errors without any header of the library, linked with it, and run; and programs
that use what is generated wrongly do not compile."""

import json
import os
import re
import shutil
import signal
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "support"))

import harness  # noqa: E402
import programs  # noqa: E402
import toolchain  # noqa: E402

WRONG = os.path.join(HERE, "wrong")
DOCUMENTATION = os.path.join(toolchain.ROOT, "docs", "trampolines.md")
EXCERPT = re.compile(r"<!-- (source|generated): (\w+)/(\S+) -->\n```\w+\n(.*?)```", re.DOTALL)
EXPECTATION = re.compile(r"/\* (program|gcc|clang): (.*) \*/")
ODD_TABLE = """\
#include "bindery/marks.h"
#include "bus.h"
typedef struct Odd { uint32_t value; } Odd BINDERY_TYPE("odd")
    BINDERY_TABLE(BusOperations, odd_ops, .order = "big");
uint32_t odd_read(Odd *odd, uint64_t offset) BINDERY_IMPLEMENTS(BusOperations, read);
"""
# What belongs to the C library and the compiler.
SYSTEM = re.compile(r"/usr/include/(?!glib|expat|sqlite3|zlib|zconf)|/usr/lib/gcc/")


def read(*parts):
    with open(os.path.join(*parts), encoding="utf-8") as stream:
        return stream.read()


def setUpModule():
    out = os.path.realpath(tempfile.mkdtemp(prefix="bindery-test-"))
    unittest.addModuleCleanup(shutil.rmtree, out, ignore_errors=True)
    WithWorkshop.workshop = programs.Workshop(harness.BinderyTest.bindery, out)


class WithWorkshop(harness.BinderyTest):
    """Tests that share one directory of generated files."""

    workshop = None

    def generate(self, name):
        package = self.workshop.missing(name)
        if package:
            self.skipTest(f"{package} is not installed")
        self.workshop.generate_program(name)


class Programs(WithWorkshop):
    def check(self, name):
        self.generate(name)
        for compiler in toolchain.c_compilers():
            program = self.workshop.build(name, compiler)
            result = toolchain.run([program])
            self.assertEqual(result.returncode, 0, toolchain.failure([program], result))
            self.assertEqual(result.stdout, read(programs.directory(name), "expected.txt"))

    def test_programs_read_no_header_of_a_library(self):
        for name in programs.PROGRAMS:
            if self.workshop.missing(name):
                continue
            self.workshop.generate_program(name)
            objects = self.workshop.objects(name, "gcc")
            own = (self.workshop.out, programs.directory(name), programs.MARKS)
            for path in self.workshop.read_files(objects):
                self.assertTrue(path.startswith(own) or SYSTEM.match(path), path)

    def test_trampolines_compile_as_cxx(self):
        flags = ["-std=c++17", *toolchain.WARNINGS, "-Wcast-qual", "-fsyntax-only"]
        for name in programs.PROGRAMS:
            if self.workshop.missing(name):
                continue
            self.workshop.generate_program(name)
            module = programs.manifest(name)["name"]
            unit = self.write(f"{module}.cc", f'#include "{module}_trampolines.h"\n' * 2)
            for compiler in toolchain.cxx_compilers():
                self.assert_compiles([compiler, *flags, *self.workshop.c_flags(name), unit])


def _program(name):
    def test(self):
        self.check(name)

    return test


for _name in programs.PROGRAMS:
    setattr(Programs, f"test_{_name}", _program(_name))


class WrongPrograms(WithWorkshop):
    """What only a compiler of C can see. A source here says which program it belongs to and
    what each compiler must say of the line that is marked as wrong."""

    def check(self, path):
        text = read(path)
        expected = dict(EXPECTATION.findall(text))
        lines = [n for n, line in enumerate(text.split("\n"), 1) if "/* wrong */" in line]
        self.assertEqual((len(expected), len(lines)), (3, 1), "what the source must say")
        self.generate(expected["program"])
        flags = [*programs.WARNINGS, *self.workshop.c_flags(expected["program"])]
        for compiler in toolchain.c_compilers():
            command = [compiler, "-std=gnu11", *flags, "-fsyntax-only", path]
            result = toolchain.run(command)
            self.assertEqual(result.returncode, 1, toolchain.failure(command, result))
            errors = [line for line in result.stderr.splitlines() if " error: " in line]
            kind = "clang" if toolchain.is_clang(compiler) else "gcc"
            where = f"{path}:{lines[0]}:"
            self.assertEqual([e for e in errors if not e.startswith(where)], [], compiler)
            self.assertIn(expected[kind], "\n".join(errors), compiler)

    def test_initialiser_of_another_type(self):
        self.generate("operations")
        module = {"name": "odd", "depends": ["bus"], "wrapper": "odd.h"}
        self.write("module.json", json.dumps(module))
        self.write("odd.h", ODD_TABLE)
        out = self.workshop.out
        self.run_bindery("gen", "-m", "module.json", "-o", "out", "--module-path", out,
                         "--", "-I", out)
        for compiler in toolchain.c_compilers():
            result = toolchain.run(
                [compiler, *programs.WARNINGS, "-I", self.tmp, "-I", out, "-I", programs.MARKS]
                + ["-fsyntax-only", self.path("out/odd_trampolines.c")]
            )
            self.assertEqual(result.returncode, 1, compiler)
            self.assertRegex(result.stderr, r'error: incompatible .*\n.*\.order = "big"')

    def test_down_cast_of_another_object_ends_the_program(self):
        self.generate("operations")
        source = os.path.join(HERE, "down_cast.c")
        shutil.copy(source, self.path("cast.c"))
        for compiler in toolchain.c_compilers():
            self.assert_compiles(
                [compiler, "-std=gnu11", *programs.WARNINGS, self.path("cast.c")]
                + [*self.workshop.c_flags("operations"), "-o", self.path("cast")]
            )
            result = toolchain.run([self.path("cast")])
            self.assertEqual(result.returncode, -signal.SIGABRT, compiler)
            self.assertIn("timer_is(", result.stderr)


def _wrong(name):
    def test(self):
        self.check(os.path.join(WRONG, name))

    return test


for _name in sorted(os.listdir(WRONG)):
    setattr(WrongPrograms, f"test_{_name[:-2]}", _wrong(_name))


class Documentation(WithWorkshop):
    def test_what_it_shows_is_real(self):
        """Each text that docs/trampolines.md says to be of a file is in that file; a line
        `...` stands for what is left out."""
        excerpts = EXCERPT.findall(read(DOCUMENTATION))
        self.assertGreater(len(excerpts), 5)
        for kind, program, name, text in excerpts:
            place = programs.directory(program)
            if kind == "generated":
                self.generate(program)
                place = self.workshop.out
            content = read(place, name)
            for part in re.split(r"^ *\.\.\.\n", text, flags=re.MULTILINE):
                self.assertTrue(part)
                self.assertIn(part, content, f"{program}/{name}")


if __name__ == "__main__":
    harness.main()
