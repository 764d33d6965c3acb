#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The mid-layer as a compiler sees it: wrong uses do not compile, what should cost nothing
costs nothing, and docs/mid-layer.md shows what is in the sources and in this build."""

import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "support"))

import harness  # noqa: E402
import toolchain  # noqa: E402

WRONG = os.path.join(HERE, "wrong")
EXPECTATION = re.compile(r"/\* (gcc|clang): (.*) \*/")
HEADERS = os.path.join(toolchain.ROOT, "runtime", "typed")
DOCUMENTATION = os.path.join(toolchain.ROOT, "docs", "mid-layer.md")
EXCERPT = re.compile(r"<!-- (source|generated): (\S+) -->\n```\w+\n(.*?)```", re.DOTALL)
# Pairs of cost.c that have a check, and how many branches more than without it.
CHECKED = {"index": 1, "locked": 1, "trace": 2}
CHECKED_CELLS = {"cell_get": 1, "cell_set": 1}


def read(*parts):
    with open(os.path.join(*parts), encoding="utf-8") as stream:
        return stream.read()


class MidLayerTest(harness.BinderyTest):
    @classmethod
    def setUpClass(cls):
        cls.build = os.path.dirname(os.path.dirname(cls.bindery))
        flags = subprocess.run(["pkg-config", "--cflags", "glib-2.0"], text=True,
                               check=True, capture_output=True).stdout.split()
        cls.flags = [re.sub("^-I", "-isystem", flag) for flag in flags]
        for root in (os.path.join(cls.build, "runtime", "typed"), HEADERS, toolchain.MARKS):
            cls.flags.append(f"-I{root}")

    def command(self, compiler, *arguments):
        return [compiler, "-std=gnu11", *toolchain.WARNINGS, *self.flags, *arguments]


class WrongUses(MidLayerTest):
    """A source here says what each compiler must say, and marks the line that is wrong."""

    def check(self, path):
        text = read(path)
        expected = dict(EXPECTATION.findall(text))
        lines = [n for n, line in enumerate(text.split("\n"), 1) if "/* wrong */" in line]
        self.assertEqual((len(expected), len(lines)), (2, 1), "what the source must say")
        for compiler in toolchain.c_compilers():
            for level in ("-O0", "-O2"):
                command = self.command(compiler, level, "-c", path, "-o", os.devnull)
                result = toolchain.run(command)
                self.assertEqual(result.returncode, 1, toolchain.failure(command, result))
                kind = "clang" if toolchain.is_clang(compiler) else "gcc"
                self.assertIn(expected[kind], result.stderr, compiler)
                self.assertIn(f"{path}:{lines[0]}:", result.stderr, compiler)


def _wrong(name):
    def test(self):
        self.check(os.path.join(WRONG, name))

    return test


for _name in sorted(os.listdir(WRONG)):
    setattr(WrongUses, f"test_{_name[:-2]}", _wrong(_name))


class Headers(MidLayerTest):
    def test_each_compiles_alone_and_twice(self):
        names = []
        for parent, _, files in os.walk(os.path.join(HEADERS, "bindery")):
            names += [os.path.relpath(os.path.join(parent, name), HEADERS)
                      for name in files if name.endswith(".h")]
        self.assertGreater(len(names), 5)
        for name in names:
            unit = self.write("unit.c", f'#include "{name}"\n' * 2)
            for compiler in toolchain.c_compilers():
                self.assert_compiles(self.command(compiler, "-fsyntax-only", unit))


class Cost(MidLayerTest):
    def functions(self, compiler, *options):
        """{name: its instructions, without operands} of cost.c, optimised."""
        target = self.path("cost.s")
        self.assert_compiles(
            self.command(compiler, "-O2", "-Wno-unused-parameter", *options, "-S", "-o", target,
                         os.path.join(HERE, "cost.c"))
        )
        bodies = re.findall(r"^(\w+):.*\n((?:.*\n)*?)\s+\.size\s+\1,", read(target), re.MULTILINE)
        return {name: re.findall(r"^\s+([a-z]\w*)", body, re.MULTILINE) for name, body in bodies}

    def assert_branches(self, functions, more, compiler):
        for name, count in more.items():
            typed, raw = [sum(each.startswith("j") and each != "jmp" for each in body)
                          for body in (functions[f"{name}_typed"], functions[f"{name}_raw"])]
            self.assertEqual(typed - raw, count, f"{name}, {compiler}")

    def test_pieces_without_a_check_cost_nothing(self):
        for compiler in toolchain.c_compilers():
            functions = self.functions(compiler, "-DBQL_CELL_UNCHECKED")
            pairs = {name[: -len("_raw")] for name in functions if name.endswith("_raw")}
            self.assertGreater(len(pairs), 10)
            for name in pairs - set(CHECKED):
                self.assertEqual(functions[f"{name}_typed"], functions[f"{name}_raw"],
                                 f"{name}, {compiler}")

    def test_checks_cost_a_branch(self):
        for compiler in toolchain.c_compilers():
            functions = self.functions(compiler)
            self.assert_branches(functions, {**CHECKED, **CHECKED_CELLS}, compiler)


class Documentation(MidLayerTest):
    def test_what_it_shows_is_real(self):
        """Each text that docs/mid-layer.md says to be of a file is in that file, of the
        sources or of the build; a line `...` stands for what is left out."""
        excerpts = EXCERPT.findall(read(DOCUMENTATION))
        self.assertGreater(len(excerpts), 10)
        for kind, name, text in excerpts:
            content = read(toolchain.ROOT if kind == "source" else self.build, name)
            for part in re.split(r"^ *\.\.\.\n", text, flags=re.MULTILINE):
                self.assertTrue(part)
                self.assertIn(part, content, name)

    def test_every_header_of_the_mid_layer_is_in_it(self):
        text = read(DOCUMENTATION)
        for parent, _, files in os.walk(os.path.join(HEADERS, "bindery")):
            for name in files:
                if name.endswith(".h"):
                    path = os.path.relpath(os.path.join(parent, name), HEADERS)
                    self.assertIn(f"`{path}`", text)


if __name__ == "__main__":
    harness.main()
